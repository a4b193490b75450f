"""Many rows of the list at once, on screen: what would happen is counted, done when it was seen, and said with a way back."""

import html
import re

import pytest

from models import Batch, Opportunity, Tag
from models.setting import today


@pytest.fixture
def ask(client_for, htmx):
    """ask("mia", "move", "new", …): what the dialog answers."""

    def asked(who, verb, step="", plain=False, **data):
        path = f"/opportunities/bulk/{verb}{'/' + step if step else ''}"
        return client_for(who).post(path, data=data, headers=None if plain else htmx)

    return asked


def seen(answer):
    return re.search(r'name="seen" value="(.*?)"', answer.text)[1]


def counts(answer):
    lines = re.findall(r'counts__line--(\w+)">.*?<span>(.*?)</span>', answer.text, re.S)
    return [(kind, html.unescape(text)) for kind, text in lines]


def test_it_is_counted_done_and_taken_back(ask, client_for, world):
    data = {"id": [world.acme_renewal.id, world.star_rollout.id, world.acme_won.id], "stage": world.stage("Needs").id}
    answer = ask("ann", "move", "new", **data)
    assert answer.status_code == 200
    assert counts(answer) == [
        ("can", "1 opportunity will be moved."),
        ("same", "1 stays as it is: it is so already."),
        ("not", "1 stays as it is: This opportunity is closed. Reopen it first."),
    ]
    assert world.acme_renewal.stage.name == "Proposal"
    done = ask("ann", "move", seen=seen(answer), **data)
    assert done.status_code == 200
    assert "1 opportunity is in Needs now. 2 stayed as they were." in html.unescape(done.text)
    assert "opportunity-changed" in done.headers["HX-Trigger"]
    assert world.acme_renewal.stage.name == "Needs"
    batch = Batch.select().order_by(Batch.id.desc()).get()
    assert f"/batches/{batch.id}/undo" in done.text
    client_for("ann").post(f"/batches/{batch.id}/undo")
    assert world.acme_renewal.stage.name == "Proposal"


def test_what_was_not_seen_is_not_done(ask, world):
    data = {"id": world.acme_renewal.id, "stage": world.stage("Needs").id}
    for wrong in ("", "9-0-0", "x"):
        answer = ask("mia", "move", seen=wrong, **data)
        assert answer.status_code == 409
        assert "Look again" in answer.text
        assert seen(answer) == "1-0-0"
    assert world.acme_renewal.stage.name == "Proposal"


def test_all_that_match_are_meant_by_the_filter_not_by_ids(ask, world):
    for number in range(120):
        Opportunity.add(world.mia, name=f"Bulk {number}")
    data = {"all": "1", "match": "q=Bulk&sort=name", "owner": f"user-{world.bo.id}", "id": world.acme_renewal.id}
    answer = ask("mia", "assign", "new", **data)
    assert counts(answer) == [("can", "120 opportunities will be assigned.")]
    assert 'name="id"' not in answer.text
    assert ask("mia", "assign", seen=seen(answer), **data).status_code == 200
    assert Opportunity.select().where(Opportunity.owner == world.bo).count() == 121
    assert world.acme_renewal.owner == world.ann


def test_closing_asks_for_the_reason_of_its_outcome(ask, world):
    data = {"id": world.acme_renewal.id, "outcome": "lost", "closed_on": today().isoformat()}
    assert ask("ann", "close", "new", **data).status_code == 200
    refused = ask("ann", "close", **data)
    assert refused.status_code == 422
    assert "Choose a reason." in refused.text
    assert ask("ann", "close", reason=world.reason("won", "Price").id, **data).status_code == 422
    data["reason"] = world.reason("lost", "Budget").id
    answer = ask("ann", "close", "new", **data)
    assert ask("ann", "close", seen=seen(answer), **data).status_code == 200
    assert (world.acme_renewal.outcome, world.acme_renewal.close_reason.name) == ("lost", "Budget")


