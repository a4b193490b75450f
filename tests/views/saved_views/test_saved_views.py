"""Views of list and board under a name: kept, opened, changed, shared, begun with, gone."""

import html
import re

import pytest

from models import Event, SavedView
from models.base import Refused
from models.saved_view import MOST


@pytest.fixture
def keep(client_for, htmx):
    """keep("ann", "Mine", "grade=A", …): the answer to the form."""

    def asked(who, name, match="", area="list", **more):
        return client_for(who).post("/views", data={"area": area, "name": name, "match": match, **more}, headers=htmx)

    return asked


def view(name):
    return SavedView.get(SavedView.name == name)


def menu(body):
    """{name of a view: its address} of the menu."""
    part = body.split('id="views-menu"')[1].split("</div>")[0]
    return {
        html.unescape(name): there for there, name in re.findall(r'href="(/views/\d+)".*?title="(.*?)"', part, re.S)
    }


def test_filter_order_and_columns_are_kept_and_open_again(keep, client_for, world):
    answer = keep("ann", " My  A ", "grade=A&sort=name&cols=name,owner,close&after=x&view=9&nonsense=1")
    row = view("My A")
    assert (row.query, row.cols, row.shared) == ("grade=A&sort=name", ["name", "owner", "close"], False)
    there = answer.headers["HX-Location"]
    assert there == f"/opportunities?grade=A&sort=name&cols=name,owner,close&view={row.id}"
    body = client_for("ann").get(there).text
    assert "My A" in body.split('id="views"')[1].split("</button>")[0]
    assert "Changed since it was kept" not in body
    assert re.findall(r'id="list-by-(\w+)"', body) == ["name", "owner", "close"]
    assert client_for("ann").get(f"/views/{row.id}").location == there


def test_a_view_that_was_changed_offers_to_be_updated(keep, client_for, world):
    keep("ann", "Mine", "grade=A")
    row = view("Mine")
    body = client_for("ann").get(f"/opportunities?grade=B&view={row.id}").text
    assert "Update “Mine”" in html.unescape(body)
    match = html.unescape(re.search(r'name="match" value="(grade=B.*?)"', body)[1])
    done = client_for("ann").post(f"/views/{row.id}", data={"match": match})
    assert done.location == f"/opportunities?grade=B&view={row.id}"
    assert view("Mine").query == "grade=B"
    assert "Update “" not in html.unescape(client_for("ann").get(done.location).text)


def test_shared_views_are_seen_by_all_and_changed_by_maker_or_manager(keep, client_for, world, htmx):
    keep("ann", "Everybody's", "grade=A", shared="y")
    keep("ann", "Ann's own", "grade=B")
    row = view("Everybody's")
    for who in ("cy", "vic", "mia"):
        assert menu(client_for(who).get("/opportunities").text) == {"Everybody's": f"/views/{row.id}"}
    assert client_for("cy").get(f"/views/{row.id}/edit").status_code == 403
    assert client_for("cy").post(f"/views/{row.id}", data={"match": "grade=C"}).status_code == 403
    assert client_for("cy").post(f"/views/{row.id}/removal").status_code == 403
    assert (
        client_for("mia").post(f"/views/{row.id}", data={"name": "Ours", "shared": "y"}, headers=htmx).status_code
        == 200
    )
    assert view("Ours").id == row.id
    assert {event.name for event in Event.about(row)} == {"saved_view.shared", "saved_view.changed"}
    with pytest.raises(Refused):
        row.change(world.cy, name="x")
    with pytest.raises(Refused):
        row.drop(world.vic)


def test_within_reach_only(keep, client_for, world):
    keep("mia", "All", "outcome=all", shared="y")
    body = client_for("cy").get(client_for("cy").get(f"/views/{view('All').id}").location).text
    assert "Acme renewal" not in body
    assert "South pilot" in body


def test_names_are_needed_short_and_taken_once(keep, world):
    assert keep("ann", "  ").status_code == 422
    assert keep("ann", "x" * 81).status_code == 422
    assert keep("ann", "Mine").status_code == 200
    again = keep("ann", "mINE", match="grade=A")
    assert again.status_code == 409
    assert "You have a view “mINE” already." in again.text
    assert 'value="grade=A"' in again.text  # nothing is lost
    assert keep("bo", "Mine").status_code == 200
    assert keep("ann", "mine", area="board").status_code == 409  # the name is taken over both
    assert keep("ann", "x", area="elsewhere").status_code == 404


