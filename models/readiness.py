"""What must be well before anybody is let in: the database, its shape, and the worker."""

import peewee as pw

from models import schema
from models.base import db, transaction
from models.delivery import Lease

TRIAL = "trial"
WORKER = "worker"  # the lease that the one working process renews


def readiness():
    """{part: True when it is well}: `database` answers, `migrations` are all applied, `worker` lives. Never raises."""
    well = dict.fromkeys(("database", "migrations", "worker"), False)
    try:
        db.connect(reuse_if_open=True)
        db.execute_sql("SELECT 1")
        well["database"] = True
        well["migrations"] = not schema.pending()
        well["worker"] = Lease.alive(WORKER)
    except pw.PeeweeException:
        pass  # what was not reached stays False
    return well


def must_be_writable():
    """Write something and take it back; raises DatabaseError where that cannot be done."""
    with transaction(), db.atomic() as trial:
        Lease.create(name=TRIAL, holder=TRIAL)
        trial.rollback()
