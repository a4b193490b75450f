"""What can be wrong with a file, and with a row of it."""

import typing

from models.base import Refused


class Unreadable(Refused):
    """The file as a whole cannot be imported; the reason is a msgid."""


class Bad(Exception):
    """A row is refused: because of which column (a heading, or None for the whole row), and why (a msgid with facts)."""

    def __init__(self, reason, column=None, **facts):
        super().__init__(reason)
        self.reason, self.column, self.facts = reason, column, facts


class Left(Bad):
    """A row is not imported, and nothing is wrong with it."""


class Problem(typing.NamedTuple):
    """A refused row: its number as a spreadsheet counts (the heading is 1), the heading of the column or None, why."""

    row: int
    column: str | None
    reason: str
    facts: dict


class Note(typing.NamedTuple):
    """Something the importer should know though nothing is refused: how many rows (or things), and the first of them."""

    reason: str
    facts: dict
    count: int
    rows: list
