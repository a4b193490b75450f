"""A table, read row by row: memory stays flat whatever its size. Of CSV, or of a workbook that was made CSV first."""

import csv
import dataclasses
import itertools
import os
import re
import tempfile
import typing
from pathlib import Path

from models.base import N_
from models.cells import plain
from models.imports import workbook
from models.imports.encoding import delimiter_of, encoding_of
from models.imports.mapping import OURS
from models.imports.trouble import Unreadable

LONGEST = 32_767  # characters in a cell: what a spreadsheet holds
csv.field_size_limit(1_000_000)  # beyond it a quote was left open

NAMES = {"utf-8-sig": "UTF-8", "utf-16": "UTF-16", "utf-16-le": "UTF-16", "utf-16-be": "UTF-16", "gb18030": "GB18030"}


class Record(typing.NamedTuple):
    """A row of the file: its number as a spreadsheet counts, its cells, and what is wrong with it: None, or a msgid,
    a heading or None, and facts. A remark is a line beneath the table that belongs to no column."""

    number: int
    cells: list
    trouble: tuple | None = None
    remark: bool = False


@dataclasses.dataclass(frozen=True)
class Sheet:
    path: Path
    encoding: str  # a codec
    delimiter: str
    headings: list  # unique: a repeated one gets " (2)"
    stamp: tuple  # size and time of the file as it was opened
    name: str = ""  # what people call the file
    size: int = 0  # bytes that are read from the first row to the last
    original: Path | None = None  # the workbook of which `path` is the CSV
    sheet: str | None = None
    sheets: tuple = ()  # names of the sheets of a workbook
    ours: bool = False  # a file of refused rows: its cells are guarded against spreadsheets
    folder: object = None  # holds what is temporary until nobody reads it any more

    @property
    def encoding_name(self):
        return "XLSX" if self.original else NAMES.get(self.encoding, "Big5")

    @classmethod
    def open(cls, path, name=None, sheet=None, made=None):
        """The table in the file at `path`, a CSV or a workbook (of it the `sheet`). Unreadable when there is none.

        `name` is what people call the file. The CSV of a workbook is written beside an upload, else into a temporary folder;
        `made` tells {sheet, sheets} of one that lies there already.
        """
        path = Path(path)
        if not path.is_file():
            raise Unreadable(N_("There is no file %(file)s."), file=path)
        name = name or path.name
        try:
            if workbook.is_workbook(path):
                return cls._of_workbook(path, name, sheet, made)
            return cls._of_text(path, encoding_of(path), name=name, stamp=_stamp(path))
        except OSError as error:
            raise Unreadable(N_("The file cannot be read: %(why)s."), why=error.strerror) from error

    @classmethod
    def _of_workbook(cls, path, name, sheet, made):
        folder = None if path.suffix == ".upload" else tempfile.TemporaryDirectory()
        target = Path(folder.name) / "sheet.csv" if folder else Path(f"{path}.csv")
        if made and target.is_file():
            sheet, sheets = made["sheet"], made["sheets"]
        else:
            sheet, sheets = workbook.convert(path, target, sheet)
        more = {"original": path, "sheet": sheet, "sheets": tuple(sheets), "folder": folder}
        return cls._of_text(target, "utf-8", name=name, stamp=_stamp(path), delimiter=",", **more)

    @classmethod
    def _of_text(cls, path, encoding, delimiter=None, **more):
        if delimiter is None:
            with path.open(encoding=encoding, newline="") as file:
                delimiter = delimiter_of(file.read(1 << 16))
        blank = cls(path, encoding, delimiter, [], size=os.stat(path).st_size, **more)
        first = next((cells for _, cells in blank._lines() if _filled(cells)), None)
        if first is None:
            raise Unreadable(N_("The file is empty."))
        ours = any(cell.startswith(OURS) for cell in first)
        return dataclasses.replace(blank, headings=_unique(map(plain, first) if ours else first), ours=ours)

    def unchanged(self):
        """Refuse when the file was written since it was opened."""
        if _stamp(self.original or self.path) != self.stamp:
            raise Unreadable(N_("The file was changed since it was checked."))

    def rows(self, progress=None):
        """Yield a Record for each row under the headings; `progress(done, total)` in bytes, now and then."""
        lines = self._lines(progress)
        for _, cells in lines:
            if _filled(cells):
                break
        loose = False  # after an empty line a lone cell is a remark
        for number, cells in lines:
            if not _filled(cells):
                loose = True
                continue
            if loose and len(cells) == 1 and len(self.headings) > 1:
                yield Record(number, cells, remark=True)
                continue
            loose = False
            yield self._record(number, cells)

    def _record(self, number, cells):
        wide = len(self.headings)
        if self.original and len(cells) < wide:
            cells = [*cells, *[""] * (wide - len(cells))]
        if len(cells) > wide and not any(cells[wide:]):
            cells = cells[:wide]
        if len(cells) != wide:
            reason = N_("The row has %(cells)s cells, the heading has %(columns)s.")
            return Record(number, cells, (reason, None, {"cells": len(cells), "columns": wide}))
        for heading, cell in zip(self.headings, cells, strict=True):
            if len(cell) > LONGEST:
                reason = N_("The cell has %(length)s characters; at most %(most)s are taken.")
                return Record(number, cells, (reason, heading, {"length": len(cell), "most": LONGEST}))
            if "\0" in cell:
                return Record(number, cells, (N_("The cell holds a NUL character."), heading, {}))
        return Record(number, cells)

    def _lines(self, progress=None):
        """Yield (number, cells) of every line, the headings and empty ones too."""
        ended = False

        def told(file):
            nonlocal ended
            yield from file
            ended = True

        with self.path.open(encoding=self.encoding, newline="") as file:
            reader = csv.reader(told(_after_hint(file)), delimiter=self.delimiter)
            number = 0
            while True:
                try:
                    cells = next(reader, None)
                except csv.Error as error:
                    raise Unreadable(N_("Row %(row)s cannot be read: %(why)s."), row=number + 1, why=error) from error
                if cells is None:
                    return
                number += 1
                if ended:
                    raise Unreadable(N_("A quotation mark opened in row %(row)s is never closed."), row=number)
                if progress and number % 1000 == 0:
                    progress(file.buffer.tell(), self.size)
                yield number, [plain(cell) for cell in cells] if self.ours else cells


def _after_hint(file):
    """The lines without Excel's `sep=;` on top."""
    first = next(file, "")
    return file if re.fullmatch(r"\"?sep=.\"?", first.strip(), re.IGNORECASE) else itertools.chain([first], file)


def _stamp(path):
    status = os.stat(path)
    return status.st_size, status.st_mtime_ns


def _filled(cells):
    return any(cell.strip() for cell in cells)


def _unique(cells):
    """Headings, each named once; an empty one by its place."""
    headings = []
    for place, cell in enumerate(cells, 1):
        plain = " ".join(cell.replace("\0", "").split()) or f"#{place}"
        name, again = plain, 1
        while name in headings:
            again += 1
            name = f"{plain} ({again})"
        headings.append(name)
    return headings
