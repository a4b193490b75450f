"""What the page of my account shows, and how its forms come back."""

from flask import request
from flask_babel import gettext as _

from models.sign_in import FailedSignIn
from views import language
from views.account.forms import AddressForm, PasswordForm, ProfileForm
from views.account.sign_ins import places
from views.account.tips import dismissed
from views.notifications.switches import context as notified
from views.page import me, page


def answer(status=200, **forms):
    """The page; `forms` (profile, address, form) are those that come back with what is wrong."""
    fresh = {
        "profile": lambda: ProfileForm(formdata=None, data=held()),
        "address": lambda: AddressForm(formdata=None),
        "form": lambda: PasswordForm(formdata=None),
    }
    forms = {name: forms.get(name) or make() for name, make in fresh.items()}
    return page("account/show.html", status=status, places=places(), dismissed=dismissed(), **notified(), **forms)


def again(status=422, **forms):
    return answer(status, **forms)


def held():
    """What holds now: who never chose a language reads in the browser's."""
    user = me()
    return {
        "name": user.name,
        "hue": user.colour,
        "language": language.code(),
        "theme": user.theme,
        "time_zone": user.time_zone or "",
    }


def unproven(field):
    """Check the password in `field`: None when it is mine, else the status of the answer; the field says what is wrong."""
    email, address = me().email, request.remote_addr
    if FailedSignIn.too_many(email, address):
        field.errors = [_("Too many tries. Wait a quarter of an hour, then try again.")]
        return 429
    if not me().knows(field.data):
        FailedSignIn.add(email, address)
        field.errors = [_("This is not your current password.")]
        return 422
    return None
