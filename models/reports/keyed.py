"""Rows by a dimension and by something else at once: the key of a row as SQL, and the names of the keys found."""

import peewee as pw

from models.opportunity import Opportunity
from models.reports.dimension import seen
from models.team import Team


def counted(user, wanted, dimension, what, *more, on=Opportunity.closed_on):
    """Tuples (key, value of `what`, how many, *more) of what `user` sees of the Filter `wanted`, in one query.

    The key is an id, the name of an office, None, or on a time line a month ("2017-03"; by week a day).
    """
    key = _key(dimension, on)
    query = seen(user, wanted, key.alias("the_key"), what.alias("what"), pw.fn.COUNT(Opportunity.id), *more)
    if dimension.name == "office":
        query = query.join_from(Opportunity, Team, pw.JOIN.LEFT_OUTER, on=(Opportunity.team == Team.id))
    return query.group_by(pw.SQL("the_key"), pw.SQL("what")).tuples()


def _key(dimension, on):
    if dimension.timely:
        return pw.fn.SUBSTR(on.cast("text"), 1, 10 if dimension.name == "week" else 7)
    if dimension.name == "office":
        return Team.office
    return getattr(Opportunity, dimension.column) if dimension.column else pw.Value("")


def names(dimension, keys):
    """{key: name} of the keys of a dimension."""
    keys = [key for key in keys if key is not None]
    if dimension.model is None or dimension.name == "office" or dimension.timely:
        return {key: key for key in keys}
    return dimension.model.names(keys)
