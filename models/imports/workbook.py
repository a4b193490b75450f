"""A workbook (XLSX) as the CSV that it would be saved as: written beside it once, and read row by row from then on.

The library holds the cells of one sheet in memory while it is converted, about 100 bytes each; that is why what a workbook
unpacks to is limited. Everything after that reads the CSV.
"""

import csv
import datetime as dt
import decimal
import re
import zipfile

import python_calamine as calamine

from models.base import N_
from models.imports.trouble import Unreadable

MOST = 400_000_000  # bytes that a workbook may unpack to
BLOCK = 1 << 20
LONGEST = 1 << 15  # bytes of a cell with its formula, which may lie across two blocks
CELL = re.compile(rb"<(?:\w+:)?c\b([^>]*)>(?:(?!</(?:\w+:)?c>).)*?<(?:\w+:)?v>([^<]*)<", re.DOTALL)
FAULTY = re.compile(rb"""\bt=["']e["']""")
PLACE = re.compile(rb"""\br=["']([A-Z]+)(\d+)["']""")
ZIP, OLE = b"PK\x03\x04", b"\xd0\xcf\x11\xe0"
DEEP = 10  # lines among which the headings are looked for


def is_workbook(path):
    with open(path, "rb") as file:
        return file.read(4) in (ZIP, OLE)


def convert(path, target, sheet=None):
    """Write a sheet (its name; None: the first that shows something) as CSV to `target`. Returns (its name, all names).

    Rows keep their numbers; the headings are the last line of the head. Unreadable when it cannot be.
    """
    _must_be_of_a_size(path)
    try:
        with calamine.load_workbook(str(path)) as book:
            names = [
                one.name
                for one in book.sheets_metadata
                if one.typ == calamine.SheetTypeEnum.WorkSheet and one.visible == calamine.SheetVisibleEnum.Visible
            ]
            if sheet is not None and sheet not in names:
                raise Unreadable(N_("There is no sheet “%(sheet)s” in the workbook."), sheet=sheet)
            for name in [sheet] if sheet else names:
                page = book.get_sheet_by_name(name)
                if page.height:
                    _write(page, _faults(path, name), target)
                    return name, names
    except calamine.PasswordError as error:
        raise Unreadable(N_("The workbook is protected by a password. Save it without one and import that.")) from error
    except (calamine.CalamineError, zipfile.BadZipFile, OSError, KeyError) as error:
        raise Unreadable(
            N_("The workbook cannot be read. Open it, save it as XLSX or CSV (UTF-8) and import that.")
        ) from error
    raise Unreadable(N_("The file is empty."))


def _must_be_of_a_size(path):
    """Refuse what unpacks to more than we hold, whatever the archive says of itself."""
    try:
        with zipfile.ZipFile(path) as archive:
            told = sum(part.file_size for part in archive.infolist())
    except zipfile.BadZipFile:
        return  # an old or protected workbook, or none: whoever reads it says so
    if told > MOST:
        raise Unreadable(N_("The workbook is too large. Save it as CSV (UTF-8) and import that."))


def _write(page, faults, target):
    lines = page.iter_rows()
    head = [_texts(cells, number, faults) for number, cells in zip(range(1, DEEP + 1), lines, strict=False)]
    first = next((place for place, cells in enumerate(head) if sum(map(bool, cells)) > 1), None)
    if first is None:
        first = next((place for place, cells in enumerate(head) if any(cells)), 0)
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
    groups = {c: top[start[1]] for start, end in spans if end[1] > start[1] for c in range(start[1], end[1] + 1)}
    if groups and last == first and first + 1 < len(head) and any(head[first + 1][c] for c in groups if c < len(top)):
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


def _faults(path, name):
    """{row number: [(place of the cell, what it says)]} of cells that hold an error such as #N/A: the library takes them
    for empty ones."""
    found = {}
    if not zipfile.is_zipfile(path):
        return found
    with zipfile.ZipFile(path) as archive, archive.open(_part(archive, name)) as sheet:
        rest, read = b"", 0
        while block := sheet.read(BLOCK):
            read += len(block)
            if read > MOST:
                raise Unreadable(N_("The workbook is too large. Save it as CSV (UTF-8) and import that."))
            text = rest + block
            if FAULTY.search(text):
                _collect(text, found)
            rest = text[-LONGEST:]
    return found


def _collect(text, found):
    for cell in CELL.finditer(text):
        if FAULTY.search(cell[1]) and (place := PLACE.search(cell[1])):
            column = 0
            for letter in place[1]:
                column = column * 26 + letter - 64
            held = found.setdefault(int(place[2]), [])
            if (column - 1, cell[2].decode()) not in held:
                held.append((column - 1, cell[2].decode()))


def _part(archive, name):
    """Where in the archive a sheet lies."""
    import xml.etree.ElementTree as tree

    book, links = (tree.fromstring(archive.read(f"xl/{part}")) for part in ("workbook.xml", "_rels/workbook.xml.rels"))  # noqa: S314
    wanted = next(one for one in book.iter() if one.tag.endswith("}sheet") and one.get("name") == name)
    link = next(value for key, value in wanted.attrib.items() if key.endswith("}id"))
    target = next(one.get("Target") for one in links if one.get("Id") == link)
    return target.lstrip("/") if target.startswith("/") else f"xl/{target}"
