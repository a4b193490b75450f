"""What texts of a column mean is proposed, and whoever imports decides: a row, a new one, none, or not these rows."""

import pytest

from models import Opportunity, Source, User
from models.imports import choices_by_name
from models.imports.trouble import Unreadable
from models.pipeline import Pipeline
from models.user import Team
from tests.models.imports.conftest import verdicts

HEAD = "Name,Stage,Status,Owner,Source,Team,Lost reason,Close date"


def only(name):
    return Opportunity.get(Opportunity.name == name)


def proposals(run, field):
    return {one["text"]: (one["count"], one["choice"], one["hint"]) for one in run.result["values"][field]}


def test_every_text_is_counted_and_has_a_proposal(world, checked):
    run = checked(
        "opportunities", HEAD, "a,Needs,,Ann Li,Referral,North,,", "b,Needs,,Anne Li,Referal,Nort,,", "c,Propsal,,CY@example.com,Fair,,,",
        "d,Proposal,Lost,Ann Li,,,Price to high,2026-01-01", "e,,Killed,,,,Price too high,2026-01-01", options={"pipeline": "Sales"},
    )  # fmt: skip
    needs, proposal = world.stage("Needs").id, world.stage("Proposal").id
    assert proposals(run, "stage") == {
        "Needs": (2, needs, None),
        "Propsal": (1, "new", proposal),
        "Proposal": (1, proposal, None),
    }
    assert proposals(run, "outcome") == {"Lost": (1, "lost", None), "Killed": (1, None, None)}
    assert proposals(run, "owner") == {"Ann Li": (2, world.ann.id, None), "Anne Li": (1, "new", world.ann.id), "CY@example.com": (1, world.cy.id, None)}  # fmt: skip
    assert proposals(run, "source")["Referal"] == (1, "new", world.source("Referral").id)
    assert proposals(run, "source")["Fair"] == (1, "new", None)
    assert proposals(run, "team")["Nort"] == (1, "new", world.north.id)
    reason = world.reason("lost", "Price too high").id
    assert proposals(run, "reason") == {"Price to high": (1, "new", reason), "Price too high": (1, reason, None)}


def test_a_text_is_the_row_that_was_chosen(world, imported):
    values = {
        "stage": {"Phase 2": world.stage("Proposal").id}, "owner": {"Annie": world.ann.id}, "team": {"Up": world.south.id},
        "source": {"Friend": world.source("Referral").id}, "reason": {"Dear": world.reason("lost", "Price too high").id},
    }  # fmt: skip
    imported(
        "opportunities", HEAD, "a,phase 2,,ANNIE,friend,Up,,", "b,Phase 2,Lost,Annie,,,Dear,2026-01-01", values=values
    )
    assert (only("a").stage, only("a").owner, only("a").source, only("a").team) == (
        world.stage("Proposal"), world.ann, world.source("Referral"), world.south,
    )  # fmt: skip
    assert only("b").close_reason == world.reason("lost", "Price too high")
    assert not User.select().where(User.name == "Annie").exists()
    assert Pipeline.select().count() == 1


def test_a_text_can_be_an_outcome(world, imported):
    values = {"stage": {"Signed": "won", "Dead": "lost"}, "outcome": {"Killed": "invalid", "Running": "open"}}
    imported(
        "opportunities", HEAD, "a,Signed,,,,,,2026-01-01", "b,Dead,,,,,,2026-01-01", "c,Needs,Killed,,,,,2026-01-01", "d,Needs,Running,,,,,",
        values=values,
    )  # fmt: skip
    assert [only(name).outcome for name in "abcd"] == ["won", "lost", "invalid", None]


def test_nobody_and_nothing_keep_the_text(world, imported):
    imported("opportunities", HEAD, "a,Somewhere,,Robot 7,Fair,,,", values={"stage": {"Somewhere": "empty"}, "owner": {"Robot 7": "empty"}, "source": {"Fair": "empty"}})  # fmt: skip
    row = only("a")
    assert (row.owner, row.source, row.stage) == (None, None, world.stage("First contact"))
    assert row.text.imported.splitlines() == ["Stage: Somewhere", "Owner: Robot 7", "Source: Fair"]
    assert not Source.select().where(Source.name == "Fair").exists()


