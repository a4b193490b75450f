"""How many there are by a dimension and by something else at once."""

import peewee as pw

from models.opportunity import Opportunity
from models.reports.dimension import seen
from models.team import Team


def counted(user, wanted, dimension, what, *more, on=Opportunity.closed_on):
    """Tuples (key, value of `what`, how many, *more) of what `user` sees of the Filter `wanted`, in one query.

    The key is an id, the name of an office, None, or on a time line a month ("2017-03"; by week a day).
    """
    query = seen(
        user, wanted, dimension.key(on).alias("the_key"), what.alias("what"), pw.fn.COUNT(Opportunity.id), *more
    )
    if dimension.name == "office":
        query = query.join_from(Opportunity, Team, pw.JOIN.LEFT_OUTER, on=(Opportunity.team == Team.id))
    return query.group_by(pw.SQL("the_key"), pw.SQL("what")).tuples()
