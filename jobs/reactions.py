"""What the worker does for each reaction that models/reactions.py names. Each takes the Delivery; an error means: try again."""

from flask import current_app
from flask_babel import force_locale
from flask_babel import gettext as _

from jobs import mail
from jobs.reset_mail import mail_password_reset
from models import Opportunity, Setting, User
from views.language import LOCALES


def mail_new_owner(delivery):
    """Tell the new owner of an opportunity, in their language; nobody when they did it themselves or it has moved on."""
    settings = current_app.config["SETTINGS"]
    facts, actor_id = delivery.event.facts, delivery.event.actor_id
    row = Opportunity.get_or_none(Opportunity.id == delivery.event.subject_id)
    owner = row.owner if row else None
    if not settings.mail or owner is None or owner.id != facts.get("owner") or owner.id == actor_id:
        return
    if owner.disabled_at or not owner.email:
        return
    actor = User.get_or_none(User.id == actor_id) if actor_id else None
    with force_locale(LOCALES[owner.language or Setting.read("company.language")]):
        subject = _("New for you: %(name)s", name=row.name)
        if actor:
            text = _("%(actor)s gave you the opportunity “%(name)s”.", actor=actor.name, name=row.name)
        else:
            text = _("The opportunity “%(name)s” is yours now.", name=row.name)
        if row.customer:
            text += "\n" + _("Customer: %(name)s", name=row.customer.name)
    link = f"{settings.base_url}/opportunities/{row.id}"
    mail.send(settings, delivery, to=(owner.name, owner.email), subject=subject, text=f"{text}\n\n{link}\n")


REACTIONS = {"mail_new_owner": mail_new_owner, "mail_password_reset": mail_password_reset}
