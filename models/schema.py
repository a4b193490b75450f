"""The database's shape, and the numbered steps that lead to it."""

import contextlib
from pathlib import Path

from playhouse.migrations import Runner

from models.base import N_, Refused, db

STEPS = Path(__file__).parent.parent / "migrations"


def runner(real=None):
    """The steps of a database; without one, of the one database."""
    return Runner(real or db.obj, str(STEPS))


def migrate(to=None):
    """Apply every pending step, or those up to `to`. Returns the names applied. The search index follows."""
    from models.search import index

    with index.set_aside(lambda: not pending()) if pending() else contextlib.nullcontext():
        done = runner().up(to)
    if not done:
        index.put_up()  # the program may know another one than the last time
    return done


def revert(to):
    """Take back the steps down to and with `to`. Returns the names reverted."""
    from models.search import index

    with index.set_aside(lambda: not pending()):
        return runner().down(to)


def pending():
    """Names of steps not applied yet."""
    return [step.name for step in runner().status() if not step.applied]


def unknown():
    """Names of steps that the database has and this program does not know: it was made by a newer version."""
    return [step.name for step in runner().status() if step.path is None]


def step(text):
    """The name of the step that `text` (its name or number) means. Refuses when there is none."""
    for found in runner().migrations():
        if text == found.name or (text.isdecimal() and int(text) == found.idx):
            return found.name
    raise Refused(N_("There is no migration %(name)s."), name=text)