def test_there_are_limits(world):
    for number in range(MOST):
        SavedView.keep(world.ann, f"View {number}", "list", "")
    with pytest.raises(Refused, match="already"):
        SavedView.keep(world.ann, "One more", "list", "")
    with pytest.raises(Refused, match="too long"):
        SavedView.keep(world.bo, "Long", "list", "q=" + "x" * 2000)


def test_two_editors(world):
    row = SavedView.keep(world.mia, "Ours", "list", "", shared=True)
    mine, theirs = SavedView.get_by_id(row.id), SavedView.get_by_id(row.id)
    theirs.change(world.ada, name="Theirs")
    with pytest.raises(Refused):
        mine.change(world.mia, name="Mine")


def test_an_edit_of_an_old_version_is_refused_with_what_was_typed(keep, client_for, world, htmx):
    keep("mia", "Ours", shared="y")
    row = view("Ours")
    row.change(world.ada, shared=False)
    answer = client_for("mia").post(f"/views/{row.id}", data={"name": "Mine", "version": "1"}, headers=htmx)
    assert answer.status_code == 409
    assert 'value="Mine"' in answer.text
    assert 'name="version" value="2"' in answer.text


def test_one_may_begin_with_a_view_and_leave_it(keep, client_for, world):
    keep("ann", "First", "grade=A", first="y")
    ann, row = client_for("ann"), view("First")
    assert ann.get("/opportunities").location == f"/opportunities?grade=A&view={row.id}"
    assert client_for("bo").get("/opportunities").status_code == 200
    everything = ann.get("/opportunities?view=0")
    assert everything.status_code == 200
    assert 'name="view" value="0"' in everything.text  # and further filters stay there
    assert "?view=0" in re.search(r'href="(/opportunities\?[^"]*)"[^>]*>Open', everything.text)[1]
    ann.post(f"/views/{row.id}/default", data={"on": "0"})
    assert ann.get("/opportunities").status_code == 200
    ann.post(f"/views/{row.id}/default", data={"on": "1"})
    ann.post(f"/views/{row.id}/removal")
    assert ann.get("/opportunities").status_code == 200
    assert SavedView.select().count() == 0


def test_a_view_kept_on_the_board_opens_there_again(keep, client_for, world):
    match = f"pipeline={world.pipeline.id}&owner={world.ann.id}&sort=close&outcome=won"
    answer = keep("ann", "My cards", match, area="board")
    row = view("My cards")
    assert row.query == f"pipeline={world.pipeline.id}&owner={world.ann.id}&sort=close"
    there = answer.headers["HX-Location"]
    assert there == f"/board/{world.pipeline.id}?owner={world.ann.id}&sort=close&view={row.id}"
    body = client_for("ann").get(there).text
    assert "My cards" in body.split('id="views"')[1].split("</button>")[0]
    assert "Changed since it was kept" not in body
    assert menu(body) == {"My cards": f"/views/{row.id}"}
    row.begin(world.ann, "board")
    assert client_for("ann").get("/board").location == there


def test_several_values_and_spans_are_kept_as_they_are(keep, client_for, world):
    keep("mia", "Soon", f"owner={world.ann.id},none&expected=next_30&amount_from=5000&stage={world.stage('Needs').id}")
    body = client_for("mia").get(client_for("mia").get(f"/views/{view('Soon').id}").location).text
    for chip in ("Ann Li, Nobody", "The next 30 days", "5,000", "Needs"):
        assert chip in body


@pytest.mark.parametrize("match", ["%00", "a=b&" * 300, "q=%ff%fe", "sort=--name", "cols=,,,", "\0", "?grade=A", "=&="])
def test_whatever_is_sent_as_an_address_is_answered(keep, match):
    assert keep("ann", "X", match).status_code == 200


def test_the_menu_costs_one_query(client_for, world, count_queries):
    counts = []
    for add in (0, 20):
        for number in range(add):
            SavedView.keep(world.bo, f"View {number}", "list", "", shared=True)
        client = client_for("ann")
        with count_queries() as queries:
            client.get("/opportunities")
        counts.append(len(queries))
    assert counts[0] == counts[1]


def test_who_may_only_look_keeps_views_but_shares_none(world):
    mine = SavedView.keep(world.vic, "Mine", "list", "owner=1")
    with pytest.raises(Refused, match="not share"):
        SavedView.keep(world.vic, "For all", "list", "owner=1", shared=True)
    with pytest.raises(Refused, match="not share"):
        mine.change(world.vic, shared=True)
    assert not SavedView.get_by_id(mine.id).shared
