"""A report for a spreadsheet."""

from flask import Blueprint, make_response

from models.setting import today
from views.reports import asked, crossing_files, plain

sheet = Blueprint("sheet", __name__)


@sheet.get("/<name>.csv")
def show(name):
    """The whole table, every row of it; UTF-8 with a mark that spreadsheets need to read Chinese."""
    wanted = asked.read(name)
    text = crossing_files.sheet(wanted.crossing()) if wanted.across else plain.sheet(wanted.answer())
    response = make_response(("\ufeff" + text).encode())
    response.headers["Content-Type"] = "text/csv; charset=utf-8"
    response.headers["Content-Disposition"] = f'attachment; filename="{name}-{today()}.csv"'
    return response
