"""What the cells of an XLSX say that the library does not tell: how far they reach, and which of them hold an error."""

import re
import xml.etree.ElementTree as tree
import zipfile

from models.base import N_
from models.imports.trouble import Unreadable

MOST = 400_000_000  # bytes that a workbook may unpack to
WIDEST = 20_000_000  # cells from the first to the farthest one: the library holds a place for each, filled or not
BLOCK = 1 << 20
LONGEST = 1 << 15  # bytes of a cell with its formula, which may lie across two blocks
CELL = re.compile(rb"<(?:\w+:)?c\b([^>]*)>(?:(?!</(?:\w+:)?c>).)*?<(?:\w+:)?v>([^<]*)<", re.DOTALL)
FAULTY = re.compile(rb"""\bt=["']e["']""")
PLACE = re.compile(rb"""\sr\s*=\s*["']([A-Za-z]*)(\d+)["']""")
TOO_LARGE = N_("The workbook is too large. Save it as CSV (UTF-8) and import that.")


def must_be_of_a_size(path):
    """Refuse what unpacks to more than we hold; the library itself refuses an archive that tells too little."""
    try:
        with zipfile.ZipFile(path) as archive:
            told = sum(part.file_size for part in archive.infolist())
    except zipfile.BadZipFile:
        return  # an old or protected workbook, or none: whoever reads it says so
    if told > MOST:
        raise Unreadable(TOO_LARGE)


def faults(path, name):
    """{row number: [(place of the cell, what it says)]} of the cells of a sheet that hold an error such as #N/A: the library
    takes them for empty ones. Unreadable when its cells reach too far."""
    found, columns, row = {}, {b"A"}, 1
    if not zipfile.is_zipfile(path):
        return found
    with zipfile.ZipFile(path) as archive, archive.open(_part(archive, name)) as sheet:
        rest = b""
        while block := sheet.read(BLOCK):
            text = rest + block
            places = PLACE.findall(text)
            columns |= {letters for letters, _row in places}
            row = max(row, *map(int, {number for _letters, number in places}), 1)
            if row * max(map(_column, columns)) > WIDEST:
                raise Unreadable(TOO_LARGE)
            if FAULTY.search(text):
                _collect(text, found)
            rest = text[-LONGEST:]
    return found


def _collect(text, found):
    for cell in CELL.finditer(text):
        if FAULTY.search(cell[1]) and (place := PLACE.search(cell[1])) and place[1]:
            held = found.setdefault(int(place[2]), [])
            fault = (_column(place[1]) - 1, cell[2].decode(errors="replace"))
            if fault not in held:
                held.append(fault)


def _column(letters):
    """The number of a column: 1 for A, 27 for AA."""
    number = 0
    for letter in letters.upper():
        number = number * 26 + letter - 64
    return number


def _part(archive, name):
    """Where in the archive a sheet lies."""
    book, links = (tree.fromstring(archive.read(f"xl/{part}")) for part in ("workbook.xml", "_rels/workbook.xml.rels"))  # noqa: S314
    wanted = next(one for one in book.iter() if one.tag.endswith("}sheet") and one.get("name") == name)
    link = next(value for key, value in wanted.attrib.items() if key.endswith("}id"))
    target = next(one.get("Target") for one in links if one.get("Id") == link)
    return target.lstrip("/") if target.startswith("/") else f"xl/{target}"
