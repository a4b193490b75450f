"""One thing, one row: exact duplicates, found by keys, wherever they lie, and which of them a reader may know."""

import functools
import operator

from models.keys import tidy

TWINS = 5  # duplicates named at once


class Alike:
    """For a Binned whose rows have keys (models/keys.py) and a reach."""

    @classmethod
    def alike(cls, keys, query=None, but=None):
        """Rows with any of `keys` (pairs of field and key), at most five, oldest first; empty keys find nothing.

        Not scoped: a duplicate outside the reader's reach is still one; `reached_among` parts them.
        """
        tests = [field == key for field, key in keys if key]
        if not tests:
            return []
        query = (cls.kept() if query is None else query).where(functools.reduce(operator.or_, tests))
        query = query.where(cls.id != but.id) if but else query
        return list(query.order_by(cls.id).limit(TWINS))

    @classmethod
    def reached_among(cls, user, rows):
        """Those of `rows` that lie within the user's reach."""
        if not rows:
            return []
        ids = {row.id for row in cls.visible_to(user).where(cls.id.in_([row.id for row in rows]))}
        return [row for row in rows if row.id in ids]

    @classmethod
    def names_for(cls, user, ids):
        """{id: name} of those of `ids` that lie within the user's reach."""
        return {row.id: row.name for row in cls.visible_to(user).where(cls.id.in_(list(ids)))} if ids else {}


def closest(rows, name):
    """Of rows with one key the one that is spelled like `name`, else the oldest; None of none."""
    return next((row for row in rows if row.name == tidy(name)), rows[0] if rows else None)
