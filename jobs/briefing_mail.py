"""The mail of a week's first morning: what the last week brought; written when it is sent."""

from flask import current_app, url_for
from flask_babel import gettext as _

from jobs import mail
from jobs.agenda_mail import section
from jobs.notice_mail import foot
from jobs.reader import reading
from models.briefing.sending import briefing_for
from models.mailing import effective
from views.briefings import told
from views.words import money_short


def mail_briefing(delivery):
    """Send a user their week; nothing when nothing is left to tell."""
    settings = effective(current_app.config["SETTINGS"])
    found = briefing_for(delivery.event) if settings.mail else None
    if found is None:
        return
    user, briefing = found
    with reading(user), current_app.test_request_context(base_url=settings.base_url):
        head = _("Your week: %(days)s, %(what)s", days=told.stretch(briefing.period), what=told.title(briefing))
        parts = [*(line(one) for one in [*told.figures(briefing), told.forecast(briefing)]), "", *rows(briefing)]
        for _key, heading, count, names, more in told.kinds(briefing):
            lines = [name(settings, one, said) for one, said in names]
            parts += section(heading, len(names) + max(more, 0), lines) if count else []
        where = url_for("briefings.show", week=briefing.period.first)
        parts += [f"{settings.base_url}{where}", "", "-- ", foot(settings)]
    mail.send(settings, delivery, to=(user.name, user.email), subject=head, text="\n".join(parts) + "\n")


def line(one):
    """A figure: what, how much, against the week before."""
    change = f" ({one.change.text}; {one.change.told})" if one.change else ""
    return f"{one.label}: " + " · ".join(filter(None, (one.value, one.note))) + change


def rows(briefing):
    """The teams or people, a line each."""
    found = []
    for of in briefing.rows:
        who, _href, cells = told.row(briefing, of, None)
        heads = dict(zip(told.LABELS, told.heads(), strict=True))
        said = [
            f"{heads[cell.key]} {cell.value}{f' ({cell.note})' if cell.note else ''}" for cell in cells if cell.value
        ]
        found.append(f"- {who}: {', '.join(said)}")
    return [*found, ""] if found else []


def name(settings, one, said):
    """An opportunity, and where it is."""
    amount = money_short(one.amount, one.currency) if one.amount is not None else ""
    what = " · ".join(filter(None, (one.name, amount, said)))
    return f"- {what}\n  {settings.base_url}/opportunities/{one.id}\n"
