"""While somebody types: is it there already, and which one is meant?"""

from models import Customer


def test_duplicates_are_told_with_a_link(client_for, world, htmx):
    page = client_for("bo")
    body = page.get("/customers/duplicates?name=acme+ltd&phone=&email=", headers=htmx).text
    assert f'href="/customers/{world.acme.id}"' in body
    assert "confirm" not in body
    assert f'href="/customers/{world.acme.id}"' in page.get("/customers/duplicates?phone=0086+138+0013+8000").text
    assert "note" not in page.get("/customers/duplicates?name=Nobody+knows").text
    assert "note" not in page.get("/customers/duplicates").text


def test_the_row_itself_is_no_duplicate(client_for, world):
    page = client_for("ann")
    assert "note" not in page.get(f"/customers/duplicates?name=ACME&but={world.acme.id}").text
    assert "note" in page.get("/customers/duplicates?name=ACME&but=x").text


def test_beyond_reach_a_colleague_has_it_and_no_more(client_for, world):
    body = client_for("bo").get("/customers/duplicates?name=bolt").text
    assert "A colleague has this customer already." in body

    assert "/customers/" not in body


def test_picks_offer_what_is_within_reach_and_a_new_one(client_for, world, htmx):
    body = client_for("ann").get("/customers/picks?q=ac", headers=htmx).text
    assert f'data-id="{world.acme.id}" data-name="Acme"' in body
    assert "Make “ac” a new customer" in body
    assert "<html" not in body


def test_no_new_one_where_the_name_is_there(client_for):
    assert "a new customer" not in client_for("ann").get("/customers/picks?q=ACME+Inc").text


def test_no_new_one_where_a_colleague_has_it(client_for):
    body = client_for("bo").get("/customers/picks?q=bolt").text
    assert "A colleague has this customer already." in body
    assert 'aria-disabled="true"' in body
    assert "data-id" not in body


def test_eight_at_most_the_newest_without_a_text(client_for, world):
    for number in range(12):
        Customer.add(world.ann, name=f"Bulk {number}", owner=world.ann)
    page = client_for("ann")
    assert page.get("/customers/picks?q=bulk").text.count("data-id=") == 9  # and the new one
    newest = page.get("/customers/picks?q=").text
    assert newest.count("data-id=") == 8
    assert "Bulk 11" in newest


def test_a_name_is_text(client_for, world):
    body = client_for("ann").get("/customers/picks", query_string={"q": '"><script>x'}).text
    assert "<script>" not in body
