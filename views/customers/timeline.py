"""What happened to a customer and with it, a page at a time."""

from flask import Blueprint

from models.customer import Customer
from views import story
from views.page import find

timeline = Blueprint("timeline", __name__, url_prefix="/<int:customer_id>/timeline")


@timeline.get("")
def index(customer_id):
    """`only` says of which kind (models/story.py), `after` is a cursor."""
    return story.answer(find(Customer, customer_id))
