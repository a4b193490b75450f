"""Taking an import back: what it made and nobody changed since goes into the bin, a chunk at a time."""

from models.activity import Activity
from models.base import now, transaction
from models.binned import thrown
from models.contact import Contact
from models.customer import Customer
from models.event import Event, packed, record
from models.imports import bulk
from models.imports.companies import EVENT
from models.note import Note
from models.opportunity import Opportunity, OpportunityContact
from models.pipeline import CloseReason, Competitor, Pipeline, Source, Stage
from models.product import Product
from models.setting import today
from models.tag import Tagging
from models.team import Team
from models.user import Company, User

CHUNK = 250
BINNED = (Opportunity, Contact, Customer)  # what others hang on comes last
HANGING = {
    Opportunity: ((Activity, "opportunity"), (Note, "opportunity")),
    Contact: ((OpportunityContact, "contact"),),
    Customer: ((Opportunity, "customer"), (Contact, "customer"), (Activity, "customer"), (Note, "customer")),
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
        for noun, count in _put_away(run):
            undone[noun] = count
        run.status, run.finished_at, run.done = "undone", now(), run.total
        Pipeline.bump_all()
        facts = {"run": run.id, "kind": run.kind, "file": run.file_name, "undone": undone, "stayed": stayed}
        record("import.undone", Company, by, **facts)
        run.advance(undone=undone)
    yield


def _next(run, model):
    """Ids of the next rows of a model, of what the import made."""
    mine = run.items.where(run.items.model.subject_type == model.noun)
    return [item.subject_id for item in mine.order_by(run.items.model.subject_id).limit(CHUNK)]


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


USED = {  # what an import made beside its rows, and where it would be used
    "product": (Product, ((Opportunity, "product"),)),
    "source": (Source, ((Opportunity, "source"),)),
    "close_reason": (CloseReason, ((Opportunity, "close_reason"),)),
    "competitor": (Competitor, ((Opportunity, "competitor"),)),
    "stage": (Stage, ((Opportunity, "stage"),)),
    "pipeline": (Pipeline, ((Opportunity, "pipeline"),)),
    "team": (Team, ((Opportunity, "team"), (User, "team"))),
}


def _put_away(run):
    """Archive what the import made and nothing in use refers to: yields (noun, how many). People are disabled."""
    owners = [below.kept(below.owner).where(below.owner.is_null(False)) for below in (Opportunity, Customer)]
    idle = User.disabled_at.is_null() & User.password_hash.is_null() & User.id.in_(run.made("user"))
    for query in owners:
        idle &= User.id.not_in(query)
    if count := User.update(disabled_at=now()).where(idle).execute():
        yield "user", count
    for noun, (model, uses) in USED.items():
        unused = model.archived_at.is_null() & model.id.in_(run.made(noun))
        for below, field in uses:
            kept = User.active() if below is User else below.kept()
            column = getattr(below, field)
            unused &= model.id.not_in(kept.select(column).where(column.is_null(False)))
        if count := model.update(archived_at=now()).where(unused).execute():
            yield noun, count
