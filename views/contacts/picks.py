"""Contacts to choose from, or a new one, while somebody types a name into another form."""

from flask import Blueprint, render_template, request

from models.contact import Contact
from models.customer import Customer
from models.keys import person_key, tidy
from views.page import me

picks = Blueprint("picks", __name__, url_prefix="/picks")


@picks.get("")
def index():
    """Of the customer that the form names (`customer`, `customer_id`); of all while it names none."""
    typed = tidy(request.args.get("q", "")[:120]) or ""
    named = tidy(request.args.get("customer", "")[:200]) or ""
    picked = request.args.get("customer_id", "")
    customer = Customer.found(me(), int(picked) if picked.isdecimal() and len(picked) < 10 else None, named)
    rows = [] if named and not customer else Contact.picks(me(), typed, customer)
    key = person_key(typed)
    new = typed if named and key and all(row.name_key != key for row in rows) else ""
    return render_template("contacts/picks/index.html", rows=rows, new=new, customer=customer, named=named)
