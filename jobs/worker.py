"""The one process that does what follows from events, row by row; the truth is in the database, so a crash loses nothing."""

import datetime as dt
import logging
import os
import secrets
import signal
import socket
import threading
import time

import peewee as pw

from jobs.backup import Backing
from jobs.importing import Importing
from jobs.mail import Rejected, Unsure
from jobs.reactions import REACTIONS
from models import Batch, Delivery, ImportRun, Lease, Notification, SignIn, purge
from models.agenda import greet
from models.base import Unavailable, db, now
from models.briefing.sending import send_out
from models.readiness import WORKER
from models.reminder import remind
from models.snapshot import nightly

log = logging.getLogger("shangji.worker")

IDLE = 2  # seconds between two looks when nothing is due
RENEW = 8  # how old the lease may get before it is renewed: a page asks for one younger than 30
SWEEP = 3600
GREET = 60  # how often it is looked whose morning has come
KEPT = dt.timedelta(days=180)  # how long what somebody was told can be read
BATCH = 5  # few rows a claim: each may take a mail server's timeout, and all must end within the claim


def named(pid):
    """How the name of the worker with this process id begins."""
    return f"{socket.gethostname()[:40]}:{pid}:"


class Worker:
    def __init__(self, uploads=None, pulse=None, backing=None):
        """`uploads`: the folder in which files wait to be imported; `pulse`: by which who watches hears that it lives.

        `backing`: who makes the backups of the nights.
        """
        self.uploads, self.pulse = uploads, pulse
        self.name = f"{named(os.getpid())}{secrets.token_hex(4)}"
        self.stopping = threading.Event()
        self.importing, self.backing = Importing(self.name), backing or Backing()
        self.renewed = self.swept = self.greeted = float("-inf")

    def run(self, after=None):
        """Work until SIGTERM or Ctrl+C; the row in hand is finished first. A second worker stands by.

        `after`: the process id of a worker that is known to have ended; its lease need not run out.
        """
        logging.basicConfig(level=logging.INFO, format="%(name)s: %(message)s")
        for name in ("SIGTERM", "SIGINT", "SIGBREAK"):
            if hasattr(signal, name):
                signal.signal(getattr(signal, name), lambda *_: self.stopping.set())
        while not self.stopping.is_set():
            try:
                after = after and Lease.give_up(WORKER, named(after))
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
            self.swept = time.monotonic()
            self.look(self.sweep)
        if time.monotonic() - self.greeted > GREET:
            self.greeted = time.monotonic()
            self.look(greet)
            self.look(send_out)
            self.look(self.night)
            self.look(self.backing.look)
        self.look(self.importing.look)
        reminded = self.look(remind)
        rows = Delivery.claim(self.name, BATCH)
        for at, row in enumerate(rows):
            if self.stopping.is_set() or not self.meanwhile():
                Delivery.give_back(rows[at:])
                break
            self.deliver(row)
        return bool(rows or reminded)

    @staticmethod
    def look(who):
        """Let one of those look who work by the clock; what goes wrong there must not keep the mails back."""
        try:
            return who()
        except Unavailable:
            raise
        except Exception:
            log.exception("%s failed", who.__name__)
            return 0

    def sweep(self):
        """Now and then: what nobody needs any more goes, what nobody finished is told."""
        for row in Delivery.doubt_left(self.name):
            self.complain(row, "may have been sent, and is not sent again", "the worker ended meanwhile")
        SignIn.sweep()
        Notification.sweep(now() - KEPT)
        Batch.sweep()
        ImportRun.sweep(self.uploads)
        purge.empty(go_on=lambda: not self.stopping.is_set() and self.holds())

    def night(self):
        """Once a day, when the company's has begun: what is open is written down, for forecasts to be held against."""
        nightly(go_on=lambda: not self.stopping.is_set() and self.holds())

    def holds(self):
        """Have we the lease? Renewed when it is getting old. Who gets it looks after what the last one left."""
        if self.pulse and not self.pulse.beat():
            self.stopping.set()  # nobody watches over us, and another one will be started
        if time.monotonic() - self.renewed < RENEW:
            return True
        if Lease.take(WORKER, self.name):
            if self.renewed == float("-inf"):
                self.swept = float("-inf")
            self.renewed = time.monotonic()
            return True
        self.renewed = float("-inf")
        return False

    def meanwhile(self):
        """What goes on while mail servers take their time. Have we still the lease?"""
        self.look(self.importing.look)
        return self.holds()

    def deliver(self, row):
        """Run the row's reaction: done, or tried again later, or given up with a word in the log."""
        row.pulse = self.meanwhile
        try:
            REACTIONS[row.reaction](row)
        except Unavailable:
            raise  # nothing can be written now; the claim runs out and brings the row back
        except Unsure as error:
            row.doubt(error)
            self.complain(row, "may have been sent, and is not sent again", error)
        except Rejected as error:
            row.give_up(error)
            self.complain(row, "given up", error)
        except Exception as error:  # whatever a reaction meets, the next one must not suffer
            if row.postpone(f"{type(error).__name__}: {error}"):
                self.complain(row, "given up", error)
            else:
                log.warning("%s of event %s failed: %r", row.reaction, row.event_id, error)
        else:
            row.finish()

    @staticmethod
    def complain(row, what, error):
        log.error("%s of event %s %s: %r (see: flask deliveries list)", row.reaction, row.event_id, what, error)

    def leave(self):
        """Let go of the lease, so that the next worker need not wait for its end."""
        self.importing.leave()
        self.backing.leave()
        try:
            Lease.give_up(WORKER, self.name)
        except pw.DatabaseError as error:
            log.warning("the lease stays until it runs out: %s", error)
        db.close()
