"""Contacts in rows: searched, sorted, a page at a time; and what happened to a customer and its contacts."""

import peewee as pw

from models.keys import digits, email_key, person_key
from models.paging import Order
from models.tag import Tagging

PAGE = 50


class Listed:
    @classmethod
    def orders(cls):
        """{name: Order}: the orders of the list."""
        from models.customer import Customer

        return {
            "name": Order(((cls.name_key, str),), cls.id),
            "customer": Order(
                ((Customer.name_key, str), (Customer.id, int)), cls.id, via=(Customer, cls.customer == Customer.id)
            ),
            "created": Order(((cls.id, int),), cls.id, descending=True),
        }

    @classmethod
    def mentioning(cls, text):
        """A condition: `text` is part of the name, phone number, mail address, WeChat name or of the customer's name."""
        from models.customer import Customer

        key, number = person_key(text), digits(text)
        found = cls.name.contains(text) | cls.name_key.contains(key) | cls.email_key.contains(email_key(text))
        found |= cls.wechat.contains(text)
        found |= cls.customer.in_(Customer.select(Customer.id).where(Customer.name.contains(text)))
        if len(number) >= 3 and not any(c.isalpha() for c in text):
            found |= cls.phone_key.contains(number)
        return found

    @classmethod
    def within(cls, user, text="", owner=None, tag=None):
        """A query: what `user` sees, and of that what mentions `text`, whose customer is `owner`'s (an id, 0: nobody), with the `tag` (an id)."""
        from models.customer import Customer

        query, text = cls.visible_to(user), (text or "").strip()
        if text:
            query = query.where(cls.mentioning(text))
        if owner is not None:
            owned = (Customer.owner == owner) if owner else Customer.owner.is_null()
            query = query.where(cls.customer.in_(Customer.select(Customer.id).where(owned)))
        return query if tag is None else query.where(cls.id.in_(Tagging.subjects(tag, cls.noun)))

    @classmethod
    def listed(cls, user, order, after=None, **filters):
        """A page of `within`, in an Order: (rows with their customer, cursor of the next ones or None)."""
        from models.customer import Customer

        ids, more = order.page(cls.within(user, **filters), after, PAGE)
        rows = {row.id: row for row in cls.select(cls, Customer).join(Customer).where(cls.id.in_(ids))}
        return [rows[row_id] for row_id in ids], more

    @classmethod
    def picks(cls, user, text, customer=None, limit=8):
        """Contacts within reach to choose from, of one customer or of all: the same name first, then those that begin so.

        Without a text the newest. Each with its customer.
        """
        from models.customer import Customer

        query, key = cls.within(user, text).select(cls, Customer).join(Customer), person_key(text)
        if customer is not None:
            query = query.where(cls.customer == customer)
        if not key:
            return list(query.order_by(cls.id.desc()).limit(limit))
        rank = pw.Case(None, ((cls.name_key == key, 0), (cls.name_key.startswith(key), 1)), 2)
        return list(query.order_by(rank, cls.name_key, cls.id).limit(limit))

    @classmethod
    def at(cls, customer):
        """The contacts of a customer by name, at most PAGE: whoever sees the customer sees them."""
        return list(cls.kept().where(cls.customer == customer).order_by(cls.name_key, cls.id).limit(PAGE))

    @classmethod
    def counts(cls, customer_ids):
        """{customer id: how many contacts} of these customers; those without are left out."""
        rows = cls.kept(cls.customer, pw.fn.COUNT(cls.id)).where(cls.customer.in_(list(customer_ids)))
        return dict(rows.group_by(cls.customer).tuples())
