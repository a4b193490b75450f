"""A view of the opportunities that somebody keeps under a name: filter, order, columns, lanes; list and board share them."""

import json
import urllib.parse

import peewee as pw

from models import access
from models.base import N_, Model, Refused, Stale, now, transaction
from models.event import record
from models.keys import tidy
from models.preference import Preference
from models.user import User

AREAS = ("list", "board")
MOST = 100  # views of one person
LONGEST = 80  # characters of a name
QUERY = 2000  # characters of an address


class SavedView(Model):
    """Private, or shared with everybody: who opens it sees the rows within their own reach.

    `area` is where it was kept; the other place shows of it what means something there. A name is there once a person,
    over both; two of a time when each place had its own names stay, until one of them is given another.
    """

    noun = "saved_view"

    user = pw.ForeignKeyField(User, backref="saved_views", on_delete="CASCADE")
    name = pw.CharField(80)
    area = pw.CharField(12)  # list or board: where it was kept
    shared = pw.BooleanField(default=False)
    query = pw.TextField(default="")  # the parameters of its address
    columns = pw.TextField(null=True)  # JSON: their names in order; empty: the usual ones
    position = pw.IntegerField(default=0)
    created_at = pw.DateTimeField(default=now)
    version = pw.IntegerField(default=1)

    class Meta:
        table_name = "saved_views"
        indexes = ((("user", "area", "name"), True), (("area", "shared"), False))

    @classmethod
    def visible_to(cls, user):
        """One's own and those that are shared."""
        return cls.select().where((cls.user == user.id) | (cls.shared == True))  # noqa: E712

    @classmethod
    def editable_by(cls, user):
        """One's own; shared ones are a manager's affair too."""
        mine = cls.user == user.id
        return cls.select().where(mine | (cls.shared == True) if access.CHANGES[user.role] == "all" else mine)  # noqa: E712

    @classmethod
    def offered(cls, user):
        """Views with their makers: one's own first, then the shared ones of others, each by name."""
        query = cls.visible_to(user).select(cls, User).join(User)
        return query.order_by((cls.user == user.id).desc(), pw.fn.LOWER(cls.name), cls.id)

    @classmethod
    def keep(cls, by, name, area, query, columns=None, shared=False):
        """Keep what an address shows under a name. Refuses one that is taken, too long, or one too many."""
        name = cls.fit(name)
        may_share(by, shared)
        if len(query) > QUERY:
            raise Refused(N_("This filter is too long to be kept."))
        with transaction():
            if cls.select().where(cls.user == by.id).count() >= MOST:
                raise Refused(N_("You have %(most)d views already. Delete one first."), most=MOST)
            cls.must_be_free(by.id, name)
            row = cls.create(user=by, name=name, area=area, query=query, columns=_packed(columns), shared=shared)
            if shared:
                record("saved_view.shared", row, by, name=name, area=area)
        return row

    def change(self, by, version=None, **values):
        """Change `name`, `shared`, `query` or `columns`. Refuses who may not; Stale when another did since `version`."""
        if not self.may_change(by, self):
            raise Refused(N_("Only its maker or a manager may change this view."))
        if "name" in values:
            values["name"] = self.fit(values["name"])
        may_share(by, values.get("shared"))
        if "columns" in values:
            values["columns"] = _packed(values["columns"])
        expected = version or self.version
        with transaction():
            if values.get("name", self.name) != self.name:
                self.must_be_free(self.user_id, values["name"], self.id)
            model = type(self)
            wrote = (
                model.update(version=model.version + 1, **values)
                .where(model.id == self.id, model.version == expected)
                .execute()
            )
            if not wrote:
                raise Stale(N_("Somebody else changed this in the meantime."))
            if self.shared or values.get("shared"):
                record("saved_view.changed", self, by, name=values.get("name", self.name), what=sorted(values))
        for name, value in values.items():
            setattr(self, name, value)
        self.version = expected + 1

    def drop(self, by):
        """Delete it. Whoever began with it begins with everything again."""
        if not self.may_change(by, self):
            raise Refused(N_("Only its maker or a manager may change this view."))
        with transaction():
            if self.shared:
                record("saved_view.dropped", self, by, name=self.name, area=self.area)
            self.delete_instance()

    @classmethod
    def point(cls, names, former, other):
        """Views that ask for the row with the id `former` under one of these names of the filter ask for `other` instead.

        Where that is None they ask for it no more: its id may be another row's one day. Call it inside the changing
        transaction.
        """
        for name in names:
            for view in cls.select().where(cls.query.contains(f"{name}=")):
                pairs = urllib.parse.parse_qsl(view.query, keep_blank_values=True)
                after = [(key, _pointed(value, former, other) if key == name else value) for key, value in pairs]
                if after != pairs:
                    query = urllib.parse.urlencode([pair for pair in after if pair[1] is not None])
                    cls.update(query=query, version=cls.version + 1).where(cls.id == view.id).execute()

    @classmethod
    def first_of(cls, user, area):
        """The view with which the user begins in an area, wherever it was kept, or None."""
        row_id = Preference.read(user, f"view.{area}")
        return cls.reached(user, row_id) if row_id else None

    def begin(self, user, area, on=True):
        """In this area the user begins with this view from now on, or not any more."""
        if on:
            Preference.put(user, f"view.{area}", self.id)
        elif Preference.read(user, f"view.{area}") == self.id:
            Preference.forget(user, f"view.{area}")

    @property
    def cols(self):
        """The names of its columns, an empty list for the usual ones."""
        return json.loads(self.columns) if self.columns else []

    @staticmethod
    def fit(name):
        name = tidy(name)
        if not name:
            raise Refused(N_("Enter a name."))
        if len(name) > LONGEST:
            raise Refused(N_("At most %(most)d characters."), most=LONGEST)
        return name

    @classmethod
    def must_be_free(cls, user_id, name, but=0):
        """Refuse a name that another view of the same person has, however it is spelt."""
        mine = cls.select(cls.name).where(cls.user == user_id, cls.id != but).tuples()
        if name.casefold() in {taken.casefold() for (taken,) in mine}:
            raise Refused(N_("You have a view “%(name)s” already."), name=name)


def _pointed(value, former, other):
    """`value` of a parameter: an id, or several with commas. None where nothing is left of it."""
    ids = value.split(",")
    if str(former) not in ids:
        return value
    swapped = [("" if other is None else str(other)) if one == str(former) else one for one in ids]
    return ",".join(filter(None, dict.fromkeys(swapped))) or None


def _packed(columns):
    return json.dumps(list(columns)) if columns else None


def may_share(by, shared):
    """Refuse who may only look: what everybody sees is a change."""
    if shared and not access.may_create(by):
        raise Refused(N_("You may keep views for yourself, but not share them."))
