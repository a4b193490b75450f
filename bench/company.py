"""A company to measure on: so many opportunities with their histories, a customer for every ten, twenty people, and how
much of it is closed."""

import datetime as dt
import itertools
import random

from models import (
    Activity,
    Customer,
    Event,
    FieldChange,
    Opportunity,
    Pipeline,
    Source,
    StageEntry,
    Team,
    User,
    base,
    schema,
)
from models.defaults import set_up
from models.event import packed
from models.imports import bulk
from models.opportunity import OpportunityText
from models.pipeline import CloseReason
from models.search import index

TODAY = dt.date.today()
MAIL, PASSWORD = "ada@example.com", "correct horse battery"
PEOPLE, BATCH = 20, 2_000
SALE = (
    "id", "name", "customer", "pipeline", "stage", "entered_stage_at", "furthest_position", "owner", "team", "owner_seen_at", "source",
    "amount", "currency", "base_amount", "weighted", "opened_on", "expected_close_on", "outcome", "close_reason", "closed_on", "grade",
    "intent", "final_amount", "base_final_amount", "touched_on", "next_step_on", "next_step_kind", "next_step_id", "created_by", "created_at", "updated_at",
    "pushes", "pushed_days", "version",
)  # fmt: skip
CUSTOMER = ("name", "name_key", "kind", "phone", "phone_key", "email_key", "website", "industry", "address", "owner", "team", "created_at", "updated_at", "version")  # fmt: skip
ACT = ("id", "opportunity", "customer", "assignee", "created_by", "kind", "subject", "text", "outcome", "due_on", "done_at", "done_on", "remind_minutes", "reminded", "created_at", "updated_at", "version")  # fmt: skip
EVENT = (
    "at",
    "name",
    "subject_type",
    "subject_id",
    "actor_id",
    "happened_on",
    "facts_json",
    "opportunity_id",
    "customer_id",
)
TABLES = {
    Opportunity: SALE,
    OpportunityText: ("opportunity", "requirement", "solution"),
    StageEntry: ("opportunity", "stage", "position", "entered_at", "left_at"),
    FieldChange: ("opportunity", "field", "old", "new", "at"),
    Activity: ACT,
    Event: EVENT,
}


def build(folder, count, closed):
    """Make it in `folder` (a data folder); `closed` is the share of closed ones, 0 to 1. Returns what the requests need."""
    real = base.connect(f"sqlite:///{folder}/shangji.db")
    schema.migrate()
    real.execute_sql("PRAGMA synchronous = off")
    with base.transaction():
        set_up()
        if index.indexed():
            index.take_down()
        Company(count, closed).fill()
        index.rebuild()
    real.execute_sql("ANALYZE")
    told = facts()
    real.close()
    return told


