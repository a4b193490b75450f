"""What follows from an event: the only place.

FOLLOWS: event name -> reactions that the worker delivers, and that find out themselves for whom.
TELLS: event name -> (kind, who is told): in the bell, by mail or both, see models/notification.py.
"""

FOLLOWS = {
    "user.reset_asked": ("mail_password_reset",),
    "user.reset_sent": ("mail_password_reset",),
    "user.invited": ("mail_invitation",),
    "user.agenda_due": ("mail_agenda",),
    "user.briefing_due": ("mail_briefing",),
}


def _named(key):
    """Who is told is named by the event's facts."""
    return lambda event, subject: event.facts.get(key)


def _owner(event, subject):
    return subject.owner_id


def _assignee(event, subject):
    return subject.assignee_id


def _new_assignee(event, subject):
    return event.facts.get("changes", {}).get("assignee", (None, None))[1]  # the row itself does not know it yet


TELLS = {
    "opportunity.assigned": ("assigned", _named("owner")),
    "opportunity.collaborator_added": ("collaborator", _named("user")),
    "opportunity.won": ("closed", _owner),
    "opportunity.lost": ("closed", _owner),
    "opportunity.invalidated": ("closed", _owner),
    "opportunity.reopened": ("closed", _owner),
    "activity.planned": ("planned", _assignee),
    "activity.edited": ("planned", _new_assignee),
    "activity.reminded": ("reminder", _named("assignee")),
    "activity.fell_due": ("overdue", _named("assignee")),
}
OVER = {"activity.completed", "activity.binned"}  # nothing that was told of it need be read any more
MOVED = {"activity.postponed", "activity.edited"}  # only its reminders are over


def queue(event, subject):
    """What follows from `event` about `subject` is written in the transaction that we are in."""
    if names := FOLLOWS.get(event.name):
        from models.delivery import Delivery

        Delivery.insert_many([{"event": event.id, "reaction": name} for name in names]).execute()
    if event.name in OVER | MOVED:
        from models.notification import REMINDERS, Notification
        from models.switches import KINDS

        Notification.settle(subject.id, KINDS if event.name in OVER else REMINDERS)
    if event.name in TELLS:
        _tell(event, subject, *TELLS[event.name])


def _tell(event, subject, kind, whom):
    from models.notification import tell
    from models.user import User

    user_id = whom(event, subject)
    if not user_id or user_id == event.actor_id:
        return
    user = User.get_or_none(User.id == user_id)
    if subject.noun == "activity":
        tell(user, kind, event, opportunity=subject.opportunity_id, activity=subject.id)
    else:
        tell(user, kind, event, opportunity=subject.id)
