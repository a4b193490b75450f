"""What a line of the table is made of."""

from models import Notification, Product, SavedView, Tag
from tests.world import CAST


def may(*, row=None, args=None, data=None, all=None, out=303, **single):
    """One line of the table: {"row", "args", "data", "status": {cast or "out": status}}."""
    if unknown := single.keys() - set(CAST):
        raise ValueError(f"not of the cast: {unknown}")
    status = {**(dict.fromkeys(CAST, all) if all else {}), **single, "out": out}
    if missing := set(CAST) - status.keys():
        raise ValueError(f"nothing said about {missing}")
    return {"row": row, "args": args or {}, "data": data or {}, "status": status}


def told_to_ann(world):
    """The id of a notification of Ann's."""
    world.acme_renewal.assign(by=world.mia, owner=world.cy)
    world.acme_renewal.assign(by=world.mia, owner=world.ann)
    return Notification.get(Notification.user == world.ann).id


def anns_view(world):
    """A view that Ann keeps for herself."""
    return SavedView.keep(world.ann, f"Mine {SavedView.select().count()}", "list", "grade=A").id


def a_product(world):
    """The id of a product."""
    return (Product.called("Widget") or Product.add(None, name="Widget")).id


def a_tag(world):
    """The id of a tag that a row wears."""
    world.acme_renewal.tag(None, add=["Key"])
    return Tag.found("Key").id


ADMIN = {"all": 403, "ada": 200}  # of the settings
REFUSES = {"all": 403, "ada": 422}
STALE = {"all": 403, "ada": 409}
DONE = {"all": 403, "ada": 303}
