"""Which column of a file is which field: guessed from its headings, corrected by whoever imports."""

import re

from models.base import N_
from models.imports import money, vocabulary
from models.imports.choices import NOTHING
from models.imports.trouble import Unreadable
from models.imports.vocabulary import NO_NAMES, squashed

SPARE = {"phone", "closed_on"}  # of several columns with this meaning the first that says something counts
NAMES = {"customer", "contact", "product", "owner", "competitor", "name"}  # fields that name something
OURS = "⚠"  # headings that begin so tell why rows were refused: a file of them may come back as it is
BRACKETS = re.compile(r"[(（\[【]([^)）\]】]*)[)）\]】]")


class Mapping:
    """`columns`: {field: places of its columns}; `loose`: places that belong to no field and are kept as text; `left_out`:
    those that are not even kept; `choices`: what texts of columns mean; `stages`: {id: name} of those that may be chosen."""

    def __init__(self, kind, headings, columns, left_out=(), choices=NOTHING):
        self.kind, self.headings, self.columns, self.choices, self.stages = kind, headings, columns, choices, {}
        used = {place for places in columns.values() for place in places}
        rest = [place for place in range(len(headings)) if place not in used]
        self.left_out = {place for place in rest if headings[place] in left_out or headings[place].startswith(OURS)}
        self.loose = [place for place in rest if place not in self.left_out]

    def __contains__(self, field):
        return field in self.columns

    def heading(self, field):
        """The heading of a field's (first) column, None without one."""
        return self.headings[self.columns[field][0]] if field in self.columns else None

    def fields(self):
        """{heading: field or None}, in the order of the file."""
        by_place = {place: field for field, places in self.columns.items() for place in places}
        return {heading: by_place.get(place) for place, heading in enumerate(self.headings)}

    def hint(self, field):
        """(factor, currencies) that the heading of an amount tells in brackets: 金额（万元）, Amount (USD)."""
        for word in BRACKETS.findall(self.heading(field) or ""):
            try:
                value, currencies = money.amount(f"1{word.replace('单位', '').strip('：: ')}")
            except Exception:  # noqa: S112  brackets may say anything
                continue
            if value is not None:
                return int(value), currencies
        return 1, ()


def mapped(kind, headings, sample, given=None, left_out=(), choices=NOTHING):
    """The Mapping of a file of `kind`. `sample` are rows of cells; `given` overrides: {field: heading, or None for none}.
    `left_out` are headings, `choices` what texts of columns mean.

    Unreadable for a field or heading that does not exist.
    """
    columns = _guessed(kind, headings, sample)
    for field, heading in (given or {}).items():
        columns.pop(field, None)
        if field not in vocabulary.KINDS[kind]:
            known = ", ".join(vocabulary.KINDS[kind])
            raise Unreadable(N_("There is no field %(field)s. The fields are: %(known)s."), field=field, known=known)
        if heading:
            place = _place(heading, headings)
            columns = {f: [p for p in places if p != place or f in given] for f, places in columns.items()}
            columns[field] = [place]
    columns = {field: places for field, places in columns.items() if places}
    if kind == "opportunities" and "stage" not in columns and "outcome" in columns:
        columns["stage"] = columns.pop("outcome")  # a lone column of states holds stages and outcomes
    return Mapping(kind, headings, columns, left_out, choices)


def _place(heading, headings):
    wanted = " ".join(heading.split())
    if wanted in headings:
        return headings.index(wanted)
    alike = [place for place, name in enumerate(headings) if squashed(name) == squashed(wanted)]
    if len(alike) == 1:
        return alike[0]
    known = ", ".join(headings)
    raise Unreadable(N_("There is no column “%(column)s”. The columns are: %(known)s."), column=heading, known=known)


def _guessed(kind, headings, sample):
    """{field: places}, the plainest word first, of equals the first column."""
    words = vocabulary.meanings(kind)
    found = {}
    for place, heading in enumerate(headings):
        ours = heading.startswith(OURS)
        meaning = None if ours else next((words[form] for form in _forms(kind, heading) if form in words), None)
        if meaning and not (meaning[0] in NAMES and _nameless(sample, place)):
            field, rank = meaning
            found.setdefault(field, []).append((rank, place))
    return {
        field: [place for _, place in sorted(places)][: None if field in SPARE else 1]
        for field, places in found.items()
    }


def _forms(kind, heading):
    """Ways to read a heading: whole, without a repeat's number, without brackets, without the kind's own word."""
    heading = re.sub(r" \(\d+\)$", "", heading)
    for text in (heading, BRACKETS.sub("", heading)):
        whole = squashed(text)
        yield whole
        while prefix := next((p for p in vocabulary.PREFIXES[kind] if whole.startswith(p) and whole != p), None):
            whole = whole.removeprefix(prefix)
            yield whole


def _nameless(sample, place):
    said = {cells[place].strip().casefold() for cells in sample if len(cells) > place} - {""}
    return bool(said) and said <= NO_NAMES
