"""What is asked of the server: each thing a name and what gives its next request, which does not come twice."""

import datetime as dt
import itertools
import random

PART = {"HX-Request": "true", "HX-Request-Type": "partial"}
REPORTS = (
    "overview", "pipeline-value", "funnel", "win-loss", "won-by-month", "forecast", "sales-cycle",
    "team-performance", "activity-volume", "new-opportunities", "pushes",
)  # fmt: skip
AGAIN = "again: "  # before the name of what is asked a second time, when nothing has changed


def get(path, status=200, **headers):
    return lambda: ("GET", path, None, headers, status)


def things(facts, client):
    """{name: asked} for a company; `facts` are those of `bench/company.py`."""
    pipeline, stages, ids = facts["pipeline"], facts["stages"], facts["open"]
    pick, moved, made = random.Random(7), itertools.count(), itertools.count()  # noqa: S311
    close, today = (dt.date.today() + dt.timedelta(days=40)).isoformat(), dt.date.today().isoformat()
    last = client.read("/bench/last")

    def move():
        number = next(moved)
        form = {"stage": stages[number % 3]}
        return "POST", f"/board/drops/{ids[number % len(ids)]}", form, PART, 200

    def create():
        form = {"name": f"New {next(made)}", "customer": "", "amount": "1200", "currency": "CNY", "expected_close_on": close,
                "opened_on": today, "grade": "", "intent": "unknown", "source": "", "product": ""}  # fmt: skip
        return "POST", "/opportunities", form, {}, 303

    own = client.twin()

    def change():
        own.ask(*move()[:4])

    return {
        "empty route": get("/bench/empty"),
        "floor": get(f"/bench/floor/{pipeline}"),
        "board": get(f"/board/{pipeline}"),
        "board: totals alone": get(f"/bench/totals/{pipeline}"),
        "list, first page": get("/opportunities"),
        "list, last page": get(f"/opportunities?after={last}&seen=1000") if last else get("/opportunities"),
        "search": lambda: ("GET", f"/search?q=renewal+{pick.choice(ids)}", None, {}, 200),
        "opportunity": lambda: ("GET", f"/opportunities/{pick.choice(ids)}", None, {}, 200),
        "move": move,
        "create": create,
        **dict(pair for name in REPORTS for pair in reports(name, change)),
    }


def reports(name, change):
    """A report right after `change()`, something of what it counts, and as it was asked a moment ago."""
    path = "/reports" if name == "overview" else f"/reports/{name}"

    def fresh():
        change()
        return "GET", path, None, {}, 200

    return (f"report: {name}", fresh), (f"{AGAIN}{name}", get(path))
