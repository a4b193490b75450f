"""The company as the settings describe it, and what stands in the way of another base currency."""

import zoneinfo

import peewee as pw

from models.base import N_, Refused, transaction
from models.currency import Currency, Rate
from models.opportunity import Opportunity, ProductLine
from models.setting import Setting, must_be_kept_by
from models.user import User

KEYS = (
    *("company.name", "company.language", "company.currency", "company.time_zone"),
    *("company.fiscal_month", "company.week_start", "reports.ranking", "reports.sizes"),
)
OFFERED = {
    "company.language": ("en", "zh-Hans"),
    "company.fiscal_month": tuple(str(month) for month in range(1, 13)),
    "company.week_start": ("monday", "sunday", "saturday"),
    "reports.ranking": ("yes", "no"),
    "reach.salesperson": ("own", "team"),
}
MOST_SIZES = 12  # limits between classes
LARGEST = 10**12  # whole units


def stamp():
    """What tells two editors apart, see `Setting.stamp_of`."""
    return Setting.stamp_of(KEYS)


def configure(by, stamp=None, **values):
    """Set what KEYS name (`company__name="…"`). Refuses who may not and what cannot be; Stale where another did since `stamp`.

    Returns the keys that changed.
    """
    must_be_kept_by(by)
    for name, value in values.items():
        must_fit(name.replace("__", "."), value)
    code = values.get("company__currency")
    with transaction():
        if code and code != Setting.read("company.currency"):
            must_be_free_to_change()
            _rebase(Setting.read("company.currency"), code)
        return Setting.write(by, stamp=stamp, **values)


def must_fit(key, value):
    """Refuse a value that a setting cannot have."""
    if key in OFFERED and value not in OFFERED[key]:
        raise Refused(N_("“%(value)s” is no value of this setting."), value=value)
    if key == "company.time_zone" and value not in zoneinfo.available_timezones():
        raise Refused(N_("There is no time zone “%(value)s”."), value=value)
    if key == "reports.sizes":
        must_be_limits(value)


def must_be_limits(text):
    """Refuse what is no list of class limits: whole numbers from small to large, a space between; empty is fine."""
    words = text.split()
    limits = [int(word) for word in words if word.isascii() and word.isdecimal() and len(word) < 16]
    if len(limits) < len(words) or any(not 0 < limit <= LARGEST for limit in limits):
        raise Refused(N_("Each class begins with a whole amount above zero."))
    if limits != sorted(set(limits)):
        raise Refused(N_("Write each class once, from small to large."))
    if len(limits) > MOST_SIZES:
        raise Refused(N_("At most %(most)d classes."), most=MOST_SIZES)


def in_base():
    """What is counted in the base currency already: {"opportunities": how many have an amount, "rates": how many}."""
    worth = (Opportunity.amount.is_null(False)) | (Opportunity.final_amount.is_null(False))
    lines = ProductLine.select(ProductLine.opportunity)
    return {
        "opportunities": Opportunity.select().where(worth | Opportunity.id.in_(lines)).count(),
        "rates": Rate.select().count(),
    }


def must_be_free_to_change():
    """Refuse another base currency where sums in the present one exist: they would mean something else."""
    found = in_base()
    if found["opportunities"]:
        raise Refused(
            N_("The base currency stays: %(count)s opportunities have an amount, and all sums are in it."),
            count=f"{found['opportunities']:,}",
        )
    if found["rates"]:
        raise Refused(N_("The base currency stays as long as there are rates to it. Remove those currencies first."))


def _rebase(former, code):
    """What has no amount yet takes the new currency along."""
    Opportunity.update(currency=code, version=Opportunity.version + 1).where(Opportunity.currency == former).execute()
    Currency.delete().where(Currency.code == code).execute()


def salespeople():
    """Who is concerned by the reach of salespeople: those who are active, by name, with their teams."""
    query = User.select(User, User.team.rel_model).join(User.team.rel_model, pw.JOIN.LEFT_OUTER)
    return list(query.where(User.role == "salesperson", User.disabled_at.is_null()).order_by(User.name))
