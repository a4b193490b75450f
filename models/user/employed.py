"""What becomes of a colleague: another name, address, role or team, the end of the account, and its return."""

from models.base import N_, Refused, Stale, now, transaction
from models.event import record
from models.keys import tidy
from models.setting import must_be_kept_by


class Employed:
    """The verbs on a User; each records an event with `changes`, {field: [before, after]}."""

    def edit(self, by, version=None, along=False, **values):
        """Change FIELDS, each by its verb, or nothing at all; `along` as `join` takes it. Returns the names that changed.

        Refuses who is no administrator; Stale when something of the user was changed since `version`.
        """
        must_be_kept_by(by)
        if by is not None and by.id == self.id and values.get("email", self.email) != self.email:
            raise Refused(N_("Change your own mail address in your account: your password is asked there."))
        verbs = {"name": self.rename, "email": self.move_to, "role": self.change_role, "language": self.speak}
        done = set()
        with transaction():
            if version is not None and self.changed_since(version):
                raise Stale(N_("Somebody else changed this in the meantime."))
            if "team" in values and self.join(values["team"], by, along):
                done.add("team")
            done |= {name for name, verb in verbs.items() if name in values and verb(values[name], by)}
        return done

    def rename(self, name, by):
        """Another name from now on, on history too. Returns True when it changed. Refuses who may not."""
        self._must_be_own_or_kept_by(by)
        if not (name := tidy(name)):
            raise Refused(N_("A name is needed."))
        former = self.name
        return self._change("renamed", by, "name", name, former=former, name=name)

    def move_to(self, email, by):
        """Another mail address to sign in with. Refuses one that is taken. Links sent to the old one open nothing more."""
        from models.reset import PasswordReset

        self._must_be_own_or_kept_by(by)
        email = (email or "").strip().lower() or None
        if email == self.email:
            return False
        if email is None and self.password_hash:
            raise Refused(N_("A mail address is needed to sign in."))
        with transaction():
            self.must_have_for_itself(email, self.id)
            former = self.email
            if changed := self._change("address_changed", by, "email", email, former=former, email=email):
                PasswordReset.spend(self)
        return changed

    def change_role(self, role, by):
        """Another role, at once. Refuses one's own, the last administrator's, and a viewer's who answers for something.

        Returns True when it changed.
        """
        must_be_kept_by(by)
        if role == self.role:
            return False
        if by is not None and by.id == self.id:
            raise Refused(N_("You cannot change your own role. Another administrator can."))
        if self._is_last_administrator():
            raise Refused(N_("The last administrator cannot get another role."))
        if role == "viewer" and (count := self._answers_for()):
            raise Refused(
                N_("A viewer owns nothing. Hand over what %(name)s answers for first: %(count)d open opportunities."),
                name=self.name,
                count=count,
            )
        return self._change("role_changed", by, "role", role, former=self.role, role=role)

    def join(self, team, by, along=False):
        """Another team, or None. With `along` their open opportunities and their customers move with them, else those stay.

        Returns True when it changed. Refuses a team that is archived.
        """
        must_be_kept_by(by)
        if (team and team.id) == self.team_id:
            return False
        if team is not None:
            team.must_be_in_use()
        former = self.team.name if self.team_id else None
        with transaction():
            counts = self._take_along(team, by) if along else {}
            said = {"former": former, "team_name": team.name if team else None, "along": counts}
            return self._change("moved_team", by, "team", team, **said)

    def speak(self, language, by):
        """The language of their pages and mails; None: the company's. Returns True when it changed. Refuses who may not."""
        self._must_be_own_or_kept_by(by)
        return self._change("language_changed", by, "language", language or None)

    def disable(self, by):
        """Nobody signs in as this user any more; the name stays on history. Refuses oneself and the last administrator."""
        from models.reset import PasswordReset
        from models.sign_in import SignIn

        must_be_kept_by(by)
        with transaction():
            if by is not None and by.id == self.id:
                raise Refused(N_("You cannot end your own account."))
            if self._is_last_administrator():
                raise Refused(N_("The last administrator cannot be disabled."))
            self.disabled_at = now()
            self.save(only=["disabled_at"])
            SignIn.delete().where(SignIn.user == self).execute()
            PasswordReset.spend(self)
            record("user.disabled", self, by, name=self.name)

    def enable(self, by):
        """They may sign in again, with the password they had. Returns True when they could not before."""
        must_be_kept_by(by)
        if not self.disabled_at:
            return False
        with transaction():
            self.disabled_at = None
            self.save(only=["disabled_at"])
            record("user.enabled", self, by, name=self.name)
        return True

    def sign_out(self, by):
        """Every browser in which they are signed in is not any more. Returns how many that were."""
        from models.sign_in import SignIn

        must_be_kept_by(by)
        with transaction():
            count = SignIn.delete().where(SignIn.user == self).execute()
            if count:
                record("user.signed_out", self, by, name=self.name, count=count)
        return count

    @classmethod
    def must_have_for_itself(cls, email, but=None):
        """Refuse a mail address that somebody else has; None is nobody's."""
        if email and cls.select().where(cls.email == email, cls.id != (but or 0)).exists():
            raise Refused(N_("A user with the mail address %(email)s exists already."), email=email)

    def _must_be_own_or_kept_by(self, by):
        """Refuse who is neither this user nor may change settings."""
        if by is None or by.id != self.id:
            must_be_kept_by(by)

    def _change(self, event, by, field, value, **facts):
        """Write one field and its event; False when it is so already."""
        before, after = getattr(self, field), value
        if before == after:
            return False
        with transaction():
            setattr(self, field, value)
            self.save(only=[field])
            ids = [row.id if hasattr(row, "id") else row for row in (before, after)]
            record(f"user.{event}", self, by, **{"name": self.name, **facts, "changes": {field: ids}})
        return True

    def _is_last_administrator(self):
        """Would there be nobody left who can sign in and change settings?"""
        model = type(self)
        others = model.active().where(model.role == "administrator", model.id != self.id, model.email.is_null(False))
        return self.role == "administrator" and not self.disabled_at and not others.exists()

    def _answers_for(self):
        from models.handover import holdings

        return holdings([self]).get(self.id, 0)

    def _take_along(self, team, by):
        from models.handover.along import take_along

        return take_along(by, self, team)
