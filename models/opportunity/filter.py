"""Which opportunities a board, a list or a figure means: one filter, kept in the address."""

import dataclasses
import datetime as dt

NONE = 0  # as an id: the rows where the column is empty

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
}
OUTCOMES = ("open", "closed", "decided", "won", "lost", "invalid", "all")


@dataclasses.dataclass(frozen=True)
class Filter:
    """Ids are integers, NONE for "without"; days are inclusive; `outcome` is one of OUTCOMES; "" and None mean any."""

    pipeline: int | None = None
    stage: int | None = None
    owner: int | None = None
    team: int | None = None
    source: int | None = None
    reason: int | None = None
    competitor: int | None = None
    customer: int | None = None
    product: int | None = None
    office: str = ""
    grade: str = ""
    outcome: str = "open"
    closed_from: dt.date | None = None
    closed_to: dt.date | None = None
    expected_from: dt.date | None = None
    expected_to: dt.date | None = None
    q: str = ""

    def apply(self, query):
        """`query` (on Opportunity) with this filter's conditions added."""
        conditions = list(self._conditions())
        return query.where(*conditions) if conditions else query

    def _conditions(self):
        from models.opportunity import Opportunity

        for name, column in IDS.items():
            wanted = getattr(self, name)
            if wanted is not None:
                field = getattr(Opportunity, column)
                yield field.is_null() if wanted == NONE else field == wanted
        if self.grade:
            yield Opportunity.grade.is_null() if self.grade == "none" else Opportunity.grade == self.grade
        if self.outcome == "open":
            yield Opportunity.outcome.is_null()
        elif self.outcome == "closed":
            yield Opportunity.outcome.is_null(False)
        elif self.outcome == "decided":
            yield Opportunity.outcome.in_(("won", "lost"))
        elif self.outcome != "all":
            yield Opportunity.outcome == self.outcome
        for name, field in (("closed", Opportunity.closed_on), ("expected", Opportunity.expected_close_on)):
            if first := getattr(self, f"{name}_from"):
                yield field >= first
            if last := getattr(self, f"{name}_to"):
                yield field <= last
        if self.office:
            yield self._of_office()
        if self.q.strip():
            yield self._mentioning(self.q.strip())

    def _of_office(self):
        from models.opportunity import Opportunity
        from models.user import Team

        if self.office == "none":
            without = Team.select(Team.id).where(Team.office.is_null())
            return Opportunity.team.is_null() | Opportunity.team.in_(without)
        return Opportunity.team.in_(Team.select(Team.id).where(Team.office == self.office))

    @staticmethod
    def _mentioning(text):
        from models.customer import Customer
        from models.opportunity import Opportunity

        called = Customer.select(Customer.id).where(contains(Customer.name, text))
        return contains(Opportunity.name, text) | (Opportunity.key == text) | Opportunity.customer.in_(called)

    def settled(self):
        """This filter without its stage, where that belongs to another pipeline than the one it names."""
        from models.pipeline import Stage

        if self.pipeline and self.stage and (stage := Stage.get_or_none(Stage.id == self.stage)):
            return self if stage.pipeline_id == self.pipeline else dataclasses.replace(self, stage=None)
        return self

    def called(self, name, user):
        """What the row is called that the field `name` means; None where `user` sees none such."""
        from models import CloseReason, Competitor, Customer, Pipeline, Product, Source, Stage, Team, User, access

        models = (Pipeline, Stage, User, Team, Source, CloseReason, Competitor, Customer, Product)
        model, row_id = dict(zip(IDS, models, strict=True))[name], getattr(self, name)
        if model is Customer:
            row = Customer.reached(user, row_id)
        elif model in (User, Team):
            seen = access.owners_seen_by(user) if model is User else Team.offered_to(user)
            row = seen.where(model.id == row_id).first() or self._of_a_row(name, model, user)
        elif model in (Competitor, Product):
            row = self._of_a_row(name, model, user)
        else:
            row = model.get_or_none(model.id == row_id)
        return row and row.name

    def _of_a_row(self, name, model, user):
        """The row of `model` that the field `name` means, if an opportunity that `user` sees has it."""
        from models.opportunity import Opportunity

        row_id, column = getattr(self, name), getattr(Opportunity, IDS[name])
        used = Opportunity.visible_to(user).where(column == row_id).exists()
        return model.get_or_none(model.id == row_id) if used else None

    def set(self):
        """{name: value} of what differs from "everything open"."""
        fresh = Filter()
        return {f.name: v for f in dataclasses.fields(self) if (v := getattr(self, f.name)) != getattr(fresh, f.name)}


def contains(field, text):
    """A condition: `text` is part of `field`, whatever the case. SQLite knows the case of plain letters only, so that
    others (É, Ж) are looked for in both."""
    found = field.contains(text)
    for other in {text.lower(), text.upper()} - {text} if not text.isascii() else ():
        found |= field.contains(other)
    return found
