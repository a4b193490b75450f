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
PAGE = 50  # rows shown before more are fetched


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
        if last := read_cursor(cursor, (self.kind,)):
            (value,), row_id = last
            tie = (self.expression == value) & before(self.id, row_id)
            query = query.where(before(self.expression, value) | tie)
        order = (self.expression, self.id)
        return query.order_by(*(part.desc() if self.descending else part.asc() for part in order))

    def beside(self, query, row_id):
        """(id before, id after) a row in this order of `query`, None at the ends; the row itself need not be in it."""
        own = self.prepare(query.model.select(self.expression)).where(self.id == row_id).scalar()
        if own is None:
            return None, None
        cursor = self.cursor(own, row_id)
        found = (order.apply(query.select(self.id), cursor).limit(1).scalar() for order in (self.flipped(), self))
        return tuple(found)

    @staticmethod
    def cursor(value, row_id):
        """The cursor of a row: its sort value and id."""
        return make_cursor((value,), row_id)


@dataclasses.dataclass(frozen=True)
class Order:
    """A walk along an index, up or down; rows without a value come last both ways; ties go by `id`.

    `keys` are pairs (expression, python type), most significant first, NULL only where `unknown` (a condition, None: never)
    holds. Where they belong to another table, `via` is that model and how it is joined.
    """

    keys: tuple
    id: object
    descending: bool = False
    unknown: object = None
    via: tuple | None = None

    def flipped(self):
        return dataclasses.replace(self, descending=not self.descending)

    def page(self, query, cursor=None, size=PAGE):
        """A page of `query`: (ids in order, cursor of what follows or None). A broken cursor is the start.

        One query, or two where the rows with a value end.
        """
        last = read_cursor(cursor, [kind for _key, kind in self.keys], self.unknown is not None)
        found = [] if last and last[0] is None else list(self._known(query, last).limit(size + 1).tuples())
        if self.unknown is not None and len(found) <= size:
            last = last if last and last[0] is None else None
            found += list(self._unknown(query, last).limit(size + 1 - len(found)).tuples())
        rows = found[:size]
        more = len(found) > size
        return [row[0] for row in rows], make_cursor(rows[-1][1:] or None, rows[-1][0]) if more else None

    def beside(self, query, row_id):
        """(id before, id after) a row in this walk along `query`, None at the ends; the row itself need not be in it."""
        own = list(self._known(query.model.select(), None).where(self.id == row_id).limit(1).tuples())
        last = read_cursor(make_cursor(own[0][1:] if own else None, row_id), [kind for _key, kind in self.keys], True)
        after, _more = self.page(query, make_cursor(*last), 1)
        back = self.flipped()
        before = list(back._known(query, last if own else None).limit(1).tuples())
        if not own:
            before = list(back._unknown(query, last).limit(1).tuples()) or before
        return before[0][0] if before else None, after[0] if after else None

    def _known(self, query, last):
        expressions = [key for key, _kind in self.keys]
        query = query.select(self.id, *expressions)
        if self.via:
            query = query.join_from(query.model, self.via[0], on=self.via[1])
        elif self.unknown is not None:
            query = query.where(expressions[0].is_null(False))
        if last:
            query = query.where(self._behind(*last))
        return query.order_by(*map(self._turned, expressions), self._turned(self.id))

    def _behind(self, values, row_id):
        """After the last row. SQLite seeks by a row of plain columns, but by an expression only when it stands alone."""
        expressions = [key for key, _kind in self.keys]
        after = operator.lt if self.descending else operator.gt
        if not self.via and isinstance(expressions[0], pw.Field):
            return after(pw.Tuple(*expressions, self.id), pw.Tuple(*values, row_id))
        key, value = (pw.Tuple(*expressions), pw.Tuple(*values)) if len(values) > 1 else (expressions[0], values[0])
        at_least = operator.le if self.descending else operator.ge
        return at_least(key, value) & (after(key, value) | after(self.id, row_id))

    def _unknown(self, query, last):
        query = query.select(self.id).where(self.unknown)
        if last:
            query = query.where((operator.lt if self.descending else operator.gt)(self.id, last[1]))
        return query.order_by(self._turned(self.id))

    def _turned(self, key):
        return key.desc() if self.descending else key.asc()


def make_cursor(values, row_id):
    """The cursor of a row as text: its sort values (None: it has none) and its id."""
    values = values and [value.isoformat() if hasattr(value, "isoformat") else value for value in values]
    text = json.dumps([values, row_id], ensure_ascii=False)
    return base64.urlsafe_b64encode(text.encode()).decode().rstrip("=")


def read_cursor(text, kinds, may_be_unknown=False):
    """(values or None, id) of a cursor whose values have these python types; None where it is none of ours."""
    try:
        values, row_id = json.loads(base64.urlsafe_b64decode(text + "=" * (-len(text) % 4)))
        if values is None and not may_be_unknown:
            return None
        if values is not None:
            values = tuple(_stored(kind, value) for kind, value in zip(kinds, values, strict=True))
        return values, _stored(int, row_id)
    except (TypeError, ValueError, OverflowError, RecursionError, AttributeError, binascii.Error):
        return None


def _stored(kind, value):
    """`value` as the database takes it; ValueError where it takes none such."""
    if kind is int and (type(value) is not int or not -(2**63) <= value < 2**63):
        raise ValueError(value)
    if kind is not int and (type(value) is not str or "\0" in value or len(value.encode()) > 1000):
        raise ValueError(value)  # a lone surrogate fails to encode, which is a ValueError too
    return PLAIN[kind](value)


def known_date(field):
    """A date column in which unknown comes last when rising."""
    return pw.fn.COALESCE(field, dt.date(9999, 12, 31))
