"""Reports: a page a question, with its chart, table, definition, CSV, and the rows behind every figure."""

from flask import Blueprint, current_app, render_template, request
from flask_babel import get_locale
from flask_babel import gettext as _
from markupsafe import Markup

from models.reports import REPORTS
from models.reports.keeping import kept
from models.reports.overview import SPLIT
from models.reports.overview import glances as glances_of
from models.reports.period import offered
from views.guards import CHART
from views.opportunities import filters
from views.page import me, page
from views.reports import asked, charts, crossings, kinds, names, sentences
from views.reports.changes import between, held
from views.reports.data import data
from views.reports.figures import written
from views.reports.glances import glances
from views.reports.sheet import sheet
from views.reports.tables import table
from views.words import number

blueprint = Blueprint("reports", __name__, url_prefix="/reports")
for child in (data, glances, sheet):
    blueprint.register_blueprint(child)


@blueprint.get("", defaults={"name": "overview"})
@blueprint.get("/<name>")
def show(name):
    wanted = asked.read(name)
    question = ("page", str(get_locale()), *wanted.question(), "all" in request.args)
    told = kept(me(), question, lambda: body(wanted), wanted.report.moving)
    return page(
        "reports/show.html", part="reports/show.swap.html", asked=wanted, library=CHART, source=source(), **told
    )


def body(wanted):
    """What a report's page says, as long as its figures hold: its words as they are to be shown, and its controls."""
    offered = controls(wanted)
    if wanted.across:
        shown = crossings.shown(wanted.crossing(), wanted)
    elif wanted.report.by:
        answer = wanted.answer()
        shown = {"answer": answer, **question(answer, wanted)}
    else:
        answer = wanted.standing()
        shown = {"answer": answer, **overview(answer, wanted)}
    text = render_template(shown["body"], asked=wanted, library=CHART, source=source(), controls=offered, **shown)
    kept_too = {name: shown[name] for name in ("title", "crossing") if name in shown}
    return {**kept_too, "controls": offered, "body": Markup(text)}  # noqa: S704 (our own template made it)


def source():
    """Where the chart library comes from: cdn or local."""
    return current_app.config["SETTINGS"].chart_source


def question(answer, wanted):
    """What the page of one question shows beside its controls."""
    kind = kinds.of(answer)
    shown = {"body": "reports/_question.html", "title": kinds.sentence(answer)}
    if answer.empty:
        return {**shown, "empty": kind.empty(answer, wanted.narrowed), "sides": []}
    return {
        **shown,
        "empty": None,
        "lead": kind.lead(answer),
        "against": names.against(answer),
        "stats": held(answer, kind.stats(answer)),
        "lines": held(answer, kind.lines(answer)),
        "heading": kind.heading(answer),
        "drawn": len(kind.drawn(answer, charts.MOST)),
        "table": table(answer, "all" in request.args, wanted),
        "sides": kind.sides(answer, wanted),
    }


def overview(answer, wanted):
    """What the overview shows: its glances, which come after the page, and the figures."""
    return {
        "body": "reports/_overview.html",
        "title": sentences.stand(answer),
        "against": names.against(answer),
        "glances": [glance(name, wanted) for name in glances_of()],
        "figures": [line(wanted, row) for row in answer.rows],
        "sides": [],
    }


def glance(name, wanted):
    """The place of a part of the overview: whose it is, where it leads, and where it comes from."""
    report = REPORTS["win-loss"] if name == SPLIT else REPORTS[name]
    return {
        "name": name,
        "title": _(report.title),
        "href": wanted.address(name=report.name),
        "address": wanted.address("reports.glances.show", glance=name),
    }


def line(wanted, row):
    """A Figure of the overview in words."""
    part = wanted.glance(row.report.name)
    known = {"known": number(row.known), "all": number(row.of)}
    return {
        "name": _(row.name),
        "value": written(row.value, row.kind),
        "note": _("amount known for %(known)s of %(all)s", **known) if row.of else "",
        "href": kinds.of(part).behind(part, part.total, row.leads) if row.leads and row.value else "",
        "change": between(row.value, row.before, row.kind),
    }


def controls(wanted):
    """The selects above a report."""
    report = wanted.report
    return {
        "reports": list(REPORTS.values()),
        "splits": [(by, _(report.dimension(by).title)) for by in report.by],
        "crossed": [(by, _(report.dimension(by).title)) for by in report.crossed if by != wanted.by],
        "dated": names.dated(report),
        "presets": [("days", _("Chosen days")), *((name, names.preset_days(name)) for name in offered(report.ahead))],
        "choices": filters.choices(wanted.wanted, "pipeline", "team", "owner"),
    }
