"""One view in both places: kept in the list or on the board, opened, changed and begun with in either."""

import html
import re

import pytest

from models import Event, Pipeline, SavedView
from models.base import Refused


@pytest.fixture
def opens(client_for):
    """opens("ann", row, "board"): the address to which the menu of that place leads."""
    return lambda who, row, at: client_for(who).get(f"/views/{row.id}?at={at}").location


def menu(body):
    return html.unescape(body.split('id="views-menu"')[1].split("</div>\n</div>")[0])


def link(body, row):
    """The entry of a view in the menu of a page, None where it has none."""
    found = re.search(rf'<a class="menu__item" href="/views/{row.id}(?:\?.*?)?".*?</a>', menu(body), re.S)
    return found and found[0]


def test_what_is_kept_on_the_board_by_month_is_its_plain_filter_in_the_list(client_for, world, opens):
    query = f"pipeline={world.pipeline.id}&owner={world.ann.id}&group=month"
    row = SavedView.keep(world.ann, "Months", "board", query)
    assert opens("ann", row, "board") == f"/board/{world.pipeline.id}?owner={world.ann.id}&group=month&view={row.id}"
    there = opens("ann", row, "list")
    assert there == f"/opportunities?pipeline={world.pipeline.id}&owner={world.ann.id}&view={row.id}"
    body = client_for("ann").get(there).text
    assert "Months" in body.split('id="views"')[1].split("</button>")[0]
    assert "Changed since it was kept" not in body
    assert "Ann Li" in body.split('id="list-tools"')[1]


def test_what_is_kept_in_the_list_is_its_filter_on_the_board(client_for, world, opens):
    row = SavedView.keep(world.ann, "Mine", "list", f"owner={world.ann.id}&outcome=all&sort=name", ["name", "owner"])
    there = opens("ann", row, "board")
    assert there == f"/board?owner={world.ann.id}&view={row.id}"
    for grouped in ("", "&group=month", "&sort=close"):
        body = client_for("ann").get(there + grouped).text
        assert "Acme renewal" in body
        assert "Crane upgrade" not in body  # that is Bo's
        assert "Changed since it was kept" not in body  # lanes and orders of a board are not the view's
    assert opens("ann", row, "list").endswith(f"&cols=name,owner&view={row.id}")


@pytest.mark.parametrize(("kept", "sort"), [("list", "close"), ("board", "close"), ("list", "grade")])
def test_an_order_that_both_know_goes_along(world, opens, kept, sort):
    row = SavedView.keep(world.ann, "Sorted", kept, f"grade=A&sort={sort}")
    for at in ("list", "board"):
        assert f"sort={sort}" in opens("ann", row, at)


def test_an_order_of_the_other_place_alone_is_left_out(world, opens):
    assert "sort" not in opens(
        "ann", SavedView.keep(world.ann, "By stay", "board", "grade=A&group=month&sort=moved"), "list"
    )
    assert "sort" not in opens("ann", SavedView.keep(world.ann, "By name", "list", "grade=A&sort=-name"), "board")


@pytest.mark.parametrize("query", ["outcome=won", "outcome=closed&closed=this_month", "stage=1", "pipeline={gone}"])
def test_what_no_board_can_show_opens_in_the_list_and_the_menu_says_so(client_for, world, opens, query):
    gone = Pipeline.create(name="Former", position=9, archived_at="2026-01-01")
    row = SavedView.keep(world.ann, "Elsewhere", "list", query.format(gone=gone.id))
    assert opens("ann", row, "board").startswith("/opportunities?")
    assert "Opens in the list" in link(client_for("ann").get("/board").text, row)
    assert "Opens in the list" not in client_for("ann").get("/opportunities").text
    row.begin(world.ann, "board")
    assert client_for("ann").get("/board").status_code == 200


def test_both_menus_offer_all_and_say_where_each_was_kept(client_for, world):
    ours = SavedView.keep(world.mia, "Ours", "list", "grade=A", shared=True)
    mine = SavedView.keep(world.ann, "Mine", "board", "grade=B")
    SavedView.keep(world.bo, "Not hers", "board", "grade=C")
    board, listed = client_for("ann").get("/board").text, client_for("ann").get("/opportunities").text
    assert f"/views/{ours.id}?at=board" in link(board, ours)
    assert "Kept in the list" in link(board, ours)
    assert "Kept" not in link(board, mine)
    assert "Kept on the board" in link(listed, mine)
    assert "Not hers" not in board + listed


