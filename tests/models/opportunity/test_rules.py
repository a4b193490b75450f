"""What no opportunity may hold, whoever writes it: asked of the verbs themselves, not of a form."""

import datetime as dt

import pytest

from models import FieldChange, Opportunity
from models.base import Refused
from models.setting import today


@pytest.mark.parametrize(
    "values",
    [
        {"probability": 101},
        {"probability": -1},
        {"amount": -1},
        {"amount": 10**15 + 1},
        {"opened_on": dt.date(999, 1, 1)},
        {"opened_on": dt.date(2999, 1, 1)},
        {"expected_close_on": dt.date(9999, 1, 1)},
    ],
)
def test_values_beyond_reason_are_refused_by_both_verbs(world, values):
    with pytest.raises(Refused):
        world.acme_renewal.edit(by=world.ann, **values)
    with pytest.raises(Refused):
        Opportunity.add(world.ann, name="New", **values)
    assert world.acme_renewal.version == 2  # made, and moved to Proposal; nothing since


def test_a_customer_outside_of_ones_reach_is_refused(world):
    with pytest.raises(Refused, match="outside"):
        world.star_rollout.edit(by=world.ann, customer=world.crane)
    with pytest.raises(Refused, match="outside"):
        Opportunity.add(world.ann, name="New", customer=world.crane)
    world.star_rollout.edit(by=world.mia, customer=world.crane)
    assert world.star_rollout.customer == world.crane


def test_a_closed_one_keeps_what_its_closing_stamped(world):
    won = world.acme_won
    for values in ({"currency": "USD"}, {"amount": 1}):
        with pytest.raises(Refused, match="Reopen it first"):
            world.acme_won.edit(by=world.ann, **values)
    world.acme_won.edit(by=world.ann, name="Renamed")
    after = world.acme_won
    assert (after.name, after.base_amount, after.base_final_amount) == (
        "Renamed",
        won.base_amount,
        won.base_final_amount,
    )


def test_an_edit_of_a_closed_one_stamps_no_new_rate(world):
    from models.currency import set_rate

    row = Opportunity.add(world.ann, name="In dollars", amount=100_00, currency="USD")
    row.lose(by=world.ann, reason=world.reason("lost", "Budget"))
    stamped = row.base_amount
    set_rate("USD", "9", today() + dt.timedelta(days=-1))
    row.edit(by=world.ann, probability=40)
    assert Opportunity.get_by_id(row.id).base_amount == stamped == 700_00


def test_a_change_of_currency_is_history(world):
    world.acme_renewal.edit(by=world.ann, currency="USD")
    change = FieldChange.get(FieldChange.opportunity == world.acme_renewal, FieldChange.field == "currency")
    assert (change.old, change.new) == ("CNY", "USD")


def test_who_only_works_along_may_not_give_it_away(world):
    world.bolt_joint.edit(by=world.ann, name="Joint")  # write access
    with pytest.raises(Refused, match="Only its owner"):
        world.bolt_joint.assign(by=world.ann, owner=world.ann)
    assert world.bolt_joint.owner == world.cy


def test_what_was_closed_before_last_month_is_reopened_by_a_manager(world):
    Opportunity.update(closed_on=today() - dt.timedelta(days=80)).where(Opportunity.id == world.acme_won.id).execute()
    with pytest.raises(Refused, match="Only a manager"):
        world.acme_won.reopen(by=world.ann)
    assert world.acme_won.reopen(by=world.mia)
