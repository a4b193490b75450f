"""The columns of the table: which, in which order, each reader for themself."""

import html
import re

import pytest

from models import Opportunity, Preference
from views.opportunities import columns


def heads(body):
    return re.findall(r'<th scope="col" class="list__(\w+)', body)[1:-1]


def test_a_choice_is_remembered_for_its_state_alone(client_for, world):
    ann = client_for("ann")
    answer = ann.post(
        "/opportunities/columns", data={"key": ["name", "owner", "amount", "tags"], "shown": ["tags", "owner"]}
    )
    assert (answer.status_code, answer.location) == (303, "/opportunities")
    assert heads(ann.get("/opportunities").text) == ["name", "owner", "tags"]
    assert heads(ann.get("/opportunities?outcome=won").text) == list(columns.USUAL["closed"])
    assert heads(client_for("bo").get("/opportunities").text) == list(columns.USUAL["open"])
    ann.post("/opportunities/columns", data={"usual": "1"})
    assert heads(ann.get("/opportunities").text) == list(columns.USUAL["open"])


@pytest.mark.parametrize("outcome", ["open", "closed", "won", "all"])
def test_every_column_can_be_shown_and_says_something(client_for, world, outcome):
    world.acme_renewal.tag(by=world.mia, add=["重点"])
    every = columns.offered(outcome)
    body = client_for("mia").get("/opportunities", query_string={"outcome": outcome, "cols": ",".join(every)}).text
    assert heads(body) == every
    if outcome == "open":
        line = body.split(f'id="line-{world.acme_renewal.id}"')[1].split("</tr>")[0]
        for word in ("Wei Zhang", "重点", "North", "Referral"):
            assert word in line


def test_columns_cost_no_query_a_row(client_for, world, count_queries):
    cols, counts = ",".join(columns.offered("open")), []
    for add in (0, 40):
        for number in range(add):
            Opportunity.add(world.mia, name=f"Bulk {number}", customer=world.acme, contact=world.acme_wei)
        client = client_for("mia")
        with count_queries() as queries:
            client.get("/opportunities", query_string={"cols": cols})
        counts.append(len(queries))
    assert counts[0] == counts[1] <= 22


def test_the_name_stays_and_nonsense_is_passed_over(client_for, world):
    assert heads(client_for("ann").get("/opportunities?cols=close,x,close,,name,__class__").text) == ["name", "close"]
    assert heads(client_for("ann").get("/opportunities?cols=x").text) == list(columns.USUAL["open"])
    Preference.put(world.ann, "columns", {"open": ["gone", "closed"]})
    assert heads(client_for("ann").get("/opportunities").text) == list(columns.USUAL["open"])


def test_none_is_invalid(client_for):
    answer = client_for("ann").post("/opportunities/columns", data={"key": ["name", "owner"], "shown": ["name"]})
    assert answer.status_code == 422
    assert "Choose one column" in answer.text


def test_without_scripts_a_column_moves_by_its_button(client_for):
    data = {"key": ["name", "owner", "amount", "close"], "shown": ["owner", "close"], "up": "close"}
    answer = client_for("ann").post("/opportunities/columns", data=data)
    assert re.findall(r'name="key" value="(\w+)"', answer.text)[:4] == ["name", "owner", "close", "amount"]
    assert re.findall(r'name="shown" value="(\w+)" checked', answer.text) == ["owner", "close"]
    assert client_for("ann").get("/opportunities/columns").status_code == 200


def test_columns_of_the_address_change_the_address_alone(client_for, world):
    answer = client_for("ann").post(
        "/opportunities/columns",
        data={"match": "grade=A&cols=name,owner&view=3", "key": ["name", "close", "owner"], "shown": ["close"]},
    )
    assert html.unescape(answer.location) == "/opportunities?grade=A&view=3&cols=name,close"
    assert Preference.read(world.ann, "columns") is None
