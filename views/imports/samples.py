"""Files to begin with: headings and a few rows, of each kind, in both languages."""

import csv
import io

from flask import Blueprint, Response, abort, request

from models import access
from models.imports import KINDS
from views.imports import specimens
from views.page import me

samples = Blueprint("samples", __name__, url_prefix="/samples")


@samples.get("/<kind>.csv")
def show(kind):
    """`language` is en or zh-Hans. With a mark at its beginning by which spreadsheets know the encoding."""
    rows = specimens.ROWS.get((kind, request.args.get("language", "en")))
    if kind not in KINDS or rows is None or not access.may_import(me(), kind):
        abort(404)
    text = io.StringIO()
    csv.writer(text).writerows(rows)
    answer = Response("\ufeff" + text.getvalue(), mimetype="text/csv")
    answer.headers.set("Content-Disposition", "attachment", filename=f"shangji-{kind}.csv")
    return answer
