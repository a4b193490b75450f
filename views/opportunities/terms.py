"""The words of an opportunity: what its fields, and the values of them that are ours, are called."""

from flask_babel import lazy_gettext as _
from flask_babel import lazy_pgettext

LABELS = {
    "name": _("Name"),
    "customer": _("Customer"),
    "contact": _("Primary contact"),
    "source": _("Source"),
    "product": _("Product"),
    "amount": _("Amount"),
    "currency": _("Currency"),
    "probability": _("Probability"),
    "expected_close_on": _("Expected close"),
    "opened_on": _("Opened on"),
    "grade": _("Grade"),
    "intent": _("Purchase intent"),
    "requirement": _("Requirement"),
    "description": _("Description"),
    "solution": _("Proposed solution"),
}
INTENTS = {
    "high": lazy_pgettext("purchase intent", "High"),
    "medium": lazy_pgettext("purchase intent", "Medium"),
    "low": lazy_pgettext("purchase intent", "Low"),
    "unknown": lazy_pgettext("purchase intent", "Unknown"),
}
ROLES = {
    "primary": _("Primary contact"),
    "decision_maker": _("Decision maker"),
    "influencer": _("Influencer"),
    "user": lazy_pgettext("role of a contact", "User"),
}
OUTCOMES = {"won": _("Won"), "lost": _("Lost"), "invalid": _("Invalid")}
