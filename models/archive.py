"""What is in use is never deleted: it goes into the archive, or another takes its place wherever it stands.

Opportunities keep their history: each row that gets another reason, source, product, competitor or team has an event with
before and after, and a version more; so has each customer and user.
"""

import peewee as pw

from models.base import N_, Refused, now, transaction
from models.customer import Customer
from models.event import Event, packed, record
from models.opportunity import FieldChange, Opportunity, OpportunityCompetitor, ProductLine
from models.pipeline import Pipeline
from models.saved_view import SavedView
from models.setting import must_be_kept_by, today
from models.user import User

CHUNK = 500
COLUMNS = {  # noun: the columns that refer to a row of it
    "pipeline": (Opportunity.pipeline,),
    "stage": (Opportunity.stage,),
    "close_reason": (Opportunity.close_reason,),
    "source": (Opportunity.source,),
    "competitor": (Opportunity.competitor,),
    "product": (Opportunity.product,),
    "team": (Opportunity.team, Customer.team, User.team),
}
BESIDE = {"competitor": OpportunityCompetitor.competitor, "product": ProductLine.product}  # in rows of an opportunity
ASKED = {  # how the filter that views keep names a row of it
    "close_reason": ("reason",),
    "source": ("source",),
    "competitor": ("competitor", "rival"),
    "product": ("product",),
    "team": ("team",),
}
EDITED = ("source", "product")  # what people edit, too: told as their edits are, so that nobody overwrites it unseen


def used_by(row):
    """{noun: how many} of the opportunities, customers and users that refer to a row, those in the bin among them."""
    found = {}
    for column in COLUMNS[row.noun]:
        model, condition = column.model, column == row.id
        if model is Opportunity and row.noun in BESIDE:
            condition |= Opportunity.id.in_(_lines(row))
        if count := model.select().where(condition).count():
            found[model.noun] = count
    return found


def archive(row, by):
    """Take it out of use; what refers to it keeps it. Refuses who may not, and what the row itself refuses.

    Returns False when it was there already.
    """
    must_be_kept_by(by)
    if row.archived_at:
        return False
    with transaction():
        if hasattr(row, "must_be_archivable"):
            row.must_be_archivable()
        _set(row, now())
        record(f"{row.noun}.archived", row, by, name=row.name)
    return True


def unarchive(row, by):
    """Bring it back into use, where it stood. Returns False when it is in use."""
    must_be_kept_by(by)
    if not row.archived_at:
        return False
    with transaction():
        _set(row, None)
        record(f"{row.noun}.unarchived", row, by, name=row.name)
    return True


def replace(row, other, by):
    """`other` takes the place of `row` wherever that stands, closed rows, the bin and kept views included; then `row` is
    archived.

    One transaction. Returns used_by as it was. Stages and pipelines are paths, not words: see models/path.py.
    """
    must_be_kept_by(by)
    if row.noun in ("pipeline", "stage"):
        raise Refused(N_("Opportunities are moved out of a stage, not renamed."))
    part = getattr(row, "PART", None)
    if other.noun != row.noun or other.id == row.id or other.archived_at:
        raise Refused(N_("Choose another one that is in use."))
    if part and getattr(other, part) != getattr(row, part):
        raise Refused(N_("Choose another one that is in use."))
    with transaction():
        used = used_by(row)
        for column in COLUMNS[row.noun]:
            _swap(column, row, other, by)
        if row.noun in BESIDE:
            _swap_beside(BESIDE[row.noun], row, other, by)
        SavedView.point(ASKED[row.noun], row.id, other.id)
        if used:
            Pipeline.bump_all()
        if row.archived_at is None:
            _set(row, now())
        record(f"{row.noun}.replaced", row, by, name=row.name, other=other.name, other_id=other.id, used=used)
    return used


def remove(row, by):
    """Delete what nothing ever referred to. Refused when something does, and where it could not be archived either."""
    must_be_kept_by(by)
    with transaction():
        if used_by(row):
            raise Refused(N_("It is in use: archive it, or let another one take its place."))
        if row.archived_at is None and hasattr(row, "must_be_archivable"):
            row.must_be_archivable()
        SavedView.point(ASKED.get(row.noun, ()), row.id, None)
        record(f"{row.noun}.removed", row, by, name=row.name)
        try:
            with transaction():
                row.delete_instance()
        except pw.IntegrityError as error:
            raise Refused(N_("It is in use: archive it, or let another one take its place.")) from error


def _set(row, moment):
    type(row).update(archived_at=moment).where(type(row).id == row.id).execute()
    row.archived_at = moment


def _lines(row):
    column = BESIDE[row.noun]
    return column.model.select(column.model.opportunity).where(column == row.id)


def _swap(column, row, other, by):
    """Write `other` into a column of every row that has `row` there, with event, version and typed history."""
    model, field = column.model, column.name
    fields = [model.id, *([model.customer] if model is Opportunity else [])]
    found = list(model.select(*fields).where(column == row.id).tuples())
    for some in pw.chunked(found, CHUNK):
        ids = [one[0] for one in some]
        more = {"version": model.version + 1, "updated_at": now()} if "version" in model._meta.fields else {}
        model.update({field: other.id, **more}).where(model.id.in_(ids)).execute()
        _events(model, some, field, row, other, by)
        if model is Opportunity and field == "team":
            said = {"field": field, "old": str(row.id), "new": str(other.id)}
            FieldChange.insert_many([{"opportunity": row_id, **said} for row_id in ids]).execute()


def _swap_beside(column, row, other, by):
    """The same for competitors in the running and product lines; where `other` is there too, it stays once."""
    model = column.model
    found = [row_id for (row_id,) in model.select(model.opportunity).where(column == row.id).distinct().tuples()]
    for ids in pw.chunked(found, CHUNK):
        mine = (column == row.id) & model.opportunity.in_(ids)
        if model is OpportunityCompetitor:
            there = model.alias()
            has = there.select(there.opportunity).where(there.competitor == other.id)
            model.delete().where(mine & model.opportunity.in_(has)).execute()
        model.update({column.name: other.id}).where(mine).execute()
        Opportunity.update(version=Opportunity.version + 1, updated_at=now()).where(Opportunity.id.in_(ids)).execute()
        rows = list(Opportunity.select(Opportunity.id, Opportunity.customer).where(Opportunity.id.in_(ids)).tuples())
        _events(Opportunity, rows, f"{column.name}_beside", row, other, by)


def _events(model, rows, field, row, other, by):
    edited = model is Opportunity and field in EDITED
    facts = {"changes": {field: [row.id, other.id]}} if edited else {
        "field": field, "former": row.name, "former_id": row.id, "value": other.name, "value_id": other.id,
    }  # fmt: skip
    said = {
        "name": f"{model.noun}.{'edited' if edited else 'replaced'}",
        "subject_type": model.noun,
        "actor_id": by.id if by else None,
        "at": now(),
        "happened_on": today(),
        "facts_json": packed(facts),
    }
    sale = model is Opportunity
    places = [
        {
            "subject_id": one[0],
            "opportunity_id": one[0] if sale else None,
            "customer_id": one[1] if sale else one[0] if model is Customer else None,
        }
        for one in rows
    ]
    for some in pw.chunked(places, CHUNK):
        Event.insert_many([{**said, **place} for place in some]).execute()
