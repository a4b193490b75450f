"""The refused rows as a file: with the reason beside, to be corrected and brought in again as it is."""

import tempfile
from pathlib import PurePath

from flask import Blueprint, abort, send_file
from flask_babel import gettext as _
from flask_babel import pgettext

from models.imports.run import ImportRun
from views.imports import terms
from views.page import find

refused = Blueprint("refused", __name__, url_prefix="/<int:import_id>/refused")


@refused.get("")
def show(import_id):
    run = find(ImportRun, import_id)
    if not run.has_rows:
        abort(404)
    file = tempfile.TemporaryFile()  # noqa: SIM115 (the answer closes it)
    for piece in run.refused_file(terms.why, pgettext("refused row", "Reason")):
        file.write(piece.encode(errors="replace"))
    file.seek(0)
    name = _("%(file)s, refused rows", file=PurePath(run.file_name).stem)
    return send_file(file, "text/csv", as_attachment=True, download_name=f"{name}.csv", max_age=0)
