"""Customers in rows: searched, sorted, a page at a time."""

import peewee as pw

from models.keys import digits, email_key, name_key
from models.paging import Sort
from models.user import User

PAGE = 50
LAST = "\uffff"  # sorts behind every name


class Listed:
    @classmethod
    def sorts(cls):
        """{name: Sort}: the orders of the list."""
        return {
            "name": Sort(cls.name_key, str, cls.id),
            "industry": Sort(pw.fn.COALESCE(cls.industry, LAST), str, cls.id),
            "owner": Sort(pw.fn.COALESCE(User.name, LAST), str, cls.id, prepare=_with_owner),
            "created": Sort(cls.id, int, cls.id, descending=True),
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
        """A page of `within`, in an order (a Sort): (rows with their owner, cursor of the next ones or None)."""
        query = cls.within(user, text).select(cls.id, order.expression.alias("place"))
        found = list(order.apply(query, after).limit(PAGE + 1).tuples())
        page, rest = found[:PAGE], found[PAGE:]
        rows = {row.id: row for row in _with_owner(cls.select(cls, User)).where(cls.id.in_([i for i, _ in page]))}
        return [rows[row_id] for row_id, _ in page], Sort.cursor(page[-1][1], page[-1][0]) if rest else None

    @classmethod
    def picks(cls, user, text, limit=8):
        """Customers within reach to choose from: the same name first, then those that begin so; without text the newest."""
        query, key = cls.within(user, text), name_key(text)
        if not key:
            return list(query.order_by(cls.id.desc()).limit(limit))
        rank = pw.Case(None, ((cls.name_key == key, 0), (cls.name_key.startswith(key), 1)), 2)
        return list(query.order_by(rank, cls.name_key, cls.id).limit(limit))


def _with_owner(query):
    from models.customer import Customer

    return query.join_from(Customer, User, pw.JOIN.LEFT_OUTER, on=(Customer.owner == User.id))
