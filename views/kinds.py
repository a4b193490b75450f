"""The kinds of follow-up: what each is called, and its glyph."""

from flask_babel import gettext, lazy_pgettext

NAMES = {
    "call": lazy_pgettext("follow-up", "Call"),
    "email": lazy_pgettext("follow-up", "Email"),
    "meeting": lazy_pgettext("follow-up", "Meeting"),
    "visit": lazy_pgettext("follow-up", "Visit"),
    "message": lazy_pgettext("follow-up", "Message"),
    "task": lazy_pgettext("follow-up", "Task"),
}
GLYPHS = {
    "call": "phone",
    "email": "mail",
    "meeting": "users",
    "visit": "map-pin",
    "message": "message-square",
    "task": "square-check",
}


def title(kind, subject):
    """A follow-up in a few words: its subject, else its kind."""
    return subject or str(NAMES.get(kind, gettext("Follow-up")))
