"""What is asked about the company."""

import datetime as dt
import re

from babel.dates import format_date
from flask import url_for
from flask_babel import get_locale
from flask_babel import gettext as _g
from flask_babel import lazy_gettext as _
from flask_wtf import FlaskForm
from flask_wtf.file import FileField, FileRequired
from wtforms import BooleanField, HiddenField, SelectField, StringField
from wtforms.validators import DataRequired, ValidationError

from models import company
from models.base import Refused
from models.keys import tidy
from models.reports.dimension import usual_sizes
from models.setting import Setting
from views import language
from views.fields import AtMost
from views.opportunities import amounts
from views.settings.currencies.names import choices

DAYS = {"saturday": dt.date(2022, 1, 1), "sunday": dt.date(2022, 1, 2), "monday": dt.date(2022, 1, 3)}
FIELDS = ("name", "language", "currency", "time_zone", "fiscal_month", "week_start")


class CompanyForm(FlaskForm):
    """`stamp` tells whether somebody else changed the settings since they were read."""

    stamp = HiddenField()
    name = StringField(_("Name"), [DataRequired(_("Enter the company's name.")), AtMost(120)], filters=[tidy])
    language = SelectField(_("Language"), choices=list(language.NAMES.items()))
    time_zone = SelectField(_("Time zone"))
    currency = SelectField(_("Currency for totals"))
    fiscal_month = SelectField(_("The fiscal year begins in"))
    week_start = SelectField(_("The week begins on"))
    sizes = StringField(_("Classes of size begin at"), [AtMost(200)], filters=[tidy])
    ranking = BooleanField(_("Team performance ranks people"))

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.currency.choices = choices()
        self.time_zone.choices = language.zones()
        self.fiscal_month.choices = [(str(month), _named(dt.date(2022, month, 1), "LLLL")) for month in range(1, 13)]
        self.week_start.choices = [(name, _named(DAYS[name], "cccc")) for name in company.OFFERED["company.week_start"]]

    def validate_sizes(self, field):
        try:
            company.must_be_limits(limits(field.data))
        except Refused as error:
            raise ValidationError(_g(error.reason) % error.facts) from error
        except ValueError as error:
            raise ValidationError(str(error)) from error

    @property
    def usual(self):
        """The limits that hold while the field is empty, as one would type them."""
        return spaced(" ".join(map(str, usual_sizes())))

    @classmethod
    def stored(cls):
        """The form with what holds."""
        data = {name: Setting.read(f"company.{name}") for name in FIELDS}
        ranking = Setting.read("reports.ranking") == "yes"
        sizes = spaced(Setting.read("reports.sizes"))
        return cls(formdata=None, data={**data, "ranking": ranking, "sizes": sizes, "stamp": company.stamp()})

    def values(self):
        """What `company.configure` takes."""
        chosen = {f"company__{name}": self[name].data for name in FIELDS}
        ranking = "yes" if self.ranking.data else "no"
        return {**chosen, "reports__ranking": ranking, "reports__sizes": limits(self.sizes.data)}

    def others(self):
        """[(label, value in words)] of the fields that hold something else now than what was typed."""
        found = []
        for name in FIELDS:
            now = Setting.read(f"company.{name}")
            if now != self[name].data:
                words = dict(self[name].choices) if hasattr(self[name], "choices") and name != "time_zone" else {}
                found.append((self[name].label.text, words.get(now, now)))
        ranking = Setting.read("reports.ranking") == "yes"
        if ranking != self.ranking.data:
            found.append((self.ranking.label.text, _g("Yes") if ranking else _g("No")))
        sizes = Setting.read("reports.sizes")
        if sizes != limits(self.sizes.data):
            found.append((self.sizes.label.text, spaced(sizes) or _g("as is usual for the currency")))
        return found


class LogoForm(FlaskForm):
    picture = FileField(_("Picture"), [FileRequired(_("Choose a picture."))])

    @property
    def shown(self):
        """The address of the logo that there is, or None."""
        digest = Setting.read("company.logo")
        return url_for("logo.show", digest=digest) if digest else None


def limits(text):
    """Class limits as they are stored, "10000 50000", of what was typed: 10,000 50,000 or 1万、5万.

    A ValueError of `amounts` says what is none.
    """
    words = re.split(r"[\s;；、，]+|,(?=\s|$)", text or "")
    return " ".join(str(amounts.parsed(word, "JPY")) for word in words if word)


def spaced(stored):
    """Stored limits for the field: 10,000 50,000."""
    return " ".join(f"{int(word):,}" for word in stored.split() if word.isdecimal())


def _named(day, pattern):
    """A part of a day's name in the reader's language."""
    return format_date(day, pattern, locale=get_locale())
