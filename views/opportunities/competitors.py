"""Who else is in the running for an opportunity: named, noted, taken out."""

from flask import Blueprint, abort
from flask_babel import lazy_gettext as _
from flask_wtf import FlaskForm
from wtforms import StringField
from wtforms.validators import DataRequired

from models.keys import tidy
from models.opportunity import Opportunity
from models.pipeline import Competitor
from views.fields import AtMost, line
from views.opportunities import beside
from views.page import find, me

competitors = Blueprint("competitors", __name__, url_prefix="/<int:opportunity_id>/competitors")
NEW, EDIT = "opportunities/competitors/_new.html", "opportunities/competitors/_edit.html"


class NoteForm(FlaskForm):
    note = StringField(_("What is known of their bid"), line(300), filters=[tidy])


class RivalForm(NoteForm):
    name = StringField(_("Competitor"), [DataRequired(_("Enter a name.")), AtMost(120)], filters=[tidy])


@competitors.get("/new")
def new(opportunity_id):
    row = find(Opportunity, opportunity_id, to="change")
    return beside.form(NEW, row, RivalForm(), known=Competitor.known())


@competitors.post("")
def create(opportunity_id):
    row = find(Opportunity, opportunity_id, to="change")
    form = RivalForm()
    if not form.validate_on_submit():
        return beside.form(NEW, row, form, known=Competitor.known())
    row.add_competitor(me(), form.name.data, form.note.data)
    return beside.part(row, beside.RIVALS, "competitors")


@competitors.get("/<int:competitor_id>")
def edit(opportunity_id, competitor_id):
    row = find(Opportunity, opportunity_id, to="change")
    link = of(row, competitor_id)
    return beside.form(EDIT, row, NoteForm(data={"note": link.note}), rival=link.competitor)


@competitors.post("/<int:competitor_id>")
def update(opportunity_id, competitor_id):
    row = find(Opportunity, opportunity_id, to="change")
    rival = of(row, competitor_id).competitor
    form = NoteForm()
    if not form.validate_on_submit():
        return beside.form(EDIT, row, form, rival=rival)
    row.note_competitor(me(), rival, form.note.data)
    return beside.part(row, beside.RIVALS, "competitors")


@competitors.post("/<int:competitor_id>/remove")
def destroy(opportunity_id, competitor_id):
    row = find(Opportunity, opportunity_id, to="change")
    row.remove_competitor(me(), of(row, competitor_id).competitor)
    return beside.part(row, beside.RIVALS, "competitors")


def of(row, competitor_id):
    """What links the competitor to the opportunity, else 404."""
    found = [link for link in row.competitors() if link.competitor_id == competitor_id]
    return found[0] if found else abort(404)
