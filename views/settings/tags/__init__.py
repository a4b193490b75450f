"""Words that people stick on rows: how many wear each; renamed, merged, taken off everything."""

from flask import Blueprint, request, url_for
from flask_babel import gettext
from flask_babel import lazy_gettext as _
from wtforms import StringField
from wtforms.validators import DataRequired, ValidationError

from models import retagged
from models.base import Refused, Stale
from models.keys import tidy
from models.tag import LONGEST, Tag
from views.fields import AtMost
from views.page import find, leave, me, page, toast
from views.settings.catalogue.forms import NamedForm
from views.settings.tags.merger import merger
from views.settings.tags.removal import removal

tags = Blueprint("tags", __name__, url_prefix="/tags")
for child in (merger, removal):
    tags.register_blueprint(child)
EDIT = "settings/tags/edit.html", "settings/tags/_edit.html"


class TagForm(NamedForm):
    """Another spelling of its own name is a new name, too."""

    model = Tag
    name = StringField(_("Name"), [DataRequired(_("Enter a name.")), AtMost(LONGEST)], filters=[tidy])

    def validate_name(self, field):
        if there := Tag.spelt(field.data, self.row.id):
            raise ValidationError(gettext("“%(name)s” is there already. Merge the two instead.", name=there.name))


@tags.get("")
def index():
    q, later = request.args.get("q", "")[:100].replace("\0", "").strip(), "after" in request.args
    rows, older = Tag.listed(q, after=request.args.get("after"))
    return page(
        "settings/tags/index.html",
        part="settings/tags/_rows.html" if later else "settings/tags/_list.html",
        rows=rows,
        older=older,
        later=later,
        q=q,
        count=None if later else Tag.among(q).count(),
        worn=retagged.used([row.id for row in rows]),
    )


@tags.get("/<int:tag_id>/edit")
def edit(tag_id):
    row = find(Tag, tag_id, to="change")
    return answer(row, TagForm(row=row))


@tags.post("/<int:tag_id>")
def update(tag_id):
    row = find(Tag, tag_id, to="change")
    form = TagForm(row=row)
    form.choose(row)
    if not form.validate_on_submit():
        return answer(row, form, 422)
    if conflicts := form.reconcile(row):
        return answer(row, form, 409, conflicts)
    try:
        retagged.rename(row, form.name.data, me(), version=form.read)
    except Stale:  # in the blink between looking and writing: look again
        row = find(Tag, tag_id, to="change")
        return answer(row, form, 409, form.reconcile(row))
    except Refused as error:  # of commas alone
        form.name.errors = [gettext(error.reason) % error.facts]
        return answer(row, form, 422)
    toast(gettext("%(name)s is saved.", name=row.name))
    return leave(url_for("settings.tags.index"))


def answer(row, form, status=200, conflicts=()):
    return page(*EDIT, status=status, row=row, form=form, conflicts=conflicts)