def test_elsewhere_it_is_changed_by_its_filter_alone(client_for, world, htmx):
    row = SavedView.keep(world.ann, "Mine", "list", "outcome=all&grade=A&sort=name", ["name", "owner"])
    ann = client_for("ann")
    body = ann.get(f"/board/{world.pipeline.id}?grade=B&group=month&view={row.id}").text
    assert "Update “Mine”" in menu(body)
    match = html.unescape(re.search(r'name="match" value="([^"]*)"', body)[1])
    done = ann.post(f"/views/{row.id}?at=board", data={"match": match})
    assert done.location == f"/board?grade=B&view={row.id}"
    after = SavedView.get_by_id(row.id)
    assert (after.query, after.cols) == ("grade=B&outcome=all&sort=name", ["name", "owner"])
    assert (
        "Changed since it was kept" not in ann.get(f"/opportunities?{after.query}&cols=name,owner&view={row.id}").text
    )
    assert "Changed since it was kept" not in ann.get(done.location).text


def test_a_board_view_updated_in_the_list_keeps_its_lanes(client_for, world):
    row = SavedView.keep(world.ann, "Months", "board", f"pipeline={world.pipeline.id}&group=month&sort=amount")
    client_for("ann").post(f"/views/{row.id}?at=list", data={"match": f"pipeline={world.pipeline.id}&grade=B"})
    assert SavedView.get_by_id(row.id).query == f"pipeline={world.pipeline.id}&grade=B&group=month&sort=amount"


def test_one_begins_in_each_place_with_a_view_of_its_own_choice(client_for, world, htmx):
    row = SavedView.keep(world.ann, "Mine", "list", "grade=A")
    ann = client_for("ann")
    assert ann.post(f"/views/{row.id}/default?at=board", data={"on": "1"}).location == f"/board?grade=A&view={row.id}"
    assert ann.get("/board").location == f"/board?grade=A&view={row.id}"
    assert ann.get("/opportunities").status_code == 200
    boxes = [ann.get(f"/views/{row.id}/edit?at={at}", headers=htmx).text for at in ("board", "list")]
    ticked = ["checked" in re.search(r'<input[^>]*name="first"[^>]*>', box)[0] for box in boxes]
    assert ticked == [True, False]
    saved = ann.post(f"/views/{row.id}?at=board", data={"name": "Named"}, headers=htmx)
    assert saved.headers["HX-Location"] == f"/board?grade=A&view={row.id}"
    assert ann.get("/board").status_code == 200  # the box was not ticked
    row.begin(world.ann, "list")
    row.begin(world.ann, "board")
    row.begin(world.ann, "board", on=False)
    assert SavedView.first_of(world.ann, "list") == row
    assert SavedView.first_of(world.ann, "board") is None


def test_renamed_and_deleted_from_the_other_place(client_for, world, htmx):
    row = SavedView.keep(world.mia, "Ours", "list", "grade=A", shared=True)
    mia = client_for("mia")
    assert mia.post(f"/views/{row.id}?at=board", data={"name": ""}, headers=htmx).status_code == 422
    SavedView.keep(world.mia, "Taken", "board", "")
    refused = mia.post(f"/views/{row.id}?at=board", data={"name": "taken", "shared": "y"}, headers=htmx)
    assert refused.status_code == 409
    assert f'action="/views/{row.id}?at=board"' in refused.text
    assert f"/views/{row.id}/removal?at=board" in mia.get(f"/views/{row.id}/removal/new?at=board", headers=htmx).text
    gone = mia.post(f"/views/{row.id}/removal?at=board", headers=htmx)
    assert gone.headers["HX-Location"] == "/board?view=0"
    assert [event.name for event in Event.about(row)] == ["saved_view.dropped", "saved_view.shared"]


@pytest.mark.parametrize("path", ["", "/edit", "/removal/new"])
def test_another_place_there_is_not(client_for, world, path):
    row = SavedView.keep(world.ann, "Mine", "list", "")
    assert client_for("ann").get(f"/views/{row.id}{path}?at=moon").status_code == 404


def test_two_of_a_name_from_before_stay_until_one_is_named_anew(client_for, world, htmx):
    kept = SavedView.keep(world.ann, "Mine", "list", "grade=A")
    other = SavedView.create(user=world.ann, name="mine", area="board", query="grade=B")
    body = client_for("ann").get("/board").text
    assert None not in (link(body, kept), link(body, other))
    for row in (kept, other):
        row.change(world.ann, name=row.name, query="grade=C")
        row.begin(world.ann, "list")
    with pytest.raises(Refused, match="already"):
        other.change(world.ann, name="MINE")
    other.change(world.ann, name="Cards")
    kept.change(world.ann, name="MINE")


def test_the_menu_of_the_board_costs_no_query_a_view(client_for, world, count_queries):
    client, counts = client_for("ann"), []
    for number in range(21):
        SavedView.keep(world.ann, f"View {number}", "list", f"pipeline={world.pipeline.id}&owner={world.bo.id}")
        if number in (0, 20):
            with count_queries() as queries:
                client.get("/board")
            counts.append(len(queries))
    assert counts[0] == counts[1]
