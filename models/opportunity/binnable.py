"""Into the bin and back: with its follow-ups and notes, and not by everybody who may change it."""

from models import access
from models.base import N_, Refused
from models.binned import is_manager
from models.opportunity.followed import follow


class Binnable:
    tells_alone = True

    @classmethod
    def in_bin(cls, user):
        """What lies in the bin of what `user` could change."""
        return access.scoped(cls.lying(), access.opportunities_within(user, "change"))

    def companions(self):
        from models.activity import Activity
        from models.note import Note

        return (Activity, Activity.opportunity == self.id), (Note, Note.opportunity == self.id)

    def above(self):
        return (self.customer,)

    def must_be_binnable_by(self, by):
        """Refuse who does not answer for it, and a closed one to all but managers: figures would change."""
        self.must_be_written_by(by)
        if not self.answered_for_by(by):
            raise Refused(N_("Only its owner, a team lead or a manager may delete it."))
        if self.outcome and not is_manager(by):
            raise Refused(N_("Only a manager may delete a closed opportunity."))

    def may_be_binned_by(self, by):
        """What `must_be_binnable_by` says of somebody who may change it, without asking the database."""
        return self.answered_for_by(by) and (self.open or is_manager(by))

    def must_be_restorable_by(self, by):
        super().must_be_restorable_by(by)
        if not self.answered_for_by(by):
            raise Refused(N_("Only its owner, a team lead or a manager may restore it."))
        if self.outcome and not is_manager(by):
            raise Refused(N_("Only a manager may restore a closed opportunity."))

    def put(self, by, event, changes, version=None, **facts):
        """As every change of an opportunity: by its one writer."""
        self.write(event, by, changes, version=version, **facts)

    def settle(self):
        if not self.deleted_at:
            follow(self.id)
