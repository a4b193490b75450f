"""Fields and checks that several forms share."""

import re

from flask import request
from flask_babel import gettext
from flask_babel import lazy_gettext as _
from wtforms import IntegerField
from wtforms.validators import Length, Optional, Regexp, StopValidation

from models.base import BEYOND

LONG = 5000  # characters of a longer text

a_phone = Regexp(r".*\d", message=_("Write the number in digits."))
a_mail = Regexp(r"[^@\s]+@[^@\s]+\.[^@\s]+$", message=_("This is no mail address, as in name@example.com."))
a_website = Regexp(r"(https?://)?[^\s/.]+\.\S+$", re.IGNORECASE, _("This is no web address, as in example.com."))


class AtMost(Length):
    """So many characters; told, not cut: without `maxlength` a browser drops nothing that was pasted."""

    def __init__(self, most):
        super().__init__(max=most, message=_("At most %(max)d characters."))
        self.field_flags = {}


def line(most, *more):
    """Validators of a line of text that may be left empty."""
    return [Optional(), AtMost(most), *more]


def apart(form):
    """The form with ids that no other form on the page has: it comes into the middle of one."""
    stem = re.sub(r"\W+", "-", request.path).strip("-")
    for field in form:
        field.id = field.label.field_id = f"{stem}-{field.short_name}"
    return form


def text(value):
    """What was typed into a longer text: None when empty."""
    return (value or "").replace("\r\n", "\n").replace("\0", "").strip() or None


class Number(IntegerField):
    """A whole number; one that no database takes counts as the largest that it does."""

    def process_formdata(self, valuelist):
        super().process_formdata(valuelist)
        if self.data is not None:
            self.data = max(-BEYOND, min(self.data, BEYOND - 1))


class WholeNumber(Number):
    """A count; thousands may be parted by commas."""

    def process_formdata(self, valuelist):
        try:
            super().process_formdata([value.replace(",", "").replace("，", "").strip() for value in valuelist])
        except ValueError as error:
            raise ValueError(gettext("Write a whole number, such as 120.")) from error

    def pre_validate(self, form):
        """What is no number is told once: whether it is too large nobody needs to hear."""
        if self.process_errors and any(text.strip() for text in self.raw_data):
            raise StopValidation
