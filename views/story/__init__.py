"""The timeline of a record: events in words, by day, a page at a time, of one kind if wanted."""

from flask import request, url_for
from flask_babel import gettext as _

from models.story import ONLY, story
from views.page import me, page
from views.story.lines import told


def around(of, size=None):
    """The context of story/_feed.html. `only` of the address says which kind; `after` is a cursor; `kept` how many pages stay."""
    only = request.args.get("only") if request.args.get("only") in ONLY else "all"
    events, older = story(me(), of, only, request.args.get("after"), **({"size": size} if size else {}))
    return {
        "of": of,
        "only": only,
        "tabs": _tabs(of, only),
        "days": told(of, events),
        "older": older,
        "timeline": address,
    }


def answer(of):
    """A page of the timeline alone: older lines, or another kind."""
    part = "story/_lines.html" if "after" in request.args else "story/_feed.html"
    return page("story/index.html", part=part, **around(of))


def address(of, **more):
    """Where the timeline of a row is asked for."""
    return url_for(f"{AREAS[of.noun]}.timeline.index", **{f"{of.noun}_id": of.id}, **more)


def page_of(of):
    """The address of the row's own page."""
    return url_for(f"{AREAS[of.noun]}.show", **{f"{of.noun}_id": of.id})


AREAS = {"opportunity": "opportunities", "customer": "customers", "contact": "contacts"}


def _tabs(of, only):
    """[(name, word, address, is it shown?)] of the kinds."""
    words = {"all": _("All"), "follow_ups": _("Follow-ups"), "notes": _("Notes"), "changes": _("Changes")}
    return [
        (name, word, address(of, only=None if name == "all" else name), name == only) for name, word in words.items()
    ]
