"""What every request passes: connection, set-up, sign-in, limits, headers; and how errors answer."""

import secrets

from flask import current_app, g, make_response, render_template, request, session
from flask_babel import gettext as _
from flask_wtf.csrf import CSRFError
from werkzeug.exceptions import HTTPException

from models.base import Refused, Unavailable, db, rest
from models.setting import Setting
from models.sign_in import SignIn
from models.troubled import trouble
from views.door import renewed, send_to_the_door
from views.page import me, toast, toasts

PUBLIC = {
    *("assets.show", "health.healthz", "health.readyz", "setup.new", "setup.create", "sessions.new", "sessions.create"),
    *("resets.new", "resets.create", "resets.show", "resets.edit", "resets.update"),
    "logo.show",
}
BARE = {"assets.show", "health.healthz", "health.readyz"}  # they answer without a database too
POLLS = {  # live pages ask by themselves: that keeps nobody signed in
    *("board.changes.show", "opportunities.changes.show", "notifications.count.show"),
    "imports.progress.show",
}

CHART = {  # Chart.js, the only script from elsewhere: exactly this file, and the browser checks that it is this one
    "address": "https://cdn.jsdelivr.net/npm/chart.js@4.6.1/dist/chart.umd.min.js",
    "integrity": "sha384-Emf5ZVIUiarAdhkgtqK+5/Z5qIvM6QoVrS+qAVtfyZVuD5lIHrac0me485+Antp0",
}


def register(app):
    app.before_request(open_database)
    app.before_request(know_who)
    app.teardown_request(close_database)
    app.after_request(add_headers)
    app.register_error_handler(Refused, refused)
    app.register_error_handler(CSRFError, form_expired)
    app.register_error_handler(HTTPException, failed)
    app.register_error_handler(Exception, broken)


def open_database():
    if request.endpoint not in BARE:
        db.connect(reuse_if_open=True)
        Setting.read_once()


def close_database(_error):
    Setting.forget_read()
    if request.endpoint == "assets.show" or current_app.testing:
        return
    if g.get("broken") and not db.is_closed():
        db.close()  # the connection itself may be what broke
    rest()


def know_who():
    """Find out who asks; send away who has not signed in, and everybody while there is no user at all."""
    g.user = None
    if request.endpoint in BARE:
        return None
    if token := session.get("sign_in"):
        found = SignIn.resume(token, touch=request.endpoint not in POLLS)
        g.user = found.user if found else None
    if g.user or request.endpoint in PUBLIC:
        return None
    return send_to_the_door()


def add_headers(response):
    scripts = "'self'" if current_app.config["SETTINGS"].chart_source == "local" else f"'self' {CHART['address']}"
    response.headers.setdefault(
        "Content-Security-Policy",
        f"default-src 'none'; script-src {scripts}; style-src 'self'; img-src 'self' data:; font-src 'self'; "
        "connect-src 'self'; manifest-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'",
    )
    response.headers.setdefault("X-Content-Type-Options", "nosniff")
    response.headers.setdefault("X-Frame-Options", "DENY")
    response.headers.setdefault("Referrer-Policy", "same-origin")
    response.headers.setdefault("Permissions-Policy", "camera=(), microphone=(), geolocation=()")
    response.headers.setdefault("Cross-Origin-Opener-Policy", "same-origin")
    if current_app.config["SESSION_COOKIE_SECURE"]:
        response.headers.setdefault("Strict-Transport-Security", "max-age=31536000")
    if request.endpoint != "assets.show":
        response.headers.setdefault("Cache-Control", "no-store")
    return response


def refused(error):
    """A verb said no: 409 with its reason."""
    return answer(409, _("That is not possible now"), _(error.reason) % error.facts)


def form_expired(_error):
    """The token is not this session's. Where there is no session any more, that is the reason.

    Where another tab began a new one, the page gets its token and sends again.
    """
    open_database()  # nobody has asked yet who this is
    away = know_who()
    if away is not None:
        return away
    title, text = _("The page is out of date"), _("Reload the page and send the form again. Nothing was changed.")
    response = answer(400, title, text)
    return renewed(response) if me() else response


def failed(error):
    """Any answer of the 4xx and 5xx kind, in the reader's language."""
    if error.code is None or error.code < 400:
        return error
    words = {
        400: (_("The request was not understood"), _("Go back and try again. Nothing was changed.")),
        401: (_("You are signed out"), _("Sign in and try again.")),
        403: (_("You may look at this, but not change it"), _("Ask its owner, a team lead or a manager.")),
        404: (_("This page does not exist"), _("Or it lies outside of what you may see.")),
        405: (_("This address does not take that"), _("Go back and try again. Nothing was changed.")),
        413: (_("That was too large"), _("Shorten the text and send it again. Nothing was changed.")),
        422: (_("That cannot be"), _("What was sent does not fit this record. Nothing was changed.")),
        429: (_("Too many tries"), _("Wait a quarter of an hour and try again.")),
    }
    title, text = words.get(error.code, (_("Something went wrong"), _("Nothing was changed. Try again in a moment.")))
    return answer(error.code, title, text)


def broken(error):
    """An error of ours, or a database that cannot be written: logged with an id that the page shows."""
    reference, g.broken = secrets.token_hex(4), True
    current_app.logger.error("error %s at %s %s", reference, request.method, request.path, exc_info=error)
    if isinstance(error, Unavailable):
        Setting.read_nothing()  # the page that says so must not ask it
        return unavailable(trouble(error), reference)
    return answer(500, _("Something went wrong"), _("Nothing was changed. Try again in a moment."), reference)


def unavailable(why, reference):
    """The database cannot be asked or written; what the reader can do about it depends on why."""
    again = _("Nothing was saved, and what you typed is kept. Try again in a moment.")
    told = _("Nothing was saved, and what you typed is kept. Tell your administrator.")
    status, title, text = {
        "full": (507, _("The disk of the server is full"), told),
        "read_only": (503, _("The data can only be read at present"), told),
        "busy": (503, _("Somebody else is writing just now"), again),
        "away": (503, _("The database does not answer"), again),
    }[why]
    return answer(status, title, text, reference)


def answer(status, title, text, reference=None):
    """An error as a toast to htmx, as a page to a browser. What was sent stays on the page, so that nothing typed goes."""
    if request.wants_part or (request.htmx and request.method != "GET"):
        toast(f"{title}. {text}" if status != 409 else text, "bad")
        response = make_response(toasts(), status)
        response.headers["HX-Reswap"] = "none"
    else:
        framed = me() is not None and status < 500  # where something broke, the frame might too
        body = render_template(
            "errors/page.html",
            frame="layout.html" if framed else "layout_bare.html",
            status=status,
            title=title,
            text=text,
            reference=reference,
        )
        response = make_response(body, status)
    response.vary.update(("HX-Request", "HX-Request-Type"))
    return response
