"""Opportunities that are there already: exactly the same, by their key or by all that tells two of them apart."""

import hashlib
import sqlite3

from models.base import N_
from models.customer import Customer
from models.imports.companies import company_key
from models.opportunity import Opportunity

BY_KEY = N_("There already, by its key, from an earlier import")
BY_CONTENT = N_("There already: the same customer, name, amount and days")
KEPT = (
    Opportunity.id,
    Opportunity.key,
    Opportunity.pipeline,
    Customer.name_key,
    Opportunity.name,
    Opportunity.amount,
    Opportunity.currency,
    Opportunity.opened_on,
    Opportunity.closed_on,
)


class Known:
    """What is there, as digests in a private file that SQLite deletes by itself: read once, asked for every row."""

    def __init__(self, but=None):
        """`but` is a query of the ids that do not count: those that this very import made before it was interrupted."""
        self.db = sqlite3.connect("", isolation_level=None, check_same_thread=False)
        self.db.execute("PRAGMA journal_mode = off")
        self.db.execute("PRAGMA synchronous = off")
        self.db.execute("CREATE TABLE known (digest INTEGER PRIMARY KEY)")
        self.empty = True
        query = Opportunity.kept(*KEPT).left_outer_join(Customer)
        if but is not None:
            query = query.where(Opportunity.id.not_in(but))
        self.db.execute("BEGIN")
        self.db.executemany("INSERT OR IGNORE INTO known VALUES (?)", self._digests(query.tuples().iterator()))
        self.db.execute("COMMIT")

    def _digests(self, rows):
        for _id, key, pipeline, customer, name, amount, currency, opened, closed in rows:
            self.empty = False
            if key:
                yield (_digest("key", pipeline, key),)
            same = (customer or "", name, amount, currency, closed)
            for day in (opened, None):
                yield (_digest("keyed" if key else "bare", *same, day),)

    def why(self, sale):
        """Why a Sale is there already: a msgid, or None."""
        if self.empty:
            return None
        if sale.key and sale.stage.pipeline_id and self._has("key", sale.stage.pipeline_id, sale.key):
            return BY_KEY
        if not sale.told:
            return None  # nothing but figures: two of them may well be alike
        same = (
            company_key(sale.customer) if sale.customer else "",
            sale.name,
            sale.amount,
            sale.currency,
            sale.closed_on,
        )
        day = sale.opened_on if sale.dated else None
        kinds = ("bare",) if sale.key else ("bare", "keyed")  # of two keys that differ each means its own
        return BY_CONTENT if any(self._has(kind, *same, day) for kind in kinds) else None

    def _has(self, *facts):
        return self.db.execute("SELECT 1 FROM known WHERE digest = ?", (_digest(*facts),)).fetchone() is not None


def _digest(*facts):
    text = "\x1f".join("" if fact is None else str(fact) for fact in facts)
    return int.from_bytes(hashlib.blake2b(text.encode(errors="replace"), digest_size=8).digest(), signed=True)
