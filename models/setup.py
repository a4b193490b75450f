"""The first visit: a one-time code, and the administrator who comes with it."""

import hmac
import secrets
import unicodedata

from models.base import N_, Refused, transaction
from models.defaults import set_up
from models.pipeline import Pipeline
from models.setting import Setting
from models.user import User

KEY = "setup.code"


def code():
    """A new one-time code for the first visit, to be shown to whoever started the server; None when there is a user.

    It is made anew at each start and ends with the first administrator.
    """
    if User.anybody():
        return None
    letters = "ABCDEFGHJKMNPQRSTUVWXYZ23456789"
    made = "-".join("".join(secrets.choice(letters) for _ in range(4)) for _ in range(2))
    Setting.put(KEY, made)
    return made


def begin(given, name, email, password, company, language, currency, time_zone, translate):
    """Make the first administrator, the company's settings and the default set-up, once. Returns the User.

    Refuses a wrong code, and everything once there is a user.
    """
    with transaction():
        if User.anybody():
            raise Refused(N_("Shangji is set up already. Sign in."))
        if not hmac.compare_digest(tidy(Setting.held(KEY) or secrets.token_hex()), tidy(given)):
            raise Refused(N_("This is not the code that the server printed at its start."))
        Setting.forget(KEY)
        user = User.add(name, email, password, role="administrator", language=language)
        furnish(user, company, language, currency, time_zone, translate)
    return user


def furnish(by, company, language, currency, time_zone, translate):
    """What every company begins with: its settings, and the default pipeline, reasons and sources in its language."""
    if Pipeline.select().exists():
        return  # it was brought in as it is, see models/everything/
    with transaction():
        Setting.write(
            by,
            company__name=company,
            company__language=language,
            company__currency=currency,
            company__time_zone=time_zone,
        )
        set_up(translate)


def tidy(code):
    """A code as bytes to compare: half width, capitals, without what parts it."""
    return unicodedata.normalize("NFKC", code).upper().replace("-", "").replace(" ", "").encode()
