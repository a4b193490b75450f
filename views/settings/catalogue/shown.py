"""The list of a catalogue: in use or in the archive, searched, a page at a time."""

from flask import request

from views.page import page

LONGEST = 100  # characters of a search


def shown(kind, status=200):
    """The page of a Kind, or htmx's part of it."""
    archived, later = bool(request.args.get("archived")), "after" in request.args
    q = request.args.get("q", "")[:LONGEST].replace("\0", "").strip()
    if kind.ordered and not archived:
        rows, older = [row for row in kind.model.offered() if q.casefold() in row.name.casefold()], None
    else:
        rows, older = kind.model.listed(q, archived, request.args.get("after"))
    return page(
        "settings/catalogue/index.html",
        part="settings/catalogue/_rows.html" if later else "settings/catalogue/_list.html",
        status=status,
        kind=kind,
        rows=rows,
        older=older,
        later=later,
        q=q,
        archived=archived,
        stored=kind.model.among(archived=True).count(),
        count=None if later else len(rows) if kind.ordered else kind.model.among(q, archived).count(),
        movable=kind.ordered and not archived and not q,
        counts=kind.counts(rows),
    )
