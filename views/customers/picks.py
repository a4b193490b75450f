"""Customers to choose from, or a new one, while somebody types a name into another form."""

from flask import Blueprint, render_template, request

from models.customer import Customer
from models.keys import name_key, tidy
from views.page import me

picks = Blueprint("picks", __name__, url_prefix="/picks")


@picks.get("")
def index():
    """`known` asks for those that are there, and for no new one."""
    typed = tidy(request.args.get("q", "")[:200]) or ""
    rows = Customer.picks(me(), typed)
    key = name_key(typed)
    new = typed if key and not request.args.get("known") and all(row.name_key != key for row in rows) else ""
    taken = bool(new) and Customer.held_by_a_colleague(typed)
    return render_template("customers/picks/index.html", rows=rows, new=new, taken=taken)
