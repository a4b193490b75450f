"""What each role is told is what everything would be told of a company that had no more than that role may see."""

import itertools

import pytest

from models import Activity, Opportunity
from models.opportunity.filter import Filter
from models.reports import REPORTS, ask
from models.reports.cross import cross
from models.reports.period import Period
from models.reports.win_loss import CROSSED
from tests.world import CAST

EVERYTHING = Filter(outcome="all")
ALL = Period.named("all")
NORTH = {"acme_renewal", "star_rollout", "crane_upgrade", "north_unowned", "acme_won", "acme_lost"}
SHARED = {"bolt_shared", "bolt_joint"}
SEEN = {  # by hand, from tests/world.py; None: all of them
    "ann": (NORTH - {"crane_upgrade"}) | SHARED | {"handed_over"},
    "bo": NORTH,
    "cy": {"south_pilot", *SHARED, "bolt_expired", "handed_over", "bolt_invalid"},
    "mia": None,
    "ada": None,
    "vic": None,
    "finn": {"north_unowned"},
}
OWN = {"ann": {"ann"}, "bo": {"ann", "bo"}, "cy": {"cy"}, "finn": set()}  # whose rows of the spring
SPLITS = [(name, by) for name, report in REPORTS.items() if name != "overview" for by in report.by]
PAIRS = list(itertools.combinations(CROSSED, 2))


def only_what_is_seen(world, who):
    """Take away, from under the reports, every row that `who` may not see."""
    if SEEN[who] is None:
        return
    kept = [getattr(world, name).id for name in SEEN[who]]
    owners = [world.user(name).id for name in OWN[who]]
    spring = Opportunity.select(Opportunity.id).where(
        Opportunity.name.startswith("2024-"), Opportunity.owner.in_(owners)
    )
    kept += [row.id for row in spring]
    seen = [row.id for row in Activity.visible_to(world.user(who))]
    Opportunity.update(deleted_at=Opportunity.created_at).where(Opportunity.id.not_in(kept)).execute()
    Activity.update(deleted_at=Activity.created_at).where(Activity.id.not_in(seen)).execute()


def done(world):
    """A follow-up done by each of three on an opportunity of theirs, so that there is something to count."""
    for who, name in (("ann", "acme_renewal"), ("bo", "crane_upgrade"), ("cy", "south_pilot")):
        Activity.log(world.user(who), "call", opportunity=getattr(world, name), subject="Told")


def figures(answer):
    """The rows with something in them, in no order, and the total."""
    told = [row for row in answer.rows if any(isinstance(value, int) and value for value in row[2:])]
    return sorted(map(repr, told)), answer.total


def test_the_hand_made_table_is_true(world, spring):
    for who in SEEN:
        seen = {row.name for row in Opportunity.visible_to(world.user(who)) if not row.name.startswith("2024-")}
        wanted = SEEN[who] and {getattr(world, name).name for name in SEEN[who]}
        assert wanted is None or seen == wanted, who


@pytest.mark.parametrize("who", [*CAST, "finn"])
def test_every_report_is_of_what_one_sees(world, spring, who):
    done(world)
    told = {(name, by): figures(ask(name, world.user(who), EVERYTHING, ALL, by)) for name, by in SPLITS}
    glance = [(row.name, row.value) for row in ask("overview", world.user(who), EVERYTHING, ALL).rows]
    crossed = {pair: cross("win-loss", world.user(who), EVERYTHING, ALL, *pair).cells for pair in PAIRS}
    only_what_is_seen(world, who)
    for (name, by), answer in told.items():
        assert answer == figures(ask(name, None, EVERYTHING, ALL, by)), (name, by)
    assert glance == [(row.name, row.value) for row in ask("overview", None, EVERYTHING, ALL).rows]
    for pair, cells in crossed.items():
        assert cells == cross("win-loss", None, EVERYTHING, ALL, *pair).cells, pair
