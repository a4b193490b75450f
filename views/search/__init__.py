"""Search: a page of answers, by kind, and the palette that asks from anywhere."""

from flask import Blueprint, request

from models import search
from views.page import me, page
from views.search.palette import palette
from views.search.told import KINDS, told

blueprint = Blueprint("search", __name__, url_prefix="/search")
blueprint.register_blueprint(palette)
FEW, PAGE = 5, 50  # hits of each kind, or of the one that was chosen


@blueprint.get("")
def index():
    """`q` is what was typed, `kind` one of KINDS or nothing, `after` the cursor of the hits before."""
    q = request.args.get("q", "")[:200].replace("\0", "").strip()
    kind = request.args.get("kind", "")
    kind = kind if kind in KINDS else ""
    later = bool(kind) and "after" in request.args
    asked = search.Asked.of(q)
    groups = search.look(
        me(),
        q,
        kinds=(kind,) if kind else search.KINDS,
        size=PAGE if kind else FEW,
        after=request.args.get("after") if kind else None,
    )
    groups = [(group.kind, told(group.hits, asked), group.more) for group in groups]
    if later:
        _kind, rows, more = groups[0] if groups else (kind, [], None)
        return page("search/index.html", part="search/_hits.html", **everything(q, kind, groups), rows=rows, more=more)
    return page("search/index.html", part="search/_results.html", **everything(q, kind, groups))


def everything(q, kind, groups):
    counts = search.counts(me(), q)
    return {"q": q, "kind": kind, "kinds": KINDS, "groups": groups, "counts": counts, "most": search.MOST}
