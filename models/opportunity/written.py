"""The one way in which an opportunity is made, and the one in which any of its fields is written."""

from models import access
from models.base import N_, Refused, Stale, now, transaction
from models.batch import note
from models.event import record
from models.opportunity.assignable import may_give
from models.opportunity.demanded import asked_of_new
from models.opportunity.fields import LONG, TRACKED
from models.opportunity.pushed import pushed
from models.opportunity.rules import check
from models.opportunity.valued import at_present_rate, derived
from models.pipeline import Pipeline
from models.setting import Setting, today
from models.versioned import plain


class Written:
    @classmethod
    def add(cls, by, contact=None, on=None, **values):
        """Create an open opportunity in `stage` (default: the default pipeline's first) and tell it.

        Values are FIELDS, `stage`, `owner`, `team`; `contact` becomes the primary one. Without owner and team it is
        the creator's. Refuses a viewer, and an owner or team that `by` may not give to. Returns the Opportunity.
        """
        from models.opportunity.rows import FieldChange, OpportunityContact, OpportunityText, StageEntry

        stage = values.pop("stage", None) or Pipeline.default().path()[0]
        asked_of_new(by, stage, {**values, "contact": contact})
        long = {name: values.pop(name, None) for name in LONG}
        if by is not None and not access.may_create(by):
            raise Refused(N_("You may look at opportunities, but not create one."))
        if "owner" not in values and "team" not in values:
            values["owner"] = by
        values["team"] = may_give(by, values.get("owner"), values.get("team"))
        values.setdefault("currency", Setting.read("company.currency"))
        values.setdefault("opened_on", on or today())
        values["name"] = values["name"].strip()
        values["touched_on"] = max(values["opened_on"], today())
        check(by, values)
        with transaction():
            row = cls(pipeline=stage.pipeline, stage=stage, furthest_position=stage.position, created_by=by, **values)
            if row.owner_id and by and row.owner_id == by.id:
                row.owner_seen_at = now()
            for name, value in derived(row, values).items():
                setattr(row, name, value)
            row.save(force_insert=True)
            OpportunityText.create(opportunity=row, **long)
            StageEntry.create(opportunity=row, stage=stage, position=stage.position, entered_at=row.entered_stage_at)
            for field in TRACKED:
                if (value := plain(getattr(row, field))) is not None:
                    FieldChange.create(opportunity=row, field=field, new=str(value))
            if contact:
                OpportunityContact.create(opportunity=row, contact=contact, role="primary")
            stage.pipeline.bump()
            record("opportunity.created", row, by, on=on, name=row.name, stage=stage.name)
            if row.owner_id and by and row.owner_id != by.id:
                record("opportunity.assigned", row, by, on=on, owner=row.owner_id, team=row.team_id, former=None)
        return row

    def write(self, event, by, changes, /, version=None, on=None, **facts):
        """The one writer of a transition: row, long text, typed history, board version and event, or nothing at all.

        `changes` are columns (and LONG texts) with their new values; amounts in the base currency and the weighted
        amount follow by themselves. Raises Stale when the row is not at `version` (default: as this object read it).
        """
        from models.opportunity.rows import FieldChange, OpportunityText

        long = {name: changes[name] for name in LONG if name in changes}
        columns = {name: value for name, value in changes.items() if name not in LONG}
        columns = derived(self, columns) | pushed(self, columns, on or today()) | columns
        image = {name: self.__data__.get(name) for name in columns}
        before = {name: plain(image[name]) for name in (*TRACKED, "currency") if name in columns}
        expected, model = version or self.version, type(self)
        with transaction():
            columns |= at_present_rate(self, columns)
            wrote = (
                model.update(version=model.version + 1, updated_at=now(), **columns)
                .where(model.id == self.id, model.version == expected)
                .execute()
            )
            if not wrote:
                raise Stale(N_("Somebody else changed this opportunity in the meantime."))
            if long:
                OpportunityText.insert(opportunity=self.id, **long).on_conflict(
                    conflict_target=[OpportunityText.opportunity], update=long
                ).execute()
            for field, old in before.items():
                if (new := plain(columns[field])) != old:
                    FieldChange.create(opportunity=self.id, field=field, old=text(old), new=text(new))
            self.pipeline.bump()
            happened = record(event, self, by, on=on, **facts)
        for name, value in columns.items():
            setattr(self, name, value)
        self.version = expected + 1
        self.__dict__.pop("_text", None)
        note(self, image, happened)
        return happened

    @property
    def text(self):
        """The long texts: requirement, description, and what the import kept."""
        from models.opportunity.rows import OpportunityText

        if "_text" not in self.__dict__:
            found = OpportunityText.get_or_none(OpportunityText.opportunity == self.id)
            self.__dict__["_text"] = found or OpportunityText(opportunity=self)
        return self.__dict__["_text"]


def text(value):
    """A value as typed history keeps it: text, or nothing."""
    return None if value is None else str(value)
