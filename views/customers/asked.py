"""What the address of the list of customers, or of contacts, asks for: text, owner, tag and order."""

import dataclasses

from flask import request

from models import access
from models.tag import Tag
from views.page import me
from views.typed import whole


@dataclasses.dataclass(frozen=True)
class Asked:
    """`owner` and `tag` are ids, owner 0 for nobody's, None for any; `sort` names an order, "-" in front turns it round."""

    q: str = ""
    owner: int | None = None
    tag: int | None = None
    sort: str = "name"

    def address(self, **change):
        """The parameters of an address that asks for this, with `change` applied; what is usual is left out."""
        wanted = dataclasses.asdict(dataclasses.replace(self, **change))
        plain = dataclasses.asdict(Asked())
        return {name: value for name, value in wanted.items() if value != plain[name]}

    @property
    def filters(self):
        """What rows have to fulfil, as `listed` and `within` take it."""
        return {"text": self.q, "owner": self.owner, "tag": self.tag}

    @property
    def narrowed(self):
        """Does it ask for less than everything?"""
        return bool(self.q) or self.owner is not None or self.tag is not None


def asked(model):
    """(Asked, its Order) of the address; what makes no sense in it is passed over."""
    args, orders = request.args, model.orders()
    q = args.get("q", "")[:100].replace("\0", "").strip()
    sort = args.get("sort", "")
    name = sort.removeprefix("-")
    if name not in orders:
        sort = name = "name"
    order = orders[name].flipped() if sort.startswith("-") else orders[name]
    return Asked(q, whole(args.get("owner")), whole(args.get("tag")), sort), order


def choices():
    """What the selects of the tool bar offer: {"owners": [User], "tags_offered": [Tag]}."""
    return {"owners": list(access.owners_seen_by(me())), "tags_offered": list(Tag.offered())}
