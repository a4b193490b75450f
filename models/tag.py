"""Tags: words that users stick on opportunities, customers and contacts."""

import peewee as pw

from models.base import N_, Model, Refused, Stale, folded, now, transaction
from models.catalogue import Catalogued
from models.event import record
from models.keys import tidy

LONGEST = 60  # characters of a tag
MOST = 30  # tags on one row


class Tag(Catalogued, Model):
    noun = "tag"

    name = pw.CharField(60, unique=True)
    name_key = pw.CharField(60, unique=True)
    created_at = pw.DateTimeField(default=now)

    class Meta:
        table_name = "tags"

    @classmethod
    def named(cls, text):
        """The tag of this name, however it is spelt, made when new; None for nothing. Refuses one that is too long."""
        name = worded(text)
        if name is None:
            return None
        key = cls.ready({"name": name})["name_key"]
        return cls.get_or_none(cls.name_key == key) or cls.create(name=name, name_key=key)

    @classmethod
    def ready(cls, values):
        """As it is kept: without commas, with the key of the name. Refuses one that is too long."""
        values = super().ready({**values, "name": worded(values["name"])})
        values["name_key"] = folded(values["name"])
        if max(len(values["name"]), len(values["name_key"])) > LONGEST:
            raise Refused(N_("A tag has at most %(most)d characters."), most=LONGEST)
        return values

    @classmethod
    def found(cls, text):
        """The tag of this name, or None: nothing is made."""
        return cls.get_or_none(cls.name_key == folded(tidy(text) or ""))

    @classmethod
    def offered(cls):
        """The tags that are in use, by name."""
        used = Tagging.select(Tagging.tag)
        return cls.select().where(cls.id.in_(used)).order_by(cls.name_key)

    @classmethod
    def on(cls, row):
        """The tags of one row, by name."""
        query = cls.select(cls).join(Tagging, on=(Tagging.tag == cls.id))
        return list(query.where(Tagging.subject_type == row.noun, Tagging.subject_id == row.id).order_by(cls.name_key))

    @classmethod
    def of(cls, rows):
        """{(noun, id): [names in order]} of rows of any kind, in a query for each kind; those without a tag are left out."""
        ids, found = {}, {}
        for row in rows:
            ids.setdefault(row.noun, []).append(row.id)
        for noun, some in ids.items():
            for row_id, name in cls.stuck_on(noun, some):
                found.setdefault((noun, row_id), []).append(name)
        return found

    @classmethod
    def stuck_on(cls, noun, ids):
        """(id, name) pairs of the tags on rows of one kind, by name."""
        query = cls.select(Tagging.subject_id, cls.name).join(Tagging, on=(Tagging.tag == cls.id))
        query = query.where(Tagging.subject_type == noun, Tagging.subject_id.in_(list(ids)))
        return query.order_by(cls.name_key).tuples()

    @classmethod
    def set_on(cls, by, row, names):
        """Make `names` the tags of a row that people may edit. Returns (added, removed) names.

        An opportunity has its own verb; of others it raises their version and records `<noun>.tagged`.
        """
        wanted = {folded(tidy(name) or ""): name for name in names}
        present = {folded(name): name for name in cls.of([row]).get((row.noun, row.id), [])}
        add = [name for key, name in wanted.items() if key and key not in present]
        remove = [name for key, name in present.items() if key not in wanted]
        if hasattr(row, "tag"):
            return row.tag(by, add=add, remove=remove)
        row.must_be_changed_by(by)
        with transaction():
            added, removed = cls.change_on(row, add, remove)
            if added or removed:
                _raise_version(row)
                record(f"{row.noun}.tagged", row, by, added=added, removed=removed)
        return added, removed

    @classmethod
    def change_on(cls, row, add=(), remove=()):
        """Write the taggings of a row, for its verb. Returns (added, removed): the names that changed."""
        here = (Tagging.subject_type == row.noun) & (Tagging.subject_id == row.id)
        added, removed = [], []
        for tag in filter(None, map(cls.found, remove)):
            if Tagging.delete().where(here, Tagging.tag == tag).execute():
                removed.append(tag.name)
        for tag in filter(None, map(cls.named, add)):
            if not Tagging.select().where(here, Tagging.tag == tag).exists():
                Tagging.create(tag=tag, subject_type=row.noun, subject_id=row.id)
                added.append(tag.name)
        if added and Tagging.select().where(here).count() > MOST:
            raise Refused(N_("A row has at most %(most)d tags."), most=MOST)
        return added, removed


class Tagging(Model):
    tag = pw.ForeignKeyField(Tag, index=False, backref="taggings", on_delete="CASCADE")
    subject_type = pw.CharField(32)
    subject_id = pw.IntegerField()

    class Meta:
        table_name = "taggings"
        indexes = ((("tag", "subject_type", "subject_id"), True), (("subject_type", "subject_id"), False))

    @classmethod
    def subjects(cls, tag_id, noun):
        """A subquery: the ids of the rows of a kind that wear the tag with this id."""
        return cls.select(cls.subject_id).where(cls.tag == tag_id, cls.subject_type == noun)


def _raise_version(row):
    """Whoever edits the row at the same time is told."""
    model = type(row)
    changes = {"version": model.version + 1, "updated_at": now()}
    if not model.update(changes).where(model.id == row.id, model.version == row.version).execute():
        raise Stale(N_("Somebody else changed this in the meantime."))
    row.version += 1


def worded(text):
    """A tag as it is written: commas part tags and are in none. None when nothing is left."""
    return tidy((text or "").replace(",", " ").replace("，", " "))
