"""Which rows belong to the sample: ranges of ids, written in the transaction that makes the rows."""

import peewee as pw

from models.base import Model, now


class DemoRow(Model):
    """The rows of one kind from `subject_id` through `last_id`, as far as they were there at `made_at`.

    The moment matters: the id of a row that was deleted for good may be given to an own one.
    """

    subject_type = pw.CharField(24)
    subject_id = pw.IntegerField()
    last_id = pw.IntegerField(default=0)
    made_at = pw.DateTimeField(null=True)

    class Meta:
        table_name = "demo_rows"
        indexes = ((("subject_type", "subject_id"), True),)


def mark(noun, ids):
    """Remember rows of a kind (ids in rising order) as those of the sample."""
    moment = now()
    for first, last in runs(ids):
        DemoRow.create(subject_type=noun, subject_id=first, last_id=last, made_at=moment)


def runs(ids):
    """(first, last) of the unbroken runs in rising ids."""
    first = last = None
    for row_id in ids:
        if last is None or row_id != last + 1:
            if last is not None:
                yield first, last
            first = row_id
        last = row_id
    if last is not None:
        yield first, last


def ranges(noun):
    """[(first, last)] of the marks of a kind, in order."""
    query = DemoRow.select(DemoRow.subject_id, DemoRow.last_id).where(DemoRow.subject_type == noun)
    return list(query.order_by(DemoRow.subject_id).tuples())


def marked(model):
    """A condition on rows of `model`: they belong to the sample."""
    one = DemoRow.alias()
    last = one.select(pw.Case(None, [(one.made_at >= model.created_at, one.last_id)], 0))
    last = last.where(one.subject_type == model.noun, one.subject_id <= model.id)
    return pw.fn.COALESCE(last.order_by(one.subject_id.desc()).limit(1), 0) >= model.id


def unmark():
    """Forget all marks: what is left belongs to the company."""
    DemoRow.delete().execute()


def present():
    """Is there a sample?"""
    return DemoRow.select(pw.SQL("1")).limit(1).exists()
