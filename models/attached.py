"""What hangs on an opportunity or a customer: follow-ups and notes."""

from models.access import subjects_within
from models.binned import Binned


class Attached(Binned):
    """A row under an opportunity, or where there is none under a customer: seen and changed by their reach."""

    @classmethod
    def visible_to(cls, user):
        """Those of the opportunities, and else of the customers, that the user sees."""
        return subjects_within(cls.kept(), user, "see")

    @classmethod
    def editable_by(cls, user):
        """Those whose subject the user may change, and the user's own where they see the subject."""
        return subjects_within(cls.kept(), user, "change")

    @classmethod
    def changeable_among(cls, user, ids):
        """Those of the ids of rows that `user` may change, as a set."""
        if not ids:
            return set()
        return {row_id for (row_id,) in cls.editable_by(user).select(cls.id).where(cls.id.in_(list(ids))).tuples()}

    @classmethod
    def in_bin(cls, user):
        """What lies in the bin of those."""
        return subjects_within(cls.lying(), user, "change")

    def places(self):
        return {"opportunity_id": self.opportunity_id, "customer_id": self.customer_id, "contact_id": self.contact_id}

    def above(self):
        return self.opportunity, self.customer
