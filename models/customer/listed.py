"""Customers in rows: searched, sorted, a page at a time."""

import peewee as pw

from models.keys import digits, email_key, name_key
from models.paging import Order
from models.tag import Tagging
from models.user import User

PAGE = 50


class Listed:
    @classmethod
    def orders(cls):
        """{name: Order}: the orders of the list."""
        by_owner = ((User.name, str), (User.id, int))
        return {
            "name": Order(((cls.name_key, str),), cls.id),
            "industry": Order(((cls.industry, str),), cls.id, unknown=cls.industry.is_null()),
            "owner": Order(by_owner, cls.id, unknown=cls.owner.is_null(), via=(User, cls.owner == User.id)),
            "created": Order(((cls.id, int),), cls.id, descending=True),
        }

    @classmethod
    def mentioning(cls, text):
        """A condition: `text` is part of the name, the industry, the address, the website, the phone number or the mail address."""
        key, number = name_key(text), digits(text)
        found = cls.name.contains(text) | cls.name_key.contains(key) | cls.email_key.contains(email_key(text))
        for field in (cls.industry, cls.address, cls.website):
            found |= field.contains(text)
        if len(number) >= 3 and not any(c.isalpha() for c in text):
            found |= cls.phone_key.contains(number)
        return found

    @classmethod
    def within(cls, user, text="", owner=None, tag=None):
        """A query: what `user` sees, and of that what mentions `text`, belongs to `owner` (an id, 0: nobody) and has the `tag` (an id)."""
        query, text = cls.visible_to(user), (text or "").strip()
        if text:
            query = query.where(cls.mentioning(text))
        if owner is not None:
            query = query.where((cls.owner == owner) if owner else cls.owner.is_null())
        return query if tag is None else query.where(cls.id.in_(Tagging.subjects(tag, cls.noun)))

    @classmethod
    def listed(cls, user, order, after=None, **filters):
        """A page of `within`, in an Order: (rows with their owner, cursor of the next ones or None)."""
        ids, more = order.page(cls.within(user, **filters), after, PAGE)
        query = cls.select(cls, User).join(User, pw.JOIN.LEFT_OUTER, on=(cls.owner == User.id))
        rows = {row.id: row for row in query.where(cls.id.in_(ids))}
        return [rows[row_id] for row_id in ids], more

    @classmethod
    def picks(cls, user, text, limit=8):
        """Customers within reach to choose from: the same name first, then those that begin so; without text the newest."""
        query, key = cls.within(user, text), name_key(text)
        if not key:
            return list(query.order_by(cls.id.desc()).limit(limit))
        rank = pw.Case(None, ((cls.name_key == key, 0), (cls.name_key.startswith(key), 1)), 2)
        return list(query.order_by(rank, cls.name_key, cls.id).limit(limit))
