"""Who is not signed in, or no more: shown the door, and let back to where they were with what they typed."""

from urllib.parse import urlsplit, urlunsplit

from flask import current_app, make_response, redirect, request, url_for
from flask_wtf.csrf import generate_csrf

from models.user import User
from views.page import me

TOKEN, USER = "X-CSRFToken", "X-User"  # with them a script sends again what was turned away


def send_to_the_door():
    """To the sign-in page, and from there back to where the reader was; to set-up while there is no user.

    A script is told by 401: it may open the door over the page instead, so that nothing typed is lost.
    """
    asked = bool(request.headers.get("HX-Request"))
    if not anybody_there():
        where = url_for("setup.new")
    elif asked:
        where = url_for("sessions.new", next=path_of(request.headers.get("HX-Current-URL", "")))
    elif request.method == "GET":
        where = url_for("sessions.new", next=request.full_path.rstrip("?"))
    else:
        where = url_for("sessions.new", next=came_from())
    if asked:
        response = make_response("", 401)
        response.headers["HX-Redirect"] = where
        return response
    return redirect(where, 303)


def renewed(response):
    """Give the page that asked the token of the session that holds now, and say whose it is."""
    response.headers[TOKEN] = generate_csrf()
    response.headers[USER] = str(me().id)
    return response


def came_from():
    """Path of the page of ours whose form was sent, or None."""
    address = request.referrer or ""
    return path_of(address) if address.startswith(request.host_url) else None


def path_of(address):
    """Path and query of an address, None when it is none."""
    try:
        page = urlsplit(address)
    except ValueError:
        return None
    return urlunsplit(("", "", page.path, page.query, "")) or None


def anybody_there():
    """Is there a user? Once yes, never asked again by this process."""
    app = current_app
    if not app.extensions.get("somebody"):
        app.extensions["somebody"] = User.anybody()
    return app.extensions["somebody"]
