"""One part of the overview, which the page asks for when it is there: its sentence, and its chart with the figures."""

from flask import Blueprint, abort, current_app, redirect, request

from models.reports.overview import glances as glances_of
from views.guards import CHART
from views.page import page
from views.reports import asked, kinds
from views.reports.charts import chart

MOST = 5  # lying bars
glances = Blueprint("glances", __name__, url_prefix="/glances")


@glances.get("/<glance>")
def show(glance):
    if glance not in glances_of():
        abort(404)
    wanted = asked.read("overview")
    if not request.wants_part:
        return redirect(wanted.home)
    answer = wanted.glance(glance)
    return page(
        "reports/glances/_glance.html",
        glance=glance,
        shown=answer and told(answer, wanted),
        source=current_app.config["SETTINGS"].chart_source,
        library=CHART,
    )


def told(answer, wanted):
    """A glance in words: its title, by what, its sentence, where it leads, its figures for the chart."""
    report, by = answer.report, answer.by
    return {
        "title": report.title,
        "by": by.title,
        "say": kinds.sentence(answer),
        "href": wanted.address(name=report.name, by=by.name if by.name != report.by[0] else None),
        "chart": None if answer.empty else chart(answer, most=MOST),
    }
