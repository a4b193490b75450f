"""What hangs on an opportunity or a customer: follow-ups and notes."""

import datetime as dt

from models.access import subjects_within
from models.base import now
from models.binned import Binned

MOMENT = dt.timedelta(minutes=10)  # within which the same, sent again, is the same


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

    @classmethod
    def just_made(cls, by, **values):
        """The row with these values that `by` made a moment ago, or None.

        A form comes twice when the first answer to it was lost on its way: it must not leave two rows.
        """
        query = cls.kept().where(cls.created_by == by, cls.created_at > now() - MOMENT)
        for name, value in values.items():
            query = query.where(getattr(cls, name).is_null() if value is None else getattr(cls, name) == value)
        return query.order_by(cls.id.desc()).first()

    def places(self):
        return {"opportunity_id": self.opportunity_id, "customer_id": self.customer_id, "contact_id": self.contact_id}

    def above(self):
        return self.opportunity, self.customer
