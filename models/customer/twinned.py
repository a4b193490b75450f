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
    def found(cls, user, row_id, name):
        """The customer within reach that was picked (`row_id`), or that a typed name means; None where there is none.

        A name typed over after picking counts for itself.
        """
        key = name_key(name)
        row = cls.reached(user, row_id) if row_id and key else None
        if row and row.name_key == key:
            return row
        return closest(cls.alike([(cls.name_key, key)], cls.visible_to(user)), name)

    @classmethod
    def picked(cls, by, row_id, name):
        """The customer that was picked or typed: `found`, or else a new one, owned by `by`; None for an empty name.

        An exact duplicate within reach is used, never made again; one outside of it is Refused.
        """
        if not name_key(name):
            return None
        row = cls.found(by, row_id, name)
        if not row and cls.held_by_a_colleague(name):
            raise Refused(
                N_("A colleague has the customer “%(name)s” already. Ask a team lead or a manager."), name=tidy(name)
            )
        return row or cls.add(by, name=name, owner=by)

    @classmethod
    def held_by_a_colleague(cls, name):
        """Is there a customer of this name? To be asked where nobody within reach has it."""
        return bool(cls.alike([(cls.name_key, name_key(name))]))
