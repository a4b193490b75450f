"""The same search where there is no index: it reads the rows. PostgreSQL finds names by trigrams where it has them."""

import functools
import operator

import peewee as pw

from models.contact import Contact
from models.customer import Customer
from models.opportunity import Opportunity, OpportunityText
from models.opportunity.filter import contains
from models.paging import make_cursor, read_cursor
from models.search.found import MODELS, NAMED
from models.search.index import OPEN


def page(user, kind, asked, after=None, size=20):
    """A page of answers, as models/search/found.py gives it."""
    model, last = MODELS[kind], read_cursor(after, (int,))
    tier, place = _tier(model, kind, asked), _place(model, kind)
    query = _answers(user, kind, asked).select(model.id, tier.alias("tier"), place.alias("place"))
    if last:
        query = query.where((tier > last[0][0]) | ((tier == last[0][0]) & (place < last[1])))
    rows = list(query.order_by(pw.SQL("tier"), pw.SQL("place").desc()).limit(size + 1).tuples())
    more = make_cursor(rows[size - 1][1:2], rows[size - 1][2]) if len(rows) > size else None
    return [row[0] for row in rows[:size]], more


def count(user, kind, asked, most):
    """How many rows answer, counted no further than `most`."""
    return _answers(user, kind, asked).limit(most).count()


def _answers(user, kind, asked):
    """What `user` sees and what has all of the words, each in any of its texts, or the number."""
    model = MODELS[kind]
    words = [functools.reduce(operator.or_, [held(word) for held in HELD[kind]]) for word in asked.words]
    found = functools.reduce(operator.and_, words)
    if asked.number and kind in ("customer", "contact"):
        found |= model.phone_key.contains(asked.number)
    return model.visible_to(user).where(found)


def _tier(model, kind, asked):
    if kind not in NAMED:
        return pw.Value(0)
    name, text = pw.fn.LOWER(model.name), asked.text.lower()
    return pw.Case(None, ((name == text, 0), (name.startswith(text), 1)), 2)


def _place(model, kind):
    return model.id + pw.Case(None, ((model.outcome.is_null(), OPEN),), 0) if kind == "opportunity" else model.id


def _in(*fields):
    return [functools.partial(contains, field) for field in fields]


def _customer(model):
    return lambda word: model.customer.in_(Customer.select(Customer.id).where(contains(Customer.name, word)))


def _text(word):
    texts = (OpportunityText.requirement, OpportunityText.description, OpportunityText.solution)
    held = functools.reduce(operator.or_, [contains(text, word) for text in texts])
    return Opportunity.id.in_(OpportunityText.select(OpportunityText.opportunity).where(held))


HELD = {
    "opportunity": (*_in(Opportunity.name, Opportunity.key), _customer(Opportunity), _text),
    "customer": _in(
        *(getattr(Customer, name) for name in ("name", "email", "website", "address", "industry", "phone"))
    ),
    "contact": (
        *_in(*(getattr(Contact, name) for name in ("name", "title", "email", "wechat", "phone"))),
        _customer(Contact),
    ),
    "note": _in(MODELS["note"].text),
    "activity": _in(*(getattr(MODELS["activity"], name) for name in ("subject", "text", "outcome"))),
}
