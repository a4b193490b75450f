"""What a notification says, in the reader's language and on their clock: the same sentence in the bell and in a mail."""

import dataclasses
import datetime as dt

from flask_babel import gettext as _
from flask_babel import ngettext

from models.base import now
from models.notification import REMINDERS
from models.setting import local
from models.user import User
from views import language
from views.kinds import NAMES
from views.notifications.worked import backed_up, imported
from views.words import clock, day, day_short, moment, my_day

ICONS = {
    "assigned": "user-check", "handed_over": "users", "collaborator": "user-plus", "closed": "flag",
    "planned": "calendar-days", "reminder": "bell", "overdue": "circle-alert", "imported": "upload", "backup": "database",
}  # fmt: skip
LONGEST = 80  # of a subject inside a sentence
FOLLOWED = (*REMINDERS, "planned")
CLOSINGS = {"opportunity.won": "trophy", "opportunity.lost": "circle-x", "opportunity.invalidated": "ban", "opportunity.reopened": "rotate-ccw"}  # fmt: skip


@dataclasses.dataclass(frozen=True)
class Line:
    """A notification in words: `about` names its record, `path` leads there."""

    row: object
    text: str
    about: str
    icon: str
    ago: str


def told(rows):
    """Lines of notifications; the names of those who acted are fetched once for all of them."""
    names = User.names({row.event.actor_id for row in rows if row.event_id} - {None})
    return [_line(row, names) for row in rows]


def _line(row, names):
    facts = {**(row.event.facts if row.event_id else {}), **row.facts}
    who = names.get(row.event.actor_id) if row.event_id else None
    icon = CLOSINGS.get(row.event.name, ICONS["closed"]) if row.kind == "closed" else ICONS[row.kind]
    return Line(row, SENTENCES[row.kind](row, facts, who or _("The system")), about(row), icon, ago(row.created_at))


def ago(at):
    """When it was, as short as it is plain: 14:05, yesterday, 21 Nov."""
    away = (my_day() - local(at, language.zone()).date()).days
    return clock(at) if away < 1 else _("yesterday") if away == 1 else day_short(local(at, language.zone()).date())


def about(row):
    """The record it is about and its customer: what stands below the sentence."""
    if row.opportunity_id:
        customer = row.opportunity.customer.name if row.opportunity.customer_id else ""
        name = row.opportunity.name if row.activity_id else ""
        return " · ".join(filter(None, (name, customer)))
    if row.activity_id and row.activity.customer_id:
        return row.activity.customer.name
    return ""


def path(row):
    """Where its record is."""
    if row.opportunity_id:
        return f"/opportunities/{row.opportunity_id}"
    if row.activity_id and row.activity.customer_id:
        return f"/customers/{row.activity.customer_id}"
    if row.activity_id and row.activity.contact_id:
        return f"/contacts/{row.activity.contact_id}"
    if row.kind == "imported":
        return f"/imports/{row.facts['run']}"
    if row.kind == "backup":
        return "/settings"
    return "/today" if row.kind in FOLLOWED else f"/opportunities?owner={row.user_id}"


def _assigned(row, facts, who):
    if (count := facts.get("count", 1)) > 1:
        return ngettext(
            "%(who)s gave you %(num)s opportunity.", "%(who)s gave you %(num)s opportunities.", count, who=who
        )
    if row.event.actor_id is None:
        return _("The opportunity “%(name)s” is yours now.", name=row.opportunity.name)
    return _("%(actor)s gave you the opportunity “%(name)s”.", actor=who, name=row.opportunity.name)


def _handed_over(row, facts, who):
    return ngettext(
        "%(who)s handed over to you %(num)s opportunity of %(former)s.",
        "%(who)s handed over to you %(num)s opportunities of %(former)s.",
        facts["count"],
        who=who,
        former=facts["former"],
    )


