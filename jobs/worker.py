"""The one process that does what follows from events, row by row; the truth is in the database, so a crash loses nothing."""

import logging
import os
import secrets
import signal
import socket
import threading
import time

import peewee as pw

from jobs.reactions import REACTIONS
from models import Delivery, Lease, SignIn
from models.base import Unavailable, db
from models.readiness import WORKER

log = logging.getLogger("shangji.worker")

IDLE = 2  # seconds between two looks when nothing is due
RENEW = 8  # how old the lease may get before it is renewed: a page asks for one younger than 30
SWEEP = 3600
BATCH = 5  # few rows a claim: each may take a mail server's timeout, and all must end within the claim


class Worker:
    def __init__(self):
        self.name = f"{socket.gethostname()[:40]}:{os.getpid()}:{secrets.token_hex(4)}"
        self.stopping = threading.Event()
        self.renewed = self.swept = float("-inf")

    def run(self):
        """Work until SIGTERM or Ctrl+C; the row in hand is finished first. A second worker stands by."""
        logging.basicConfig(level=logging.INFO, format="%(name)s: %(message)s")
        for name in ("SIGTERM", "SIGINT", "SIGBREAK"):
            if hasattr(signal, name):
                signal.signal(getattr(signal, name), lambda *_: self.stopping.set())
        while not self.stopping.is_set():
            try:
                busy = self.turn()
            except pw.DatabaseError as error:
                log.error("the database does not answer: %s", error)
                db.close()
                busy = False
            if not busy:
                self.stopping.wait(IDLE)
        self.leave()

    def turn(self):
        """One round: hold the lease, sweep when it is time, do what is due. Returns True when there was something."""
        if not self.holds():
            return False
        if time.monotonic() - self.swept > SWEEP:
            SignIn.sweep()
            self.swept = time.monotonic()
        rows = Delivery.claim(self.name, BATCH)
        for row in rows:
            if self.stopping.is_set() or not self.holds():
                break  # what is left comes back when the claim has run out
            self.deliver(row)
        return bool(rows)

    def holds(self):
        """Have we the lease? Renewed when it is getting old."""
        if time.monotonic() - self.renewed < RENEW:
            return True
        if Lease.take(WORKER, self.name):
            self.renewed = time.monotonic()
            return True
        self.renewed = float("-inf")
        return False

    def deliver(self, row):
        """Run the row's reaction: done, or tried again later, or given up with a word in the log."""
        try:
            REACTIONS[row.reaction](row)
        except Unavailable:
            raise  # nothing can be written now; the claim runs out and brings the row back
        except Exception as error:  # whatever a reaction meets, the next one must not suffer
            given_up = row.postpone(f"{type(error).__name__}: {error}")
            say = log.error if given_up else log.warning
            say("%s of event %s %s: %r", row.reaction, row.event_id, "given up" if given_up else "failed", error)
        else:
            row.finish()

    def leave(self):
        """Let go of the lease, so that the next worker need not wait for its end."""
        try:
            Lease.give_up(WORKER, self.name)
        except pw.DatabaseError as error:
            log.warning("the lease stays until it runs out: %s", error)
        db.close()
