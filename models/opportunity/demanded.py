"""What a stage may ask for: fields that must be filled before an opportunity may enter it.

Each is asked of a row, and of many at once: both sides say the same, see tests/models/opportunity/test_demanded.py.
"""

import peewee as pw

from models.base import N_, Refused, Said, Stale, transaction

DEMANDS = {  # name: what it is called
    "amount": N_("Amount"),
    "expected_close_on": N_("Expected close"),
    "customer": N_("Customer"),
    "contact": N_("Primary contact"),
    "decision_maker": N_("Decision maker"),
    "product": N_("Product"),
    "source": N_("Source"),
    "requirement": N_("Requirement"),
    "solution": N_("Proposed solution"),
    "grade": N_("Grade"),
    "next_step": N_("Next step"),
}
AT_FIRST = frozenset(DEMANDS) - {"decision_maker", "next_step"}  # what a form for a new opportunity can bring


class Lacking(Refused):
    """A stage asks for more than the row has: `stage`, and the names of `fields`."""

    def __init__(self, stage, fields):
        self.stage, self.fields = stage, tuple(fields)
        said = Said(DEMANDS[name] for name in fields)
        super().__init__(N_("“%(stage)s” asks for more first: %(fields)s."), stage=stage.name, fields=said)


def lacking(row, stage):
    """The names of what `stage` asks for and `row` does not have, in the order of DEMANDS."""
    asked = set(stage.demands)
    return [name for name in DEMANDS if name in asked and not has(row, name)]


def asked_of_new(by, stage, values):
    """Refuse (Lacking) a new row that does not bring what `stage` asks for, as far as a form can bring it.

    `by` None, the system, is not asked.
    """
    missing = [
        name for name in DEMANDS if name in AT_FIRST and name in stage.demands and values.get(name) in (None, "")
    ]
    if by is not None and missing:
        raise Lacking(stage, missing)


def has(row, name):
    """Does the row have what is called `name`?"""
    if name == "decision_maker":
        return bool(_people(row.id, "decision_maker").count())
    if name == "product":
        return row.product_id is not None or row.has_lines
    if name == "next_step":
        return row.next_step_on is not None
    return getattr(row, name) not in (None, "")


def without(name):
    """The condition that an opportunity does not have what is called `name`."""
    from models.opportunity import Opportunity, OpportunityText, ProductLine

    if name in ("decision_maker", "contact"):
        return ~pw.fn.EXISTS(_people(Opportunity.id, "primary" if name == "contact" else name))
    if name in ("requirement", "solution"):
        field = getattr(OpportunityText, name)
        mine = OpportunityText.opportunity == Opportunity.id
        return ~pw.fn.EXISTS(OpportunityText.select(pw.SQL("1")).where(mine, field.is_null(False), field != ""))
    if name == "product":
        lines = ProductLine.select(pw.SQL("1")).where(ProductLine.opportunity == Opportunity.id)
        return Opportunity.product.is_null() & ~pw.fn.EXISTS(lines)
    return getattr(Opportunity, "next_step_on" if name == "next_step" else name).is_null()


def _people(opportunity_id, role):
    from models.contact import Contact
    from models.opportunity import OpportunityContact as Link

    mine = (Link.opportunity == opportunity_id) & (Link.role == role) & Contact.deleted_at.is_null()
    return Link.select(pw.SQL("1")).join(Contact).where(mine)


class Demanded:
    def enter_filled(self, stage, by, version=None, values=None, decision_maker=None, plan=None):
        """Fill what `stage` asks for, then enter it, in one transaction; what refuses leaves everything as it was.

        `values` as `edit_named` takes them; `decision_maker` as (id of a picked contact or None, typed name);
        `plan` what `Activity.plan` takes.
        """
        from models.activity import Activity

        if version is not None and version != self.version:
            raise Stale(N_("Somebody else changed this opportunity in the meantime."))
        with transaction():
            if values:
                self.edit_named(by, **values)
            if decision_maker:
                self._name_decision_maker(by, decision_maker)
            if plan:
                Activity.plan(by, opportunity=self, **plan)
                self.next_step_on = plan.get("on")
            return self.enter(stage, by)

    def _name_decision_maker(self, by, picked):
        from models.contact import Contact

        contact = Contact.picked(by, self.customer, *picked)
        if contact and self.role_of(contact):
            self.give_role(by, contact, "decision_maker")
        elif contact:
            self.add_contact(by, contact, "decision_maker")
