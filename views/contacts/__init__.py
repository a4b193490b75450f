"""The people at our customers: the list, the page, and the form of a contact."""

from flask import Blueprint, request, url_for
from flask_babel import gettext as _

from models import access
from models.activity import under
from models.base import Stale, transaction
from models.contact import Contact
from models.customer import Customer
from models.opportunity import by_customer
from models.tag import Tag
from views import story, tags
from views.activities import answers, plans
from views.activities.subject import Subject
from views.contacts.duplicates import duplicates, found
from views.contacts.forms import ROLES, ContactForm
from views.contacts.picks import picks
from views.contacts.timeline import timeline
from views.customers import may_make, sales
from views.customers.asked import asked, choices
from views.page import find, invalid, leave, me, page, toast

blueprint = Blueprint("contacts", __name__, url_prefix="/contacts")
for child in (picks, duplicates, timeline):
    blueprint.register_blueprint(child)


@blueprint.get("")
def index():
    wanted, order = asked(Contact)
    later = "after" in request.args
    rows, older = Contact.listed(me(), order, request.args.get("after"), **wanted.filters)
    return page(
        "contacts/index.html",
        part="contacts/_rows.html" if later else "contacts/_table.html",
        rows=rows,
        older=older,
        tags=Tag.of(rows),
        wanted=wanted,
        later=later,
        count=None if later else Contact.within(me(), **wanted.filters).count(),
        **choices(),
    )


@blueprint.get("/new")
def new():
    may_make()
    wish = request.args.get("customer", "")
    customer = Customer.reached(me(), int(wish)) if wish.isdecimal() and len(wish) < 10 else None
    form = ContactForm(formdata=None, customer=customer)
    return page("contacts/new.html", part="contacts/_new.html", form=form, twins=[], hidden=False)


@blueprint.post("")
def create():
    may_make()
    form = ContactForm()
    if not form.validate_on_submit():
        return invalid("contacts/new.html", part="contacts/_new.html", form=form, twins=[], hidden=False)
    twins = found(keys(form))
    if any(twins.values()) and "confirm" not in request.form:
        return invalid("contacts/new.html", part="contacts/_new.html", form=form, **twins)
    with transaction():
        row = Contact.add(me(), **form.values())
    toast(_("%(name)s is created.", name=row.name))
    return leave(url_for("contacts.show", contact_id=row.id))


@blueprint.get("/<int:contact_id>")
def show(contact_id):
    row = find(Contact, contact_id)
    return page(
        "contacts/show.html",
        contact=row,
        customer=Customer.reached(me(), row.customer_id),
        changes=Contact.may_change(me(), row),
        opportunities=by_customer.with_contact(me(), row),
        colours=sales.colours(),
        sees_all=access.sees(me()) == "all",
        roles={found: str(ROLES[role]) for found, role in by_customer.roles_of(row).items()},
        **story.around(row),
        **plans.around(row),
        **tags.around(row, Contact.may_change(me(), row)),
        composer=answers.inline(Subject(contact=row)),
        contacted=under.last_contact(me(), row),
    )


@blueprint.get("/<int:contact_id>/edit")
def edit(contact_id):
    row = find(Contact, contact_id, to="change")
    return answer(row, ContactForm(formdata=None, row=row))


@blueprint.post("/<int:contact_id>")
def update(contact_id):
    row = find(Contact, contact_id, to="change")
    form = ContactForm(row=row)
    form.choose(row)
    if not form.validate_on_submit():
        return answer(row, form, 422)
    if conflicts := form.reconcile(row):
        return answer(row, form, 409, conflicts=conflicts)
    twins = found(keys(form), row)
    if any(twins.values()) and "confirm" not in request.form:
        return answer(row, form, 422, **twins)
    try:
        with transaction():
            row.edit(me(), version=form.read, **form.values())
    except Stale:  # in the blink between looking and writing: look again
        row = find(Contact, contact_id, to="change")
        return answer(row, form, 409, conflicts=form.reconcile(row))
    toast(_("%(name)s is saved.", name=row.name))
    return leave(url_for("contacts.show", contact_id=row.id))


def answer(row, form, status=200, conflicts=(), twins=(), hidden=False):
    return page(
        "contacts/edit.html",
        part="contacts/_edit.html",
        status=status,
        contact=row,
        form=form,
        conflicts=conflicts,
        twins=twins,
        hidden=hidden,
    )


def keys(form):
    """What duplicates are found by."""
    return {name: form[name].data or "" for name in ("phone", "email")}
