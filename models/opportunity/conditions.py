"""What a filter asks of the rows, as conditions on Opportunity: a generator for each kind of question."""

import datetime as dt
import functools
import operator

import peewee as pw

from models.currency import decimals
from models.opportunity.spans import WITHOUT, span
from models.setting import Setting, time_zone, today

CATEGORIES = ("counted", "pipeline", "best_case", "commit", "omitted")  # of a forecast; counted: all but the omitted
NONE = 0  # as an id: the rows where the column is empty


def several(value):
    """What a field of the filter asks for as a tuple: nothing, one or several."""
    return value if isinstance(value, tuple) else () if value in (None, "") else (value,)


def among(field, wanted, nothing):
    """`field` is one of `wanted`; `nothing` among them means that it is empty."""
    known = [value for value in several(wanted) if value != nothing]
    found = field == known[0] if len(known) == 1 else field.in_(known) if known else None
    if nothing not in several(wanted):
        return found
    return field.is_null() if found is None else found | field.is_null()


def tagged(wanted):
    """One of these tags (ids) is stuck on it; NONE among them means: or none at all."""
    from models.opportunity import Opportunity
    from models.tag import Tagging

    on = Tagging.select(Tagging.subject_id).where(Tagging.subject_type == Opportunity.noun)
    ids = [value for value in several(wanted) if value != NONE]
    found = [Opportunity.id.in_(on.where(Tagging.tag.in_(ids)))] if ids else []
    return either([*found, Opportunity.id.not_in(on)] if NONE in several(wanted) else found)


def met(wanted):
    """One of these competitors (ids) was in the running; NONE among them means: or none at all."""
    from models.opportunity import Opportunity, OpportunityCompetitor

    on = OpportunityCompetitor.select(OpportunityCompetitor.opportunity)
    ids = [value for value in several(wanted) if value != NONE]
    found = [Opportunity.id.in_(on.where(OpportunityCompetitor.competitor.in_(ids)))] if ids else []
    return either([*found, Opportunity.id.not_in(on)] if NONE in several(wanted) else found)


def of_outcome(outcome):
    from models.opportunity import Opportunity

    if outcome == "open":
        yield Opportunity.outcome.is_null()
    elif outcome == "closed":
        yield Opportunity.outcome.is_null(False)
    elif outcome == "decided":
        yield Opportunity.outcome.in_(("won", "lost"))
    elif outcome != "all":
        yield Opportunity.outcome == outcome


def marked(steps, stalled, todo, pushed, day=None):
    """The marks of marked.py on `day`: any of `steps`, of `stalled`, of the reasons `todo`; pushed so often at least (0: never)."""
    from models.opportunity import Opportunity
    from models.opportunity.marked import REASONS

    day = day or today() if steps or stalled or todo else None
    if steps:
        yield either(Opportunity.with_step(step, day) for step in several(steps))
    if stalled:
        yield either(Opportunity.stalled_as(word, day) for word in several(stalled))
    if todo:
        yield (
            Opportunity.urgency(day).in_([REASONS.index(word) for word in several(todo)])
            & Opportunity.outcome.is_null()
        )
    if pushed is not None:
        yield Opportunity.pushes >= pushed if pushed else Opportunity.pushes == 0


def either(found):
    """Any of some conditions."""
    return functools.reduce(operator.or_, found)


def on_days(field, word, first, last, day=None):
    """`field` (a date, or a moment that is meant in the company's time zone) lies in the span `word` and from `first` to `last`."""
    moments = isinstance(field, pw.DateTimeField)
    if word == WITHOUT:
        yield field.is_null()
    elif word:
        begin, end = span(word, day or today())
        first = max(first, begin) if first and begin else first or begin
        last = min(last, end) if last else end
    if first:
        yield field >= (_start_of(first) if moments else first)
    if last:
        yield field < _start_of(last + dt.timedelta(days=1)) if moments else field <= last


def _start_of(day):
    """The moment (naive UTC) at which a day begins for the company."""
    return dt.datetime.combine(day, dt.time(), time_zone()).astimezone(dt.UTC).replace(tzinfo=None)


def worth(known, least, most):
    """The amount is known or not (`known`: "known", "unknown", ""), and from `least` to `most` whole units of the base currency."""
    from models.opportunity import Opportunity

    amount = Opportunity.worth()
    unit = 10 ** decimals(Setting.read("company.currency")) if least is not None or most is not None else 1
    if known:
        yield amount.is_null(known == "unknown")
    if least is not None:
        yield amount >= least * unit
    if most is not None:
        yield amount < (most + 1) * unit if unit > 1 else amount <= most


def likely(least, most):
    """An open row's probability, the hand-set one or else its stage's, is from `least` to `most` percent."""
    from models.opportunity import Opportunity
    from models.pipeline import Stage

    if least is None and most is None:
        return
    low, high = least or 0, 100 if most is None else most
    by_stage = Opportunity.stage.in_(Stage.select(Stage.id).where(Stage.rate.between(low, high)))
    yield Opportunity.outcome.is_null() & (
        Opportunity.probability.between(low, high) | (Opportunity.probability.is_null() & by_stage)
    )


def lasting(least, most):
    """A closed row took from `least` to `most` days, from opening to closing."""
    from models.opportunity import Opportunity

    if least is None and most is None:
        return
    days = Opportunity.cycle()
    if least is not None:
        yield days >= least
    yield days <= most if most is not None else Opportunity.closed_on.is_null(False)


def of_category(category):
    """Its stage has this forecast category; "counted": any but the omitted ones."""
    from models.opportunity import Opportunity
    from models.pipeline import Stage

    stages = Stage.select(Stage.id)
    wanted = Stage.category != "omitted" if category == "counted" else Stage.category == category
    return Opportunity.stage.in_(stages.where(wanted))


def of_office(office):
    from models.opportunity import Opportunity
    from models.team import Team

    if office == "none":
        without = Team.select(Team.id).where(Team.office.is_null())
        return Opportunity.team.is_null() | Opportunity.team.in_(without)
    return Opportunity.team.in_(Team.select(Team.id).where(Team.office == office))


def mentioning(text):
    from models.customer import Customer
    from models.opportunity import Opportunity

    called = Customer.select(Customer.id).where(contains(Customer.name, text))
    return contains(Opportunity.name, text) | (Opportunity.key == text) | Opportunity.customer.in_(called)


def contains(field, text):
    """A condition: `text` is part of `field`, whatever the case. SQLite knows the case of plain letters only, so that
    others (É, Ж) are looked for in both."""
    found = field.contains(text)
    for other in {text.lower(), text.upper()} - {text} if not text.isascii() else ():
        found |= field.contains(other)
    return found
