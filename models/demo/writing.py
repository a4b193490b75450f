"""Writing sales of the sample by the hundred: rows, typed history and events, as their verbs would have written them."""

import dataclasses
import datetime as dt

from models.activity import Activity
from models.contact import Contact
from models.customer import Customer
from models.demo.companies import contact_values, customer_values
from models.demo.marks import mark
from models.demo.past import ROW
from models.demo.rows import NAMES, activity_row, opportunity_row
from models.event import Event, packed
from models.imports import bulk
from models.note import Note
from models.opportunity import (
    TRACKED,
    Collaboration,
    FieldChange,
    Opportunity,
    OpportunityCompetitor,
    OpportunityContact,
    OpportunityText,
    ProductLine,
    StageEntry,
)
from models.opportunity import text as as_text
from models.search.index import told_at_once
from models.snapshot import SnapshotRow
from models.tag import Tagging

TABLES = {
    Customer: ("id", "name", "name_key", "kind", "phone", "phone_key", "email_key", "website", "industry", "address", "employees", "owner", "team", "created_by", "created_at", "updated_at", "version"),
    Contact: ("id", "customer", "name", "name_key", "title", "phone", "phone_key", "email", "email_key", "created_by", "created_at", "updated_at", "version"),
    Opportunity: None,
    OpportunityText: ("opportunity", "requirement", "solution"),
    StageEntry: ("opportunity", "stage", "position", "entered_at", "left_at"),
    FieldChange: ("opportunity", "field", "old", "new", "at"),
    OpportunityContact: ("opportunity", "contact", "role"),
    OpportunityCompetitor: ("opportunity", "competitor", "note"),
    ProductLine: ("opportunity", "product", "name", "quantity", "price", "discount", "amount", "position"),
    Collaboration: ("opportunity", "user", "writes"),
    Tagging: ("tag", "subject_type", "subject_id"),
    Activity: None,
    Note: ("id", "opportunity", "customer", "text", "created_by", "created_at", "updated_at", "version"),
    SnapshotRow: ROW,
    Event: ("at", "name", "subject_type", "subject_id", "actor_id", "happened_on", "facts_json", "opportunity_id", "customer_id", "contact_id"),
}  # fmt: skip
QUANTITY = 1000  # in thousandths


@dataclasses.dataclass(slots=True)
class Chunk:
    """Some sales as rows. `asked` is what it was told for, where it was told ahead."""

    stop: int  # the number of the first sale that is not in it
    rows: dict  # {model: tuples in the order of TABLES}
    made: dict  # {noun: ids in rising order}
    asked: tuple | None = None

    def plain(self):
        """Days and moments as the texts that the database keeps: quicker handed over, and quicker written."""
        for model, rows in self.rows.items():
            self.rows[model] = [tuple([str(one) if isinstance(one, dt.date) else one for one in row]) for row in rows]
        return self

    def write(self):
        """Write it in the transaction that we are in, tell the search index of it, and mark it as sample."""
        with told_at_once() as tell:
            for model, rows in self.rows.items():
                bulk.insert(model, TABLES[model] or NAMES[model], rows)
            for noun, ids in self.made.items():
                tell(noun, ids)
        for noun, ids in self.made.items():
            mark(noun, ids)


