"""Who signs in: the list of colleagues, a new one, and the page of each with role, team and the end of the account."""

from flask import Blueprint, request, url_for
from flask_babel import gettext as _

from models.base import Refused, Stale, transaction
from models.reset import PasswordReset
from models.user import User
from views.page import find, go, invalid, leave, me, page, toast
from views.settings.users.asked import address, asked, choices
from views.settings.users.ending import ending
from views.settings.users.forms import LATER, LINK, PASSWORD, NewUserForm, UserForm
from views.settings.users.links import handed, links, mails
from views.settings.users.shown import about, lines
from views.settings.users.sign_ins import sign_ins

users = Blueprint("users", __name__, url_prefix="/users")
for child in (ending, links, sign_ins):
    users.register_blueprint(child)
NEW = "settings/users/new.html", "settings/users/_new.html"


@users.get("")
def index():
    wanted, later = asked(), "after" in request.args
    rows, older = User.listed(request.args.get("after"), **wanted)
    return page(
        "settings/users/index.html",
        part="settings/users/_rows.html" if later else "settings/users/_list.html",
        wanted=wanted,
        older=older,
        later=later,
        count=None if later else User.among(**wanted).count(),
        address=address(wanted),
        **lines(rows),
        **choices(),
    )


@users.get("/new")
def new():
    return page(*NEW, form=NewUserForm(mails()))


@users.post("")
def create():
    form = NewUserForm(mails())
    if not form.validate_on_submit():
        return invalid(*NEW, form=form)
    password = form.password.data if form.way.data == PASSWORD else None
    try:
        with transaction():
            row = User.add(**form.values(), password=password, by=me())
            if form.way.data not in (PASSWORD, LINK, LATER):
                PasswordReset.send(row, me())
    except Refused as error:
        form.email.errors = [_(error.reason) % error.facts]
        return page(*NEW, status=409, form=form)
    if form.way.data == LINK:
        return handed(row)
    toast(_("%(name)s is added.", name=row.name))
    return leave(url_for("settings.users.edit", user_id=row.id))


@users.get("/<int:user_id>")
def edit(user_id):
    row = find(User, user_id, to="change")
    return answer(row, UserForm(formdata=None, row=row))


@users.post("/<int:user_id>")
def update(user_id):
    row = find(User, user_id, to="change")
    form = UserForm(row=row)
    form.choose(row)
    if not form.validate_on_submit():
        return answer(row, form, 422)
    if conflicts := form.reconcile(row):
        return answer(row, form, 409, conflicts)
    try:
        changed = row.edit(me(), version=form.read, along=form.along.data, **form.values())
    except Stale:  # in the blink between looking and writing: look again
        row = find(User, user_id, to="change")
        return answer(row, form, 409, form.reconcile(row))
    except Refused as error:
        return answer(find(User, user_id), form, 409, why=_(error.reason) % error.facts)
    toast(said(row, changed))
    return go(url_for("settings.users.edit", user_id=row.id))


def answer(row, form, status=200, conflicts=(), why=None):
    return page(
        "settings/users/edit.html", status=status, row=row, form=form, conflicts=conflicts, why=why, **about(row)
    )


def said(row, changed):
    """What to say after a change: a new role with what it means."""
    if "role" in changed:
        return {
            "administrator": _("%(name)s is an administrator from now on, and sees and changes everything.", name=row.name),
            "manager": _("%(name)s is a manager from now on, and sees and changes everything but the settings.", name=row.name),
            "team_lead": _("%(name)s is a team lead from now on, and sees and changes what the team has.", name=row.name),
            "salesperson": _("%(name)s is a salesperson from now on, and changes their own.", name=row.name),
            "viewer": _("%(name)s is a viewer from now on: sees everything, changes nothing.", name=row.name),
        }[row.role]  # fmt: skip
    return _("%(name)s is saved.", name=row.name)
