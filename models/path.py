"""The path of a sale as an administrator lays it: pipelines, their stages, and the reasons for which a sale ends.

A position, once entered, stays what it was: stages that change places share out the positions that they have, those of the
archive keep theirs, and where a new stage comes between two, everything behind it moves one on, history too. So nothing
that was reached is lost or won by it.
"""

import json

from models.base import N_, Refused, Stale, transaction
from models.catalogue import Catalogued, arranged_at
from models.setting import must_be_kept_by
from models.told import Told

CATEGORIES = ("pipeline", "best_case", "commit", "omitted")
LONGEST = 3650  # days
END = object()  # the place of a new stage: behind all others


class Way(Catalogued):
    """For Pipeline."""

    @classmethod
    def add(cls, by, name, like=None):
        """A new pipeline behind all others, without stages or with those of the pipeline `like`. Returns it."""
        with transaction():
            row = super().add(by, name=name)
            for stage in like.path() if like else ():
                values = {field: getattr(stage, field) for field in stage.FIELDS}
                stage.__class__.add(by, row, **values)
        return row

    @classmethod
    def arrange(cls, by, ids, part=None):
        changed = super().arrange(by, ids)
        if changed:
            cls.bump_all()
        return changed

    def edit(self, by, version=None, place=None, **values):
        """Change FIELDS, and with `place` where it stands among the others (from 0); both, or nothing at all."""
        model = type(self)
        with transaction():
            self.must_be_at(version)
            changed = super().edit(by, **values)
            if changed:
                self.bump()
            if place is not None and model.arrange(by, arranged_at(model.offered(), self, place)):
                changed |= {"place"}
        return changed

    @property
    def edition(self):
        """The version of its settings; `version` is that of its board."""
        return Told.version.fget(self)

    def must_be_at(self, version):
        if version is not None and version != self.edition:
            raise Stale(N_("Somebody else changed this in the meantime."))

    def must_be_archivable(self):
        """Refuse the last one that has stages, and one with open opportunities."""
        from models.opportunity.restaged import waiting_in

        if not any(other.path() for other in type(self).offered() if other.id != self.id):
            raise Refused(N_("This is the only pipeline with stages. Add another one first."))
        if count := sum(waiting_in(self).values()):
            raise Refused(
                N_("Open opportunities in “%(name)s”: %(count)s. Say where they go."), name=self.name, count=count
            )

    def retire(self, by, targets):
        """Into the archive; its open opportunities go where `targets` {stage id: Stage of another pipeline} says.

        Refuses when a stage that has some is not told of. Returns how many went.
        """
        from models.archive import archive
        from models.opportunity.restaged import relocate

        must_be_kept_by(by)
        if any(stage.pipeline_id == self.id or stage.archived_at for stage in targets.values()):
            raise Refused(N_("Choose a stage of another pipeline that is in use."))
        with transaction():
            moved = relocate(by, targets)
            archive(self, by)
        return moved


class Step(Catalogued):
    """For Stage: `required` is a JSON list of names of models/opportunity/demanded.py."""

    FIELDS = ("name", "rate", "expected_days", "limit_days", "category", "required")
    PART = "pipeline"

    @classmethod
    def add(cls, by, pipeline, after=END, **values):
        """A new stage of `pipeline` behind the stage `after` (None: in front of all, END: behind all). Returns it."""
        values = {"category": "pipeline", "required": "[]", **values}
        check(values)
        with transaction():
            if after is not END:
                values["position"] = after.position + 1 if after else 0
                cls._make_room(pipeline, values["position"])
            row = super().add(by, pipeline=pipeline, **values)
            pipeline.bump()
        return row

    def edit(self, by, version=None, **values):
        """Change FIELDS; with another rate the weighted amounts of open opportunities follow. See Catalogued.edit."""
        from models.opportunity.restaged import revalue

        check(values)
        with transaction():
            changed = super().edit(by, version, **values)
            if "rate" in changed:
                revalue(self)
            if changed:
                self.pipeline.bump()
        return changed

    @classmethod
    def arrange(cls, by, ids, part=None):
        changed = super().arrange(by, ids, part)
        if changed:
            part.bump()
        return changed

    def must_be_archivable(self):
        """Refuse the last one of its pipeline, and one with open opportunities."""
        from models.opportunity.restaged import waiting_in

        if not [stage for stage in self.pipeline.path() if stage.id != self.id]:
            raise Refused(N_("A pipeline keeps at least one stage. Archive the pipeline instead."))
        if count := waiting_in(self.pipeline).get(self.id):
            raise Refused(
                N_("Open opportunities in “%(name)s”: %(count)s. Say where they go."), name=self.name, count=count
            )

    def retire(self, by, to=None):
        """Into the archive; its open opportunities enter the stage `to`. Closed ones keep it. Returns how many went."""
        from models.archive import archive
        from models.opportunity.restaged import relocate

        must_be_kept_by(by)
        if to is not None and (to.pipeline_id != self.pipeline_id or to.id == self.id or to.archived_at):
            raise Refused(N_("Choose another stage of this pipeline."))
        with transaction():
            moved = relocate(by, {self.id: to}) if to else 0
            archive(self, by)
            self.pipeline.bump()
        return moved

    @property
    def demands(self):
        """The names of the fields that must be filled before one may enter."""
        return tuple(json.loads(self.required or "[]"))

    @classmethod
    def _make_room(cls, pipeline, place):
        """Everything of the pipeline that stands at this place or behind it moves one on, history too."""
        from models.opportunity import Opportunity, StageEntry

        mine = cls.select(cls.id).where(cls.pipeline == pipeline)
        for model, column, of in (
            (StageEntry, StageEntry.position, StageEntry.stage.in_(mine)),
            (Opportunity, Opportunity.furthest_position, Opportunity.pipeline == pipeline),
            (cls, cls.position, cls.pipeline == pipeline),
        ):
            model.update({column: column + 1}).where(of, column >= place).execute()


class Ending(Catalogued):
    """For CloseReason: its names are there once for each outcome, which `add` takes beside FIELDS."""

    FIELDS = ("name",)
    PART = "outcome"

    def must_be_archivable(self):
        """Refuse the last one for an outcome that asks for a reason: nothing could be closed so any more."""
        last = not type(self).offered(self.outcome).where(type(self).id != self.id).exists()
        if last and self.outcome != "won":
            raise Refused(N_("This is the only reason for this outcome. Add another one first."))


def check(values):
    """Refuse values that no stage may have."""
    from models.opportunity.demanded import DEMANDS

    if not 0 <= values.get("rate", 0) <= 100:
        raise Refused(N_("A rate is a percentage from 0 to 100."))
    for name in ("expected_days", "limit_days"):
        if values.get(name) is not None and not 1 <= values[name] <= LONGEST:
            raise Refused(N_("Days are a whole number from 1 to %(most)s."), most=f"{LONGEST:,}")
    if values.get("category", "pipeline") not in CATEGORIES:
        raise Refused(N_("There is no such forecast category."))
    if set(json.loads(values.get("required", "[]"))) - DEMANDS.keys():
        raise Refused(N_("A stage cannot ask for this field."))
