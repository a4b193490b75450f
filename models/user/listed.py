"""The people of the company in rows: searched, by role, team and state, a page at a time."""

import peewee as pw

from models.paging import Order
from models.team import Team

STATES = ("active", "waiting", "disabled")  # waiting: nobody can sign in as them yet


class Listed:
    @classmethod
    def visible_to(cls, user):
        """Everybody: names stand on what they did."""
        return cls.select()

    @classmethod
    def editable_by(cls, user):
        """Everybody for administrators."""
        return cls.select() if user.role == "administrator" else cls.select().where(cls.id.in_([]))

    @classmethod
    def listed(cls, after=None, **wanted):
        """A page of users with their teams, by name: (rows, cursor of what follows or None). `wanted` as `among` takes it."""
        ids, more = Order(((cls.name, str),), cls.id).page(cls.among(**wanted), after)
        found = cls.select(cls, Team).join(Team, pw.JOIN.LEFT_OUTER).where(cls.id.in_(ids))
        rows = {row.id: row for row in found}
        return [rows[row_id] for row_id in ids], more

    @classmethod
    def among(cls, text="", role="", team=None, state=""):
        """A query on users; `team` is an id (0: without), `state` one of STATES, "" for not disabled."""
        query = cls.select()
        if text:
            query = query.where(cls.name.contains(text) | cls.email.contains(text))
        if role:
            query = query.where(cls.role == role)
        if team is not None:
            query = query.where((cls.team == team) if team else cls.team.is_null())
        return query.where(*cls.in_state(state))

    @classmethod
    def in_state(cls, state):
        """The conditions of one of STATES; any other means: not disabled."""
        if state == "disabled":
            return [cls.disabled_at.is_null(False)]
        waiting = cls.password_hash.is_null() | cls.email.is_null()
        return [cls.disabled_at.is_null(), *{"waiting": [waiting], "active": [~waiting]}.get(state, [])]

    @property
    def state(self):
        """One of STATES."""
        if self.disabled_at:
            return "disabled"
        return "active" if self.password_hash and self.email else "waiting"

    @classmethod
    def by_team(cls, ids=None):
        """{team id: [active User, leads first, then by name]} of these teams, or of all."""
        query = cls.active().where(cls.team.is_null(False)).order_by((cls.role == "team_lead").desc(), cls.name, cls.id)
        found = {}
        for user in query if ids is None else query.where(cls.team.in_(list(ids))):
            found.setdefault(user.team_id, []).append(user)
        return found
