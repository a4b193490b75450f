"""A workbook (XLSX) as the CSV that it would be saved as: written beside it once, and read row by row from then on.

The library holds the cells of one sheet in memory while it is converted, about 100 bytes each; that is why what a workbook
unpacks to is limited. Everything after that reads the CSV.
"""

import csv
import datetime as dt
import decimal
import itertools

import python_calamine as calamine

from models.base import N_
from models.imports.grid import faults, must_be_of_a_size
from models.imports.trouble import Unreadable

ZIP, OLE = b"PK\x03\x04", b"\xd0\xcf\x11\xe0"
DEEP = 10  # lines among which the headings are looked for
TABLE = 3  # headings over lines: enough to call a sheet a table


def is_workbook(path):
    with open(path, "rb") as file:
        return file.read(4) in (ZIP, OLE)


def convert(path, target, sheet=None):
    """Write a sheet (its name; None: the first that looks like a table) as CSV to `target`. Returns (its name, all names).

    Rows keep their numbers; the headings are the last line of the head. Unreadable when it cannot be.
    """
    must_be_of_a_size(path)
    try:
        with calamine.load_workbook(str(path)) as book:
            names = [
                one.name
                for one in book.sheets_metadata
                if one.typ == calamine.SheetTypeEnum.WorkSheet and one.visible == calamine.SheetVisibleEnum.Visible
            ]
            if sheet is not None and sheet not in names:
                raise Unreadable(N_("There is no sheet “%(sheet)s” in the workbook."), sheet=sheet)
            found = _table(path, book, [sheet] if sheet else names)
            if found:
                name, page, wrong = found
                _write(page, wrong, target)
                return name, names
    except calamine.PasswordError as error:
        raise Unreadable(N_("The workbook is protected by a password. Save it without one and import that.")) from error
    except Unreadable:
        raise
    except Exception as error:  # whatever a broken archive makes of its readers
        raise Unreadable(
            N_("The workbook cannot be read. Open it, save it as XLSX or CSV (UTF-8) and import that.")
        ) from error
    raise Unreadable(N_("The file is empty."))


def _table(path, book, names):
    """(name, cells, faults) of the first sheet with lines under three headings, else under two, else of the first that shows
    something; None without any. A sheet of notes often stands before the table."""
    best, found = -1, None
    for name in names:
        wrong = faults(path, name)  # first: it refuses what would reach beyond all measure
        page = book.get_sheet_by_name(name)
        if page.height:
            head = [[_text(cell) for cell in cells] for cells in itertools.islice(page.iter_rows(), DEEP + 1)]
            first = _first(head)
            worth = min(sum(map(bool, head[first])), TABLE) if first + 1 < len(head) else 0
            if worth > best:
                best, found = worth, (name, page, wrong)
            if worth == TABLE:
                break
    return found


def _first(head):
    """The place of the headings in the lines of the head: the first of several cells, else of any."""
    several = next((place for place, cells in enumerate(head) if sum(map(bool, cells)) > 1), None)
    return next((place for place, cells in enumerate(head) if any(cells)), 0) if several is None else several


def _write(page, faults, target):
    lines = page.iter_rows()
    head = [_texts(cells, number, faults) for number, cells in zip(range(1, DEEP + 1), lines, strict=False)]
    first = _first(head)
    last, headings = _headings(head, first, page.merged_cell_ranges)
    with open(target, "w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file)
        file.write("\r\n" * last)
        writer.writerow(headings or [""])
        for cells in head[last + 1 :]:
            writer.writerow(_bare(cells))
        for number, cells in enumerate(lines, len(head) + 1):
            writer.writerow(_bare(_texts(cells, number, faults)))


def _headings(head, first, merged):
    """(the last line of the head, its headings): of two lines merged into groups both, where the lower one alone is not told."""
    if not head:
        return 0, []
    top = [cell or "" for cell in head[first]]
    spans = [(start, end) for start, end in merged if start[0] <= first <= end[0]]
    last = max([end[0] for _start, end in spans], default=first)
    wide = len(top)
    groups = {
        c: top[start[1]] for start, end in spans if end[1] > start[1] for c in range(start[1], min(end[1] + 1, wide))
    }
    if groups and last == first and first + 1 < len(head) and any(head[first + 1][c] for c in groups):
        last = first + 1
    if last == first or last >= len(head):
        return first, _bare(top)
    lower = head[last]
    plain = [low or up for low, up in zip(lower, top, strict=True)]
    told = [
        f"{groups[c]} {low}" if low and c in groups and plain.count(low) > 1 else plain[c]
        for c, low in enumerate(lower)
    ]
    return last, _bare(told)


def _texts(cells, number, faults):
    texts = [_text(cell) for cell in cells]
    for place, fault in faults.get(number, ()):
        texts.extend([""] * (place + 1 - len(texts)))
        texts[place] = fault
    return texts


def _text(cell):
    """A cell as CSV would have it."""
    if isinstance(cell, str):
        return cell
    if isinstance(cell, bool):
        return "TRUE" if cell else "FALSE"
    if isinstance(cell, float):
        return str(int(cell)) if cell.is_integer() else format(decimal.Decimal(repr(cell)), "f")
    if isinstance(cell, dt.datetime):
        return cell.date().isoformat() if cell.time() == dt.time() else cell.isoformat(" ", "seconds")
    return str(cell)


def _bare(cells):
    """Without the empty cells at its end."""
    wide = max((place for place, cell in enumerate(cells, 1) if cell), default=0)
    return cells[:wide]
