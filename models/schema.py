"""The database's shape, and the numbered steps that lead to it."""

from pathlib import Path

from playhouse.migrations import Runner

from models.base import db

STEPS = Path(__file__).parent.parent / "migrations"


def runner():
    return Runner(db.obj, str(STEPS))


def migrate(to=None):
    """Apply every pending step, or those up to `to`. Returns the names applied."""
    return runner().up(to)


def revert(to):
    """Take back the steps down to and with `to`. Returns the names reverted."""
    return runner().down(to)


def pending():
    """Names of steps not applied yet."""
    return [step.name for step in runner().status() if not step.applied]
