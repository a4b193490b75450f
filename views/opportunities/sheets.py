"""Tables as files that other programs open: CSV that Excel reads in any language, and Excel's own form. No cell is ever a formula."""

import csv
import decimal
import io

import xlsxwriter

from models.cells import RISKY
from models.currency import decimals

TYPES = {
    "csv": "text/csv; charset=utf-8",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}
WIDTHS = {"text": 24, "list": 20, "day": 12, "moment": 17, "money": 14, "base": 14, "number": 10}
CELL = 32_767  # characters that a cell of Excel holds


def write_csv(target, heads, rows):
    """Write heads and rows (of str, int, Decimal, date, datetime or None) to a binary file. Returns how many rows."""
    text = io.TextIOWrapper(target, encoding="utf-8-sig", newline="")
    out, count = csv.writer(text), 0
    out.writerow([_plain(head) for head, _kind in heads])
    for row in rows:
        out.writerow([_plain(value) for value in row])
        count += 1
    text.flush()
    text.detach()
    return count


def _plain(value):
    """A cell of CSV: a text that could be a formula begins with an apostrophe."""
    if value is None:
        return ""
    if isinstance(value, str):
        return f"'{value}" if value.startswith(RISKY) else value
    if hasattr(value, "isoformat"):
        return value.isoformat(" ", "minutes") if hasattr(value, "hour") else value.isoformat()
    return str(value)


def write_xlsx(target, heads, rows):
    """The same as an Excel file: texts are texts, numbers numbers, days real days. Rows are written as they come."""
    book = xlsxwriter.Workbook(
        target,
        {
            "constant_memory": True,
            "strings_to_formulas": False,
            "strings_to_urls": False,
            "strings_to_numbers": False,
            "default_date_format": "yyyy-mm-dd",
        },
    )
    sheet, bold = book.add_worksheet(), book.add_format({"bold": True})
    formats = {
        "day": book.add_format({"num_format": "yyyy-mm-dd"}),
        "moment": book.add_format({"num_format": "yyyy-mm-dd hh:mm"}),
        "money": book.add_format({"num_format": "#,##0.00"}),
        "base": book.add_format({"num_format": "#,##0.00"}),
    }
    sheet.freeze_panes(1, 0)
    for place, (head, kind) in enumerate(heads):
        sheet.set_column(place, place, WIDTHS.get(kind, 14))
        sheet.write_string(0, place, head, bold)
    count = 0
    for count, row in enumerate(rows, 1):
        for place, value in enumerate(row):
            _cell(sheet, count, place, value, formats.get(heads[place][1]))
    if count:
        sheet.autofilter(0, 0, count, len(heads) - 1)
    book.close()
    return count


def _cell(sheet, line, place, value, form):
    if value is None or value == "":
        return
    if isinstance(value, str):
        sheet.write_string(line, place, value[:CELL])
    elif hasattr(value, "isoformat"):
        sheet.write_datetime(line, place, value, form)
    else:
        sheet.write_number(line, place, float(value), form)


def major(amount, code):
    """Minor units as an exact number of whole ones, with the decimals of the currency; None for unknown."""
    return None if amount is None else decimal.Decimal(amount).scaleb(-decimals(code))


WRITERS = {"csv": write_csv, "xlsx": write_xlsx}
