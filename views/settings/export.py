"""Everything as one file, for administrators."""

import tempfile

from flask import Blueprint, send_file
from flask_babel import gettext as _

from models.everything import writing
from models.setting import today
from views.page import me, page

export = Blueprint("export", __name__, url_prefix="/export")


@export.get("")
def index():
    return page("settings/export/index.html")


@export.get("/file")
def show():
    file = tempfile.TemporaryFile()  # noqa: SIM115 (the answer closes it)
    writing.write(file, by=me())
    file.seek(0)
    name = _("everything-%(day)s", day=today().isoformat())
    return send_file(file, "application/zip", as_attachment=True, download_name=f"{name}.zip", max_age=0)
