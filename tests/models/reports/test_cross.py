"""Won and lost by two dimensions: worked out by hand, its sums those of the report by one, its lists exactly its rows."""

import datetime as dt
import itertools

import pytest

from models import Opportunity, Setting
from models.base import Refused
from models.opportunity.filter import Filter
from models.reports import ask
from models.reports.cross import cross
from models.reports.dimension import sizes
from models.reports.period import Period
from models.reports.win_loss import CROSSED

ALL = Period.named("all")
PAIRS = list(itertools.combinations(CROSSED, 2))


def figures(made):
    """{(row name, head name): (won, lost, invalid)} of the cells that hold something."""
    cells = {(row.name, head.name): made.cell(row, head) for row, head in itertools.product(made.rows, made.heads)}
    return {names: (cell.won, cell.lost, cell.invalid) for names, cell in cells.items() if cell.closed}


def test_source_by_owner(spring):
    made = cross("win-loss", None, spring, ALL, "source", "owner")
    assert figures(made) == {
        ("Phone", "Ann Li"): (1, 0, 0),
        ("Phone", "Cy Wang"): (1, 1, 0),
        ("Referral", "Ann Li"): (1, 1, 0),
        (None, "Ann Li"): (0, 1, 1),
        (None, "Bo Chen"): (1, 0, 0),
        (None, "Cy Wang"): (1, 1, 0),
    }
    assert made.rated


def test_reason_by_competitor(spring):
    made = cross("win-loss", None, spring, ALL, "reason", "competitor")
    assert figures(made) == {
        ("Chose a competitor", "Rival Ltd"): (0, 2, 0),
        ("Price too high", None): (0, 2, 0),
        ("Price", None): (1, 0, 0),
        ("Duplicate", None): (0, 0, 1),
        (None, None): (4, 0, 0),
    }
    assert not made.rated
    assert made.lost_only


def test_the_stage_lost_and_the_size(spring):
    Setting.write(reports__sizes="50 200")
    made = cross("win-loss", None, spring, ALL, "stage_lost", "size")
    assert [(head.key, head.won, head.lost, head.invalid) for head in made.heads] == [
        (0, 1, 2, 0),  # 10.00; 40.00 and 10.00
        (50, 2, 1, 0),  # 100.00 and, agreed for 200.00, 180.00; 50.00
        (200, 1, 0, 1),  # 300.00; 999.00
        (None, 1, 1, 0),
    ]
    assert [(row.name, row.closed) for row in made.rows] == [("B", 10)]


@pytest.mark.parametrize(("by", "across"), PAIRS)
@pytest.mark.parametrize("who", ["bo", "mia"])
def test_its_sums_are_those_of_the_report_by_one(world, spring, by, across, who):
    user, everything = world.user(who), Filter(outcome="all")
    made = cross("win-loss", user, everything, ALL, by, across)
    for edge, dimension in ((made.rows, by), (made.heads, across)):
        single = ask("win-loss", user, everything, ALL, dimension)
        assert [row._replace(share=None) for row in single.rows] == edge
        assert single.total == made.total


@pytest.mark.parametrize(("by", "across"), PAIRS)
def test_the_list_behind_each_cell_has_its_rows(world, spring, by, across):
    made = cross("win-loss", world.bo, Filter(outcome="all"), ALL, by, across)
    for row, head in itertools.product((*made.rows, made.total), (*made.heads, made.total)):
        for outcome in ("won", "lost", "invalid", "decided"):
            behind = Opportunity.scope(world.bo, made.behind(row, head, outcome)).count()
            assert behind == getattr(made.cell(row, head), outcome), (row, head, outcome)


def test_as_many_queries_whatever_the_rows(world, spring, count_queries):
    mia = world.mia
    with count_queries() as seen:
        cross("win-loss", mia, Filter(outcome="all"), ALL, "source", "owner")
    assert (
        len([query for query in seen if "settings" not in query]) == 4
    )  # is it known already, the cells, two kinds of names


@pytest.mark.parametrize(("by", "across"), [("source", "source"), ("source", "customer"), ("month", "owner")])
def test_what_cannot_be_crossed_is_refused(world, by, across):
    with pytest.raises(Refused, match="crossed"):
        cross("win-loss", world.mia, Filter(outcome="all"), ALL, by, across)


def test_size_classes_fit_the_currency(empty_database):
    assert sizes() == [10_000, 50_000, 200_000, 1_000_000]
    Setting.put("company.currency", "USD")
    assert sizes() == [1_000, 5_000, 20_000, 100_000]
    Setting.put("reports.sizes", "500 100 x 0 500")
    assert sizes() == [100, 500]


def test_a_cell_beside_the_period_before(spring):
    february = Period.between(dt.date(2024, 2, 1), dt.date(2024, 2, 29))
    made = cross("win-loss", None, spring, february, "source", "owner", compared=True)
    phone, referral = (
        next(row for row in edge if row.name == name)
        for edge, name in ((made.rows, "Phone"), (made.before.rows, "Referral"))
    )
    ann = next(head for head in made.heads if head.name == "Ann Li")
    assert (made.cell(phone, ann).won, made.earlier(phone, ann).won) == (1, 0)
    assert (made.total.won, made.earlier(made.total, made.total).won) == (2, 1)
    assert made.earlier(made.total, ann).lost == 1
    assert made.before.cell(referral, made.before.heads[0]).closed == 2
    assert cross("win-loss", None, spring, ALL, "source", "owner", compared=True).before is None


def test_a_size_that_the_period_before_lacks_is_not_held_against_the_smallest(world):
    """The smallest class has the key 0."""
    small, large = world.acme_renewal, world.south_pilot
    Opportunity.update(deleted_at=dt.datetime(2024, 1, 1)).where(Opportunity.id.not_in((small.id, large.id))).execute()
    for row, month, amount in ((small, 1, 100_000), (large, 2, 500_000_000)):
        won = {
            "outcome": "won",
            "closed_on": dt.date(2024, month, 5),
            "final_amount": amount,
            "base_final_amount": amount,
        }
        Opportunity.update(owner=world.ann, **won).where(Opportunity.id == row.id).execute()
    february = Period.between(dt.date(2024, 2, 1), dt.date(2024, 2, 29))
    made = cross("win-loss", None, Filter(outcome="all"), february, "size", "owner", compared=True)
    (most,), (ann,) = made.rows, made.heads
    assert (most.key, made.cell(most, ann).won, made.earlier(most, ann).won) == (1_000_000, 1, 0)
    assert made.earlier(made.total, ann).won == 1
