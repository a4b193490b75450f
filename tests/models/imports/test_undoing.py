"""An import is taken back: what nobody touched goes into the bin, what it made beside is put away, the rest stays."""

import datetime as dt

import pytest

from models import (
    Activity,
    Contact,
    Customer,
    Event,
    ImportRun,
    Note,
    Opportunity,
    Product,
    Source,
    Tag,
    Tagging,
    User,
)
from models.base import Refused, now
from models.pipeline import Pipeline
from models.setting import today
from tests.models.imports.conftest import events_of, worked

HEAD = "Name,Stage,Customer,Contact,Owner,Product,Source"


def taken_back(run, by):
    run.undo(by)
    return worked()


def called(name):
    return Opportunity.get(Opportunity.name == name)


def test_all_that_it_made_goes(world, imported):
    run = imported(
        "opportunities", HEAD, *(f"row {n},Unheard,New {n % 3},Face {n % 3},New Face,Robot,Fair" for n in range(700))
    )
    assert run.result["written"] == {"pipeline": 1, "stage": 1, "user": 1, "product": 1, "source": 1, "customer": 3, "contact": 3, "opportunity": 700}  # fmt: skip
    run = taken_back(run, world.mia)
    assert run.status == "undone"
    assert run.result["undone"] == run.result["written"]
    assert "stayed" not in run.result
    row = called("row 1")
    assert (row.deleted_at is not None, row.deleted_by) == (True, world.mia)
    assert events_of(row)[-1][0] == "opportunity.binned"
    assert Customer.kept().where(Customer.name.startswith("New ")).count() == 0
    assert Contact.kept().where(Contact.name.startswith("Face")).count() == 0
    assert all(model.get(model.name == name).archived_at for model, name in ((Pipeline, "deals"), (Product, "Robot"), (Source, "Fair")))  # fmt: skip
    assert User.get(User.name == "New Face").disabled_at
    event = Event.get(Event.name == "import.undone")
    assert (event.actor_id, event.facts["undone"]["opportunity"]) == (world.mia.id, 700)


def test_what_somebody_touched_stays_with_what_it_needs(world, imported):
    run = imported("opportunities", HEAD, *(f"row {n},Needs,New {n},Face {n},New Face,Robot,Fair" for n in range(6)))
    called("row 0").edit(world.ada, amount=500)
    Activity.plan(world.ada, "call", opportunity=called("row 1"), on=today())
    Note.add(world.ada, "remember", opportunity=called("row 2"))
    Tagging.create(
        tag=Tag.create(name="hot", name_key="hot"), subject_type="opportunity", subject_id=called("row 3").id
    )
    run = taken_back(run, world.ada)
    kept = Opportunity.kept().where(Opportunity.name.startswith("row "))
    assert {row.name for row in kept} == {"row 0", "row 1", "row 2", "row 3"}
    assert {row.name for row in Customer.kept().where(Customer.name.startswith("New "))} == {
        f"New {n}" for n in range(4)
    }
    assert (run.result["undone"]["opportunity"], run.result["stayed"]["opportunity"]) == (2, 4)
    assert (run.result["undone"]["customer"], run.result["stayed"]["customer"]) == (2, 4)
    assert User.get(User.name == "New Face").disabled_at is None  # they still own some
    assert Product.get(Product.name == "Robot").archived_at is None


def test_who_was_there_before_keeps_what_they_were_given(world, imported):
    run = imported("customers", "Name,Industry", "Acme,Steel", "Fresh,Wood")
    run = taken_back(run, world.ada)
    assert run.result["undone"] == {"customer": 1}
    assert Customer.get_by_id(world.acme.id).industry == "Steel"
    assert Customer.get_by_id(world.acme.id).deleted_at is None


def test_what_comes_out_of_the_bin_again_is_whole(world, imported):
    run = imported("opportunities", HEAD, "row,Needs,Newco,Face,Ann Li,,")
    taken_back(run, world.ada)
    called("row").restore(world.ada, above=True)
    assert (called("row").deleted_at, called("row").customer.deleted_at) == (None, None)


def test_people_without_a_password_are_disabled(world, imported):
    run = taken_back(imported("users", "Name,Team", "Zoe,West", "Ann Li,North"), world.ada)
    assert User.get(User.name == "Zoe").disabled_at
    assert not User.get(User.name == "Ann Li").disabled_at
    assert run.result["undone"] == {"user": 1, "team": 1}


def test_once_and_not_too_late_and_not_by_everybody(world, imported):
    lines = ("Name,Stage", "a,Needs")
    run = imported("opportunities", *lines)
    with pytest.raises(Refused, match="Only a manager"):
        run.undo(world.ann)
    ImportRun.update(finished_at=now() - dt.timedelta(days=31)).execute()
    with pytest.raises(Refused, match="cannot be taken back any more"):
        ImportRun.get_by_id(run.id).undo(world.ada)
    ImportRun.update(finished_at=now()).execute()
    run = taken_back(ImportRun.get_by_id(run.id), world.ada)
    with pytest.raises(Refused, match="another step"):
        run.undo(world.ada)
    with pytest.raises(Refused, match="another step"):
        run.start(world.ada)
    again = imported("opportunities", *lines)
    assert again.result["written"] == {"opportunity": 1}


def test_what_the_terminal_brought_in_can_be_taken_back_too(world, brought):
    brought("opportunities", "Name,Stage", "a,Needs")
    run = taken_back(ImportRun.get(), world.ada)
    assert (run.status, called("a").deleted_at is not None) == ("undone", True)


BESIDE = {
    "collaborator": lambda row, world: row.share(world.ada, world.bo),
    "line": lambda row, world: row.add_line(world.ada, "Pump", price=5),
    "competitor": lambda row, world: row.add_competitor(world.ada, "Rival"),
    "contact": lambda row, world: row.add_contact(world.ada, Contact.get(Contact.name == "Face")),
    "tag": lambda row, world: row.tag(world.ada, add=["hot"]),
    "activity": lambda row, world: Activity.plan(world.ada, "call", opportunity=row, on=today()),
    "note": lambda row, world: Note.add(world.ada, "remember", opportunity=row),
}


@pytest.mark.parametrize("what", BESIDE)
def test_what_hangs_on_an_opportunity_keeps_it(world, imported, what):
    imported("contacts", "Name,Customer", "Face,Newco")
    run = imported("opportunities", "Name,Stage,Customer", "row,Needs,Newco", "other,Needs,Newco")
    BESIDE[what](called("row"), world)
    taken_back(run, world.ada)
    assert (called("row").deleted_at, called("other").deleted_at is None) == (None, False)


@pytest.mark.parametrize("thing", [Activity, Note])
def test_a_contact_that_a_follow_up_names_stays(world, imported, thing):
    run = imported("contacts", "Name,Customer", "Face,Acme", "Other,Acme")
    face = Contact.get(Contact.name == "Face")
    if thing is Activity:
        Activity.plan(world.ada, "call", customer=world.acme, contact=face, on=today())
    else:
        Note.add(world.ada, "remember", customer=world.acme, contact=face)
    taken_back(run, world.ada)
    assert [row.name for row in Contact.kept().where(Contact.name.in_(["Face", "Other"]))] == ["Face"]
