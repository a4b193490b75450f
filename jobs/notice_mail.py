"""The mail that tells one person of one thing; written when it is sent, of what is still so."""

from flask import current_app
from flask_babel import gettext as _

from jobs import mail
from jobs.reader import reading
from models import Notification
from models.mailing import effective
from models.notification import REMINDERS
from views.notifications.told import about, path, titled, told


def mail_notice(delivery):
    """Tell the recipient; nothing when they left, may not see it any more, or it is not so any more."""
    settings = effective(current_app.config["SETTINGS"])
    notice = Notification.of_delivery(delivery) if settings.mail else None
    if notice is None or not notice.user.email or not still_so(notice, delivery.event):
        return
    with reading(notice.user):
        (line,) = told([notice])
        head = subject(notice, line)
        below = [about(notice)] if about(notice) else []
        text = "\n".join([line.text, *below, "", f"{settings.base_url}{path(notice)}", "", "-- ", foot(settings)])
    to = (notice.user.name, notice.user.email)
    mail.send(settings, delivery, to=to, subject=head, text=f"{text}\n")


def still_so(notice, event):
    """Is it still theirs, still to do?"""
    if notice.kind == "assigned" and notice.opportunity_id:
        return notice.opportunity.owner_id == notice.user_id
    if not notice.activity_id:
        return True
    plan, then = notice.activity, event.facts
    if notice.kind in REMINDERS:
        as_then = str(plan.due_on) == then["due_on"] and (str(plan.due_at) if plan.due_at else None) == then["due_at"]
        return as_then and to_be_done_by(notice.user_id, plan)
    return to_be_done_by(notice.user_id, plan)


def to_be_done_by(user_id, plan):
    return plan.done_at is None and plan.assignee_id == user_id


def subject(notice, line):
    """The line by which it stands among other mails."""
    if notice.kind == "assigned" and notice.opportunity_id:
        return _("New for you: %(name)s", name=notice.opportunity.name)
    if notice.kind == "reminder" and notice.activity_id:
        return _("Due: %(what)s", what=titled(notice.activity))
    if notice.kind == "overdue" and notice.activity_id:
        return _("Was due: %(what)s", what=titled(notice.activity))
    return line.text.removesuffix(".").removesuffix("。")


def foot(settings):
    """Where somebody says that they do not want such mails."""
    return _("Which mails you get, you choose here: %(link)s", link=f"{settings.base_url}/account#notifications")
