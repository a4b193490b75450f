"""Opportunities in a table: in any order, a page at a time, with what all of them add up to."""

import dataclasses
import datetime as dt

import peewee as pw

from models import access
from models.contact import Contact
from models.customer import Customer
from models.opportunity.marked import Marked
from models.paging import PAGE, Order
from models.pipeline import CloseReason, Competitor, Source, Stage
from models.product import Product
from models.setting import today
from models.tag import Tag
from models.team import Team
from models.user import User


@dataclasses.dataclass(frozen=True)
class Sums:
    """What rows add up to, in minor units of the base currency, None where no amount is known; closed ones weigh nothing."""

    count: int
    amount: int | None  # what was agreed where won, else what is expected
    weighted: int | None
    unknown: int  # how many have no amount


class Tabled(Marked):
    @classmethod
    def orders(cls, day=None):
        """{name: Order}: the orders of the table, as a first click asks for them; `day` is the reader's.

        In migrations/ are the indexes that they walk along.
        """
        worth, weight, intent, day = cls.worth(), cls.weight(), cls.by_intent(), day or today()
        chance = pw.Case(None, ((cls.outcome.is_null(), pw.fn.COALESCE(cls.probability, Stage.rate)),))
        by_name = pw.fn.LOWER
        return {
            "name": Order(((by_name(cls.name), str),), cls.id),
            "customer": cls._via(Customer, cls.customer, (Customer.name_key, str)),
            "stage": Order(
                ((Stage.pipeline, int), (Stage.position, int), (Stage.id, int)),
                cls.id,
                via=(Stage, cls.stage == Stage.id),
            ),
            "amount": Order(((worth, int),), cls.id, True, worth.is_null()),
            "probability": Order(((chance, int),), cls.id, True, cls.outcome.is_null(False), _open_stage(cls)),
            "weighted": Order(((weight, int),), cls.id, True, weight.is_null()),
            "close": cls._along(cls.expected_close_on, dt.date),
            "closed": cls._along(cls.closed_on, dt.date).flipped(),
            "step": Order(((cls.by_step(day), str),), cls.id),
            "stuck": Order(((cls.by_stuck(), int),), cls.id, True, _without_limit(cls), _limited_stage(cls)),
            "neglected": Order(((cls.by_neglect(day), int),), cls.id, True, cls.silent_on(day)),
            "pushes": Order(((cls.pushes, int),), cls.id, True),
            "reason": cls._via(CloseReason, cls.close_reason, (by_name(CloseReason.name), str)),
            "grade": cls._along(cls.grade, str),
            "intent": Order(((intent, int),), cls.id, unknown=intent.is_null()),
            "source": cls._via(Source, cls.source, (by_name(Source.name), str)),
            "owner": cls._via(User, cls.owner, (by_name(User.name), str)),
            "team": cls._via(Team, cls.team, (by_name(Team.name), str)),
            "product": cls._via(Product, cls.product, (by_name(Product.name), str)),
            "opened": cls._along(cls.opened_on, dt.date).flipped(),
            "created": cls._along(cls.created_at, dt.datetime).flipped(),
            "contacted": cls._along(cls.last_contact_at, dt.datetime).flipped(),
        }

    @classmethod
    def _along(cls, field, kind):
        return Order(((field, kind),), cls.id, unknown=field.is_null())

    @classmethod
    def _via(cls, model, field, key):
        return Order((key, (model.id, int)), cls.id, unknown=field.is_null(), via=(model, field == model.id))

    @classmethod
    def worth(cls):
        """What a row is worth in the base currency: what was agreed where won, else what is expected; NULL unknown."""
        won = cls.outcome == pw.SQL("'won'")  # a literal: an index on an expression knows no parameters
        return pw.Case(None, ((won, cls.base_final_amount),), cls.base_amount)

    @classmethod
    def weight(cls):
        """The weighted amount of an open row; NULL for a closed one."""
        return pw.Case(None, ((cls.outcome.is_null(), cls.weighted),))

    @classmethod
    def page_of(cls, user, wanted, order, after=None, size=PAGE):
        """A page of what `user` may see of the Filter `wanted`, in an Order: (lines, cursor of the next ones or None)."""
        ids, more = order.page(cls.scope(user, wanted), after, size)
        lines = {line.id: line for line in cls.lines().where(cls.id.in_(ids))} if ids else {}
        return [lines[row_id] for row_id in ids if row_id in lines], more

    @classmethod
    def lines(cls):
        """A query of flat rows with all that a line of the table shows: those of `cards`, and how it ended."""
        more = (
            cls.pipeline.alias("pipeline_id"),
            Source.name.alias("source_name"),
            CloseReason.name.alias("reason_name"),
            Competitor.name.alias("competitor_name"),
            Product.name.alias("product_name"),
            cls.created_at,
            cls.last_contact_at,
        )
        named = (
            (Source, cls.source),
            (CloseReason, cls.close_reason),
            (Competitor, cls.competitor),
            (Product, cls.product),
        )
        query = cls.cards().select_extend(*more)
        for model, field in named:
            query = query.join_from(cls, model, pw.JOIN.LEFT_OUTER, on=(field == model.id))
        return query

    @classmethod
    def sums(cls, user, wanted):
        """Sums over all that `user` may see of the Filter `wanted`, in one query."""
        worth, weight = cls.worth(), cls.weight()
        if wanted.outcome == "open":
            worth, weight = cls.base_amount, cls.weighted  # the same, and read from the index of open ones alone
        columns = (pw.fn.COUNT(cls.id), pw.fn.SUM(worth), pw.fn.SUM(weight), pw.fn.COUNT(worth))
        count, amount, weighted, known = cls.scope(user, wanted, *columns).tuples().get()
        amount, weighted = (int(amount or 0), int(weighted or 0)) if known else (None, None)
        return Sums(count, amount, weighted, count - known)

    @classmethod
    def contacts_among(cls, ids):
        """{id: name of the primary contact} of opportunities that the reader sees; one in the bin is none."""
        link = cls.people.rel_model
        rows = link.select(link.opportunity, Contact.name).join(Contact).where(Contact.deleted_at.is_null())
        return dict(rows.where(link.opportunity.in_(list(ids)), link.role == "primary").tuples())

    @classmethod
    def tags_among(cls, ids):
        """{id: names of its tags in order} of opportunities that the reader sees."""
        found = {}
        for row_id, name in Tag.stuck_on(cls.noun, ids):
            found.setdefault(row_id, []).append(name)
        return found

    @classmethod
    def changeable_among(cls, user, ids):
        """Those of the ids of rows that `user` sees which the user may change too, as a set."""
        if access.CHANGES[user.role] in ("all", "none"):
            return set(ids) if access.CHANGES[user.role] == "all" else set()
        return {row_id for (row_id,) in cls.editable_by(user).select(cls.id).where(cls.id.in_(list(ids))).tuples()}


def _open_stage(cls):
    return Stage, (cls.stage == Stage.id) & cls.outcome.is_null()


def _limited_stage(cls):
    return Stage, (cls.stage == Stage.id) & cls.stage_limit().is_null(False)


def _without_limit(cls):
    return cls.stage.in_(Stage.select(Stage.id).where(cls.stage_limit().is_null()))