class Writer:
    """`fresh(model, count)` returns ids that nobody has."""

    def __init__(self, cast, fresh):
        self.cast, self.fresh = cast, fresh
        self.rows = {model: [] for model in TABLES}

    def chunk(self, tales, past, stop):
        """The Chunk of Tales with their customers, contacts, follow-ups, notes and what was open in the Past."""
        companies = list({id(tale.company): tale.company for tale in tales}.values())
        self._companies(companies)
        ids = self.fresh(Opportunity, len(tales))
        acts = iter(self.fresh(Activity, sum(len(tale.acts) for tale in tales)))
        notes = iter(self.fresh(Note, sum(len(tale.notes) for tale in tales)))
        made = {"activity": [], "note": []}
        for row_id, tale in zip(ids, tales, strict=True):
            made["activity"] += self._acts(row_id, tale, acts)
            self._sale(row_id, tale)
            made["note"] += self._notes(row_id, tale, notes)
            self.rows[SnapshotRow] += past.rows(row_id, tale)
        made |= {"opportunity": ids, "customer": [company.id for company in companies]}
        made["contact"] = [person.id for company in companies for person in company.people]
        self.rows[Event].sort(key=lambda row: row[0])
        return Chunk(stop, self.rows, made)

    def _companies(self, companies):
        people = iter(self.fresh(Contact, sum(len(company.people) for company in companies)))
        for row_id, company in zip(self.fresh(Customer, len(companies)), companies, strict=True):
            company.id = row_id
            self._row(Customer, customer_values(company))
            at, on, actor = company.first, company.first_on, company.owner.id
            self._event(at, "customer.created", row_id, actor, on, {"name": company.name}, (None, row_id, None))
            for person in company.people:
                person.id = next(people)
                self._row(Contact, contact_values(company, person))
                facts = {"name": person.name, "customer": row_id}
                self._event(at, "contact.created", person.id, actor, on, facts, (None, row_id, person.id))

    def _row(self, model, values):
        self.rows[model].append(tuple(values[name] for name in TABLES[model]))

    def _event(self, at, name, subject_id, actor, on, facts, places):
        noun = name.split(".")[0]
        self.rows[Event].append((at, name, noun, subject_id, actor, on, packed(facts), *places))

    def _sale(self, row_id, tale):
        rows, places = self.rows, (row_id, tale.company.id, None)
        self.rows[Opportunity].append(opportunity_row(row_id, tale, self.cast))
        rows[OpportunityText].append((row_id, tale.requirement, tale.solution))
        for visit in tale.visits:
            rows[StageEntry].append((row_id, visit.stage.id, visit.stage.position, visit.at, visit.left_at))
        self._history(row_id, tale)
        for person, role in tale.people:
            rows[OpportunityContact].append((row_id, person.id, role))
        for rival, note in tale.rivals:
            rows[OpportunityCompetitor].append((row_id, rival[0], note))
        for position, (product, name, quantity, price, amount) in enumerate(tale.lines):
            rows[ProductLine].append((row_id, product, name, quantity * QUANTITY, price, 0, amount, position))
        for helper, writes in tale.helpers:
            rows[Collaboration].append((row_id, helper.id, writes))
        for tag in tale.tags:
            rows[Tagging].append((tag[0], "opportunity", row_id))
        creator, facts = tale.creator.id, {"name": tale.name, "stage": tale.visits[0].stage.name}
        self._event(tale.opened_at, "opportunity.created", row_id, creator, tale.opened_on, facts, places)
        if creator != tale.owner.id:
            facts = {"owner": tale.owner.id, "team": tale.owner.team, "former": None}
            self._event(tale.opened_at, "opportunity.assigned", row_id, creator, tale.opened_on, facts, places)
        for at, on, name, facts, actor in tale.told:
            if "contact" in facts:
                facts = {**facts, "contact": facts["contact"].id}
            self._event(at, name, row_id, actor.id, on, facts, places)

    def _history(self, row_id, tale):
        first = {"amount": tale.amount, "expected_close_on": tale.expected, "owner": tale.owner.id,
                 "team": tale.owner.team, "grade": tale.grade, "intent": tale.intent}  # fmt: skip
        changes = self.rows[FieldChange]
        for field in TRACKED:
            if first.get(field) is not None:
                changes.append((row_id, field, None, str(first[field]), tale.opened_at))
        for at, _on, edit in tale.edits:
            changes.extend((row_id, field, as_text(old), as_text(new), at) for field, (old, new) in edit.items())

    def _acts(self, row_id, tale, ids):
        """Rows and events of its follow-ups. Returns their ids."""
        made = []
        for act in tale.acts:
            act.id = next(ids)
            made.append(act.id)
            contact = act.person.id if act.person else None
            places = (row_id, tale.company.id, contact)
            self.rows[Activity].append(activity_row(act, row_id, tale.company.id, contact))
            facts = {"kind": act.kind, "subject": act.subject, "due_on": act.due_on, "due_at": None}
            planned = {**facts, "done_at": None, "minutes": None if act.done_at else act.minutes}
            if act.due_on is None:
                logged = {**facts, "done_at": act.done_at, "minutes": act.minutes}
                self._event(act.done_at, "activity.logged", act.id, act.by.id, act.done_on, logged, places)
                continue
            self._event(act.made_at, "activity.planned", act.id, act.by.id, act.made_on, planned, places)
            if act.done_at:
                facts = {"kind": act.kind, "subject": act.subject}
                self._event(act.done_at, "activity.completed", act.id, act.by.id, act.done_on, facts, places)
        return made

    def _notes(self, row_id, tale, ids):
        made = []
        for at, on, text in tale.notes:
            note_id, by = next(ids), tale.answered_by(at).id
            made.append(note_id)
            self.rows[Note].append((note_id, row_id, tale.company.id, text, by, at, at, 1))
            self._event(at, "note.added", note_id, by, on, {}, (row_id, tale.company.id, None))
        return made
