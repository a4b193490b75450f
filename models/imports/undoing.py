"""Taking an import back: what it made and nobody changed since goes into the bin, a chunk at a time."""

from models.activity import Activity
from models.base import now, transaction
from models.binned import thrown
from models.contact import Contact
from models.customer import Customer
from models.event import Event, packed, record
from models.imports import bulk
from models.imports.companies import EVENT
from models.imports.unused import put_away
from models.note import Note
from models.opportunity import Opportunity, OpportunityContact
from models.pipeline import Pipeline
from models.setting import today
from models.tag import Tagging
from models.user import Company, User

CHUNK = 250
BINNED = (Opportunity, Contact, Customer)  # what others hang on comes last
HANGING = {
    Opportunity: ((Activity, "opportunity"), (Note, "opportunity")),
    Contact: ((OpportunityContact, "contact"), (Activity, "contact"), (Note, "contact")),
    Customer: (
        *((Opportunity, "customer"), (Contact, "customer"), (Activity, "customer"), (Note, "customer")),
        (Customer, "parent"),
    ),
}


def taken_back(run):
    """Take an ImportRun back: a generator, a step each. What it gave to rows that were there before stays with them."""
    by = User.get_or_none(User.id == run.result.get("undone_by"))
    for model in BINNED:
        while some := _next(run, model):
            with transaction():
                run.done += len(some)
                _bin(run, model, some, by)
                run.advance()
            yield
    with transaction():
        stayed, undone = run.result.get("stayed", {}), run.result.get("undone", {})
        for noun, count in put_away(run, by):
            undone[noun] = count
        run.status, run.finished_at, run.done = "undone", now(), run.total
        Pipeline.bump_all()
        facts = {"run": run.id, "kind": run.kind, "file": run.file_name, "undone": undone, "stayed": stayed}
        record("import.undone", Company, by, **facts)
        run.advance(undone=undone)
    yield


def _next(run, model):
    """Ids of the next rows of a model, of what the import made; a customer after those that it is the parent of."""
    item = run.items.model
    mine = run.items.where(item.subject_type == model.noun).order_by(item.subject_id).limit(CHUNK)
    some = [mine]
    if model is Customer:
        below = Customer.kept(Customer.parent).where(Customer.parent.is_null(False))
        above = below.where(Customer.id.in_(run.made(model.noun)))
        some = [mine.where(item.subject_id.not_in(above)), mine]  # in a ring each is above another
    return next(filter(None, ([row.subject_id for row in query] for query in some)), [])


def _bin(run, model, ids, by):
    """Put those of `ids` into the bin that nobody touched."""
    item, result = run.items.model, run.result
    rows = list(model.kept().where(model.id.in_(ids), model.version == 1, *_bare(model, ids)))
    gone, changes = [row.id for row in rows], thrown(by)
    model.update(version=model.version + 1, updated_at=now(), **changes).where(model.id.in_(gone)).execute()
    bulk.insert(Event, EVENT, [_event(row, by.id if by else None) for row in rows])
    there = model.kept().where(model.id.in_(ids)).count()
    for name, count in (("undone", len(rows)), ("stayed", there)):
        if count:
            told = result.setdefault(name, {})
            told[model.noun] = told.get(model.noun, 0) + count
    run.result_json = packed(result)
    item.delete().where(item.run == run.id, item.subject_type == model.noun, item.subject_id.in_(ids)).execute()


def _bare(model, ids):
    """Conditions: nothing that people added hangs on a row, and nothing that stays."""
    tagged = Tagging.select(Tagging.subject_id).where(Tagging.subject_type == model.noun, Tagging.subject_id.in_(ids))
    yield model.id.not_in(tagged)
    for below, field in HANGING[model]:
        column = getattr(below, field)
        query = below.kept(column) if hasattr(below, "kept") else below.select(column).join(Opportunity)
        query = query if hasattr(below, "kept") else query.where(Opportunity.deleted_at.is_null())
        yield model.id.not_in(query.where(column.in_(ids)))


def _event(row, actor):
    places = row.places() if hasattr(row, "places") else {}
    facts = packed({"name": row.name, "along": {}})
    return (
        f"{row.noun}.binned", row.noun, row.id, actor, now(), today(), facts,
        places.get("opportunity_id"), places.get("customer_id"), places.get("contact_id"),
    )  # fmt: skip
