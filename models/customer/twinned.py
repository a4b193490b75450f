"""How a typed name becomes the customer that is there already."""

from models.alike import Alike, closest
from models.base import N_, Refused
from models.keys import email_key, name_key, phone_key, tidy


class Twinned(Alike):
    @classmethod
    def twins_of(cls, name="", phone="", email="", but=None):
        """Exact duplicates: customers with the same mail, phone digits or normalised name (see Alike.alike)."""
        keys = ((cls.name_key, name_key(name)), (cls.phone_key, phone_key(phone)), (cls.email_key, email_key(email)))
        return cls.alike(keys, but=but)

    @classmethod
    def picked(cls, by, row_id, name):
        """The customer that somebody picked (`row_id`) or typed (`name`); None for an empty name.

        A name typed over after picking counts for itself. An exact duplicate within reach is used, never made again;
        one outside reach is Refused; else it is a new customer, owned by `by`.
        """
        key = name_key(name)
        if not key:
            return None
        row = cls.reached(by, row_id) if row_id else None
        if row and row.name_key == key:
            return row
        twin = closest(cls.alike([(cls.name_key, key)], cls.visible_to(by)), name)
        if not twin and cls.held_by_a_colleague(name):
            raise Refused(
                N_("A colleague has the customer “%(name)s” already. Ask a team lead or a manager."), name=tidy(name)
            )
        return twin or cls.add(by, name=name, owner=by)

    @classmethod
    def held_by_a_colleague(cls, name):
        """Is there a customer of this name? To be asked where nobody within reach has it."""
        return bool(cls.alike([(cls.name_key, name_key(name))]))
