"""Reports: a page a question, with its chart, table, definition, CSV, and the rows behind every figure."""

from flask import Blueprint, current_app, request
from flask_babel import gettext as _

from models.reports import REPORTS
from models.reports.dimension import DIMENSIONS
from models.reports.period import PRESETS
from views.guards import CHART
from views.opportunities import filters
from views.page import page
from views.reports import asked, names, sentences
from views.reports.charts import drawn
from views.reports.data import data
from views.reports.figures import behind, written
from views.reports.sheet import sheet
from views.reports.stats import losses, stats
from views.reports.tables import table
from views.words import number

blueprint = Blueprint("reports", __name__, url_prefix="/reports")
for child in (data, sheet):
    blueprint.register_blueprint(child)


@blueprint.get("", defaults={"name": "overview"})
@blueprint.get("/<name>")
def show(name):
    wanted = asked.read(name)
    answer = wanted.answer()
    shown = overview(answer, wanted) if answer.by is None else question(answer, wanted)
    return page(
        "reports/show.html",
        part="reports/show.swap.html",
        asked=wanted,
        answer=answer,
        controls=controls(wanted),
        source=current_app.config["SETTINGS"].chart_source,
        library=CHART,
        **shown,
    )


def question(answer, wanted):
    """What the page of one question shows beside its controls."""
    shown = {
        "body": "reports/_question.html",
        "title": sentences.title(answer),
        "lead": sentences.lead(answer),
        "stats": stats(answer),
        "drawn": len(drawn(answer)),
        "table": table(answer, whole="all" in request.args),
        "empty": not (answer.total.count if answer.report.name == "pipeline-value" else answer.total.closed),
        "reasons": [],
        "competitors": [],
    }
    if answer.report.name == "win-loss" and answer.total.lost:
        shown["reasons"] = losses(wanted.answer(by="reason")) if answer.by.name != "reason" else []
        shown["competitors"] = losses(wanted.answer(by="competitor")) if answer.by.name != "competitor" else []
    return shown


def overview(answer, wanted):
    """What the overview shows: each part with its sentence and its address, and the figures."""
    parts = [
        {
            "key": f"{name}/{by}",
            "report": part.report,
            "by": part.by,
            "title": sentences.title(part),
            "href": wanted.address(name=name, by=by if by != part.report.by[0] else None),
            "empty": not (part.total.count if name == "pipeline-value" else part.total.closed),
        }
        for (name, by), part in answer.total.items()
    ]
    return {
        "body": "reports/_overview.html",
        "title": sentences.stand(answer),
        "parts": parts,
        "figures": [line(answer, row) for row in answer.rows],
        "reasons": [],
        "competitors": [],
    }


def line(answer, row):
    """A Figure of the overview in words."""
    part = next(part for part in answer.total.values() if part.report is row.report)
    return {
        "name": _(row.name),
        "value": written(row.value, row.kind),
        "note": _("amount known for %(known)s of %(all)s", known=number(row.known), all=number(row.of))
        if row.of
        else "",
        "href": behind(part, part.total, row.leads) if row.leads and row.value else "",
    }


def controls(wanted):
    """The selects above a report."""
    return {
        "reports": list(REPORTS.values()),
        "splits": [(by, _(DIMENSIONS[by].title)) for by in wanted.report.by],
        "presets": [("days", _("Chosen days")), *((name, names.preset(name)) for name in PRESETS)],
        "choices": filters.choices(wanted.wanted, "pipeline", "team", "owner"),
    }
