"""The palette: whatever is typed into it, rows, pages and commands that answer; and before that, what was opened last."""

import re

from flask import Blueprint, request

from models import search
from views.page import me, page
from views.search.commands import commands, own, pages
from views.search.told import KINDS, told

palette = Blueprint("palette", __name__, url_prefix="/palette")
RECENT = 6  # rows opened last
EACH = 5  # hits of a kind


@palette.get("")
def show():
    """`q` is what was typed, `recent` the rows opened last (`opportunity-12 customer-3`), `at` where the reader is."""
    q = request.args.get("q", "")[:200].replace("\0", "").strip()
    at = request.args.get("at", "")
    asked = search.Asked.of(q)
    groups = search.look(me(), q, size=EACH)
    found = [(KINDS[group.kind], told(group.hits, asked)) for group in groups]
    return page(
        "search/palette/page.html",
        part="search/palette/show.html",
        q=q,
        recent=told(search.recall(me(), recent(at)), asked) if not q else [],
        found=found,
        count=sum(len(rows) for _kind, rows in found),
        commands=commands(q, at),
        pages=pages(q),
        own=own(q),
    )


def recent(at):
    """[(kind, id)] of what this browser opened last, but for the page that is open."""
    rows = []
    for kind, row_id in re.findall(
        r"\b(opportunity|customer|contact)-(\d{1,12})\b", request.args.get("recent", "")[:400]
    ):
        if not at.endswith(f"/{row_id}") or not at.startswith(f"/{kind[:-1]}"):
            rows.append((kind, int(row_id)))
    return list(dict.fromkeys(rows))[:RECENT]
