"""Words for somebody who is not there: in their language, on their clock."""

import contextlib

from flask import g
from flask_babel import force_locale

from models import Setting
from views.language import LOCALES


@contextlib.contextmanager
def reading(user):
    """Inside, sentences, days and times are those that this user would read on a page."""
    before = g.get("user")
    g.user = user
    try:
        with force_locale(LOCALES[user.language or Setting.read("company.language")]):
            yield
    finally:
        g.user = before
