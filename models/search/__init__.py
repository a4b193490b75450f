"""What can be found, and by whom: opportunities, customers, contacts, follow-ups and notes, by their words and numbers."""

import dataclasses

from models.search import found, index, plain
from models.search.hits import hits, tags
from models.search.words import Asked

KINDS = tuple(found.MODELS)
MOST = 1000  # further than this nobody counts


@dataclasses.dataclass(frozen=True)
class Group:
    """Hits of one kind, the closest first, and the cursor of what follows them, or None."""

    kind: str
    hits: list
    more: str | None


def look(user, typed, kinds=KINDS, size=5, after=None):
    """What `user` may see of what answers `typed`: [Group], those with hits, in the order of `kinds`."""
    asked, groups = Asked.of(typed), []
    for kind in kinds if asked else ():
        ids, more = _way().page(user, kind, asked, after, size)
        if ids:
            model = found.MODELS[kind]
            known = hits(kind, model.select().where(model.id.in_(ids)))
            groups.append(Group(kind, [known[row_id] for row_id in ids if row_id in known], more))
    return groups


def counts(user, typed):
    """{kind: how many rows answer}, counted no further than MOST + 1."""
    asked = Asked.of(typed)
    return {kind: _way().count(user, kind, asked, MOST + 1) if asked else 0 for kind in KINDS}


def recall(user, wanted):
    """Hits for the rows [(kind, id)] that lie within the user's reach, in this order."""
    known = {}
    for kind in {kind for kind, _row_id in wanted}:
        model = found.MODELS[kind]
        ids = [row_id for noun, row_id in wanted if noun == kind]
        known |= {
            (kind, row_id): hit for row_id, hit in hits(kind, model.visible_to(user).where(model.id.in_(ids))).items()
        }
    return [known[one] for one in wanted if one in known]


def _way():
    return found if index.indexed() else plain


__all__ = ["KINDS", "MOST", "Asked", "Group", "counts", "look", "recall", "tags"]
