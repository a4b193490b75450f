"""By which ways a user wants to be told of what."""

from models.preference import Preference

KINDS = ("assigned", "collaborator", "closed", "planned", "reminder", "overdue")  # each with its switches
SWITCHED_BY = {"handed_over": "assigned"}
WAYS = ("bell", "mail")


def chosen(user):
    """{kind: {"bell": …, "mail": …}}: by which ways the user wants to be told of what. Untouched: by both."""
    kept = Preference.read(user, "notify", {})
    return {kind: {way: kept.get(kind, {}).get(way, True) for way in WAYS} for kind in KINDS}
