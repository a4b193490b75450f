"""The tables in a zip, row by row: however much is packed into it, little of it is held at once."""

import csv
import io

from models.base import N_, Refused

PIECE = 1000  # rows
LONGEST = 1 << 24  # characters of a line, of a cell, and of the rows that are held at once


def lines_of(archive, name):
    """The rows of a file of a zip: dicts by heading. Refuses when it is missing, or no table."""
    if name not in archive.namelist():
        raise Refused(N_("%(file)s is not whole."), file=name)
    with archive.open(name) as binary:
        text = io.TextIOWrapper(binary, encoding="utf-8-sig", newline="")
        yield from csv.DictReader(_short(text, name), strict=True)


def _short(text, name):
    """The lines of a text, none of them read further than LONGEST: a small zip may hold one of gigabytes."""
    while line := text.readline(LONGEST):
        if len(line) >= LONGEST:
            raise Refused(N_("%(file)s is not whole."), file=name)
        yield line


def pieces(lines):
    """Lists of rows, as many as are held at once."""
    some, size = [], 0
    for row in lines:
        some.append(row)
        size += sum(len(cell) for cell in row.values() if isinstance(cell, str))
        if len(some) == PIECE or size >= LONGEST:
            yield some
            some, size = [], 0
    if some:
        yield some
