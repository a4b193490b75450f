"""Customers in rows: searched, sorted, a page at a time."""

import peewee as pw

from models.keys import digits, email_key, name_key
from models.paging import Order
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
        """A condition: `text` is part of the name, the phone number or the mail address."""
        key, number = name_key(text), digits(text)
        found = cls.name.contains(text) | cls.name_key.contains(key) | cls.email_key.contains(email_key(text))
        if len(number) >= 3 and not any(c.isalpha() for c in text):
            found |= cls.phone_key.contains(number)
        return found

    @classmethod
    def within(cls, user, text=""):
        """A query: what `user` sees, and of that what mentions `text`."""
        text = (text or "").strip()
        return cls.visible_to(user).where(cls.mentioning(text)) if text else cls.visible_to(user)

    @classmethod
    def listed(cls, user, text, order, after=None):
        """A page of `within`, in an Order: (rows with their owner, cursor of the next ones or None)."""
        ids, more = order.page(cls.within(user, text), after, PAGE)
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
