"""The bin: what goes in with what, what comes back, and who may."""

import pytest

from models import Activity, Contact, Customer, Event, Note, Opportunity
from models.base import Refused, Stale
from models.opportunity.followed import follow
from models.setting import today


@pytest.fixture(autouse=True)
def nothing_said(world):
    """No follow-ups and notes but those of the tests here."""
    for model in (Activity, Note):
        for row in model.select():
            row.delete_instance()
            follow(row.opportunity_id)


def plan(world, **values):
    """A planned call on acme_renewal, made by Ann."""
    row = world.acme_renewal
    values = {
        "kind": "call",
        "opportunity": row,
        "customer": row.customer_id,
        "assignee": world.ann,
        "due_on": today(),
        **values,
    }
    return Activity.create(created_by=world.ann, **values)


def jot(world, **values):
    row = world.acme_renewal
    values = {"opportunity": row, "customer": row.customer_id, **values}
    return Note.create(text="They like it", created_by=world.ann, **values)


def there(row):
    return type(row).get_by_id(row.id).deleted_at is None


@pytest.fixture
def furnished(world):
    """acme_renewal with a plan and a note; acme with a note of its own."""
    return plan(world), jot(world), jot(world, opportunity=None)


# An opportunity


def test_an_opportunity_goes_with_its_follow_ups_and_notes_and_nobody_sees_it(world, furnished):
    call, note, of_customer = furnished
    assert world.acme_renewal.goes_along() == {"activity": 1, "note": 1}
    world.acme_renewal.bin(world.ann)
    row = world.acme_renewal
    assert (row.deleted_by, row.deleted_with) == (world.ann, None)
    assert (there(call), there(note), there(of_customer)) == (False, False, True)
    for who in ("ann", "bo", "mia", "ada", "vic"):
        assert Opportunity.reached(world.user(who), row.id) is None
        assert not Activity.visible_to(world.user(who)).where(Activity.id == call.id).exists()
    event = Event.about(row).first()
    assert (event.name, event.facts["along"]) == ("opportunity.binned", {"activity": 1, "note": 1})


def test_it_comes_back_with_them_and_with_its_next_step(world, furnished):
    call, note, _ = furnished
    call.settle()
    world.acme_renewal.bin(world.ann)
    world.acme_renewal.restore(world.ann)
    row = world.acme_renewal
    assert (there(call), there(note)) == (True, True)
    assert (row.deleted_at, row.deleted_by_id, row.deleted_with) == (None, None, None)
    assert (row.next_step_on, row.next_step_id) == (today(), call.id)
    assert Event.about(row).first().name == "opportunity.restored"


def test_what_lay_in_the_bin_before_stays_there(world, furnished):
    call, note, _ = furnished
    call.bin(world.ann)
    world.acme_renewal.bin(world.ann)
    world.acme_renewal.restore(world.ann)
    assert (there(call), there(note)) == (False, True)


@pytest.mark.parametrize("who", ["ann", "bo", "mia", "ada"])
def test_its_owner_a_team_lead_and_managers_may(world, who):
    world.acme_renewal.bin(world.user(who))
    world.acme_renewal.restore(world.user(who))
    assert there(world.acme_renewal)


@pytest.mark.parametrize(
    ("who", "name"), [("vic", "acme_renewal"), ("cy", "acme_renewal"), ("ann", "bolt_joint"), ("ann", "bolt_shared"), ("bo", "bolt_joint")]
)  # fmt: skip
def test_others_may_not_not_even_who_works_on_it_with_the_owner(world, who, name):
    with pytest.raises(Refused):
        getattr(world, name).bin(world.user(who))
    getattr(world, name).bin(None)
    with pytest.raises(Refused):
        getattr(world, name).restore(world.user(who))


@pytest.mark.parametrize("who", ["ann", "bo"])
def test_a_closed_one_needs_a_manager(world, who):
    with pytest.raises(Refused, match="manager"):
        world.acme_won.bin(world.user(who))
    world.acme_won.bin(world.mia)
    assert Event.about(world.acme_won).first().name == "opportunity.binned"
    with pytest.raises(Refused, match="manager"):
        world.acme_won.restore(world.user(who))
    world.acme_won.restore(world.mia)
    assert not world.acme_won.deleted_at


def test_twice_is_refused_both_ways(world):
    world.acme_renewal.bin(world.ann)
    with pytest.raises(Refused, match="already"):
        world.acme_renewal.bin(world.ann)
    world.acme_renewal.restore(world.ann)
    with pytest.raises(Refused, match="not in the bin"):
        world.acme_renewal.restore(world.ann)


def test_what_somebody_changed_since_it_was_read_is_stale(world):
    version = world.acme_renewal.version
    world.acme_renewal.edit(world.bo, name="Acme, again")
    with pytest.raises(Stale):
        world.acme_renewal.bin(world.ann, version=version)
    assert there(world.acme_renewal)


def test_boards_are_told(world):
    version = world.pipeline.version
    world.acme_renewal.bin(world.ann)
    assert world.pipeline.version > version


# A customer


