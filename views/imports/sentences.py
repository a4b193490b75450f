"""What the pages of an import say of it: what is being done, what would come of it, and what came."""

from flask import current_app, url_for
from flask_babel import gettext as _
from flask_babel import ngettext

from models.pipeline import Pipeline
from views.imports import terms
from views.page import me
from views.words import number


def title(kind):
    """What the pages of an import are called."""
    return {
        "opportunities": _("Import opportunities"),
        "customers": _("Import customers"),
        "contacts": _("Import contacts"),
        "products": _("Import products"),
        "users": _("Import users"),
    }[kind]


def into(run):
    """Into which pipeline opportunities go; "" for other rows."""
    there = run.result.get("pipeline") or {}
    if not there.get("name"):
        return ""
    if there.get("is_new"):
        return _("They go into the new pipeline “%(name)s”.", name=there["name"])
    return _("They go into the pipeline “%(name)s”.", name=there["name"])


def doing(run):
    """What the worker does, or is to do, with it."""
    return {
        "checking": _("Checking every row"),
        "queued": _("Importing"),
        "running": _("Importing"),
        "undoing": _("Taking it back"),
    }[run.status]


def tiles(run, notes):
    """[(tab, class, glyph, name, figure, what it means)] of the dry run."""
    counts = run.result["counts"]
    found = [("create", "new", "plus", terms.verdict("create")[0], counts.get("create", 0), _new(counts, run.kind))]
    if run.kind != "opportunities":
        said = _("They get what they lack; nothing is overwritten.")
        found.append(("update", "same", "pencil", terms.verdict("update")[0], counts.get("update", 0), said))
    said = _("There already, or left out by your choice.")
    found.append(("skip", "dup", "copy", terms.verdict("skip")[0], counts.get("skip", 0), said))
    said = _("Not imported; you get them as a file to correct.")
    found.append(("error", "err", "circle-alert", _("Errors"), counts.get("error", 0), said))
    if run.kind == "opportunities":
        found.append(
            ("notes", "same", "info", _("Remarks"), len(notes), _("Worth knowing; nothing is refused for it."))
        )
    return found


def _new(counts, kind):
    """What new rows there would be, in words."""
    words = {
        "customers_new": lambda n: ngettext("%(num)d new customer", "%(num)d new customers", n),
        "products_new": lambda n: ngettext("%(num)d new product", "%(num)d new products", n),
        "owners_new": lambda n: ngettext("%(num)d new colleague", "%(num)d new colleagues", n),
        "users_new": lambda n: ngettext("%(num)d new user", "%(num)d new users", n),
        "teams_new": lambda n: ngettext("%(num)d new team", "%(num)d new teams", n),
        "pipelines_new": lambda n: ngettext("%(num)d new pipeline", "%(num)d new pipelines", n),
        "stages_new": lambda n: ngettext("%(num)d new stage", "%(num)d new stages", n),
        "sources_new": lambda n: ngettext("%(num)d new source", "%(num)d new sources", n),
        "reasons_new": lambda n: ngettext("%(num)d new close reason", "%(num)d new close reasons", n),
        "competitors_new": lambda n: ngettext("%(num)d new competitor", "%(num)d new competitors", n),
    }
    own = {"customers": "customers_new", "products": "products_new", "users": "users_new"}.get(kind)
    told = [say(counts[name]) for name, say in words.items() if counts.get(name) and name != own]
    return " · ".join(told) or _("Nothing else is made for them.")


def button(counts):
    """What the button of the dry run does."""
    good, left = counts.get("create", 0) + counts.get("update", 0), counts.get("skip", 0) + counts.get("error", 0)
    text = ngettext("Import %(count)s row", "Import %(count)s rows", good, count=number(good))
    if good and left:
        return _("%(import_rows)s, leave out %(left)s", import_rows=text, left=number(left))
    return text


def outcome(run):
    """How it ended, as a sentence."""
    return {
        "done": _("Imported"),
        "failed": _("The import did not get to its end"),
        "cancelled": _("The import was stopped"),
        "undone": _("The import was taken back"),
    }[run.status]


def place(run):
    """Where the rows are to be seen; None where the reader may not go."""
    if run.kind == "opportunities":
        into = (run.result.get("pipeline") or {}).get("name")
        pipeline = next((one for one in Pipeline.offered() if one.name == into), None)
        return url_for("opportunities.index", outcome="all", pipeline=pipeline.id if pipeline else None)
    endpoint = {"customers": "customers.index", "contacts": "contacts.index"}.get(
        run.kind, f"settings.{run.kind}.index"
    )
    if endpoint.startswith("settings.") and (
        me().role != "administrator" or endpoint not in current_app.view_functions
    ):
        return None
    return url_for(endpoint)


def look(kind):
    """What the way there is called."""
    return {
        "opportunities": _("Look at the opportunities"),
        "customers": _("Look at the customers"),
        "contacts": _("Look at the contacts"),
        "products": _("Look at the products"),
        "users": _("Look at the users"),
    }[kind]
