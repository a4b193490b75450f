"""Answers made for one request go out in gzip where the browser takes it: no proxy is needed for that.

A page holds a token and may repeat words of its address, so its length under compression might tell a listener something
(BREACH). It tells nothing here: the session's cookie does not come along with requests that other sites' pages send
(SameSite=Lax), a token is signed anew every second, and the file name in gzip's head makes each answer longer by chance.
"""

import gzip
import io
import secrets

from flask import request

KINDS = {"text/html", "application/json", "text/plain", "text/calendar"}
LEAST = 1000  # bytes: below that the head costs more than is won
LEVEL = 4  # most of the gain for half of the time of the usual 6
BLUR = 100  # bytes at most, by chance


def register(app):
    app.after_request(press)


def press(response):
    """The response itself, made smaller where that can be."""
    if response.direct_passthrough or response.is_streamed or response.mimetype not in KINDS:
        return response
    response.vary.add("Accept-Encoding")
    if not request.accept_encodings["gzip"] or "Content-Encoding" in response.headers:
        return response
    body = response.get_data()
    if len(body) < LEAST:
        return response
    small = io.BytesIO()
    with gzip.GzipFile("x" * secrets.randbelow(BLUR), "wb", LEVEL, small, mtime=0) as file:
        file.write(body)
    response.set_data(small.getvalue())
    response.headers["Content-Encoding"] = "gzip"
    return response
