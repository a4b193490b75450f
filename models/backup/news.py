"""Administrators are told in the bell that no backup could be made, once until it goes well again."""

from models.backup import folder
from models.base import transaction
from models.notification import Notification
from models.troubled import courtesy
from models.user import User

KIND = "backup"


def failed(settings, words):
    """Keep the reason, and tell every administrator who has not been told since the last success."""
    known = not folder.latest(settings).ok
    folder.fail(settings, words)
    if known:
        return
    with courtesy(), transaction():
        for user in User.active().where(User.role == "administrator"):
            Notification.create(user=user, kind=KIND)
