"""What the page of an opportunity shows, in few queries: the row with all that it names, its people, its stages, its story."""

import dataclasses

import peewee as pw

from models.base import BEYOND
from models.customer import Customer
from models.event import Event
from models.pipeline import CloseReason, Competitor, Pipeline, Source, Stage
from models.product import Product
from models.team import Team
from models.user import User


@dataclasses.dataclass(frozen=True)
class Step:
    """A stage on the path: `days` spent there so far (None: never been), `over` the days beyond the expected ones."""

    stage: object
    days: int | None
    here: bool

    @property
    def over(self):
        return max(0, self.days - self.stage.expected_days) if self.days and self.stage.expected_days else 0


class Shown:
    @classmethod
    def reached(cls, user, row_id):
        """The row within the user's reach with everything that it names, or None: one query."""
        if not 0 < row_id < BEYOND:
            return None
        maker = User.alias()
        query = cls.visible_to(user).where(cls.id == row_id)
        named = (Customer, Pipeline, Stage, User, Team, Source, Product, CloseReason, Competitor, maker)
        query = query.select(cls, *named).join_from(cls, Pipeline).join_from(cls, Stage)
        for model, field, attribute in (
            (Customer, cls.customer, "customer"),
            (User, cls.owner, "owner"),
            (Team, cls.team, "team"),
            (Source, cls.source, "source"),
            (Product, cls.product, "product"),
            (CloseReason, cls.close_reason, "close_reason"),
            (Competitor, cls.competitor, "competitor"),
            (maker, cls.created_by, "created_by"),
        ):
            query = query.join_from(cls, model, pw.JOIN.LEFT_OUTER, on=(field == model.id), attr=attribute)
        return query.first()

    def steps(self):
        """The Steps of its path: the stages in use, and the one it is in."""
        stages = self.pipeline.path()
        if all(stage.id != self.stage_id for stage in stages):
            stages = sorted([*stages, self.stage], key=lambda stage: stage.position)
        spent = self.days_by_stage()
        return [Step(stage, spent.get(stage.id), stage.id == self.stage_id) for stage in stages]

    def stamp(self):
        """What tells whether the page of this row is still as it is: another one when anything was told of it."""
        last = Event.select(pw.fn.MAX(Event.id)).where(Event.opportunity_id == self.id).scalar()
        return f"{self.version}-{last or 0}"
