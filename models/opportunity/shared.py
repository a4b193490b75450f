"""Colleagues who work on it too: they may read, or write, until a day if one is set."""

from models import access
from models.base import N_, Refused, transaction
from models.setting import today
from models.user import User


class Shared:
    def collaborators(self):
        """The Collaborations with their users, by name, past ones too."""
        link = _links()
        return list(link.select(link, User).join(User).where(link.opportunity == self.id).order_by(User.name))

    def may_join(self):
        """The users who could work on it too: all but the owner, and those who see everything and change nothing."""
        others = User.active().where(User.role != "viewer").order_by(User.name)
        return list(others.where(User.id != self.owner_id) if self.owner_id else others)

    def may_be_shared_by(self, by):
        """The owner, a team lead of its team and managers say who works on it; `by` None is the system."""
        if by is None or access.CHANGES[by.role] == "all":
            return True
        if access.CHANGES[by.role] == "none":
            return False
        leads = access.CHANGES[by.role] == "team" and by.team_id and self.team_id == by.team_id
        return self.owner_id == by.id or bool(leads)

    def share(self, by, user, writes=False, until_on=None):
        """Let a colleague read, or write, through `until_on` (None: for good); again for one who may already changes it.

        Refuses whom `by` may not share with: the owner, a disabled user, a viewer for writing, a day that is past.
        Returns True when it changed.
        """
        self._must_be_shared_by(by)
        if user.disabled_at:
            raise Refused(N_("%(name)s has left and cannot sign in."), name=user.name)
        if user.id == self.owner_id:
            raise Refused(N_("%(name)s is the owner already."), name=user.name)
        if writes and access.CHANGES[user.role] == "none":
            raise Refused(N_("%(name)s may look at everything, but change nothing."), name=user.name)
        if until_on is not None and until_on < today():
            raise Refused(N_("This day is past."))
        link, facts = _links(), {"writes": writes, "until_on": until_on}
        there = link.get_or_none(link.opportunity == self.id, link.user == user)
        if there and (there.writes, there.until_on) == (writes, until_on):
            return False
        with transaction():
            link.insert(opportunity=self.id, user=user, **facts).on_conflict(
                conflict_target=[link.opportunity, link.user], update=facts
            ).execute()
            verb = "changed" if there else "added"
            self.write(f"opportunity.collaborator_{verb}", by, {}, user=user.id, writes=writes, until=until_on)
        return True

    def unshare(self, by, user):
        """Take a colleague out; everybody may take out themself. Returns True when they were in."""
        if by is None or by.id != user.id:
            self._must_be_shared_by(by)
        link = _links()
        with transaction():
            if not link.delete().where(link.opportunity == self.id, link.user == user).execute():
                return False
            self.write("opportunity.collaborator_removed", by, {}, user=user.id)
        return True

    def is_shared_with(self, user):
        """Does the user see or change it as a collaborator now?"""
        link = _links()
        lasts = link.until_on.is_null() | (link.until_on >= today())
        return link.select().where(link.opportunity == self.id, link.user == user, lasts).exists()

    def _must_be_shared_by(self, by):
        self.must_be_written_by(by)
        if not self.may_be_shared_by(by):
            raise Refused(N_("Only its owner, a team lead or a manager may say who works on it."))


def _links():
    from models.opportunity import Collaboration

    return Collaboration
