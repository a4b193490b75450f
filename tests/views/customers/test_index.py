"""The list of customers: within reach, found, sorted, a page at a time."""

import datetime as dt

import pytest

from models import Activity, Contact, Customer, Tag, Team, User
from models.base import now


def names(body):
    return [name for name in ("Acme", "Bolt", "Crane Works", "Dune", "上海星辰科技有限公司") if f">{name}</a>" in body]


def test_one_sees_what_lies_within_reach(client_for):
    assert names(client_for("ann").get("/customers").text) == ["Acme", "Bolt", "Dune", "上海星辰科技有限公司"]
    assert names(client_for("bo").get("/customers").text) == ["Acme", "Crane Works", "Dune", "上海星辰科技有限公司"]
    assert len(names(client_for("vic").get("/customers").text)) == 5


def test_a_line_counts_what_the_reader_sees(client_for, world):
    body = client_for("ann").get("/customers?q=bolt").text
    line = body.split(f'id="customer-{world.bolt.id}"')[1].split("</tr>")[0]
    assert "Cy Wang" in line
    assert "230,000" in line  # of four open ones the two that are shared with her
    assert "281,000" in client_for("mia").get("/customers?q=bolt").text


def test_found_by_name_and_number(client_for):
    page = client_for("ann")
    assert names(page.get("/customers?q=0013+8000").text) == ["Acme"]
    assert names(page.get("/customers?q=星辰").text) == ["上海星辰科技有限公司"]
    assert "No customer matches “zzz”" in page.get("/customers?q=zzz").text


def test_a_search_answers_with_the_table_alone(client_for, htmx):
    body = client_for("ann").get("/customers?q=acme", headers=htmx).text
    assert body.lstrip().startswith('<div class="sheet book" id="customers">')
    assert "<html" not in body


@pytest.mark.parametrize("sort", ["name", "-name", "owner", "-industry", "created", "nonsense", ""])
def test_any_order(client_for, sort):
    body = client_for("mia").get(f"/customers?sort={sort}").text
    assert len(names(body)) == 5
    assert body.count("aria-sort=") == 1


def test_created_falls_at_first(client_for):
    assert 'aria-sort="descending"' in client_for("mia").get("/customers?sort=created").text
    assert 'aria-sort="ascending"' in client_for("mia").get("/customers?sort=-created").text


def test_more_are_fetched_behind_the_first_fifty(client_for, world, htmx):
    for number in range(60):
        Customer.add(world.mia, name=f"Bulk {number:02}")
    page = client_for("mia")
    body = page.get("/customers").text
    assert body.count("<tr id=") == 50
    assert "65 customers" in body
    more = body.split('href="/customers?after=')[1].split('"')[0]
    part = page.get(f"/customers?after={more}", headers=htmx).text
    assert part.count("<tr id=") == 15
    assert "customers-more" not in part
    whole = page.get(f"/customers?after={more}").text
    assert whole.count("<tr id=") == 15
    assert "Back to the start" in whole


@pytest.mark.parametrize("after", ["broken", "bnVsbA", "WzEsMl0", "a" * 3000])
def test_a_broken_cursor_is_the_start(client_for, after):
    assert len(names(client_for("mia").get(f"/customers?after={after}").text)) == 5


def test_it_costs_the_same_for_many(client_for, world, count_queries):
    page = client_for("ann")
    page.get("/customers")
    with count_queries() as few:
        page.get("/customers")
    for number in range(40):
        row = Customer.add(world.ann, name=f"Bulk {number}", owner=world.ann)
        Contact.add(world.ann, customer=row, name="Somebody")
    with count_queries() as many:
        page.get("/customers")
    assert len(many) == len(few) <= 14


def test_an_empty_list_says_what_it_is_for(client_for, world):
    newcomer = User.add("New Comer", "new@example.com", role="salesperson", team=Team.create(name="East"))
    body = client_for(newcomer).get("/customers").text
    assert "No customers yet" in body
    assert body.count('href="/customers/new"') == 2
    looker = User.add("Only Looks", "looks@example.com", role="viewer")
    assert 'href="/customers/new"' not in client_for(looker).get("/customers?q=zzz").text


def test_narrowed_by_owner_and_tag(client_for, world):
    tag = Tag.named("Key account")
    Tag.set_on(world.mia, world.acme, ["Key account"])
    page = client_for("mia")
    assert names(page.get(f"/customers?owner={world.cy.id}").text) == ["Bolt"]
    assert names(page.get("/customers?owner=0").text) == ["Dune"]
    body = page.get(f"/customers?tag={tag.id}").text
    assert names(body) == ["Acme"]
    assert '<span class="tag">Key account</span>' in body
    assert names(page.get(f"/customers?tag={tag.id}&owner={world.cy.id}").text) == []
    assert "No customer matches" in page.get(f"/customers?tag={tag.id}&owner={world.cy.id}").text


def test_what_was_won_and_the_last_contact_stand_in_the_line(client_for, world):
    done = {"kind": "call", "opportunity": world.acme_renewal, "customer": world.acme, "done_at": now()}
    Activity.create(done_on=dt.date(2026, 3, 4), **done)
    Activity.create(done_on=dt.date(2026, 3, 9), **{**done, "kind": "task"})
    body = client_for("ann").get("/customers?q=Acme").text
    assert "85,000" in body
    assert "4 Mar 2026" in body
    assert "9 Mar 2026" not in body, "a task is no contact"
    assert "4 Mar 2026" not in client_for("cy").get("/customers").text


def test_found_by_industry(client_for):
    assert names(client_for("mia").get("/customers?q=制造").text) == ["上海星辰科技有限公司"]
