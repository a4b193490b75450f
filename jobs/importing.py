"""Imports in a thread of their own, so that mails and reminders go on meanwhile."""

import logging
import threading

from models.base import db
from models.imports import news, working

log = logging.getLogger("shangji.worker")

REST = 0.25  # after each step, this part of the time that it took: others write then
LEAST = 0.02


class Importing:
    """One import at a time, of the worker `name`."""

    def __init__(self, name):
        self.name, self.thread, self.stopping = name, None, threading.Event()

    def look(self):
        """Begin with what waits, if nothing is in hand. Returns whether something is."""
        if self.thread and self.thread.is_alive():
            return True
        run = None if self.stopping.is_set() else working.claim(self.name)
        if run is None:
            return False
        self.thread = threading.Thread(target=self.work, args=(run,), name="import", daemon=True)
        self.thread.start()
        return True

    def work(self, run):
        """Do what an ImportRun waits for; stopped, it is left where it is."""
        try:
            working.work(run, self.stopping.is_set, lambda took: self.stopping.wait(max(LEAST, took * REST)))
        except Exception:
            log.exception("import %s failed", run.id)
        try:
            news.tell(run)
        finally:
            db.close()

    def leave(self, seconds=20):
        """Finish the step in hand and let the next worker go on."""
        self.stopping.set()
        if self.thread:
            self.thread.join(seconds)
