"""Won, lost, invalid and back: which facts stay, and what is refused."""

import datetime as dt

import pytest

from models import Competitor, Event, FieldChange, StageEntry
from models.base import Refused, Stale
from models.currency import set_rate
from models.setting import today


def last_event(row):
    return Event.about(row).order_by(Event.id.desc()).first()


def running(row):
    return StageEntry.select().where(StageEntry.opportunity == row, StageEntry.left_at.is_null()).count()


def test_a_win_keeps_both_amounts_and_both_dates(world):
    row, due = world.acme_renewal, world.acme_renewal.expected_close_on
    yesterday = today() - dt.timedelta(days=1)
    row.win(world.ann, amount=11_000_000, on=yesterday, reason=world.reason("won", "Price"))
    row = world.acme_renewal
    assert (row.outcome, row.amount, row.final_amount, row.value) == ("won", 12_000_000, 11_000_000, 11_000_000)
    assert (row.expected_close_on, row.closed_on) == (due, yesterday)
    event = last_event(row)
    assert (event.name, event.happened_on) == ("opportunity.won", yesterday)
    assert (event.facts["amount"], event.facts["reason"], event.facts["stage"]) == (11_000_000, "Price", "Proposal")
    assert running(row) == 0
    assert FieldChange.select().where(FieldChange.opportunity == row, FieldChange.field == "outcome").get().new == "won"


def test_a_win_without_an_amount_takes_the_expected_one(world):
    world.acme_renewal.win(world.ann)
    assert world.acme_renewal.final_amount == 12_000_000


def test_a_foreign_win_is_stamped_with_the_rate_of_its_day(world):
    set_rate("USD", "8", today())
    world.crane_upgrade.win(world.bo, amount=2_000_00)
    assert world.crane_upgrade.base_final_amount == 16_000_00


def test_a_loss_names_reason_and_competitor(world):
    world.acme_renewal.lose(world.ann, world.reason("lost", "Budget"), competitor=" Rival Ltd ")
    row = world.acme_renewal
    assert (row.outcome, row.close_reason.name, row.competitor.name) == ("lost", "Budget", "Rival Ltd")
    assert Competitor.select().where(Competitor.name == "Rival Ltd").count() == 1
    assert last_event(row).facts["competitor"] == "Rival Ltd"


@pytest.mark.parametrize("verb", ["lose", "invalidate"])
def test_lost_and_invalid_need_a_reason(world, verb):
    with pytest.raises(Refused, match="reason"):
        getattr(world.acme_renewal, verb)(world.ann, None)
    assert world.acme_renewal.outcome is None


def test_a_reason_of_another_outcome_is_refused_and_the_competitor_is_not_kept(world):
    with pytest.raises(Refused):
        world.acme_renewal.lose(world.ann, world.reason("won", "Price"), competitor="Never seen")
    assert world.acme_renewal.outcome is None
    assert not Competitor.select().where(Competitor.name == "Never seen").exists()


def test_a_closed_one_is_not_closed_again(world):
    for name in ("acme_won", "acme_lost", "bolt_invalid"):
        with pytest.raises(Refused, match="already"):
            getattr(world, name).win(world.mia)


def test_the_closing_day_is_neither_in_the_future_nor_before_the_opening(world):
    row = world.acme_renewal
    for day in (today() + dt.timedelta(days=1), row.opened_on - dt.timedelta(days=1)):
        with pytest.raises(Refused):
            row.win(world.mia, on=day)
    assert world.acme_renewal.outcome is None


def test_only_a_manager_closes_before_last_month(world):
    row = world.acme_renewal
    first = (today().replace(day=1) - dt.timedelta(days=1)).replace(day=1)
    row.edit(world.ann, opened_on=first - dt.timedelta(days=60))
    long_ago = first - dt.timedelta(days=1)
    with pytest.raises(Refused, match="manager"):
        row.win(world.bo, on=long_ago)
    row.win(world.mia, on=long_ago)
    assert world.acme_renewal.closed_on == long_ago


def test_the_first_of_last_month_is_open_to_all(world):
    row = world.acme_renewal
    first = (today().replace(day=1) - dt.timedelta(days=1)).replace(day=1)
    row.edit(world.ann, opened_on=first)
    row.win(world.ann, on=first)
    assert world.acme_renewal.closed_on == first


def test_reopening_clears_the_end_and_keeps_it_in_the_log(world):
    row = world.acme_lost
    row.reopen(world.ann)
    row = world.acme_lost
    assert (row.outcome, row.closed_on, row.close_reason, row.competitor) == (None, None, None, None)
    assert (row.stage.name, running(row)) == ("Negotiation", 1)
    facts = last_event(row).facts
    assert (facts["outcome"], facts["reason"], facts["closed_on"]) == (
        "lost",
        "Chose a competitor",
        today().isoformat(),
    )


def test_reopening_a_win_forgets_the_agreed_amount(world):
    world.acme_won.reopen(world.ann)
    row = world.acme_won
    assert (row.final_amount, row.base_final_amount, row.amount) == (None, None, 9_000_000)


def test_an_open_one_is_not_reopened(world):
    with pytest.raises(Refused, match="open already"):
        world.acme_renewal.reopen(world.ann)


def test_a_stale_closing_writes_nothing(world):
    mine = world.acme_renewal
    world.acme_renewal.edit(world.bo, amount=1)
    with pytest.raises(Stale):
        mine.win(world.ann, amount=2)
    row = world.acme_renewal
    assert (row.outcome, running(row)) == (None, 1)


@pytest.mark.parametrize("who", ["vic", "cy"])
def test_who_may_not_change_it_closes_nothing(world, who):
    for row in (world.acme_renewal, world.acme_won):
        with pytest.raises(Refused):
            row.reopen(world.user(who)) if row.outcome else row.win(world.user(who))
    assert (world.acme_renewal.outcome, world.acme_won.outcome) == (None, "won")