def _collaborator(row, facts, who):
    if (count := facts.get("count", 1)) > 1:
        return ngettext(
            "%(who)s shared %(num)s opportunity with you.",
            "%(who)s shared %(num)s opportunities with you.",
            count,
            who=who,
        )
    if facts.get("writes"):
        return _("%(who)s shared “%(name)s” with you: you can work on it too.", who=who, name=row.opportunity.name)
    return _("%(who)s shared “%(name)s” with you: you can read it.", who=who, name=row.opportunity.name)


def _closed(row, facts, who):
    if (count := facts.get("count", 1)) > 1:
        return ngettext(
            "%(who)s closed %(num)s of your opportunities.",
            "%(who)s closed %(num)s of your opportunities.",
            count,
            who=who,
        )
    said = {
        "opportunity.won": _("%(who)s closed your opportunity “%(name)s” as won."),
        "opportunity.lost": _("%(who)s closed your opportunity “%(name)s” as lost."),
        "opportunity.invalidated": _("%(who)s closed your opportunity “%(name)s” as invalid."),
        "opportunity.reopened": _("%(who)s reopened your opportunity “%(name)s”."),
    }
    return said[row.event.name] % {"who": who, "name": row.opportunity.name}


def _planned(row, facts, who):
    if (count := facts.get("count", 1)) > 1:
        return ngettext(
            "%(who)s planned %(num)s follow-up for you.", "%(who)s planned %(num)s follow-ups for you.", count, who=who
        )
    when = due(row.activity.due_on, row.activity.due_at)
    return _("%(who)s planned for you: %(what)s, %(when)s.", who=who, what=titled(row.activity), when=when)


def _reminder(row, facts, who):
    if (count := facts.get("count", 1)) > 1:
        if _is_past(facts):
            return ngettext("%(num)s follow-up was due.", "%(num)s follow-ups were due.", count)
        return ngettext("%(num)s follow-up is due soon.", "%(num)s follow-ups are due soon.", count)
    if _is_past(facts):
        return _overdue(row, facts, who)
    return _("%(what)s is due %(when)s.", what=titled(row.activity), when=due(*_planned_for(facts)))


def _overdue(row, facts, who):
    if (count := facts.get("count", 1)) > 1:
        return ngettext("%(num)s follow-up is overdue.", "%(num)s follow-ups are overdue.", count)
    return _("%(what)s was due %(when)s.", what=titled(row.activity), when=due(*_planned_for(facts)))


SENTENCES = {
    "assigned": _assigned,
    "handed_over": _handed_over,
    "collaborator": _collaborator,
    "closed": _closed,
    "planned": _planned,
    "reminder": _reminder,
    "overdue": _overdue,
    "imported": imported,
    "backup": backed_up,
}


def titled(activity):
    """A follow-up by its subject, cut so that what is said of it stays in sight; by its kind where it has none."""
    if not activity.subject:
        return str(NAMES[activity.kind])
    name = activity.subject if len(activity.subject) <= LONGEST else activity.subject[: LONGEST - 1].rstrip() + "…"
    return _("“%(name)s”", name=name)


def _is_past(facts):
    """Is the moment, or the reader's day, over by now?"""
    on, at = _planned_for(facts)
    return at < now() if at else on < my_day()


def _planned_for(facts):
    """(day, moment or None) for which it was planned when the reader was told of it."""
    at = dt.datetime.fromisoformat(facts["due_at"]) if facts.get("due_at") else None
    return dt.date.fromisoformat(facts["due_on"]), at


def due(on, at):
    """When something is due, inside a sentence: today at 10:00, tomorrow, 27 Nov 2026."""
    on = local(at, language.zone()).date() if at else on
    away = (on - my_day()).days
    if at:
        near = {0: _("today at %(time)s"), 1: _("tomorrow at %(time)s"), -1: _("yesterday at %(time)s")}
        return near[away] % {"time": clock(at)} if away in near else _("on %(day)s", day=moment(at))
    near = {0: _("today"), 1: _("tomorrow"), -1: _("yesterday")}
    return near[away] if away in near else _("on %(day)s", day=day(on))
