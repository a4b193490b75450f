"""Which opportunities a board, a list or a figure means: one filter, kept in the address."""

import dataclasses
import datetime as dt

from models.opportunity import conditions, furthest
from models.opportunity.conditions import NONE, contains, several

__all__ = ["DAYS", "IDS", "MARKS", "NONE", "OUTCOMES", "STAGES", "WORDS", "Filter", "contains", "several"]

IDS = {
    "pipeline": "pipeline",
    "stage": "stage",
    "owner": "owner",
    "team": "team",
    "source": "source",
    "reason": "close_reason",
    "competitor": "competitor",
    "customer": "customer",
    "product": "product",
    "tag": None,  # no column: see conditions.tagged
    "rival": None,  # who was in the running, see conditions.met; "competitor" is who won
}
BESIDE = {"tag": conditions.tagged, "rival": conditions.met}
WORDS = ("grade", "intent")  # columns with few values; "none": without
MARKS = ("step", "stalled", "todo")  # see marked.py; they mean open ones only
STAGES = ("reached", "furthest")  # ids of stages, see furthest.py
DAYS = {  # each is a span (see spans.py), a first and a last day
    "closed": "closed_on",
    "expected": "expected_close_on",
    "opened": "opened_on",
    "created": "created_at",
    "contacted": "last_contact_at",
}
OUTCOMES = ("open", "closed", "decided", "won", "lost", "invalid", "all")


@dataclasses.dataclass(frozen=True)
class Filter:
    """Ids are integers, NONE for "without"; days are inclusive; `outcome` is one of OUTCOMES; "" and None mean any.

    IDS (but for the pipeline), WORDS and MARKS may be tuples of several: any of them. Amounts are whole units of the base
    currency, probabilities percent. `pushed` is how often at least (0: never), `pushed_to` at most,
    `cycle` days from opening to closing.
    `day` is the day from which spans are counted and by which
    marks go (None: the company's today).
    """

    pipeline: int | None = None
    stage: int | tuple | None = None
    owner: int | tuple | None = None
    team: int | tuple | None = None
    source: int | tuple | None = None
    reason: int | tuple | None = None
    competitor: int | tuple | None = None
    customer: int | tuple | None = None
    product: int | tuple | None = None
    tag: int | tuple | None = None
    rival: int | tuple | None = None
    office: str = ""
    grade: str | tuple = ""
    intent: str | tuple = ""
    step: str | tuple = ""
    stalled: str | tuple = ""
    todo: str | tuple = ""
    pushed: int | None = None
    pushed_to: int | None = None
    reached: int | None = None
    furthest: int | None = None
    history: str = ""  # of its stages: missing or known
    category: str = ""  # one of conditions.CATEGORIES
    cycle_from: int | None = None
    cycle_to: int | None = None
    outcome: str = "open"
    amount: str = ""  # known or unknown
    amount_from: int | None = None
    amount_to: int | None = None
    probability_from: int | None = None
    probability_to: int | None = None
    closed: str = ""
    closed_from: dt.date | None = None
    closed_to: dt.date | None = None
    expected: str = ""
    expected_from: dt.date | None = None
    expected_to: dt.date | None = None
    opened: str = ""
    opened_from: dt.date | None = None
    opened_to: dt.date | None = None
    created: str = ""
    created_from: dt.date | None = None
    created_to: dt.date | None = None
    contacted: str = ""
    contacted_from: dt.date | None = None
    contacted_to: dt.date | None = None
    q: str = ""
    day: dt.date | None = dataclasses.field(default=None, compare=False)

    def __post_init__(self):
        for name in (*IDS, *WORDS, *MARKS):
            value = getattr(self, name)
            if isinstance(value, tuple):  # one spelling for each meaning
                kept = tuple(sorted(set(value)))
                single = kept[0] if kept else None if name in IDS else ""
                object.__setattr__(self, name, kept if len(kept) > 1 else single)

    def apply(self, query):
        """`query` (on Opportunity) with this filter's conditions added."""
        wanted = list(self._conditions())
        return query.where(*wanted) if wanted else query

    def _conditions(self):
        from models.opportunity import Opportunity

        for name, column in IDS.items():
            if (wanted := getattr(self, name)) is not None:
                yield (conditions.among(getattr(Opportunity, column), wanted, NONE) if column else BESIDE[name](wanted))
        for name in WORDS:
            if wanted := getattr(self, name):
                yield conditions.among(getattr(Opportunity, name), wanted, "none")
        yield from conditions.marked(self.step, self.stalled, self.todo, self.pushed, self.day)
        if self.pushed_to is not None:
            yield Opportunity.pushes <= self.pushed_to
        yield from conditions.of_outcome(self.outcome)
        yield from conditions.worth(self.amount, self.amount_from, self.amount_to)
        yield from conditions.likely(self.probability_from, self.probability_to)
        for name, column in DAYS.items():
            first, last = getattr(self, f"{name}_from"), getattr(self, f"{name}_to")
            yield from conditions.on_days(getattr(Opportunity, column), getattr(self, name), first, last, self.day)
        yield from conditions.lasting(self.cycle_from, self.cycle_to)
        for name in STAGES:
            if (stage := getattr(self, name)) is not None:
                yield getattr(furthest, name)(stage)
        if self.category:
            yield conditions.of_category(self.category)
        if self.history:
            yield furthest.with_history(self.history)
        if self.office:
            yield conditions.of_office(self.office)
        if self.q.strip():
            yield conditions.mentioning(self.q.strip())

    def settled(self):
        """This filter without its stages that belong to another pipeline than the one it names."""
        from models.pipeline import Stage

        if not self.pipeline or not self.stage:
            return self
        stages = Stage.select(Stage.id, Stage.pipeline).where(Stage.id.in_(several(self.stage)))
        foreign = {stage.id for stage in stages if stage.pipeline_id != self.pipeline}
        return dataclasses.replace(self, stage=tuple(key for key in several(self.stage) if key not in foreign))

    def called(self, name, user, row_id=None):
        """What the row is called that the field `name` means (of several: `row_id`); None where `user` sees none such."""
        from models import CloseReason, Competitor, Customer, Pipeline, Product, Source, Stage, Tag, Team, User, access

        models = (Pipeline, Stage, User, Team, Source, CloseReason, Competitor, Customer, Product, Tag, Competitor)
        known = dict(zip(IDS, models, strict=True)) | dict.fromkeys(STAGES, Stage)
        model, row_id = known[name], row_id or getattr(self, name)
        if model is Customer:
            row = Customer.reached(user, row_id)
        elif model in (User, Team):
            seen = access.owners_seen_by(user) if model is User else Team.offered_to(user)
            row = seen.where(model.id == row_id).first() or _of_a_row(name, model, user, row_id)
        elif model in (Competitor, Product):
            row = _of_a_row(name, model, user, row_id)
        else:
            row = model.get_or_none(model.id == row_id)
        return row and row.name

    def set(self):
        """{name: value} of what differs from "everything open"."""
        fresh, fields = Filter(), (field.name for field in dataclasses.fields(self) if field.compare)
        return {name: value for name in fields if (value := getattr(self, name)) != getattr(fresh, name)}


def _of_a_row(name, model, user, row_id):
    """The row of `model` with this id, if an opportunity that `user` sees has it in the column of `name`."""
    from models.opportunity import Opportunity

    used = Filter(**{name: row_id, "outcome": "all"}).apply(Opportunity.visible_to(user)).exists()
    return model.get_or_none(model.id == row_id) if used else None
