"""Importing people: a name, perhaps a mail address and a role, the team and its office."""

from models.base import N_, folded
from models.imports.importer import MAIL, Importer
from models.imports.named import Teams
from models.imports.people import People
from models.imports.trouble import Bad
from models.opportunity import FieldChange, Opportunity
from models.pipeline import Pipeline
from models.team import Team
from models.user import ROLES, User

WORDS = {
    "admin": "administrator", "管理员": "administrator", "经理": "manager", "team lead": "team_lead", "主管": "team_lead",
    "团队主管": "team_lead", "sales": "salesperson", "销售": "salesperson", "read only": "viewer", "只读": "viewer",
    "只读成员": "viewer", **{role: role for role in ROLES},
}  # fmt: skip


class Users(Importer):
    """Who is there already is found by mail address, else by name; only what is empty is filled."""

    def __init__(self, plan):
        super().__init__(plan)
        self.people, self.teams, self.moved = People(), Teams(), False
        self.names = {"team": self.teams}
        self.given_up = {team.id for team in Team.among(archived=True)}

    def decide(self, row):
        """{name, email, role, team (a key), office, held: the User who is meant, None for a new one}."""
        name = self.required(row, "name", 120)
        email = (row.line("email", 254) or "").lower() or None
        if email and not MAIL.fullmatch(email):
            raise Bad(N_("“%(value)s” is not a mail address."), self.mapping.heading("email"), value=email[:80])
        told = row.text("role")
        role = WORDS.get(folded(told)) if told else "salesperson"
        if role is None:
            raise Bad(N_("There is no role “%(value)s”."), self.mapping.heading("role"), value=told[:80])
        return {
            "name": name,
            "email": email,
            "role": role,
            "team": self._team(row),
            "office": row.line("office", 120),
            "held": self._held(name, email),
        }

    def _team(self, row):
        """The key of the team. Bad when it is in the archive: nobody joins it."""
        key = row.key("team", self.teams)
        if self.teams.known.get(key) in self.given_up:
            name = self.teams.names[key]
            raise Bad(N_("The team “%(name)s” is in the archive."), self.mapping.heading("team"), name=name)
        return key

    def _held(self, name, email):
        if email and (found := self.people.by_mail.get(email)):
            return found
        there = [user for user in self.people.by_name.get(folded(name), ()) if not (email and user.email)]
        if len(there) > 1:
            raise Bad(N_("There are several people named %(name)s. Write the mail address instead."), name=name)
        return there[0] if there else None

    def uses(self, said):
        yield "team", said["team"]

    def count(self, decided):
        for row, person in decided:
            self._count(row, person, person["held"])

    def _count(self, row, person, held):
        plan = self.plan
        if not plan.ledger.first("user", person["email"] or folded(person["name"]), row.number):
            plan.note(N_("The same person as in an earlier row"), row.number)
            self.verdict(row, "update", N_("The same person as in an earlier row"))
        elif held:
            plan.counts["users_found"] += 1
            if (person["email"] and not held.email) or (person["team"] and not held.team_id):
                self.verdict(row, "update", N_("There already: given what they lack"))
            else:
                self.verdict(row, "skip", N_("There already: what it has stays as it is"))
            if held.team_id and person["team"] and self.teams.known.get(person["team"]) != held.team_id:
                plan.note(N_("There already in another team, and stays in it"), row.number)
        else:
            plan.counts["users_new"] += 1
            if not person["email"]:
                plan.note(N_("Without a mail address: cannot sign in"), row.number)
        self.note_left(row)

    def conclude(self):
        self.plan.counts["teams_new"] = len(self.teams.missing)

    def begin(self, by):
        self.moved = False
        self.people.load()
        self.plan.made.extend(self.teams.make(by))

    def write(self, rows, by):
        for row in rows:
            person = self.decide(row)
            team = Team.get_by_id(self.teams.id(person["team"])) if person["team"] else None
            if team and person["office"] and not team.office:
                team.office = person["office"]
                team.save(only=[Team.office])
            if person["held"]:
                self._fill(person["held"], person, team, by)
            else:
                user = User.add(person["name"], person["email"], role=person["role"], team=team, by=by)
                self.people.remember(user)
                self.plan.made.append(("user", user.id))
        return 0

    def _fill(self, user, person, team, by):
        """Give someone who is there what they lack; their opportunities without a team follow them into theirs."""
        if person["email"] and not user.email:
            user.move_to(person["email"], by)
            self.people.by_mail[user.email] = user
        if not team or user.team_id:
            return
        user.join(team, by)
        alone = Opportunity.select(Opportunity.id).where(Opportunity.owner == user, Opportunity.team.is_null())
        ids = [row_id for (row_id,) in alone.tuples()]
        for start in range(0, len(ids), 500):
            some = ids[start : start + 500]
            FieldChange.insert_many([{"opportunity": i, "field": "team", "new": str(team.id)} for i in some]).execute()
            Opportunity.update(team=team).where(Opportunity.id.in_(some)).execute()
        self.moved = self.moved or bool(ids)

    def finish(self, by):
        """Live pages look again when opportunities got a team."""
        if self.moved:
            Pipeline.bump_all()
        yield
