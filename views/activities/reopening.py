"""Ticked off by mistake: back among the plans."""

from flask import Blueprint
from flask_babel import gettext as _

from models.activity import Activity
from views.activities.answers import gone
from views.activities.subject import Subject
from views.kinds import title
from views.page import find, me

reopening = Blueprint("reopening", __name__, url_prefix="/<int:activity_id>/reopening")


@reopening.post("")
def create(activity_id):
    row = find(Activity, activity_id, to="change")
    row.reopen(me())
    return gone(Subject.of(row), _("%(what)s is planned again.", what=title(row.kind, row.subject)))
