"""What a page of the list costs, first and last, in every order: `python bench/list_pages.py [ROWS]` (default 100000)."""

import datetime as dt
import random
import statistics
import sys
import tempfile
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent.parent))

from models import Customer, Opportunity, Pipeline, Source, Stage, Team, User, base, schema
from models.defaults import set_up
from models.opportunity.filter import Filter
from models.paging import make_cursor, read_cursor

TODAY, MOMENT = dt.date(2026, 11, 20), dt.datetime(2026, 1, 1)


def fill(count):
    """A company with `count` opportunities, about a third of them open. Returns its manager and a salesperson."""
    pick = random.Random(7)  # noqa: S311 (the same rows each time, no secret)
    set_up()
    teams = [Team.create(name=f"Team {number}") for number in range(12)]
    users = [User.create(name=f"Seller {n}", team=pick.choice(teams)) for n in range(60)]
    manager = User.create(name="Manager", role="manager")
    customers = [
        {"name": (name := f"{pick.choice(['Acme', '上海', 'Zed'])} {n}"), "name_key": name.lower()}
        for n in range(count // 5)
    ]
    insert(Customer, customers)
    last = Customer.select(Customer.id).order_by(Customer.id.desc()).scalar()
    stages, sources, pipeline = list(Stage.select()), list(Source.select()), Pipeline.default()
    insert(Opportunity, (row(pick, number, count, pipeline, stages, sources, users, last) for number in range(count)))
    return manager, users[0]


def row(pick, number, count, pipeline, stages, sources, users, last):
    """The columns of an opportunity; the earlier ones were opened longer ago."""
    stage, user, outcome = pick.choice(stages), pick.choice(users), pick.choice([None, "won", "lost"])
    amount = pick.randrange(1, 5000) * 10_000 if pick.random() < 0.9 else None
    opened = TODAY - dt.timedelta(days=(count - number) * 1000 // count)
    return {
        "name": f"{pick.choice(['Renewal', '升级', 'project'])} {pick.randrange(10**7)}",
        "customer": pick.randrange(1, last) if pick.random() < 0.95 else None,
        "pipeline": pipeline,
        "stage": stage,
        "entered_stage_at": MOMENT + dt.timedelta(seconds=number),
        "owner": user,
        "team": user.team,
        "source": pick.choice(sources),
        "amount": amount,
        "currency": "CNY",
        "base_amount": amount,
        "weighted": amount and amount * stage.rate // 100,
        "probability": pick.randrange(101) if pick.random() < 0.2 else None,
        "expected_close_on": opened + dt.timedelta(days=pick.randrange(300)) if pick.random() < 0.9 else None,
        "opened_on": opened,
        "grade": pick.choice("ABCD") if pick.random() < 0.7 else None,
        "intent": pick.choice(["high", "medium", "low", "unknown"]),
        "outcome": outcome,
        "closed_on": opened + dt.timedelta(days=30) if outcome else None,
        "base_final_amount": amount if outcome == "won" else None,
    }


def insert(model, rows):
    batch = []
    for values in rows:
        batch.append(values)
        if len(batch) == 500:
            model.insert_many(batch).execute()
            batch = []
    if batch:
        model.insert_many(batch).execute()


def clock(run, times=9):
    """Median milliseconds of `run`."""
    taken = []
    for _turn in range(times):
        start = time.perf_counter()
        run()
        taken.append((time.perf_counter() - start) * 1000)
    return statistics.median(taken)


def last_cursor(query, order):
    """The cursor before the last page: fifty rows from the end."""
    if order.unknown is not None and (
        ids := [i for (i,) in query.where(order.unknown).select(Opportunity.id).tuples()]
    ):
        ids.sort(reverse=order.descending)
        return make_cursor(None, ids[-51] if len(ids) > 50 else ids[0])
    values, row_id = read_cursor(order.flipped().page(query)[1], [kind for _key, kind in order.keys])
    return make_cursor(values, row_id)


def report(user, wanted):
    print(f"\n{user.name}, {wanted.outcome}: sums {clock(lambda: Opportunity.sums(user, wanted)):.1f} ms")
    print(f"{'order':12} {'first':>8} {'last':>8} {'ratio':>6}")
    for name, order in Opportunity.orders().items():
        cursor = last_cursor(Opportunity.scope(user, wanted), order)
        first = clock(lambda order=order: Opportunity.page_of(user, wanted, order))
        last = clock(lambda order=order, cursor=cursor: Opportunity.page_of(user, wanted, order, cursor))
        print(f"{name:12} {first:8.1f} {last:8.1f} {last / first:6.2f}")


def main():
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 100_000
    with tempfile.TemporaryDirectory() as folder:
        real = base.connect(f"sqlite:///{folder}/bench.db")
        schema.migrate()
        with base.transaction():
            people = fill(count)
        for user in people:
            for outcome in ("open", "all"):
                report(user, Filter(outcome=outcome))
        real.close()


if __name__ == "__main__":
    main()
