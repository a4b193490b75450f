"""How the forms of follow-ups answer: in the composer of a page, in a dialog, or as a page of their own."""

import json

from flask import request

from models.activity import KINDS
from views.activities import days
from views.activities.forms import LogForm, PlanForm
from views.activities.phrases import phrases
from views.kinds import GLYPHS, NAMES
from views.page import go, page, swap, toast

MODES = ("log", "plan", "note")


def mode():
    """Which form is asked for: log, plan or note."""
    wish = request.values.get("mode")
    return wish if wish in MODES else "log"


def fresh(subject, mode, **held):
    """An empty form; `held` are values to propose."""
    kind = request.args.get("kind")
    held = {**({"kind": kind} if kind in KINDS else {}), **held}
    if mode == "note":
        return None
    return (PlanForm if mode == "plan" else LogForm)(subject, blank=True, **held)


def around(subject, mode, form, why=None, asks=False, within=None, focus=True):
    """The context of activities/_composer.html. `asks`: what was done is saved, and now: and next?

    `within`: it stands on the page of its subject (default: as the request says); `focus`: its first field has it.
    """
    within = inside() if within is None else within
    if within and form:
        tell_apart(form, mode)
    return {
        "subject": subject,
        "mode": mode,
        "form": form,
        "why": why,
        "asks": asks,
        "kinds": [(kind, str(name), GLYPHS[kind]) for kind, name in NAMES.items()],
        "quick": days.quick(still_today=mode == "plan"),
        "phrases": phrases() if mode == "log" else {},
        "inside": within,
        "focus": focus and not (form and form.errors),
        "text": request.form.get("text", "") if mode == "note" else "",
    }


def inline(subject):
    """The context of the composer as a page brings it: ready for what was done."""
    return around(subject, "log", fresh(subject, "log", contact=subject.contact), within=True, focus=False)


def tell_apart(form, mode):
    """Ids of their own for the fields of the composer: a dialog over the page may ask the same.

    And of each mode: who saved a plan from its time must not find themselves in the time of what is logged next.
    """
    for field in form:
        field.id = field.label.field_id = f"composer-{mode}-{field.id}"


def inside():
    """Does the form stand on the page of its subject, not in a dialog?"""
    return bool(request.values.get("inside"))


def answer(subject, mode, form, status=200, **more):
    """The form in its place."""
    part = "activities/_composer.html" if inside() else "activities/_new.html"
    return page("activities/new.html", part=part, status=status, **around(subject, mode, form, **more))


def saved(subject, message, undo=None, asks=None):
    """After a change: the composer empty again or the dialog gone, and the word for whoever shows follow-ups.

    `asks`: a PlanForm that asks for the next step in the same place.
    """
    if asks is None or not inside():
        toast(message, undo=undo)
    if not request.wants_part:
        if asks is not None:
            return page("activities/new.html", **around(subject, "plan", asks, asks=True))
        return go(subject.page)
    template = "activities/saved.swap.html"
    form = asks or (fresh(subject, "log") if inside() else None)
    context = around(subject, "plan" if asks else "log", form, asks=asks is not None, focus=asks is not None)
    return swap(template, headers=told(subject), shows=form is not None, **context)


def told(subject):
    """The header that tells boards, lists, panels and Today that follow-ups changed."""
    row = subject.opportunity
    facts = {"id": row.id if row else 0, "target": "body"}
    return {"HX-Trigger": json.dumps({"opportunity-changed": facts, "activity-changed": {"target": "body"}})}


def gone(subject, message, undo=None):
    """After an action without a form: a message, and the word for whoever shows it."""
    toast(message, undo=undo)
    if not request.wants_part:
        return go(request.form.get("next") if (request.form.get("next") or "").startswith("/today") else subject.page)
    return swap("opportunities/done.swap.html", headers=told(subject))
