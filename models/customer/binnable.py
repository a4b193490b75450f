"""Into the bin and back, with all that there is about the customer."""

from models import access
from models.base import N_, Refused
from models.pipeline import Pipeline


class Binnable:
    @classmethod
    def in_bin(cls, user):
        """What lies in the bin of what `user` could change."""
        return access.scoped(cls.lying(), access.customers_within(user, "change"))

    def companions(self):
        from models.activity import Activity
        from models.contact import Contact
        from models.note import Note
        from models.opportunity import Opportunity

        sales = Opportunity.kept(Opportunity.id).where(Opportunity.customer == self.id)
        return (
            (Opportunity, Opportunity.customer == self.id),
            (Contact, Contact.customer == self.id),
            (Activity, self._under(Activity, sales)),
            (Note, self._under(Note, sales)),
        )

    def _under(self, model, sales):
        return model.opportunity.in_(sales) | (model.opportunity.is_null() & (model.customer == self.id))

    def must_be_binnable_by(self, by):
        """Refuse who may not change it, or may not delete all of its opportunities."""
        super().must_be_binnable_by(by)
        sales, which = self.companions()[0]
        _each(sales.kept().where(which), "must_be_binnable_by", by,
              N_("Some of its opportunities are not yours to delete. Ask a team lead or a manager."))  # fmt: skip

    def must_be_restorable_by(self, by):
        """Refuse who could not restore all of the opportunities that come back with it."""
        super().must_be_restorable_by(by)
        sales = self.companions()[0][0]
        _each(sales.lying().where(sales.deleted_with == self.mark), "must_be_restorable_by", by,
              N_("Some of its opportunities are not yours to restore. Ask a team lead or a manager."))  # fmt: skip

    def settle(self):
        Pipeline.bump_all()


def _each(rows, rule, by, why):
    """Refuse for the reason `why` where one of the rows refuses by its `rule`."""
    for row in rows:
        try:
            getattr(row, rule)(by)
        except Refused as error:
            raise Refused(why) from error
