"""The words that every view speaks: me, find, page, swap, go, toast."""

import urllib.parse

from flask import abort, flash, g, make_response, redirect, render_template, request
from htmx_flask.requests import HtmxAwareRequest


class Request(HtmxAwareRequest):
    """A request that knows whether htmx wants a part or the whole page.

    htmx 4 sends HX-Request with boosted links and Back too, so only the type tells.
    """

    @property
    def wants_part(self):
        return bool(self.htmx) and self.headers.get("HX-Request-Type") == "partial"


def me():
    """The signed-in User, or None."""
    return g.get("user")


def find(model, row_id, to="see"):
    """The row with this id within the reader's reach. 404 outside it, 403 where it may be seen but not changed."""
    row = model.reached(me(), row_id) if row_id < 2**63 else None  # beyond that no database has a row
    if row is None:
        abort(404)
    if to == "change" and not model.may_change(me(), row):
        abort(403)
    return row


def page(template, part=None, status=200, headers=None, **context):
    """Answer with the `part` template to an htmx request for a part, else with the whole page."""
    chosen = part if part and request.wants_part else template
    body = render_template(chosen, **context)
    if request.wants_part:
        body += toasts()
    response = make_response(body, status)
    response.headers.update(headers or {})
    response.vary.update(("HX-Request", "HX-Request-Type"))
    return response


def invalid(template, part=None, **context):
    """The same form again with what was typed and what is wrong: 422."""
    return page(template, part=part, status=422, **context)


def swap(template, status=200, headers=None, **context):
    """Answer htmx with several parts (`verb.swap.html`: a list of <hx-partial>), and the toasts that are waiting."""
    response = make_response(render_template(template, **context) + toasts(), status)
    response.headers.update(headers or {})
    response.vary.update(("HX-Request", "HX-Request-Type"))
    return response


def go(url):
    """See other: after a POST the browser, or htmx in its place, fetches this address."""
    return redirect(url, code=303)


def leave(url):
    """After a form in a dialog: htmx walks to the address as a boosted link would; a browser is redirected."""
    if request.wants_part:
        response = make_response("", 200)
        response.headers["HX-Location"] = url
        return response
    return go(url)


def afresh(url):
    """After a change of language or theme the browser fetches the whole page anew, its head too."""
    if request.htmx:
        response = make_response("", 200)
        response.headers["HX-Redirect"] = url
        return response
    return go(url)


def toast(message, kind="ok", undo=None):
    """Show a short message with the next answer. `kind`: ok, bad. `undo`: the Batch that can be taken back, or None."""
    flash({"text": str(message), "undo": undo.id if undo is not None and undo.count else None}, kind)


def toasts():
    """The waiting messages as a part for #toasts."""
    return render_template("toasts.swap.html")


def inside(url, otherwise):
    """`url` when it is a path of this site, else `otherwise`: no open redirect."""
    if not url or not url.startswith("/") or url.startswith("//") or any(ord(c) < 32 or c == "\\" for c in url):
        return otherwise
    try:
        parts = urllib.parse.urlsplit(url)
    except ValueError:
        return otherwise
    return otherwise if parts.scheme or parts.netloc else url
