"""Files that come in."""

import json

from models.base import now
from models.imports.run import ImportRun
from tests.access_table.lines import may


def an_import(status, kind="customers", **more):
    """Makes an import that stands there; called with the world it gives the id."""
    result = {
        "columns": [{"heading": "Name", "field": "name", "samples": []}],
        "file": {"sheets": []},
        "counts": {"rows": 1, "create": 1},
    }

    def made(world):
        values = {"status": status, "kind": kind, "file_name": "x.csv", "path": "/nowhere/x.upload", "by": world.mia}
        return ImportRun.create(**values, result_json=json.dumps(result | more), finished_at=now()).id

    return {"import_id": made}


ROUTES = {
    ("imports.index", "GET"): may(all=403, mia=200, ada=200),
    ("imports.new", "GET"): may(all=403, mia=200, ada=200),
    ("imports.create", "POST"): may(all=403, mia=422, ada=422),
    ("imports.show", "GET"): may(args=an_import("uploaded"), all=403, mia=302, ada=302),
    ("imports.columns.edit", "GET"): may(args=an_import("uploaded", kind="users"), all=403, mia=404, ada=200),
    ("imports.columns.update", "POST"): may(
        args=an_import("uploaded"), data={"column-0": ""}, all=403, mia=422, ada=422
    ),
    ("imports.values.edit", "GET"): may(args=an_import("checked"), all=403, mia=200, ada=200),
    ("imports.values.update", "POST"): may(args=an_import("checked"), all=403, mia=409, ada=409),  # of which version?
    ("imports.sheet.update", "POST"): may(args=an_import("uploaded"), all=403, mia=409, ada=409),  # the file is gone
    ("imports.launch.create", "POST"): may(
        args=an_import("checked", kind="users"), all=403, mia=404, ada=409
    ),  # of which version?
    ("imports.progress.show", "GET"): may(args=an_import("running"), all=403, mia=303, ada=303),
    ("imports.cancellation.create", "POST"): may(args=an_import("running"), all=403, mia=303, ada=303),
    ("imports.undo.new", "GET"): may(args=an_import("done", written={"customer": 1}), all=403, mia=200, ada=200),
    ("imports.undo.create", "POST"): may(args=an_import("done", written={"customer": 1}), all=403, mia=303, ada=303),
    ("imports.removal.new", "GET"): may(args=an_import("checked"), all=403, mia=200, ada=200),
    ("imports.removal.create", "POST"): may(args=an_import("checked"), all=403, mia=303, ada=303),
    ("imports.refused.show", "GET"): may(args=an_import("checked"), all=403, mia=404, ada=404),  # the file is gone
    ("imports.samples.show", "GET"): may(args={"kind": "users", "language": "en"}, all=403, mia=404, ada=200),
}
