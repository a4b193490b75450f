"""A question that every request asks: put into SQL once, for to word it anew takes longer than to answer it."""

import inspect

from models.base import db


class Prepared:
    """`make(*values)` returns a query of a model in which each value stands as it was given, bare."""

    def __init__(self, make):
        self.make, self.known = make, {}

    def first(self, *values):
        """The first row of the query with these values, or None."""
        query, text, places = self._worded(type(db.obj))
        given = [values[place.number] if isinstance(place, _Place) else place for place in places]
        found = query._get_model_cursor_wrapper(db.execute_sql(text, given))
        found.initialize()
        return next(iter(found), None)

    def _worded(self, kind):
        if kind not in self.known:
            places = [_Place(number) for number in range(len(inspect.signature(self.make).parameters))]
            query = self.make(*places)
            self.known[kind] = (query, *query.sql())
        return self.known[kind]


class _Place(str):
    """Where a value will stand."""

    def __new__(cls, number):
        self = super().__new__(cls, f":{number}")
        self.number = number
        return self