def test_a_customer_goes_with_opportunities_contacts_and_all_about_them(world, furnished):
    call, note, of_customer = furnished
    assert world.acme.goes_along() == {"opportunity": 3, "contact": 1, "activity": 1, "note": 2}
    world.acme.bin(world.mia)
    for row in (
        world.acme,
        world.acme_renewal,
        world.acme_won,
        world.acme_lost,
        world.acme_wei,
        call,
        note,
        of_customer,
    ):
        assert not there(row)
    assert (
        world.acme_renewal.deleted_with == call.__class__.get_by_id(call.id).deleted_with == f"customer {world.acme.id}"
    )
    assert world.acme.came_along() == {"opportunity": 3, "contact": 1, "activity": 1, "note": 2}
    told = Event.about(world.acme_renewal).first()
    assert (told.name, told.facts["along_with"]) == ("opportunity.binned", f"customer {world.acme.id}")


def test_a_customer_comes_back_with_all_of_it(world, furnished):
    call, note, of_customer = furnished
    call.settle()
    world.acme.bin(world.mia)
    world.acme.restore(world.mia)
    for row in (
        world.acme,
        world.acme_renewal,
        world.acme_won,
        world.acme_lost,
        world.acme_wei,
        call,
        note,
        of_customer,
    ):
        assert there(row)
    assert world.acme_renewal.next_step_id == call.id
    assert (world.acme_won.outcome, world.acme_won.final_amount) == ("won", 8_500_000)


def test_a_customer_is_refused_while_not_all_of_its_opportunities_may_go(world):
    with pytest.raises(Refused, match="Some of its opportunities"):
        world.acme.bin(world.ann)  # two of them are closed
    assert there(world.acme)
    assert there(world.acme_renewal)
    with pytest.raises(Refused):
        world.bolt.bin(world.bo)  # not the team's
    world.star.bin(world.ann)
    assert not there(world.star_rollout)


def test_a_customer_comes_back_only_for_who_may_restore_all_of_its_opportunities(world):
    world.acme.bin(world.mia)
    with pytest.raises(Refused, match="not yours to restore"):
        world.acme.restore(world.ann)
    with pytest.raises(Refused, match="not yours to restore"):
        world.acme_renewal.restore(world.ann, above=True)
    assert world.acme_won.deleted_at
    world.acme.restore(world.mia)
    assert not world.acme_won.deleted_at


def test_an_opportunity_whose_customer_is_in_the_bin_comes_back_only_with_it(world):
    world.star_rollout.bin(world.ann)
    world.star.bin(world.ann)
    with pytest.raises(Refused, match="上海星辰"):
        world.star_rollout.restore(world.ann)
    world.star_rollout.restore(world.ann, above=True)
    assert there(world.star_rollout)
    assert there(world.star)


def test_what_went_along_comes_back_with_the_head_even_when_asked_for_itself(world):
    world.star.bin(world.ann)
    world.star_rollout.restore(world.ann, above=True)
    assert there(world.star_rollout)
    assert there(world.star_lin)


# A contact


def test_a_contact_leaves_the_sales_they_are_named_in_and_comes_back_into_them(world):
    assert [contact.name for contact, _role in world.acme_renewal.contacts()] == ["Wei Zhang"]
    world.acme_wei.bin(world.ann)
    assert world.acme_renewal.contacts() == []
    assert world.acme_renewal.contact is None
    assert Contact.reached(world.mia, world.acme_wei.id) is None
    world.acme_wei.restore(world.ann)
    assert [(contact.name, role) for contact, role in world.acme_renewal.contacts()] == [("Wei Zhang", "primary")]


# A follow-up, a note


def test_a_follow_up_in_the_bin_is_no_next_step(world, furnished):
    call, _, _ = furnished
    call.settle()
    assert world.acme_renewal.next_step_id == call.id
    call.bin(world.ann)
    assert world.acme_renewal.next_step_id is None
    Activity.get_by_id(call.id).restore(world.ann)
    assert world.acme_renewal.next_step_id == call.id


def test_a_note_of_an_opportunity_in_the_bin_waits_for_it(world, furnished):
    _, note, _ = furnished
    note.bin(world.ann)
    world.acme_renewal.bin(world.ann)
    with pytest.raises(Refused, match="Acme renewal"):
        Note.get_by_id(note.id).restore(world.ann)


def test_who_may_look_may_not_delete(world, furnished):
    call, note, _ = furnished
    for row in (call, note, world.acme_wei):
        for who in ("vic", "cy"):
            with pytest.raises(Refused):
                row.bin(world.user(who))


# Second paths


def test_what_is_in_the_bin_is_nobody_s_duplicate_and_nothing_to_pick(world):
    world.star.bin(world.ann)
    assert Customer.twins_of(name="上海星辰科技有限公司") == []
    assert Customer.picks(world.ann, "上海星辰") == []
    made = Customer.picked(world.ann, None, "上海星辰科技有限公司")
    assert made.id != world.star.id
    assert Contact.twins_of(phone="13900139000") != []
    world.acme_wei.bin(world.ann)
    assert Contact.twins_of(phone="13900139000") == []
    assert Contact.at(world.acme) == []
    assert Contact.counts([world.acme.id]) == {}


@pytest.mark.parametrize("model", [Opportunity, Contact, Activity, Note])
def test_what_went_along_is_found_without_reading_the_table(world, model):
    sql, values = model.lying().where(model.deleted_with == "customer 1").sql()
    (plan,) = model._meta.database.execute_sql(f"EXPLAIN QUERY PLAN {sql}", values).fetchall()
    assert f"USING INDEX {model._meta.table_name}_along" in plan[-1]
