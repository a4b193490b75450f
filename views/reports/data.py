"""A report for the chart, and for other programs: its figures, and the shape that Chart.js draws."""

from flask import Blueprint, jsonify

from views.reports import asked, crossing_files, kinds, plain, sentences
from views.reports.charts import chart

data = Blueprint("data", __name__)


@data.get("/<name>.json")
def show(name):
    wanted = asked.read(name)
    if wanted.across:
        return jsonify(crossing_files.record(wanted.crossing()))
    answer = wanted.answer()
    told = plain.record(answer) | {"sentence": str(kinds.sentence(answer) if answer.by else sentences.stand(answer))}
    if answer.by is None:
        parts = {f"{report}/{by}": chart(part, most=5) for (report, by), part in answer.total.items()}
        return jsonify(told | {"charts": parts})
    return jsonify(told | chart(answer))
