"""A first look at a file: its columns with samples, and what they are likely to be. Nothing is decided yet."""

import itertools

from models.base import N_
from models.imports.mapping import mapped
from models.imports.reading import Sheet
from models.imports.trouble import Unreadable

SAMPLE = 200  # rows that the guess of a mapping looks at
SHOWN = 3


def opened(run):
    """The Sheet of an ImportRun. A workbook is converted once."""
    if not run.path:
        raise Unreadable(N_("The file of this import was deleted. Upload it again."))
    wanted, file = run.options.get("sheet"), run.result.get("file", {})
    made = file if file.get("sheets") and wanted in (None, file.get("sheet")) else None
    return Sheet.open(run.path, name=run.file_name, sheet=wanted, made=made)


def glance(run):
    """What is known of the file of an ImportRun before it is checked: see run.py, `file` and `columns`."""
    sheet = opened(run)
    sample = [record.cells for record in itertools.islice(sheet.rows(), SAMPLE) if not record.remark]
    return told(sheet, mapped(run.kind, sheet.headings, sample), sample)


def told(sheet, mapping, sample):
    """{file, columns}"""
    fields = list(mapping.fields().values())
    columns = [
        {"heading": heading, "field": fields[place], "samples": _samples(sample, place)}
        for place, heading in enumerate(sheet.headings)
    ]
    file = {"encoding": sheet.encoding_name, "delimiter": sheet.delimiter, "sheets": list(sheet.sheets), "sheet": sheet.sheet}  # fmt: skip
    return {"file": file, "columns": columns}


def _samples(sample, place):
    """The first different texts of a column."""
    texts = dict.fromkeys(cells[place].strip()[:80] for cells in sample if len(cells) > place)
    return [text for text in texts if text][:SHOWN]
