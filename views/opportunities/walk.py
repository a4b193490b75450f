"""Previous and next: the walk along the board or the list from which an opportunity was opened, kept in its address."""

import dataclasses
import re
import urllib.parse

from flask import request, url_for
from flask_babel import gettext as _
from werkzeug.datastructures import MultiDict

from models.opportunity import Opportunity
from models.opportunity.listed import lane_of
from models.opportunity.months import months
from views.lanes import month_word, ordered
from views.opportunities import filters
from views.opportunities.asked import asked
from views.opportunities.filter_words import outcomes
from views.page import me
from views.words import my_day, number

LONGEST = 600  # characters of an origin
BOARD = re.compile(r"board(?:/(\d{1,9}))?(?:\?(.*))?", re.DOTALL)
LIST = re.compile(r"list(?:\?(.*))?", re.DOTALL)


@dataclasses.dataclass
class Walk:
    """`before` and `after` are addresses or None; `where` says in words what is walked along, `back` leads there, `here` to the row on it."""

    before: str | None
    after: str | None
    where: str
    back: str
    here: str


def origin():
    """Where the reader came from, as `from` in an address says it: "board/2?owner=3", "list?sort=-amount"; "" for elsewhere."""
    if "from" in request.args:
        return request.args["from"][:LONGEST]
    try:
        came = urllib.parse.urlsplit(request.headers.get("HX-Current-URL") or request.referrer or "")
    except ValueError:
        return ""
    if came.netloc != request.host:
        return ""
    if re.fullmatch(r"/opportunities/\d+", came.path):
        return dict(urllib.parse.parse_qsl(came.query)).get("from", "")[:LONGEST]
    if came.path == "/opportunities":
        place = "list"
    elif re.fullmatch(r"/board(/\d+)?", came.path):
        place = came.path.removeprefix("/")
    else:
        return ""
    kept = [
        (name, value) for name, value in urllib.parse.parse_qsl(came.query) if name not in ("after", "seen", "shown")
    ]
    query = urllib.parse.urlencode(kept)
    return (f"{place}?{query}" if query else place)[:LONGEST]


def address(opportunity_id, said):
    """The address of an opportunity on the walk that `said` (an origin) names."""
    return url_for("opportunities.show", opportunity_id=opportunity_id, **({"from": said} if said else {}))


def walk(row, said):
    """The Walk of a row along the origin `said`; None where it names none."""
    if found := BOARD.fullmatch(said):
        return _on_board(row, said, found[1], found[2])
    if found := LIST.fullmatch(said):
        return _in_list(row, said, found[1])
    return None


def _on_board(row, said, pipeline_id, query):
    args = _parameters(query)
    wanted = filters.read(args, pipeline=row.pipeline_id, outcome="open", stage=None)
    group, sort = ordered(args)
    lanes = months(my_day()) if group == "month" else row.pipeline.path()
    before, after, many = Opportunity.beside_on_board(me(), wanted, sort, row, lanes)
    back = url_for("board.show", pipeline_id=int(pipeline_id) if pipeline_id else None) + _again(query)
    name = month_word(lane_of(row, lanes)) if group == "month" else row.stage.name
    return _walk(row, said, before, after, name, many, back)


def _in_list(row, said, query):
    found = asked(_parameters(query))
    before, after, many = Opportunity.beside_in_list(me(), found.wanted, found.order, row)
    name = dict(outcomes()).get(found.wanted.outcome, _("Opportunities"))
    return _walk(row, said, before, after, name, many, url_for("opportunities.index") + _again(query))


def _walk(row, said, before, after, name, many, back):
    where = name if many is None else f"{name} · {number(many)}"
    return Walk(before and address(before, said), after and address(after, said), where, back, address(row.id, said))


def _parameters(query):
    return MultiDict(urllib.parse.parse_qsl(query or ""))


def _again(query):
    return f"?{query}" if query else ""
