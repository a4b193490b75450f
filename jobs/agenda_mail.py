"""The mail of the morning: what is late, what is due today, what is new; written when it is sent."""

from flask import current_app
from flask_babel import gettext as _

from jobs import mail
from jobs.notice_mail import foot
from jobs.reader import reading
from models.agenda import agenda_for
from models.mailing import effective
from views.notifications.told import due, titled
from views.words import clock, day, money


def mail_agenda(delivery):
    """Send a user their day; nothing when nothing is left to tell."""
    settings = effective(current_app.config["SETTINGS"])
    found = agenda_for(delivery.event) if settings.mail else None
    if found is None:
        return
    user, agenda, on = found
    with reading(user):
        parts = [
            *section(_("Overdue"), agenda.counts["late"], [planned(settings, row, late=True) for row in agenda.late]),
            *section(_("Due today"), agenda.counts["today"], [planned(settings, row) for row in agenda.today]),
            *section(_("New for you"), agenda.counts["new"], [fresh(settings, row) for row in agenda.new]),
            f"{settings.base_url}/",
            "",
            "-- ",
            foot(settings),
        ]
        head = _("Your day: %(day)s", day=day(on))
        if agenda.counts["late"]:
            head = _("Your day: %(day)s, %(count)s overdue", day=day(on), count=agenda.counts["late"])
    text = "\n".join(parts)
    mail.send(settings, delivery, to=(user.name, user.email), subject=head, text=f"{text}\n")


def section(title, count, lines):
    """A headline with its count and its lines; no lines, nothing."""
    if not count:
        return []
    more = [_("… and %(count)s more", count=count - len(lines)), ""] if count > len(lines) else []
    return [f"{title} ({count})", "", *lines, *more]


def planned(settings, row, late=False):
    """A follow-up: what, of which record, since or at when, and where it is."""
    names = (row.opportunity.name if row.opportunity_id else "", row.customer.name if row.customer_id else "")
    when = due(row.due_on, row.due_at) if late else clock(row.due_at) if row.due_at else ""
    place = f"/opportunities/{row.opportunity_id}" if row.opportunity_id else f"/customers/{row.customer_id}"
    what = " · ".join(filter(None, (when, titled(row), *names)))
    return f"- {what}\n  {settings.base_url}{place if row.opportunity_id or row.customer_id else '/'}\n"


def fresh(settings, row):
    """An opportunity that they have not looked at yet."""
    customer = row.customer.name if row.customer_id else ""
    amount = money(row.amount, row.currency) if row.amount is not None else ""
    what = " · ".join(filter(None, (row.name, customer, amount)))
    return f"- {what}\n  {settings.base_url}/opportunities/{row.id}\n"
