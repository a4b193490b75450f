"""Whom we sell to: the list, the page, and the form of a customer."""

from flask import Blueprint, abort, request, url_for
from flask_babel import gettext as _

from models import access
from models.activity import under
from models.base import Stale
from models.contact import Contact
from models.customer import Customer
from models.opportunity import by_customer
from models.tag import Tag
from views import story, tags
from views.activities import answers, plans
from views.activities.subject import Subject
from views.customers import sales
from views.customers.asked import asked, choices
from views.customers.duplicates import duplicates, found
from views.customers.forms import KINDS, CustomerForm
from views.customers.picks import picks
from views.customers.timeline import timeline
from views.page import find, invalid, leave, me, page, toast
from views.words import my_day

blueprint = Blueprint("customers", __name__, url_prefix="/customers")
for child in (picks, duplicates, timeline):
    blueprint.register_blueprint(child)
blueprint.add_app_template_filter(sales.day_of)


@blueprint.get("")
def index():
    wanted, order = asked(Customer)
    later = "after" in request.args
    rows, older = Customer.listed(me(), order, request.args.get("after"), **wanted.filters)
    ids = [row.id for row in rows]
    return page(
        "customers/index.html",
        part="customers/_rows.html" if later else "customers/_table.html",
        rows=rows,
        contacts=Contact.counts(ids),
        brought=by_customer.brought(me(), ids),
        nothing=by_customer.NOTHING,
        contacted=under.last_contacts(me(), ids),
        tags=Tag.of(rows),
        older=older,
        wanted=wanted,
        later=later,
        count=None if later else Customer.within(me(), **wanted.filters).count(),
        **choices(),
    )


@blueprint.get("/new")
def new():
    may_make()
    form = CustomerForm(formdata=None)
    form.name.data = request.args.get("name", "")[:200]
    return page("customers/new.html", part="customers/_new.html", form=form, twins=[], hidden=False)


@blueprint.post("")
def create():
    may_make()
    form = CustomerForm()
    if not form.validate_on_submit():
        return invalid("customers/new.html", part="customers/_new.html", form=form, twins=[], hidden=False)
    twins = found(keys(form))
    if any(twins.values()) and "confirm" not in request.form:
        return invalid("customers/new.html", part="customers/_new.html", form=form, **twins)
    row = Customer.add(me(), **form.values())
    toast(_("%(name)s is created.", name=row.name))
    return leave(url_for("customers.show", customer_id=row.id))


@blueprint.get("/<int:customer_id>")
def show(customer_id):
    row = find(Customer, customer_id)
    return page(
        "customers/show.html",
        customer=row,
        changes=Customer.may_change(me(), row),
        contacts=Contact.at(row),
        people=Contact.counts([row.id]).get(row.id, 0),
        opportunities=by_customer.at_customer(me(), row),
        totals=by_customer.totals(me(), row),
        colours=sales.colours(),
        sees_all=access.sees(me()) == "all",
        roles={},
        kind=KINDS[row.kind],
        parent=Customer.reached(me(), row.parent_id) if row.parent_id else None,
        **story.around(row),
        **plans.around(row),
        **tags.around(row, Customer.may_change(me(), row)),
        composer=answers.inline(Subject(customer=row)),
        contacted=under.last_contact(me(), row),
        today=my_day(),
    )


@blueprint.get("/<int:customer_id>/edit")
def edit(customer_id):
    row = find(Customer, customer_id, to="change")
    return answer(row, CustomerForm(formdata=None, row=row))


@blueprint.post("/<int:customer_id>")
def update(customer_id):
    row = find(Customer, customer_id, to="change")
    form = CustomerForm(row=row)
    form.choose(row)
    if not form.validate_on_submit():
        return answer(row, form, 422)
    if conflicts := form.reconcile(row):
        return answer(row, form, 409, conflicts=conflicts)
    twins = found(keys(form), row)
    if any(twins.values()) and "confirm" not in request.form:
        return answer(row, form, 422, **twins)
    try:
        row.edit(me(), version=form.read, **form.values())
    except Stale:  # in the blink between looking and writing: look again
        row = find(Customer, customer_id, to="change")
        return answer(row, form, 409, conflicts=form.reconcile(row))
    toast(_("%(name)s is saved.", name=row.name))
    return leave(url_for("customers.show", customer_id=row.id))


def answer(row, form, status=200, conflicts=(), twins=(), hidden=False):
    return page(
        "customers/edit.html",
        part="customers/_edit.html",
        status=status,
        customer=row,
        form=form,
        conflicts=conflicts,
        twins=twins,
        hidden=hidden,
    )


def keys(form):
    """What duplicates are found by."""
    return {name: form[name].data or "" for name in ("name", "phone", "email")}


def may_make():
    if not access.may_create(me()):
        abort(403)
