"""Telling the next sales of the sample in a process of its own, while those before them are written."""

import contextlib
import multiprocessing
import os
import signal

import peewee as pw

from models.activity import Activity
from models.base import db
from models.contact import Contact
from models.customer import Customer
from models.demo.story import Story
from models.imports import bulk
from models.note import Note
from models.opportunity import Opportunity

NUMBERED = (Customer, Contact, Opportunity, Activity, Note)


class Ids:
    """Ids one after the other, from the next ones that nobody has."""

    def __init__(self, following):
        self.following = dict(following)

    @classmethod
    def now(cls):
        """Those that are next where nobody else writes: on SQLite the ids after the last."""
        return cls({model: bulk.fresh_ids(model, 1)[0] for model in NUMBERED})

    def __call__(self, model, count):
        first = self.following[model]
        self.following[model] = first + count
        return range(first, first + count)


class Ahead:
    """One chunk ahead. Which ids it may take is assumed: whoever writes the chunk compares what it was `asked` for."""

    def __init__(self, story):
        context = multiprocessing.get_context("spawn")
        self.pipe, theirs = context.Pipe()
        self.process = context.Process(target=answer, args=(theirs, *story.facts), daemon=True)
        self.process.start()
        theirs.close()  # so that the end of the process is the end of the pipe
        self.count, self.asked = story.wish.count, None

    def __enter__(self):
        return self

    def __exit__(self, *_error):
        self.pipe.close()
        self.process.join()

    def ask(self, start, following):
        """Have the chunk told that begins with `start`; what was asked before is forgotten."""
        self.asked = (start, following)
        if start < self.count:
            with contextlib.suppress(OSError):  # it is gone
                self.pipe.send(self.asked)

    def told(self):
        """The Chunk asked for last, when it is told; the one after it is begun. None when there is no more help."""
        try:
            while True:
                chunk, following = self.pipe.recv()
                if chunk.asked == self.asked:
                    self.ask(chunk.stop, following)
                    return chunk
        except (EOFError, OSError):
            return None


class Alone:
    """Nothing is told ahead: few sales, one processor, or a database that gives ids only when they are used."""

    def __enter__(self):
        return self

    def __exit__(self, *_error):
        pass

    def ask(self, start, following):
        """Nobody is asked."""

    def told(self):
        """No Chunk."""


def helper(story):
    """Who tells ahead: Ahead where that is quicker, else Alone. To be used in `with`."""
    worth_it = not story.wish.dense and processors() > 1 and isinstance(db.obj, pw.SqliteDatabase)
    if worth_it:
        with contextlib.suppress(OSError):  # no room for another process
            return Ahead(story)
    return Alone()


def processors():
    """How many we may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def answer(pipe, *facts):
    """What the other process does until the pipe ends. Ctrl-C is for whoever writes."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    story = Story(*facts)
    try:
        while True:
            asked = start, following = pipe.recv()
            ids = Ids(following)
            chunk = story.chunk(start, ids).plain()
            chunk.asked = asked
            pipe.send((chunk, ids.following))
    except (EOFError, BrokenPipeError, ConnectionResetError):
        return
