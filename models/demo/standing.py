"""The standing rows of the sample: products, competitors, tags, people and teams go where nobody names them any more."""

from models.demo.marks import ranges
from models.event import Event
from models.notification import Notification
from models.pipeline import Competitor
from models.preference import Preference
from models.product import Product
from models.snapshot import Snapshot, SnapshotRow
from models.tag import Tag
from models.team import Team
from models.user import User

IDLE = (Notification, Preference)  # these rows are nobody's who never signs in


def remove_standing(removal):
    """Delete what is of the sample and no row names; count what stays."""
    for model in (Product, Competitor, Tag, User, Team):
        for first, last in ranges(model.noun):
            rows = list(model.select().where(model.id.between(first, last)))
            gone = [row for row in rows if not wanted(row)]
            for row in gone:
                for idle in IDLE if model is User else ():
                    idle.delete().where(idle.user == row).execute()
                row.delete_instance()
            removal.add(model.noun, len(gone), len(rows) - len(gone))
    for first, _last in ranges("snapshot"):
        if not SnapshotRow.select().where(SnapshotRow.snapshot == first).exists():
            Snapshot.delete().where(Snapshot.id == first).execute()


def wanted(row):
    """Does any row name this one? Somebody who can sign in by now is wanted, too, and who did something that is told."""
    from models import ALL

    if isinstance(row, User) and (row.password_hash or Event.select().where(Event.actor_id == row.id).exists()):
        return True
    named_in = [(field, model) for field, model in row._meta.backrefs.items() if model in ALL and model not in IDLE]
    return any(model.select().where(field == row).exists() for field, model in named_in)
