"""Hand-overs of the past: who gave what of whom to whom, and whether it was taken back."""

import dataclasses

from models.user import User


@dataclasses.dataclass
class Line:
    """A hand-over: `shares` are dicts of "user" (User), "open", "amount", "closed", "customers" and "activities"."""

    batch: object
    by: User | None
    of: User
    shares: list
    left: int

    def sum(self, name):
        """Of all shares; None where none has one."""
        known = [share[name] for share in self.shares if share[name] is not None]
        return sum(known) if known or not self.shares else None


def told(batches):
    """Batches of hand-overs as Lines; all names in one query."""
    batches = list(batches)
    facts = [batch.facts for batch in batches]
    ids = {batch.by_id for batch in batches} | {said["of"] for said in facts}
    users = User.by_ids(ids | {share["user"] for said in facts for share in said["shares"]})
    return [
        Line(
            batch,
            users.get(batch.by_id),
            users[said["of"]],
            [{**share, "user": users[share["user"]]} for share in said["shares"]],
            said["left"],
        )
        for batch, said in zip(batches, facts, strict=True)
    ]


def one(batch):
    """One of them."""
    return told([batch])[0]
