"""The worker empties the bin by itself, and forgets what nobody can take back any more."""

import datetime as dt

from jobs.worker import Worker
from models import Batch, Opportunity
from models.base import now


def test_what_lay_there_for_a_month_goes_in_its_round(world):
    with Batch.of(world.ann, "bin"):
        world.acme_renewal.bin(world.ann)
        world.star_rollout.bin(world.ann)
    month = now() - dt.timedelta(days=30, minutes=1)
    Opportunity.update(deleted_at=month).where(Opportunity.id == world.acme_renewal.id).execute()
    Batch.update(created_at=now() - dt.timedelta(days=1)).execute()
    worker = Worker()
    worker.turn()
    assert {row.name for row in Opportunity.lying()} == {world.star_rollout.name}
    assert not Opportunity.select().where(Opportunity.name == "Acme renewal").exists()
    assert not Batch.select().exists()


def test_a_worker_that_is_to_stop_leaves_it_for_the_next_one(world):
    world.acme_renewal.bin(world.ann)
    Opportunity.update(deleted_at=dt.datetime(2020, 1, 1)).where(Opportunity.id == world.acme_renewal.id).execute()
    worker = Worker()
    worker.stopping.set()
    worker.turn()
    assert world.acme_renewal.deleted_at
