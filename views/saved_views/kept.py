"""What a saved view keeps of an address, and the address that shows it again: in the list or on the board."""

import urllib.parse

from flask import url_for

from models.pipeline import Pipeline
from views.lanes import ordered, said
from views.opportunities import asked as asking
from views.opportunities import columns, filters

OPEN = (None, "open", "all")  # states of which a board shows at least a part


def content(area, args):
    """(query, columns) that a view keeps of these parameters: filter and order in one spelling; columns where not the usual."""
    if area == "list":
        found = asking.asked(args)
        keys = found.keys
        order = {name: value for name, value in found.more().items() if name == "sort"}
        usual = list(columns.USUAL[columns.state(found.wanted.outcome)])
        return urllib.parse.urlencode(found.filter | order), None if keys == usual else keys
    return urllib.parse.urlencode(_on_board(args) | said(*ordered(args))), None


def replaced(row, area, args):
    """What `content` says, for a view that may have been kept elsewhere: then only its filter is another."""
    if row.area == area:
        return content(area, args)
    return urllib.parse.urlencode(_elsewhere(row, area, args) | _aside(row)), row.cols or None


def changed(row, area, args):
    """Do these parameters of an address show something else than the view does there? Elsewhere its filter alone counts."""
    if row.area == area:
        return content(area, args) != (row.query, row.cols or None)
    return _elsewhere(row, area, args) != _filter(asking.parameters(row.query))


def pipelines():
    """The ids of the pipelines that have a board, as an address says them."""
    return {str(pipeline.id) for pipeline in Pipeline.offered()}


def shown_on_board(row, known=None):
    """Can a board show it? Not what is closed or stands in chosen stages; nor of a pipeline not in `known` (`pipelines()`)."""
    said_by_it = dict(urllib.parse.parse_qsl(row.query))
    pipeline = said_by_it.get("pipeline")
    if said_by_it.get("outcome") not in OPEN or "stage" in said_by_it:
        return False
    return pipeline is None or pipeline in (pipelines() if known is None else known)


def opened(row, area=None):
    """The address that shows a view in this area (where it was kept, if none is said); in the list where the board cannot."""
    area = area or row.area
    if area == "board" and not shown_on_board(row):
        area = "list"
    query = row.query if row.area == area else content(area, asking.parameters(row.query))[0]
    kept = dict(urllib.parse.parse_qsl(query))
    if area == "list":
        cols = {"cols": ",".join(row.cols)} if row.cols else {}
        return url_for("opportunities.index", **kept, **cols, view=row.id)
    pipeline = kept.pop("pipeline", None)
    return url_for("board.show", **({"pipeline_id": pipeline} if pipeline else {}), **kept, view=row.id)


def _filter(args):
    return filters.address(filters.read(args))


def _on_board(args):
    return filters.address(filters.read(args, outcome="open", stage=None))


def _elsewhere(row, area, args):
    """The filter that these parameters make of the view; a board adds nothing that it only shows because it is one."""
    if area == "list":
        return _filter(args)
    held, found = _filter(asking.parameters(row.query)), _on_board(args)
    if "pipeline" not in held:
        found.pop("pipeline", None)  # it is any pipeline's
    found |= {"outcome": held["outcome"]} if "outcome" in held else {}
    return _filter(asking.parameters(urllib.parse.urlencode(found)))  # in one spelling


def _aside(row):
    """The parameters of a view beside those of its filter: order and lanes."""
    kept = dict(urllib.parse.parse_qsl(row.query))
    return {name: kept[name] for name in ("group", "sort") if name in kept}
