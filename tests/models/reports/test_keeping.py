"""Answers that are kept: right after every change, apart for every reach, never of what was taken back."""

import pytest

from models import Opportunity, Snapshot
from models.base import transaction
from models.opportunity.filter import Filter
from models.reports import ask, keeping
from models.reports.cross import cross
from models.reports.period import Period
from models.setting import Setting, today

EVERYTHING = Filter(outcome="all")


def won(user):
    return ask("win-loss", user, EVERYTHING).total.won


def test_the_same_question_is_counted_once(world, count_queries):
    first = ask("win-loss", world.mia, EVERYTHING)
    with count_queries() as asked:
        again = ask("win-loss", world.mia, EVERYTHING)
    assert again is first
    assert [query for query in asked if "opportunities" in query] == []
    assert ask("win-loss", world.mia, Filter(outcome="all", owner=world.ann.id)) is not first
    assert ask("win-loss", world.mia, EVERYTHING, by="owner") is not first
    assert ask("win-loss", world.mia, EVERYTHING, Period.named("this_year")) is not first
    assert ask("win-loss", world.mia, EVERYTHING, compared=True) is not first


def test_every_change_is_seen_at_once(world):
    mia, before = world.mia, won(world.mia)
    world.acme_renewal.win(mia, reason=world.reason("won", "Price"))
    assert won(mia) == before + 1
    world.acme_renewal.reopen(mia)
    assert won(mia) == before
    world.acme_won.bin(mia)
    assert won(mia) == before - 1


@pytest.mark.parametrize("change", [lambda: Setting.write(company__name="Else"), lambda: Snapshot.take(today())])
def test_what_is_no_verb_of_an_opportunity_counts_too(world, change):
    first = ask("forecast", world.mia, EVERYTHING)
    change()
    assert ask("forecast", world.mia, EVERYTHING) is not first


def test_each_reach_has_its_own(world):
    company, east = won(world.mia), won(world.bo)
    assert won(world.ada) == company
    assert ask("win-loss", world.ada, EVERYTHING) is ask("win-loss", world.mia, EVERYTHING)
    assert ask("win-loss", world.ann, EVERYTHING) is not ask("win-loss", world.cy, EVERYTHING)
    for user in (world.ann, world.bo, world.cy, world.mia):
        mine = Opportunity.visible_to(user).where(Opportunity.outcome == "won").count()
        assert won(user) == mine
    assert east == won(world.bo)


def test_somebody_whose_reach_changed_sees_no_more_than_they_may(world):
    mia = world.mia
    of_all = ask("win-loss", mia, EVERYTHING)
    mia.role = "salesperson"
    assert ask("win-loss", mia, EVERYTHING) is not of_all
    assert won(mia) == Opportunity.visible_to(mia).where(Opportunity.outcome == "won").count()


def test_crossings_are_kept_as_well(world):
    given = ("win-loss", world.mia, EVERYTHING, Period.named("all"), "source", "owner")
    first = cross(*given)
    assert cross(*given) is first
    world.acme_renewal.win(world.mia, reason=world.reason("won", "Price"))
    assert cross(*given).total.won == first.total.won + 1


def test_what_is_taken_back_was_never_an_answer(world):
    mia = world.mia
    before = won(mia)

    def wins_and_fails():
        with transaction():
            world.acme_renewal.win(mia, reason=world.reason("won", "Price"))
            assert won(mia) == before + 1
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        wins_and_fails()
    world.star_rollout.enter(world.stage("Proposal"), mia)  # its event gets the id of the one that went
    assert won(mia) == before


def test_only_so_many_are_kept(world):
    for number in range(keeping.MOST + 5):
        keeping.kept(world.mia, ("number", number), lambda number=number: number)
    assert len(keeping._answers) == keeping.MOST
    counted = []
    keeping.kept(world.mia, ("number", 0), lambda: counted.append(1))
    assert counted == [1]
