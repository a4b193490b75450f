"""Previous and next along the board or list an opportunity was opened from; and what others did meanwhile."""

import re

import pytest

from models import Opportunity

HERE = "http://localhost"


def neighbours(text):
    """{key: address} of the walk's links."""
    links = re.findall(r'id="walk-([jk])" href="([^"]*)"', text)
    return {key: there.replace("&amp;", "&") for key, there in links}


def test_from_the_list_with_its_filter_and_order(client_for, world):
    mia = client_for("mia")
    rows = list(Opportunity.visible_to(world.mia).where(Opportunity.owner == world.cy).order_by(Opportunity.name))
    said = f"list?owner={world.cy.id}&outcome=all&sort=name"
    there = mia.get(f"/opportunities/{rows[1].id}", query_string={"from": said})
    links = neighbours(there.text)
    assert links["k"].startswith(f"/opportunities/{rows[0].id}?from=list")
    assert links["j"].startswith(f"/opportunities/{rows[2].id}?from=list")
    assert f"· {len(rows)}" in there.text
    after = mia.get(links["j"]).text
    assert neighbours(after)["k"].startswith(f"/opportunities/{rows[1].id}?")
    first = mia.get(f"/opportunities/{rows[0].id}", query_string={"from": said}).text
    assert "k" not in neighbours(first)
    assert "disabled" in first.split('id="opportunity-walk"')[1].split("</nav>")[0]


@pytest.mark.parametrize(
    ("header", "value"),
    [
        ("HX-Current-URL", f"{HERE}/opportunities?outcome=all&sort=name"),
        ("Referer", f"{HERE}/opportunities?outcome=all&sort=name&after=x&seen=50"),
        ("Referer", f"{HERE}/opportunities/1?from=list%3Foutcome%3Dall%26sort%3Dname"),
    ],
)
def test_where_one_came_from_is_known_without_asking(client_for, world, header, value):
    text = client_for("mia").get(f"/opportunities/{world.acme_renewal.id}", headers={header: value}).text
    assert set(neighbours(text)) == {"j", "k"}
    assert "from=list?outcome%3Dall%26sort%3Dname" in text or "from=list%3Foutcome%3Dall%26sort%3Dname" in text


@pytest.mark.parametrize(
    "headers",
    [
        {},
        {"Referer": "https://elsewhere.example/opportunities"},
        {"Referer": f"{HERE}/customers"},
        {"Referer": f"{HERE}/opportunities/1"},
        {"HX-Current-URL": "nonsense"},
    ],
)
def test_from_elsewhere_there_is_no_walk(client_for, world, headers):
    text = client_for("ann").get(f"/opportunities/{world.acme_renewal.id}", headers=headers).text
    assert neighbours(text) == {}


@pytest.mark.parametrize(
    "said",
    ["", "x", "board/x", "board/999999999", "list?owner=x&sort=x", "list?" + "a=1&" * 300, "list?q=%00", "\ud800"],
)
def test_whatever_the_address_says_the_page_comes(client_for, world, said):
    said = said.encode("utf-8", "surrogatepass").decode("latin-1")
    answer = client_for("ann").get(f"/opportunities/{world.acme_renewal.id}", query_string={"from": said})
    assert answer.status_code == 200


@pytest.mark.parametrize("name", ["Referer", "HX-Current-URL"])
def test_whatever_page_it_came_from_the_page_comes(client_for, world, name):
    answer = client_for("ann").get(f"/opportunities/{world.acme_renewal.id}", headers={name: "http://[x"})
    assert answer.status_code == 200


def test_a_panel_over_a_board_puts_the_walk_into_the_address(client_for, world, htmx):
    ann, row = client_for("ann"), world.acme_renewal
    headers = {**htmx, "HX-Target": "div#panel", "HX-Current-URL": f"{HERE}/board?owner={world.ann.id}"}
    answer = ann.get(f"/opportunities/{row.id}", headers=headers)
    assert answer.headers["HX-Push-Url"] == f"/opportunities/{row.id}?from=board?owner%3D{world.ann.id}"
    again = ann.get(answer.headers["HX-Push-Url"], headers=headers)
    assert "HX-Push-Url" not in again.headers, "Back shows it again and pushes nothing"
    elsewhere = {**headers, "HX-Target": "article#opportunity-1"}
    assert "HX-Push-Url" not in ann.get(f"/opportunities/{row.id}", headers=elsewhere).headers


def test_an_open_page_is_told_when_something_happened(client_for, world):
    ann, row = client_for("ann"), world.acme_renewal
    there = f"/opportunities/{row.id}/changes"
    stamp = re.search(r'hx-ptag="([^"]+)"', ann.get(f"/opportunities/{row.id}").text.split("opportunity-live")[1])[1]
    assert ann.get(there, headers={"HX-PTag": stamp}).status_code == 304
    world.acme_renewal.tag(world.bo, add=["x"])
    answer = ann.get(there, headers={"HX-PTag": stamp})
    assert answer.status_code == 200
    assert "opportunity-moved" in answer.headers["HX-Trigger"]
    assert ann.get(there, headers={"HX-PTag": answer.headers["HX-PTag"]}).status_code == 304
