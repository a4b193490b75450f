"""What becomes of the rows that wear a tag when it is merged into another one or deleted; and how many wear it."""

import peewee as pw

from models.base import N_, Refused, now, transaction
from models.contact import Contact
from models.customer import Customer
from models.event import Event, packed, record
from models.opportunity import Opportunity
from models.pipeline import Pipeline
from models.saved_view import SavedView
from models.setting import must_be_kept_by, today
from models.tag import Tagging

WEARERS = {model.noun: model for model in (Opportunity, Customer, Contact)}
CHUNK = 400


def used(ids):
    """{tag id: {noun: how many rows}} of these tags, in one query; rows in the bin do not count."""
    query = Tagging.select(Tagging.tag, Tagging.subject_type, pw.fn.COUNT(Tagging.id)).where(Tagging.tag.in_(list(ids)))
    for noun, model in WEARERS.items():
        binned = model.lying(model.id)
        query = query.where(~((Tagging.subject_type == noun) & Tagging.subject_id.in_(binned)))
    found = {}
    for tag_id, noun, count in query.group_by(Tagging.tag, Tagging.subject_type).tuples():
        found.setdefault(tag_id, {})[noun] = count
    return found


def merge(tag, into, by):
    """Whatever wears `tag` wears `into` instead, views that are kept too; `tag` is gone. Returns how many rows wore it.

    Each row tells it. Refuses who is no administrator, and a tag into itself.
    """
    must_be_kept_by(by)
    if tag.id == into.id:
        raise Refused(N_("Choose another tag."))
    with transaction():
        count = _take_off(tag, by, into)
        SavedView.point(("tag",), tag.id, into.id)
        record("tag.merged", into, by, name=into.name, former=tag.name, count=count)
        tag.delete_instance()
        Pipeline.bump_all()
    return count


def drop(tag, by):
    """Take the tag off every row and delete it; views that are kept ask for it no more. Returns how many rows wore it. Refuses who is no administrator."""
    must_be_kept_by(by)
    with transaction():
        count = _take_off(tag, by)
        SavedView.point(("tag",), tag.id, None)
        record("tag.deleted", tag, by, name=tag.name, count=count)
        tag.delete_instance()
        Pipeline.bump_all()
    return count


def rename(tag, name, by, version=None):
    """Another name, on every row that wears it. Returns True when it changed. Refuses as `Catalogued.edit` does."""
    with transaction():
        changed = bool(tag.edit(by, version=version, name=name))
        if changed:
            Pipeline.bump_all()
    return changed


def _take_off(tag, by, into=None):
    """Off every row, and the other one on; written by the hundred, with version and event as each row's own verb would."""
    count = 0
    for noun, model in WEARERS.items():
        wearing = Tagging.select(Tagging.subject_id).where(Tagging.tag == tag, Tagging.subject_type == noun)
        ids = [row_id for (row_id,) in wearing.order_by(Tagging.subject_id).tuples()]
        count += len(ids)
        for some in pw.chunked(ids, CHUNK):
            _retag(tag, into, by, noun, model, some)
    return count


def _retag(tag, into, by, noun, model, ids):
    here = (Tagging.subject_type == noun) & Tagging.subject_id.in_(ids)
    Tagging.delete().where(here, Tagging.tag == tag).execute()
    fresh = set()
    if into:
        have = {row_id for (row_id,) in Tagging.select(Tagging.subject_id).where(here, Tagging.tag == into).tuples()}
        fresh = set(ids) - have
        rows = [{"tag": into.id, "subject_type": noun, "subject_id": row_id} for row_id in ids if row_id in fresh]
        if rows:
            Tagging.insert_many(rows).execute()
    model.update(version=model.version + 1, updated_at=now()).where(model.id.in_(ids)).execute()
    Event.insert_many(_events(tag, into, by, noun, model, ids, fresh)).execute()


def _events(tag, into, by, noun, model, ids, fresh):
    customer = model.id if model is Customer else model.customer
    customers = dict(model.select(model.id, customer).where(model.id.in_(ids)).tuples())
    said = {"subject_type": noun, "actor_id": by.id if by else None, "at": now(), "happened_on": today()}
    return [
        {
            "name": f"{noun}.tagged",
            "subject_id": row_id,
            "facts_json": packed({"added": [into.name] if row_id in fresh else [], "removed": [tag.name]}),
            "opportunity_id": row_id if model is Opportunity else None,
            "customer_id": customers[row_id],
            "contact_id": row_id if model is Contact else None,
            **said,
        }
        for row_id in ids
    ]
