"""The figures at the head of a report, and the short lists at its side."""

from typing import NamedTuple

from flask_babel import gettext as _

from views.reports import names
from views.reports.figures import behind, percent
from views.words import money, money_short, number

SIDE = 8  # lines of a list at the side


class Stat(NamedTuple):
    """`figure` names the Column whose total it is, so that it can be held against the period before (changes.py)."""

    label: str
    value: str
    note: str = ""
    href: str = ""
    full: str = ""  # the value in full, where it is shortened
    figure: str = ""
    change: object = None  # a Change, once it is held


def summed(label, figure, row, href, of, known, average=None):
    """The Stat of the sum that the Column `figure` is of, with the average beside it where every opportunity has an amount, else with how many have one.

    `of` and `known` name the figures of `row` that count its opportunities, and those of them with an amount.
    """
    amount, known, of = (getattr(row, name) for name in (figure, known, of))
    note = _("amount known for %(known)s of %(all)s", known=number(known), all=number(of))
    if known == of and average is not None:
        note = _("%(amount)s on average", amount=money_short(average))
    elif known == of:
        note = _("of all %(all)s", all=number(of))
    return Stat(label, money_short(amount if known else None), note, href, money(amount), figure)


class Line(NamedTuple):
    name: str
    href: str
    count: str
    share: str
    width: float  # percent of the longest


class Side(NamedTuple):
    """A short list beside a report: `of` says of how many."""

    title: str
    of: str
    lines: list


def losses(answer):
    """Lines of what was lost, the most frequent first: by reason, or by competitor where one is named."""
    rows = [row for row in answer.rows if row.lost and (row.key is not None or answer.by.name == "reason")]
    rows = sorted(rows, key=lambda row: -row.lost)[:SIDE]
    whole = answer.total.lost
    return [
        Line(
            names.row(answer, row),
            behind(answer, row, "lost"),
            number(row.lost),
            percent(100 * row.lost / whole, 0) if whole >= 5 else "",
            round(100 * row.lost / rows[0].lost, 1),
        )
        for row in rows
    ]
