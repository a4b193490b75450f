"""The company's choices: language, base currency, time zone, reach; a key and a value each."""

import contextvars
import datetime as dt
import hashlib
import zoneinfo

import peewee as pw

from models.base import N_, Model, Refused, Stale, transaction

DEFAULTS = {
    "company.name": "",
    "company.language": "en",
    "company.currency": "CNY",
    "company.time_zone": "Asia/Shanghai",
    "company.fiscal_month": "1",  # the month in which the fiscal year begins
    "company.week_start": "monday",  # or "sunday", "saturday"
    "reports.ranking": "yes",  # "no": team performance names nobody first
    "reports.sizes": "",  # where the size classes begin, whole units of the base currency: "10000 50000"; "": as is usual
    "neglected.days": "14",  # without contact for longer than this is neglected
    "company.logo": "",  # the digest of the picture, see models/uploads.py
    "mail.host": "",  # empty: what the environment says counts, see models/mailing.py
    "mail.port": "",
    "mail.tls": "starttls",
    "mail.user": "",
    "mail.password": "",
    "mail.sender": "",
    "reach.salesperson": "own",  # or "team": a salesperson sees the whole team's rows
}
SECRET = ("mail.password",)  # what no event, page or log may say
HIDDEN = "***"

_read_once = contextvars.ContextVar("settings", default=None)  # what this request has read, all of it at once


class Setting(Model):
    key = pw.CharField(64, primary_key=True)
    value = pw.TextField()

    class Meta:
        table_name = "settings"

    @classmethod
    def read(cls, key):
        """The value of `key`, or its default; KeyError when nobody knows it."""
        value = cls.held(key)
        return DEFAULTS[key] if value is None else value

    @classmethod
    def held(cls, key):
        """What is stored under `key`, or None."""
        if (all_of_them := _read_once.get()) is not None:
            return all_of_them.get(key)
        row = cls.get_or_none(cls.key == key)
        return row.value if row else None

    @classmethod
    def read_once(cls):
        """From here on, in this request, settings are read by one query; `forget_read` ends it."""
        _read_once.set(dict(cls.select(cls.key, cls.value).tuples()))

    @staticmethod
    def read_nothing():
        """From here on, in this request, every setting has its default: the database does not answer."""
        _read_once.set({})

    @staticmethod
    def forget_read():
        _read_once.set(None)

    @classmethod
    def put(cls, key, value):
        """Store a value that is nobody's choice (no event)."""
        cls.insert(key=key, value=value).on_conflict(conflict_target=[cls.key], update={cls.value: value}).execute()
        if (all_of_them := _read_once.get()) is not None:
            all_of_them[key] = value

    @classmethod
    def forget(cls, key):
        cls.delete().where(cls.key == key).execute()
        (_read_once.get() or {}).pop(key, None)

    @classmethod
    def write(cls, by=None, stamp=None, **values):
        """Set several at once (`company__name="…"` for `company.name`); each change is an event with before and after.

        `stamp` is what `stamp_of` said of these when their editor read them: Stale when one was changed since.
        Returns the keys that changed. Refuses who is no administrator.
        """
        from models.event import record
        from models.user import Company

        must_be_kept_by(by)
        values = {name.replace("__", "."): value for name, value in values.items()}
        changed = set()
        with transaction():
            if _read_once.get() is not None:
                cls.read_once()  # another process may have written since this request began
            if stamp is not None and stamp != cls.stamp_of(values):
                raise Stale(N_("Somebody else changed this in the meantime."))
            for key, value in values.items():
                before = cls.read(key)
                if before == value:
                    continue
                cls.put(key, value)
                changed.add(key)
                said = [value and HIDDEN if key in SECRET else value for value in (before, value)]
                record("company.setting_changed", Company, by, key=key, before=said[0], after=said[1])
        return changed

    @classmethod
    def stamp_of(cls, keys):
        """A short text that changes when the value of one of these does; of a secret it says nothing."""
        values = [(key, cls.read(key)) for key in sorted(keys) if key not in SECRET]
        return hashlib.sha256(repr(values).encode()).hexdigest()[:16]


def must_be_kept_by(by):
    """Refuse who may not change settings. `by` None is the system."""
    if by is not None and by.role != "administrator":
        raise Refused(N_("Only an administrator may change settings."))


def time_zone():
    """The company's time zone: report periods and closing dates go by it."""
    try:
        return zoneinfo.ZoneInfo(Setting.read("company.time_zone"))
    except (zoneinfo.ZoneInfoNotFoundError, ValueError):
        return zoneinfo.ZoneInfo("UTC")


def zone_of(user):
    """The time zone by which a user's days go: their own, else (and for nobody) the company's."""
    try:
        return zoneinfo.ZoneInfo(user.time_zone) if user and user.time_zone else time_zone()
    except (zoneinfo.ZoneInfoNotFoundError, ValueError):
        return time_zone()


def today():
    """The company's present day."""
    return dt.datetime.now(time_zone()).date()


def local(moment, zone=None):
    """A stored moment (naive UTC) as the clock of `zone` (default the company's) shows it."""
    return moment.replace(tzinfo=dt.UTC).astimezone(zone or time_zone())
