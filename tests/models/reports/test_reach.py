"""Every figure of every report: never more than its reader may see, and the list behind it has exactly its rows."""

import pytest

from models import Opportunity
from models.base import Refused
from models.opportunity.filter import Filter
from models.reports import REPORTS, ask
from models.reports.period import Period
from tests.world import CAST

EVERYTHING = Filter(outcome="all")
COMMON = ("pipeline-value", "win-loss", "won-by-month")  # the others ask the same in files of their own
SPLITS = [(name, by) for name in COMMON for by in REPORTS[name].by]
ADDING = ("count", "money")


def worth(row):
    return (row.base_final_amount if row.outcome == "won" else row.base_amount) or 0


def worked_out(column, rows):
    """The figure of this column as it comes of `rows`, the opportunities of the list behind it."""
    won, known = [row for row in rows if row.outcome == "won"], [row for row in rows if worth(row)]
    if column.name == "win_rate":
        return 100 * len(won) / len(rows) if len(rows) >= 5 else None
    if column.name == "amount_rate":
        return 100 * sum(map(worth, won)) / sum(map(worth, rows))
    if column.name == "average":
        return round(sum(map(worth, rows)) / len(known)) if known else None
    if column.name == "weighted":
        return sum(row.weighted or 0 for row in rows)
    return len(rows) if column.kind == "count" else sum(map(worth, rows))


@pytest.mark.parametrize("who", [*CAST, None])
def test_totals_are_those_of_what_one_sees(world, spring, who):
    user = who and world.user(who)
    rows = list(Opportunity.visible_to(user) if user else Opportunity.select())
    closed = ask("win-loss", user, EVERYTHING).total
    for outcome in ("won", "lost", "invalid"):
        assert getattr(closed, outcome) == sum(row.outcome == outcome for row in rows)
    opened = ask("pipeline-value", user, EVERYTHING).total
    assert opened.count == sum(row.outcome is None for row in rows)
    assert opened.amount == sum(row.base_amount or 0 for row in rows if row.outcome is None)
    won = ask("won-by-month", user, EVERYTHING).total
    assert won.won_amount == sum(worth(row) for row in rows if row.outcome == "won")


def test_reach_differs_by_role(world, spring):
    """Worked out by hand: a report that forgets the reader gives everybody the same."""
    won = {who: ask("win-loss", world.user(who), EVERYTHING).total.won for who in CAST}
    assert won == {"ann": 3, "bo": 4, "cy": 2, "mia": 6, "ada": 6, "vic": 6}
    opened = {who: ask("pipeline-value", world.user(who), EVERYTHING).total.count for who in CAST}
    assert opened == {"ann": 6, "bo": 4, "cy": 5, "mia": 10, "ada": 10, "vic": 10}


@pytest.mark.parametrize(("name", "by"), SPLITS)
@pytest.mark.parametrize("who", ["ann", "bo", "mia"])
def test_the_list_behind_each_figure_has_its_rows(world, spring, name, by, who):
    user = world.user(who)
    answer = ask(name, user, EVERYTHING, by=by)
    for row in (*answer.rows, answer.total):
        for column in answer.columns:
            figure = getattr(row, column.name)
            if column.leads and (figure is not None or column.name != "amount_rate"):
                behind = list(Opportunity.scope(user, answer.behind(row, column.leads)))
                assert worked_out(column, behind) == figure, (row, column)


@pytest.mark.parametrize(("name", "by"), SPLITS)
def test_rows_add_up_to_the_total(world, spring, name, by):
    answer = ask(name, world.mia, EVERYTHING, by=by)
    for column in answer.columns:
        if column.kind in ADDING and column.name != "average":
            assert sum(getattr(row, column.name) for row in answer.rows) == getattr(answer.total, column.name)


@pytest.mark.parametrize(
    ("name", "queries"), [("pipeline-value", 3), ("win-loss", 2), ("won-by-month", 2), ("overview", 22)]
)
def test_as_many_queries_whatever_the_rows(world, spring, count_queries, name, queries):
    mia = world.mia
    with count_queries() as seen:
        ask(name, mia, EVERYTHING)
    assert len([query for query in seen if "settings" not in query]) == queries


def test_the_overview_asks_as_often_whatever_the_rows(world, count_queries):
    mia, asked = world.mia, []
    for _more in range(2):
        with count_queries() as seen:
            ask("overview", mia, EVERYTHING, Period.named("last_12_months"))
        asked.append(len([query for query in seen if "settings" not in query]))
        for number in range(9):
            row = Opportunity.add(None, name=f"more {number}", owner=world.ann, amount=100)
            row.win(None, reason=world.reason("won", "Price"))
    assert asked[1] <= asked[0]  # a split that has something to tell is found sooner


def test_an_unknown_report_or_split_is_refused(world):
    with pytest.raises(Refused, match="no report"):
        ask("astrology", world.mia, EVERYTHING)
    with pytest.raises(Refused, match="competitor"):
        ask("pipeline-value", world.mia, EVERYTHING, by="competitor")
