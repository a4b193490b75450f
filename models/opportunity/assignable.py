"""Who answers for it: a person, a team, or nobody yet."""

from models import access
from models.base import N_, Refused, now, transaction
from models.opportunity.followed import hand_plans
from models.setting import today
from models.troubled import courtesy
from models.user import User


def may_give(by, owner=None, team=None):
    """Refuse an owner who cannot own, or whom `by` may not give to. Returns the team that goes with them."""
    within = by is None or access.CHANGES[by.role] == "all"
    if owner is None:
        if not within and team is not None and team.id != by.team_id:
            raise Refused(N_("You can assign only within your team."))
        if not within and team is None:
            raise Refused(N_("Choose a person or your team."))
        return team
    if owner.disabled_at or owner.role == "viewer":
        raise Refused(N_("%(name)s cannot own opportunities."), name=owner.name)
    if not within and not access.assignable_by(by).where(User.id == owner.id).exists():
        raise Refused(N_("You can assign only within your team."))
    return owner.team


class Assignable:
    def assign(self, by, owner=None, team=None, version=None):
        """Give to a person (their team follows) or to a team (nobody answers yet). Returns True when it changed.

        Refuses a disabled user, a viewer, and whom `by` may not assign to. The new owner sees it as new.
        """
        self.must_be_written_by(by)
        team = may_give(by, owner, team)
        if not self.would_be_given(by, owner, team):
            return False
        own = owner is not None and by is not None and owner.id == by.id
        former = self.owner_id
        with transaction():
            self.write(
                "opportunity.assigned",
                by,
                {"owner": owner, "team": team, "owner_seen_at": now() if own else None, "touched_on": today()},
                version=version,
                owner=owner.id if owner else None,
                team=team.id if team else None,
                former=former,
                former_team=self.team_id,
            )
            if owner is not None and former is not None and former != owner.id:
                hand_plans(self, by, former, owner)
        return True

    def would_be_given(self, by, owner, team):
        """The decision of `assign` once `may_give` said which team: does anything change? Refuses who may not give it away."""
        self._must_be_given_by(by)
        return self.owner_id != (owner and owner.id) or self.team_id != (team and team.id)

    def seen_by(self, user):
        """The owner looked at it: it is not new any more. No version, no event: nothing about the sale changed."""
        if self.owner_id == user.id and self.owner_seen_at is None:
            moment = now()
            with courtesy():
                type(self).update(owner_seen_at=moment).where(type(self).id == self.id).execute()
            self.owner_seen_at = moment

    def _must_be_given_by(self, by):
        """Who only works on it with others may not give it away, nor take it."""
        if not self.answered_for_by(by):
            raise Refused(N_("Only its owner, a team lead or a manager may assign it."))

    def answered_for_by(self, by):
        """Is `by` its owner, the lead of its team, or a manager? `by` None is the system."""
        if by is None or access.CHANGES[by.role] == "all" or self.owner_id == by.id:
            return True
        return access.CHANGES[by.role] == "team" and bool(by.team_id) and self.team_id == by.team_id

    def must_be_written_by(self, by):
        """Refuse when `by` may not change this row. `by` None is the system."""
        if by is not None and not self.may_change(by, self):
            raise Refused(N_("You may look at this opportunity, but not change it."))