@pytest.mark.parametrize(
    ("verb", "data", "wrong"),
    [
        ("move", {"stage": "0"}, "Not a valid choice"),
        ("assign", {"owner": "user-0"}, "Not a valid choice"),
        ("close", {"outcome": "gone", "closed_on": "2026-01-01"}, "Not a valid choice"),
        ("close", {"outcome": "won", "closed_on": ""}, "Enter the day."),
        ("expect", {"expected_close_on": "2026-02-31"}, "Not a valid date"),
        ("expect", {"expected_close_on": "0001-01-01"}, "cannot be right"),
        ("tag", {"add": " ,，"}, "Name a tag."),
    ],
)
def test_what_makes_no_sense_is_invalid(ask, world, verb, data, wrong):
    answer = ask("mia", verb, id=world.orphan.id, seen="1-0-0", **data)
    assert answer.status_code == 422
    assert wrong in html.unescape(answer.text)
    assert world.orphan.version == 1


def test_a_rule_of_the_verb_is_told_before(ask, world):
    answer = ask("mia", "tag", "new", id=world.orphan.id, add="x" * 61)
    assert answer.status_code == 200
    tomorrow = today().replace(year=today().year + 1).isoformat()
    answer = ask("mia", "close", "new", id=world.orphan.id, outcome="won", closed_on=tomorrow)
    assert counts(answer)[1:] == [("not", "1 stays as it is: The closing date cannot be in the future.")]


def test_tags_are_named_with_commas_of_either_kind(ask, world):
    data = {"id": [world.orphan.id, world.acme_renewal.id], "add": "重点，Key account", "remove": ""}
    answer = ask("mia", "tag", "new", **data)
    ask("mia", "tag", seen=seen(answer), **data)
    assert set(world.orphan.tags) == {"重点", "Key account"}
    assert Tag.select().count() == 2


def test_binning_says_how_many_and_comes_back(ask, client_for, world):
    data = {"id": [world.acme_renewal.id, world.acme_won.id]}
    answer = ask("ann", "bin", "new", **data)
    assert [kind for kind, _text in counts(answer)] == ["can", "not"]  # a closed one is a manager's affair
    done = ask("ann", "bin", seen=seen(answer), **data)
    assert "1 opportunity is in the bin." in done.text
    assert world.acme_renewal.deleted_at
    client_for("ann").post(f"/batches/{Batch.select().order_by(Batch.id.desc()).get().id}/undo")
    assert world.acme_renewal.deleted_at is None


def test_rows_out_of_reach_and_nonsense_are_passed_over(ask, world):
    stage = world.stage("Proposal").id
    answer = ask("ann", "move", "new", id=[world.south_pilot.id, "x", "-1", "9" * 30], stage=stage)
    assert "Nothing is selected" in answer.text
    assert ask("ann", "move", id=world.south_pilot.id, stage=stage, seen="0-0-0").status_code == 409
    assert world.south_pilot.stage.name == "Needs"


def test_an_unknown_verb_is_not_found_and_a_viewer_may_not(ask):
    assert ask("mia", "explode", "new").status_code == 404
    assert ask("vic", "bin", "new", plain=True).status_code == 403


def test_without_scripts_it_is_a_page_and_leads_back_to_the_list(ask, world):
    data = {"id": world.orphan.id, "stage": world.stage("Needs").id, "match": "sort=name&q=Orphan"}
    answer = ask("mia", "move", "new", plain=True, **data)
    assert "<html" in answer.text
    assert "Count" in answer.text
    done = ask("mia", "move", plain=True, seen=seen(answer), **data)
    assert (done.status_code, done.location) == (303, "/opportunities?q=Orphan&sort=name")


def test_the_bar_is_there_for_who_may_change_something(client_for, world):
    body = client_for("ann").get("/opportunities?outcome=all").text
    ticked = {int(row_id) for row_id in re.findall(r'class="tick" type="checkbox" name="id" value="(\d+)"', body)}
    assert ticked == {row.id for row in Opportunity.editable_by(world.ann)}
    assert 'id="list-bulk"' not in client_for("vic").get("/opportunities").text
