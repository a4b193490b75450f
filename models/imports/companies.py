"""Customers and contacts that rows name: found by their key, or made, a chunk at a time."""

import functools

from models.base import now
from models.contact import Contact
from models.customer import Customer
from models.event import Event, packed
from models.imports import bulk
from models.keys import name_key, person_key

EVENT = (
    "name",
    "subject_type",
    "subject_id",
    "actor_id",
    "at",
    "happened_on",
    "facts_json",
    "opportunity_id",
    "customer_id",
    "contact_id",
)
company_key = functools.lru_cache(maxsize=4096)(name_key)
CUSTOMER = tuple(Customer._meta.fields)


def customers_named(names, by, told):
    """{name: (id, the name it goes by)} for {name: the day it is first told of}; those missing are made.

    `told` is a list that gets (noun, id) of what is made.
    """
    keys = {name: company_key(name) for name in names}
    found = {}
    query = Customer.kept(Customer.id, Customer.name, Customer.name_key).where(
        Customer.name_key.in_(list({*keys.values()}))
    )
    for row_id, name, key in query.order_by(Customer.id.desc()).tuples():
        found[key] = (row_id, name)
    missing = {key: name for name, key in reversed(keys.items()) if key not in found}
    made = [Customer(name=name, name_key=key, created_by=by) for key, name in missing.items()]
    write_customers(made, names, by, told)
    found |= {row.name_key: (row.id, row.name) for row in made}
    return {name: found[key] for name, key in keys.items()}


def write_customers(rows, days, by, told):
    """Write new Customers (objects not saved yet; they get their ids), each told of on its day: {name: day}."""
    actor, values, events = by.id if by else None, [], []
    for row_id, row in zip(bulk.fresh_ids(Customer, len(rows)), rows, strict=True):
        row.id = row_id
        values.append(tuple(row.__data__.get(name) for name in CUSTOMER))
        events.append(
            (
                "customer.created",
                "customer",
                row_id,
                actor,
                now(),
                days[row.name],
                packed({"name": row.name}),
                None,
                row_id,
                None,
            )
        )
    told.extend(("customer", row.id) for row in rows)
    bulk.insert(Customer, CUSTOMER, values)
    bulk.insert(Event, EVENT, events)


def people_named(names, by, told):
    """{(customer id, name): contact id} for {(customer id, name): day}; those missing are made."""
    keys = {pair: (pair[0], person_key(pair[1])) for pair in names}
    found = {}
    query = Contact.kept(Contact.id, Contact.customer, Contact.name_key).where(
        Contact.customer.in_(list({customer for customer, _ in names})),
        Contact.name_key.in_(list({key for _, key in keys.values()})),
    )
    for row_id, customer, key in query.order_by(Contact.id.desc()).tuples():
        found[customer, key] = row_id
    missing = {}
    for pair, key in keys.items():
        if key not in found:
            missing.setdefault(key, pair)
    moment, actor = now(), by.id if by else None
    rows, events = [], []
    for row_id, (key, pair) in zip(bulk.fresh_ids(Contact, len(missing)), missing.items(), strict=True):
        found[key] = row_id
        rows.append((row_id, pair[0], pair[1], key[1], "", "", actor, moment, moment, 1))
        facts = packed({"name": pair[1], "customer": pair[0]})
        events.append(("contact.created", "contact", row_id, actor, moment, names[pair], facts, None, pair[0], row_id))
    columns = ("id", "customer", "name", "name_key", "phone_key", "email_key", "created_by", "created_at", "updated_at", "version")  # fmt: skip
    told.extend(("contact", row[0]) for row in rows)
    bulk.insert(Contact, columns, rows)
    bulk.insert(Event, EVENT, events)
    return {pair: found[key] for pair, key in keys.items()}
