"""Reports: a page a question, with its chart, table, definition, CSV, and the rows behind every figure."""

from flask import Blueprint, current_app, request
from flask_babel import gettext as _

from models.reports import REPORTS
from models.reports.period import offered
from views.guards import CHART
from views.opportunities import filters
from views.page import page
from views.reports import asked, charts, crossings, kinds, names, sentences
from views.reports.changes import between, held
from views.reports.data import data
from views.reports.figures import written
from views.reports.sheet import sheet
from views.reports.tables import table
from views.words import number

blueprint = Blueprint("reports", __name__, url_prefix="/reports")
for child in (data, sheet):
    blueprint.register_blueprint(child)


@blueprint.get("", defaults={"name": "overview"})
@blueprint.get("/<name>")
def show(name):
    wanted = asked.read(name)
    if wanted.across:
        shown = crossings.shown(wanted.crossing(), wanted)
    else:
        answer = wanted.answer()
        shown = {"answer": answer, **(overview if answer.by is None else question)(answer, wanted)}
    return page(
        "reports/show.html",
        part="reports/show.swap.html",
        asked=wanted,
        controls=controls(wanted),
        source=current_app.config["SETTINGS"].chart_source,
        library=CHART,
        **shown,
    )


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
    """What the overview shows: each part with its sentence and its address, and the figures."""
    parts = [
        {
            "key": f"{name}/{by}",
            "report": part.report,
            "by": part.by,
            "title": kinds.sentence(part),
            "href": wanted.address(name=name, by=by if by != part.report.by[0] else None),
            "empty": part.empty,
        }
        for (name, by), part in answer.total.items()
    ]
    return {
        "body": "reports/_overview.html",
        "title": sentences.stand(answer),
        "against": names.against(answer),
        "parts": parts,
        "figures": [line(answer, row) for row in answer.rows],
        "sides": [],
    }


def line(answer, row):
    """A Figure of the overview in words."""
    part = next(part for part in answer.total.values() if part.report is row.report)
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
