"""The backup of each night, in a thread of its own, so that mails and reminders go on meanwhile."""

import logging
import threading
import time

from models.backup import Unfit, folder, make
from models.backup.news import failed
from models.base import db

log = logging.getLogger("shangji.worker")

AGAIN = 3600  # seconds to the next attempt after one that failed


class Backing:
    """Makes what is due in the folder that `settings` name; without settings, nothing."""

    def __init__(self, settings=None):
        self.settings, self.thread, self.stopping = settings, None, threading.Event()
        self.rest_until = float("-inf")

    def look(self):
        """Begin when a night's backup is missing. Returns whether one is being made."""
        if self.thread and self.thread.is_alive():
            return True
        if self.settings is None or self.stopping.is_set() or time.monotonic() < self.rest_until:
            return False
        day = folder.due(self.settings)
        if day is None:
            return False
        self.rest_until = time.monotonic() + AGAIN
        self.thread = threading.Thread(target=self.work, args=(day,), name="backup", daemon=True)
        self.thread.start()
        return True

    def work(self, day):
        """Make the backup of `day`, then let go of old ones. What goes wrong is kept, logged and told."""
        try:
            path = folder.nightly(self.settings, day)
            make(self.settings, path, force=True, go_on=lambda: not self.stopping.is_set())
            folder.succeed(self.settings)
            folder.thin_out(self.settings)
            log.info("backup of %s: %s, %d bytes", day, path.name, path.stat().st_size)
        except Exception as error:
            if not self.stopping.is_set():
                words = str(error) if isinstance(error, Unfit) else f"{type(error).__name__}: {error}"
                log.error("the backup of %s failed: %s", day, words, exc_info=not isinstance(error, Unfit))
                failed(self.settings, words)
        finally:
            db.close()

    def leave(self):
        """What is half done is dropped, and made by the next worker."""
        self.stopping.set()
        if self.thread:
            self.thread.join(10)