def test_rows_can_be_left_out_by_what_they_say(imported):
    run = imported("opportunities", HEAD, "a,Needs,,Old Hand,,,,", "b,Needs,,Ann Li,,,,", values={"owner": {"Old Hand": "skip"}})  # fmt: skip
    assert verdicts(run) == [(2, "skip", "Left out, as you chose: “Old Hand” in this column."), (3, "create", None)]
    assert not Opportunity.select().where(Opportunity.name == "a").exists()
    assert not User.select().where(User.name == "Old Hand").exists()


def test_a_new_stage_of_a_pipeline_that_is_there(world, imported):
    run = imported("opportunities", HEAD, "a,Pilot,,,,,,", "b,Needs,,,,,,", options={"pipeline": "Sales"}, values={"stage": {"Pilot": "new"}})  # fmt: skip
    assert run.result["counts"]["stages_new"] == 1
    stage = only("a").stage
    assert (stage.name, stage.pipeline.name, stage.position) == ("Pilot", "Sales", 5)
    assert only("b").stage == world.stage("Needs")


def test_a_stage_called_like_an_outcome_can_be_a_stage(imported):
    imported("opportunities", "Name,Stage", "a,Closed Won", values={"stage": {"Closed Won": "new"}})
    assert (only("a").outcome, only("a").stage.name) == (None, "Closed Won")


def test_a_reason_of_another_outcome_does_not_count_for_this_one(world, imported):
    values = {"reason": {"Price": world.reason("lost", "Price too high").id}}
    imported("opportunities", HEAD, "a,,Won,,,,Price,2026-01-01", "b,,Lost,,,,Price,2026-01-01", values=values)
    assert only("a").close_reason == world.reason("won", "Price")
    assert only("b").close_reason == world.reason("lost", "Price too high")


def test_who_cannot_own_is_refused_when_chosen_too(world, checked):
    run = checked("opportunities", HEAD, "a,Needs,,Annie,,,,", values={"owner": {"Annie": world.vic.id}})
    assert verdicts(run) == [(2, "error", "Vic Hu cannot own opportunities.")]


def test_owners_of_customers_and_teams_of_people(world, imported):
    from models import Customer

    imported("customers", "Name,Owner", "Fresh,Annie", values={"owner": {"Annie": world.ann.id}})
    assert Customer.get(Customer.name == "Fresh").owner == world.ann
    imported("users", "Name,Team", "Zoe,Nord", values={"team": {"Nord": world.north.id}})
    assert User.get(User.name == "Zoe").team == world.north
    assert not Team.select().where(Team.name == "Nord").exists()


def test_many_texts_are_counted_and_the_commonest_told(checked):
    run = checked(
        "opportunities", "Name,Stage,Owner", *(f"{n},Needs,Person {n}" for n in range(300)), "x,Needs,Person 7"
    )
    assert (len(run.result["values"]["owner"]), run.result["more"]) == (200, {"owner": 100})
    assert run.result["values"]["owner"][0]["text"] == "Person 7"


def test_by_name(world):
    told = choices_by_name(
        {"owner": {"A": "ann li", "B": "cy@example.com", "C": "new"}, "stage": {"x": "Needs", "y": "won"}}
    )
    assert told == {
        "owner": {"A": world.ann.id, "B": world.cy.id, "C": "new"},
        "stage": {"x": world.stage("Needs").id, "y": "won"},
    }
    with pytest.raises(Unreadable, match="is called “Nobody”"):
        choices_by_name({"owner": {"A": "Nobody"}})
    with pytest.raises(Unreadable, match="not for colour"):
        choices_by_name({"colour": {"A": "Nobody"}})
