"""What is asked about a colleague."""

from flask_babel import gettext, lazy_pgettext
from flask_babel import lazy_gettext as _
from wtforms import BooleanField, EmailField, PasswordField, RadioField, SelectField, StringField
from wtforms.validators import DataRequired, Optional, ValidationError

from models.keys import tidy
from models.setting import Setting
from models.team import Team
from models.user import User
from views.account.forms import LEAST
from views.conflicts import VersionedForm
from views.fields import AtMost, a_mail
from views.language import NAMES

MAIL, LINK, PASSWORD, LATER = "mail", "link", "password", "later"
ROLE_NAMES = {
    "administrator": _("Administrator"),
    "manager": _("Manager"),
    "team_lead": _("Team lead"),
    "salesperson": _("Salesperson"),
    "viewer": _("Viewer"),
}
REACH = {
    "administrator": _("Sees and changes everything, these settings too."),
    "manager": _("Sees and changes everything but the settings."),
    "team_lead": _("Sees and changes what the team has."),
    "salesperson": _("Sees and changes their own, and what is shared with them."),
    "viewer": _("Sees everything, changes nothing."),
}
REACH_OF_TEAM = _("Sees what the team has; changes their own, and what is shared with them.")


def roles():
    """[(role, (name, what it sees and changes))]"""
    reach = REACH | ({"salesperson": REACH_OF_TEAM} if Setting.read("reach.salesperson") == "team" else {})
    return [(role, (str(name), str(reach[role]))) for role, name in ROLE_NAMES.items()]


class PersonForm(VersionedForm):
    name = StringField(lazy_pgettext("person", "Name"), [DataRequired(_("Enter a name.")), AtMost(120)], filters=[tidy])
    email = EmailField(
        _("Mail address"), [DataRequired(_("Enter a mail address.")), AtMost(254), a_mail], filters=[tidy]
    )
    role = RadioField(_("Role"))
    team = SelectField(_("Team"))
    language = SelectField(_("Language"))

    def __init__(self, *args, row=None, **kwargs):
        self.row = row
        super().__init__(*args, **kwargs)
        self.role.choices = roles()
        self.teams = {str(team.id): team for team in Team.offered()}
        if row and row.team_id:
            self.teams[str(row.team_id)] = row.team
        self.team.choices = [("", gettext("No team")), *((key, team.name) for key, team in self.teams.items())]
        self.language.choices = [("", gettext("The language of the company")), *NAMES.items()]

    def validate_team(self, field):
        if self.role.data == "team_lead" and not field.data:
            raise ValidationError(gettext("Choose the team that they lead."))

    def validate_email(self, field):
        there = User.by_email(field.data)
        if there and not (self.row and there.id == self.row.id):
            raise ValidationError(gettext("%(name)s has this mail address already.", name=there.name))

    def value(self, name):
        if name == "team":
            return self.teams.get(self.team.data)
        if name == "email":
            return (self.email.data or "").lower() or None
        return self.language.data or None if name == "language" else super().value(name)

    def values(self):
        """What `User.add` and `User.edit` take."""
        return {name: self.value(name) for name in User.FIELDS}


class UserForm(PersonForm):
    """Of somebody who is there. Who never had a mail address may go without."""

    along = BooleanField(_("Open opportunities and customers move along"))

    def __init__(self, *args, row, **kwargs):
        held = {name: getattr(row, name) or "" for name in ("name", "email", "role", "language")}
        held |= {"team": str(row.team_id or ""), "version": row.version}
        super().__init__(*args, row=row, data=held, **kwargs)
        if not row.email:
            self.email.validators = [Optional(), AtMost(254), a_mail]
            self.email.flags.required = False

    def fill(self, name, row):
        if name == "team":
            self.team.data = str(row.team_id or "")
        else:
            super().fill(name, row)

    def said(self, name, value):
        if name == "role":
            return str(ROLE_NAMES[value])
        if name == "team":
            return value.name if value else gettext("No team")
        return (
            NAMES.get(value, gettext("The language of the company"))
            if name == "language"
            else super().said(name, value)
        )


class NewUserForm(PersonForm):
    """`way` is how they come in: by a link that is mailed or passed on, or with a password that is set here once."""

    way = RadioField(_("How do they come in?"))
    password = PasswordField(_("Password"))

    def __init__(self, mails):
        super().__init__(data={"role": "salesperson", "way": MAIL if mails else LINK})
        ways = {
            MAIL: (gettext("Send an invitation"), gettext("A mail with a link that opens for seven days.")),
            LINK: (gettext("Show me a link"), gettext("To pass on yourself; it opens once, for seven days.")),
            PASSWORD: (gettext("Set a password"), gettext("You tell it to them; they change it in their account.")),
            LATER: (gettext("Not yet"), gettext("They own things already, and sign in later.")),
        }
        self.way.choices = [(way, words) for way, words in ways.items() if mails or way != MAIL]

    def validate_password(self, field):
        if self.way.data == PASSWORD and not LEAST <= len(field.data or "") <= 200:
            raise ValidationError(gettext("At least 10 characters. A short sentence is easiest to remember."))
