"""The way of an import: its steps, which of them it stands at, and where it goes on."""

import dataclasses

from flask import url_for
from flask_babel import gettext as _
from flask_babel import pgettext


@dataclasses.dataclass(frozen=True)
class Step:
    """`state`: done, now or later; `path` leads there while one may still go back, else None."""

    name: str
    state: str
    path: str | None = None


def untold(run):
    """Has it still to be said what its columns are? What failed before anything was written leads back there."""
    return run.status == "uploaded" or (run.status == "failed" and not run.result.get("written"))


def way_on(run):
    """The address of the page that shows where it stands."""
    return url_for("imports.columns.edit" if untold(run) else "imports.show", import_id=run.id)


def changeable(run):
    """May columns and values still be chosen?"""
    return (
        bool(run.path) and run.status in ("uploaded", "checking", "checked", "failed") and not run.result.get("written")
    )


def steps(run=None, at="upload"):
    """The Steps of an import; `at` is the one that the page is about: upload, columns, values, check, run or result."""
    names = {
        "upload": pgettext("import", "Upload"),
        "columns": _("Columns"),
        "values": _("Values"),
        "check": _("Dry run"),
        "run": pgettext("import", "Run"),
        "result": _("Result"),
    }
    keys, back = list(names), {}
    if run is not None and changeable(run) and run.status != "checking":
        back["columns"] = url_for("imports.columns.edit", import_id=run.id)
        if run.status == "checked":
            back["values"] = url_for("imports.values.edit", import_id=run.id)
            back["check"] = url_for("imports.show", import_id=run.id)
    reached = keys.index(at)
    return [
        Step(names[key], "now" if place == reached else "done" if place < reached else "later", back.get(key))
        for place, key in enumerate(keys)
    ]