class Company:
    """Its rows by the thousand, of one chance: the same in every run of one day."""

    def __init__(self, count, closed):
        self.count, self.closed = count, closed
        self.pick = random.Random(7)  # noqa: S311 (no secret)
        self.acts = itertools.count(1)
        self.path, self.sources = list(Pipeline.default().path()), list(Source.select())
        self.reasons = {"won": list(CloseReason.offered("won")), "lost": list(CloseReason.offered("lost"))}

    def fill(self):
        self._people()
        rows = {model: [] for model in TABLES}
        for number in range(1, self.count + 1):
            self._sale(rows, number)
            if number % BATCH == 0 or number == self.count:
                rows[Event].sort(key=lambda row: row[0])
                for model, batch in rows.items():
                    bulk.insert(model, TABLES[model], batch)
                    batch.clear()

    def _people(self):
        pick = self.pick
        teams = [Team.create(name=f"Team {number}") for number in range(4)]
        self.ada = User.add("Ada", MAIL, PASSWORD, role="administrator", team=teams[0])
        self.sellers = [
            User.create(name=f"Seller {number}", role="salesperson", team=pick.choice(teams))
            for number in range(PEOPLE - 1)
        ]
        at = dt.datetime.combine(TODAY - dt.timedelta(days=720), dt.time(8))
        names = [
            f"{pick.choice(('Acme', '上海星辰', 'Zed Works', '恒拓工业'))} {number}"
            for number in range(max(self.count // 10, 1))
        ]
        owners = [pick.choice(self.sellers) for _name in names]
        values = [
            (name, name.lower(), "company", "", "", "", "", "", "", who.id, who.team_id, at, at, 1)
            for name, who in zip(names, owners, strict=True)
        ]
        bulk.insert(Customer, CUSTOMER, values)
        self.customers = [row_id for (row_id,) in Customer.select(Customer.id).order_by(Customer.id).tuples()]

    def _sale(self, rows, number):
        """One opportunity with its history; the earlier ones were opened longer ago."""
        pick, who = self.pick, self.pick.choice(self.sellers)
        stage, customer = pick.choice(self.path), pick.choice(self.customers)
        opened = TODAY - dt.timedelta(days=(self.count - number) * 700 // self.count)
        at = dt.datetime.combine(opened, dt.time(8)) + dt.timedelta(seconds=number % 30_000)
        amount = pick.randrange(1, 5000) * 10_000 if pick.random() < 0.9 else None
        outcome = pick.choice(("won", "lost")) if pick.random() < self.closed else None
        closed = min(opened + dt.timedelta(days=pick.randrange(5, 90)), TODAY) if outcome else None
        reason = pick.choice(self.reasons[outcome]).id if outcome else None
        expected, final = opened + dt.timedelta(days=pick.randrange(20, 200)), amount if outcome == "won" else None
        name = f"{pick.choice(('Renewal', '产线升级', 'Project', 'Inspection station'))} {number}"
        visits = self._visits(number, at, stage)
        plan = self._acts(rows, number, customer, who, at, open_one=outcome is None and number % 2)
        rows[Opportunity].append((
            number, name, customer, stage.pipeline_id, stage.id, visits[-1][3], stage.position, who.id, who.team_id, at,
            pick.choice(self.sources).id, amount, "CNY", amount, amount and amount * stage.rate // 100, opened, expected, outcome, reason, closed,
            pick.choice("ABCD"), "unknown", final, final, opened, plan and plan[1], plan and "meeting", plan and plan[0], who.id, at, at, 0, 0, 1,
        ))  # fmt: skip
        rows[OpportunityText].append((number, "What they need, in a sentence or two. " * pick.randrange(1, 4), ""))
        rows[StageEntry] += visits
        rows[FieldChange] += [(number, field, None, str(value), at) for field, value in (("amount", amount), ("owner", who.id), ("expected_close_on", expected)) if value]  # fmt: skip
        told = [(at, "opportunity.created", opened, {"name": name, "stage": self.path[0].name})]
        told += [(visit[3], "opportunity.stage_entered", opened, {"stage": visit[1]}) for visit in visits[1:]]
        if outcome:
            told.append((dt.datetime.combine(closed, dt.time(9)), f"opportunity.{outcome}", closed, {"reason": reason}))
        rows[Event] += [
            (when, what, "opportunity", number, who.id, on, packed(facts), number, customer)
            for when, what, on, facts in told
        ]

    def _visits(self, number, at, last):
        """The stages it went through on its way, each for a while."""
        walked = [stage for stage in self.path if stage.position <= last.position]
        times = [at + dt.timedelta(hours=3 * step) for step in range(len(walked) + 1)]
        return [
            (number, stage.id, stage.position, times[step], None if stage.id == last.id else times[step + 1])
            for step, stage in enumerate(walked)
        ]

    def _acts(self, rows, number, customer, who, at, open_one):
        """A call that was made, and perhaps a meeting to come, whose (id, day) is returned."""
        own = (number, customer, who.id, who.id)
        rows[Activity].append(
            (next(self.acts), *own, "call", "First call", "", "", None, at, at.date(), -1, 0, at, at, 1)
        )
        if not open_one:
            return None
        plan = next(self.acts), TODAY + dt.timedelta(days=self.pick.randrange(-3, 30))
        rows[Activity].append((plan[0], *own, "meeting", "Meeting", "", "", plan[1], None, None, -1, 0, at, at, 1))
        return plan


def facts():
    """What requests ask for: the pipeline, its stages, open opportunities to look at and to move, the end of the list."""
    pipeline = Pipeline.default()
    open_ones = Opportunity.select(Opportunity.id).where(Opportunity.outcome.is_null()).order_by(Opportunity.id)
    return {
        "pipeline": pipeline.id,
        "stages": [stage.id for stage in pipeline.path()],
        "open": [row_id for (row_id,) in open_ones.limit(5000).tuples()],
    }
