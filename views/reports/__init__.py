"""Reports: a page a question, with its chart, table, definition, CSV, and the rows behind every figure."""

from flask import Blueprint

blueprint = Blueprint("reports", __name__, url_prefix="/reports")
