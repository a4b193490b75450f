"""What a saved view keeps of an address, and the address that shows it again."""

import urllib.parse

from flask import url_for

from views.lanes import ordered, said
from views.opportunities import asked as asking
from views.opportunities import columns, filters


def content(area, args):
    """(query, columns) that a view keeps of these parameters: filter and order in one spelling; columns where not the usual."""
    if area == "list":
        found = asking.asked(args)
        keys = found.keys
        order = {name: value for name, value in found.more().items() if name == "sort"}
        usual = list(columns.USUAL[columns.state(found.wanted.outcome)])
        return urllib.parse.urlencode(found.filter | order), None if keys == usual else keys
    wanted = filters.read(args, outcome="open", stage=None)
    return urllib.parse.urlencode(filters.address(wanted) | said(*ordered(args))), None


def opened(row):
    """The address that shows a view."""
    kept = dict(urllib.parse.parse_qsl(row.query))
    if row.area == "list":
        cols = {"cols": ",".join(row.cols)} if row.cols else {}
        return url_for("opportunities.index", **kept, **cols, view=row.id)
    pipeline = kept.pop("pipeline", None)
    return url_for("board.show", **({"pipeline_id": pipeline} if pipeline else {}), **kept, view=row.id)
