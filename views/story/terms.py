"""What the fields are called whose changes are told."""

from flask_babel import lazy_gettext as _

from views.opportunities import terms

LONG = ("requirement", "description", "solution", "text")  # told without quoting

LABELS = {
    **terms.LABELS,
    "phone": _("Phone"),
    "email": _("Mail address"),
    "website": _("Website"),
    "industry": _("Industry"),
    "address": _("Address"),
    "employees": _("Employees"),
    "owner": _("Owner"),
    "title": _("Job title"),
    "wechat": _("WeChat"),
    "kind": _("Kind"),
    "subject": _("Subject"),
    "text": _("Text"),
    "outcome": _("Result"),
    "assignee": _("Who"),
    "due_on": _("Day"),
    "due_at": _("Time"),
    "done_at": _("Done at"),
    "minutes": _("Minutes"),
    "remind_minutes": _("Reminder"),
    ("contact", "customer"): _("Customer"),
    ("activity", "contact"): _("With"),
}
