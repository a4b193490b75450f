"""The people at the customer whom a sale depends on, each in one role."""

from models.base import N_, Refused, transaction
from models.contact import Contact


class Peopled:
    """One contact is the primary one at most: who becomes it takes the place of the former, who gets the other's role."""

    def contacts(self):
        """[(Contact, role)], the primary one first; those in the bin are left out."""
        link = self.people.model
        rows = self.people.select(link, Contact).join(Contact).where(Contact.deleted_at.is_null())
        return [(row.contact, row.role) for row in rows.order_by(link.role != "primary", Contact.name_key)]

    def role_of(self, contact):
        """The role of a contact here, or None."""
        link = self.people.where(self.people.model.contact == contact).first()
        return link.role if link else None

    def add_contact(self, by, contact, role="influencer"):
        """Bring a contact in, in a role. Refuses one outside of `by`'s reach, one who is there, and a role that is none."""
        self.must_be_written_by(by)
        _must_be_a_role(role)
        if by is not None and Contact.reached(by, contact.id) is None:
            raise Refused(N_("This contact lies outside of what you may see."))
        if self.role_of(contact):
            raise Refused(N_("%(name)s is among the contacts already."), name=contact.name)
        with transaction():
            self._make_room(role, "influencer")
            self.people.model.create(opportunity=self.id, contact=contact, role=role)
            self._told("opportunity.contact_added", by, contact, role=role)

    def add_contact_named(self, by, contact, role="influencer"):
        """`add_contact`, with the contact as (id of a picked one or None, typed name): found, or made at the customer."""
        with transaction():
            found = Contact.picked(by, self.customer, *contact)
            if found is None:
                raise Refused(N_("Enter a name."))
            self.add_contact(by, found, role)
        return found

    def give_role(self, by, contact, role):
        """Change the role of a contact. Returns True when it changed."""
        self.must_be_written_by(by)
        _must_be_a_role(role)
        former = self._role_here(contact)
        if former == role:
            return False
        with transaction():
            self._make_room(role, former)
            link = self.people.model
            link.update(role=role).where(link.opportunity == self.id, link.contact == contact).execute()
            self._told("opportunity.contact_changed", by, contact, role=role, former=former)
        return True

    def remove_contact(self, by, contact):
        """Take a contact out of this sale; they stay with their customer."""
        self.must_be_written_by(by)
        role = self._role_here(contact)
        with transaction():
            link = self.people.model
            link.delete().where(link.opportunity == self.id, link.contact == contact).execute()
            self._told("opportunity.contact_removed", by, contact, role=role)

    def _role_here(self, contact):
        role = self.role_of(contact)
        if role is None:
            raise Refused(N_("%(name)s is not among the contacts any more."), name=contact.name)
        return role

    def _make_room(self, role, instead):
        """Where somebody becomes the primary contact, the former one goes on as `instead`."""
        if role == "primary":
            link = self.people.model
            link.update(role=instead).where(link.opportunity == self.id, link.role == "primary").execute()

    def _told(self, event, by, contact, **facts):
        self.write(event, by, {}, contact=contact.id, name=contact.name, **facts)
        self.__dict__.pop("_contact", None)


def _must_be_a_role(role):
    from models.opportunity import ROLES

    if role not in ROLES:
        raise Refused(N_("A contact has no such role here."))
