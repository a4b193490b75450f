"""Writing opportunities by the hundred: row, long text, typed history and events, as their verbs would have."""

import datetime as dt
import functools

from models.base import now
from models.event import Event, packed
from models.imports import bulk
from models.imports.companies import EVENT, customers_named, people_named
from models.opportunity import (
    TRACKED,
    FieldChange,
    Opportunity,
    OpportunityContact,
    OpportunityText,
    StageEntry,
)
from models.opportunity.closeable import EVENTS
from models.setting import today

SAME = ("name", "key", "outcome", "probability", "currency", "expected_close_on", "opened_on", "closed_on", "grade", "intent", "amount", "base_amount", "weighted", "final_amount", "base_final_amount")  # fmt: skip
COLUMNS = ("id", "customer", "pipeline", "stage", "owner", "team", "source", "product", "close_reason", "competitor", "entered_stage_at", "furthest_position", "owner_seen_at", "created_by", "created_at", "updated_at", "version", "touched_on", "pushes", "pushed_days", *SAME)  # fmt: skip


class Writer:
    def __init__(self, names, plan):
        self.names, self.zone, self.moment, self.made = names, plan.zone, now(), plan.made
        self.today = today()
        self.file, self.customer = plan.sheet.name, plan.mapping.heading("customer")
        self.at = functools.lru_cache(maxsize=4096)(self._at)

    def _at(self, day):
        """The moment (UTC) at which a day of the file is said to have happened: its noon, never in the future."""
        noon = dt.datetime.combine(day, dt.time(12), self.zone).astimezone(dt.UTC).replace(tzinfo=None)
        return min(noon, self.moment)

    def write(self, sales, by):
        """Write Sales, all that they name being there, but for customers and contacts, which are made."""
        actor = by.id if by else None
        made = customers_named(_first_days((s.customer, s) for s in sales if s.customer), by, self.made)
        people = people_named(
            _first_days(((made[s.customer][0], s.contact), s) for s in sales if s.contact), by, self.made
        )
        rows, texts, entries, changes, events, roles = [], [], [], [], [], []
        for row_id, sale in zip(bulk.fresh_ids(Opportunity, len(sales)), sales, strict=True):
            facts = self._linked(sale, made)
            self.made.append(("opportunity", row_id))
            rows.append(self._row(row_id, sale, facts, actor))
            texts.append((row_id, sale.requirement, sale.description, self._kept(sale, made)))
            if sale.proven:
                left = self.at(sale.closed_on) if sale.outcome else None
                entries.append((row_id, sale.stage.id, sale.stage.position, self.at(sale.opened_on), left))
            changes.extend(self._changes(row_id, sale, facts))
            events.extend(self._events(row_id, sale, facts, actor))
            if sale.contact:
                roles.append((row_id, people[facts["customer"], sale.contact], "primary"))
        bulk.insert(Opportunity, COLUMNS, rows)
        bulk.insert(OpportunityText, ("opportunity", "requirement", "description", "imported"), texts)
        bulk.insert(StageEntry, ("opportunity", "stage", "position", "entered_at", "left_at"), entries)
        bulk.insert(FieldChange, ("opportunity", "field", "new", "at"), changes)
        bulk.insert(OpportunityContact, ("opportunity", "contact", "role"), roles)
        bulk.insert(Event, EVENT, events)

    def _linked(self, sale, made):
        """{column: id} of the rows that a Sale names."""
        names, owner = self.names, self.names["owner"].user(sale.owner)
        return {
            "customer": made[sale.customer][0] if sale.customer else None,
            "owner": owner.id if owner else None,
            "team": names["team"].id(sale.team) or (owner.team_id if owner else None),
            "source": names["source"].id(sale.source),
            "product": names["product"].id(sale.product),
            "close_reason": names[sale.outcome].id(sale.reason) if sale.outcome else None,
            "competitor": names["competitor"].id(sale.competitor),
        }

    def _row(self, row_id, sale, linked, actor):
        moment = self.moment
        return (
            row_id,
            linked["customer"],
            sale.stage.pipeline_id,
            sale.stage.id,
            linked["owner"],
            linked["team"],
            linked["source"],
            linked["product"],
            linked["close_reason"],
            linked["competitor"],
            self.at(sale.opened_on),
            sale.stage.position,
            moment,  # hundreds of rows at once are news to nobody
            actor,
            moment,
            moment,
            1,
            max(sale.opened_on, self.today),
            0,
            0,
            *[getattr(sale, name) for name in SAME],
        )

    def _kept(self, sale, made):
        """What no field took, and the customer's name where another one of the same key is meant by it."""
        lines = [sale.kept] if sale.kept else []
        if sale.customer and sale.customer.casefold() != made[sale.customer][1].casefold():
            lines.append(f"{self.customer}: {sale.customer}")
        return "\n".join(lines) or None

    def _changes(self, row_id, sale, linked):
        opened = self.at(sale.opened_on)
        for field in TRACKED:
            if field == "outcome":
                continue
            value = linked[field] if field in linked else getattr(sale, field)
            if value is not None:
                yield row_id, field, str(value), opened
        if sale.outcome:
            yield row_id, "outcome", sale.outcome, self.at(sale.closed_on)

    def _events(self, row_id, sale, linked, actor):
        about = ("opportunity", row_id, actor, self.moment)
        places = (row_id, linked["customer"], None)
        facts = {"name": sale.name, "stage": sale.stage.name if sale.proven else None, "imported": self.file}
        yield ("opportunity.created", *about, sale.opened_on, packed(facts), *places)
        if not sale.outcome:
            return
        reason = self.names[sale.outcome].names.get(sale.reason)
        facts = {
            "reason": reason,
            "reason_id": linked["close_reason"],
            "stage": sale.stage.name if sale.proven else None,
        }
        if sale.outcome == "won":
            facts |= {"amount": sale.final_amount, "currency": sale.currency}
        elif sale.outcome == "lost":
            facts["competitor"] = self.names["competitor"].names.get(sale.competitor)
        yield (f"opportunity.{EVENTS[sale.outcome]}", *about, sale.closed_on, packed(facts), *places)


def _first_days(pairs):
    """{name: the opening day of the first Sale that names it}."""
    days = {}
    for name, sale in pairs:
        days.setdefault(name, sale.opened_on)
    return days
