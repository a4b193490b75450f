"""How a typed name becomes the contact that is there already."""

from models.alike import Alike, closest
from models.base import N_, Refused
from models.keys import email_key, person_key, phone_key


class Twinned(Alike):
    @classmethod
    def twins_of(cls, phone="", email="", but=None):
        """Exact duplicates: contacts with the same mail or phone digits (see Alike.alike)."""
        return cls.alike([(cls.phone_key, phone_key(phone)), (cls.email_key, email_key(email))], but=but)

    @classmethod
    def picked(cls, by, customer, row_id, name):
        """The contact at `customer` that somebody picked (`row_id`) or typed (`name`); None for an empty name.

        One of the same name at this customer is used, never made again; else it is a new contact. Refused without a
        customer, unless one was picked: then it is that one, and its customer is to be had from it.
        """
        key = person_key(name)
        if not key:
            return None
        row = cls.reached(by, row_id) if row_id else None
        if row and row.name_key == key and (customer is None or row.customer_id == customer.id):
            return row
        if customer is None:
            raise Refused(N_("Name the customer that this contact belongs to."))
        there = cls.visible_to(by).where(cls.customer == customer)
        return closest(cls.alike([(cls.name_key, key)], there), name) or cls.add(by, customer=customer, name=name)
