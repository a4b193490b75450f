"""What settings and the fields of what can be set are called, and their values in words."""

import datetime as dt
import json

from flask_babel import format_date, gettext, lazy_pgettext
from flask_babel import lazy_gettext as _

from models.opportunity.demanded import DEMANDS
from views import language
from views.story.terms import LABELS as TERMS
from views.words import day, money

KEYS = {
    "company.name": _("the company's name"),
    "company.language": _("the company's language"),
    "company.currency": _("the currency for totals"),
    "company.time_zone": _("the company's time zone"),
    "company.fiscal_month": _("the beginning of the fiscal year"),
    "company.week_start": _("the first day of the week"),
    "company.logo": _("the logo"),
    "reports.ranking": _("the ranking of people"),
    "reports.sizes": _("where the classes of size begin"),
    "neglected.days": _("the days until an opportunity is neglected"),
    "reach.salesperson": _("what salespeople see"),
    "mail.host": _("the mail server"),
    "mail.port": _("the port of the mail server"),
    "mail.tls": _("the encryption of mails on their way"),
    "mail.user": _("the user at the mail server"),
    "mail.password": _("the password at the mail server"),
    "mail.sender": _("the sender of mails"),
}
NOUNS = {
    "pipeline": _("the pipeline"),
    "stage": _("the stage"),
    "close_reason": _("the close reason"),
    "source": _("the source"),
    "competitor": _("the competitor"),
    "product": _("the product"),
    "tag": _("the tag"),
    "team": _("the team"),
    "user": _("the user"),
    "saved_view": _("the view"),
}
LABELS = {
    **TERMS,
    "rate": _("Stage rate"),
    "expected_days": _("Expected days"),
    "limit_days": _("Limit in days"),
    "category": _("Forecast category"),
    "required": _("Required fields"),
    "position": _("Order"),
    "office": _("Office"),
    "role": _("Role"),
    "team": _("Team"),
    "language": _("Language"),
    "email": _("Mail address"),
    "series": _("Series"),
    "code": _("Code"),
    "price": _("Price"),
}
ROLES = {
    "administrator": _("Administrator"),
    "manager": _("Manager"),
    "team_lead": _("Team lead"),
    "salesperson": _("Salesperson"),
    "viewer": _("Viewer"),
}
CATEGORIES = {
    "pipeline": lazy_pgettext("forecast category", "Pipeline"),
    "best_case": lazy_pgettext("forecast category", "Best case"),
    "commit": lazy_pgettext("forecast category", "Commit"),
    "omitted": lazy_pgettext("forecast category", "Omitted"),
}
WORDS = {
    "reach.salesperson": {"own": _("their own"), "team": _("their team's")},
    "reports.ranking": {"yes": _("on"), "no": _("off")},
    "company.language": language.NAMES,
    "language": language.NAMES,
    "role": ROLES,
    "category": CATEGORIES,
}
DAYS = {"saturday": dt.date(2022, 1, 1), "sunday": dt.date(2022, 1, 2), "monday": dt.date(2022, 1, 3)}


def key_name(key):
    """What a setting is called."""
    return str(KEYS.get(key, key))


def label(field):
    """What a field is called."""
    return str(LABELS.get(field, field.replace("_", " ")))


def said(field, value, teams=None, code=None):
    """A value of a field or setting in words; None for none. `teams` are {id: name}, `code` is the currency of a price."""
    if value in (None, "", [], "[]"):
        return None
    if field == "required":
        return ", ".join(gettext(DEMANDS.get(name, name)) for name in _list(value))
    if field == "price":
        return money(value, code)
    if field == "company.logo":
        return gettext("a picture")
    if field == "company.week_start" and value in DAYS:
        return format_date(DAYS[value], "cccc")
    if field == "company.fiscal_month" and str(value).isdigit():
        return format_date(dt.date(2022, min(max(int(value), 1), 12), 1), "LLLL")
    if field in WORDS:
        return str(WORDS[field].get(value, value))
    if field == "team":
        return (teams or {}).get(value, str(value))
    if isinstance(value, bool):
        return gettext("Yes") if value else gettext("No")
    if isinstance(value, list):
        return ", ".join(label(one) if isinstance(one, str) else str(one) for one in value)
    return _day(value) if field.endswith("_on") else str(value)


def _list(value):
    """A list as it is, or as a column of the database keeps it."""
    return value if isinstance(value, list) else json.loads(value)


def _day(value):
    try:
        return day(dt.date.fromisoformat(str(value)))
    except ValueError:
        return str(value)
