"""The bin: what was deleted, to be looked through, restored, or deleted for good."""

from flask import Blueprint, request

from models import bin as lying
from models.binned import is_manager
from views.bin.disposals import disposals
from views.bin.purges import purges
from views.bin.restorations import restorations
from views.bin.told import KINDS, told
from views.page import me, page

blueprint = Blueprint("bin", __name__, url_prefix="/bin")
for child in (disposals, restorations, purges):
    blueprint.register_blueprint(child)


@blueprint.get("")
def index():
    kind = request.args.get("kind") if request.args.get("kind") in KINDS else None
    q = request.args.get("q", "")[:100].replace("\0", "").strip()
    things, older = lying.things(me(), kind, q, request.args.get("after"))
    return page(
        "bin/index.html",
        part="bin/_rows.html" if "after" in request.args else "bin/_list.html",
        lines=told(things),
        kinds=KINDS,
        kind=kind,
        q=q,
        older=older,
        later="after" in request.args,
        days=lying.DAYS,
        manager=is_manager(me()),
    )
