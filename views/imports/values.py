"""What the texts of some columns mean, and what foreign currencies are worth: chosen before the dry run counts."""

import re

from flask import Blueprint, redirect, request, url_for
from flask_babel import gettext as _

from models.base import Refused, Stale
from models.imports.run import ImportRun
from models.rate import fit
from models.setting import Setting
from views.imports import offers, terms
from views.imports.way import steps
from views.page import find, go, me, page

values = Blueprint("values", __name__, url_prefix="/<int:import_id>/values")
CODE = re.compile("[A-Z]{3}")


@values.get("")
def edit(import_id):
    run = find(ImportRun, import_id)
    if run.status != "checked":
        return redirect(url_for("imports.show", import_id=run.id))
    return shown(run, offers.asked(run), run.options.get("rates") or {})


@values.post("")
def update(import_id):
    """What was chosen is kept, and checked anew where it changes anything."""
    run = find(ImportRun, import_id, to="change")
    columns = offers.asked(run)
    if run.status != "checked" or request.form.get("version") != str(run.version):
        why = _("This import was changed elsewhere in the meantime. Look at your choices again, and go on.")
        return shown(run, columns, {}, status=409, why=why) if run.status == "checked" else _elsewhere(run)
    chosen, rates = _chosen(columns), _rates()
    wrong = [code for code, value in rates.items() if value and not _rate(value)]
    if wrong:
        return shown(run, columns, rates, wrong, status=422)
    rates = {code: value.strip() for code, value in rates.items() if value.strip()}
    if chosen != (run.options.get("values") or {}) or rates != (run.options.get("rates") or {}):
        try:
            run.configure(me(), values=chosen, options={"rates": rates}, version=run.version)
        except (Stale, Refused) as refused:
            return shown(run, columns, rates, status=409, why=terms.why(refused.reason, refused.facts))
    return go(url_for("imports.show", import_id=run.id))


def _elsewhere(run):
    return go(url_for("imports.show", import_id=run.id))


def _chosen(columns):
    """{field: {text: choice}} of what differs from what is taken by itself; noted at the values, too."""
    told = {}
    for column in columns:
        names = {choice for _title, offered in column.groups for choice, _name in offered}
        for value in column.values:
            sent = request.form.get(value.name, value.chosen)
            value.chosen = sent if sent in names | {value.extra} else value.usual
            if value.chosen != value.usual:
                told.setdefault(column.field, {})[value.text] = (
                    int(value.chosen) if value.chosen.isdecimal() else value.chosen
                )
    return told


def _rates():
    """{code: what was typed}"""
    found = {name.removeprefix("rate-"): value[:40] for name, value in request.form.items() if name.startswith("rate-")}
    return {code: value for code, value in found.items() if CODE.fullmatch(code)}


def _rate(text):
    """Is it a rate?"""
    try:
        return bool(fit(text))
    except Refused:
        return False


def shown(run, columns, rates, wrong=(), status=200, why=None):
    codes = list(dict.fromkeys([*(run.result.get("currencies") or ()), *(run.options.get("rates") or {})]))
    return page(
        "imports/values/edit.html",
        part="imports/values/_form.html",
        status=status,
        run=run,
        columns=columns,
        rates=[(code, rates.get(code, ""), code in wrong) for code in codes],
        base=Setting.read("company.currency"),
        why=why,
        steps=steps(run, "values"),
    )
