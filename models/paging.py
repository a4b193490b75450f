"""Pages that cost the same at the end as at the start: a cursor remembers the last row, not how many went before."""

import base64
import binascii
import dataclasses
import datetime as dt
import json
import operator
from collections.abc import Callable

import peewee as pw

PLAIN = {dt.date: dt.date.fromisoformat, dt.datetime: dt.datetime.fromisoformat, int: int, str: str}


@dataclasses.dataclass(frozen=True)
class Sort:
    """An order: an expression that is never NULL, of python type `kind`, up or down; ties go by `id` the same way."""

    expression: object
    kind: type
    id: object
    descending: bool = False
    prepare: Callable = lambda query: query  # adds the joins that the expression needs

    def flipped(self):
        return dataclasses.replace(self, descending=not self.descending)

    def apply(self, query, cursor=None, joined=False):
        """`query` in this order, after `cursor` (text from `cursor()`, None: from the start). A broken one: the start.

        `joined` says that the query has the joins already.
        """
        query = query if joined else self.prepare(query)
        before = operator.lt if self.descending else operator.gt
        if last := self._read(cursor):
            value, row_id = last
            tie = (self.expression == value) & before(self.id, row_id)
            query = query.where(before(self.expression, value) | tie)
        order = (self.expression, self.id)
        return query.order_by(*(part.desc() if self.descending else part.asc() for part in order))

    @staticmethod
    def cursor(value, row_id):
        """The cursor of a row: its sort value and id."""
        text = json.dumps([value.isoformat() if hasattr(value, "isoformat") else value, row_id], ensure_ascii=False)
        return base64.urlsafe_b64encode(text.encode()).decode().rstrip("=")

    def _read(self, cursor):
        try:
            value, row_id = json.loads(base64.urlsafe_b64decode(cursor + "=" * (-len(cursor) % 4)))
            return PLAIN[self.kind](value), int(row_id)
        except (TypeError, ValueError, binascii.Error, AttributeError):
            return None


def known_date(field):
    """A date column in which unknown comes last when rising."""
    return pw.fn.COALESCE(field, dt.date(9999, 12, 31))
