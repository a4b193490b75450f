"""Where a request about a saved view comes from: list or board, and that is where it goes back to."""

from flask import abort, request

from models.saved_view import AREAS


def known(area):
    """The area that is asked for; 404 for another word."""
    if area not in AREAS:
        abort(404)
    return area


def place(row):
    """The area that the request names by `at`, else the one where the view was kept."""
    return known(request.args.get("at", row.area))
