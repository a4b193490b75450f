"""The standard way a sale goes: a pipeline, its stages, and the reasons for which a sale ends."""

import peewee as pw

from models.base import Model, now, transaction
from models.catalogue import Catalogued
from models.event import record
from models.path import Ending, Step, Way

OUTCOMES = ("won", "lost", "invalid")


class Pipeline(Way, Model):
    noun = "pipeline"

    name = pw.CharField(120, unique=True)
    position = pw.IntegerField(default=0)
    version = pw.IntegerField(default=1)  # bumped by every change of its board: live pages poll it
    created_at = pw.DateTimeField(default=now)
    archived_at = pw.DateTimeField(null=True)

    class Meta:
        table_name = "pipelines"

    @classmethod
    def offered(cls):
        return cls.select().where(cls.archived_at.is_null()).order_by(cls.position, cls.id)

    @classmethod
    def default(cls):
        """The first that has a stage: new opportunities begin there."""
        return cls.offered().where(pw.fn.EXISTS(Stage.kept().where(Stage.pipeline == cls.id))).first()

    def bump(self):
        """Tell live pages that something on this board changed; call it inside the changing transaction."""
        Pipeline.update(version=Pipeline.version + 1).where(Pipeline.id == self.id).execute()

    @classmethod
    def bump_all(cls):
        """The same for every board, when something changed that many of them show."""
        cls.update(version=cls.version + 1).execute()

    def path(self):
        """The stages in order, as a list."""
        return list(self.stages.where(Stage.archived_at.is_null()).order_by(Stage.position, Stage.id))

    def every_stage(self):
        """Its stages in order, those of the archive among them."""
        return list(self.stages.order_by(Stage.position, Stage.id))

    @classmethod
    def current(cls, pipeline_id):
        """The offered pipeline with this id, or the default one; None when there is none."""
        offered = list(cls.offered())
        return next((p for p in offered if p.id == pipeline_id), offered[0] if offered else None)


class Stage(Step, Model):
    """One step; `rate` is its stage rate in percent, `expected_days` how long it usually takes (None: unknown)."""

    noun = "stage"

    pipeline = pw.ForeignKeyField(Pipeline, backref="stages", on_delete="RESTRICT")
    name = pw.CharField(120)
    position = pw.IntegerField()
    rate = pw.IntegerField(constraints=[pw.Check("rate BETWEEN 0 AND 100")])
    expected_days = pw.IntegerField(null=True)
    limit_days = pw.IntegerField(null=True)  # beyond it is stuck; empty: twice the expected days
    category = pw.CharField(12, default="pipeline")
    required = pw.TextField(default="[]")  # JSON: names of the fields that must be filled before one may enter
    archived_at = pw.DateTimeField(null=True)

    class Meta:
        table_name = "stages"
        indexes = ((("pipeline", "position"), False),)

    @property
    def limit(self):
        """Days after which an opportunity is stuck here, None when nobody knows."""
        return self.limit_days or (2 * self.expected_days if self.expected_days else None)

    @classmethod
    def kept(cls):
        """Those that are not in the archive themselves."""
        return cls.select().where(cls.archived_at.is_null())

    @classmethod
    def offered(cls, pipeline_id=None):
        """Stages in use, in order; of one pipeline if given."""
        query = cls.select().join(Pipeline).where(cls.archived_at.is_null(), Pipeline.archived_at.is_null())
        query = query.where(cls.pipeline == pipeline_id) if pipeline_id else query
        return query.order_by(Pipeline.position, Pipeline.id, cls.position)


class CloseReason(Ending, Model):
    noun = "close_reason"

    outcome = pw.CharField(8)
    name = pw.CharField(120)
    position = pw.IntegerField(default=0)
    archived_at = pw.DateTimeField(null=True)

    class Meta:
        table_name = "close_reasons"
        indexes = ((("outcome", "name"), True),)

    @classmethod
    def offered(cls, outcome):
        return cls.select().where(cls.outcome == outcome, cls.archived_at.is_null()).order_by(cls.position, cls.id)


class Source(Catalogued, Model):
    noun = "source"

    name = pw.CharField(120, unique=True)
    position = pw.IntegerField(default=0)
    archived_at = pw.DateTimeField(null=True)

    class Meta:
        table_name = "sources"

    @classmethod
    def offered(cls):
        return cls.select().where(cls.archived_at.is_null()).order_by(cls.position, cls.id)


class Competitor(Catalogued, Model):
    noun = "competitor"

    name = pw.CharField(120, unique=True)
    created_at = pw.DateTimeField(default=now)
    archived_at = pw.DateTimeField(null=True)

    class Meta:
        table_name = "competitors"

    @classmethod
    def named(cls, name, by=None):
        """The competitor of this name, however it is spelt, made when new; None for an empty name."""
        if not (name := (name or "").strip()):
            return None
        if row := cls.get_or_none(cls.name == name) or cls.spelt(name):
            return row
        with transaction():
            row = cls.create(name=name)
            record("competitor.added", row, by, name=name)
        return row

    @classmethod
    def offered(cls):
        return cls.select().where(cls.archived_at.is_null()).order_by(cls.name)

    @classmethod
    def known(cls):
        """The names of those in use, in order."""
        return [name for (name,) in cls.offered().select(cls.name).tuples()]
