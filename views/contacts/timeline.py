"""What happened to a contact and with it, a page at a time."""

from flask import Blueprint

from models.contact import Contact
from views import story
from views.page import find

timeline = Blueprint("timeline", __name__, url_prefix="/<int:contact_id>/timeline")


@timeline.get("")
def index(contact_id):
    """`only` says of which kind (models/story.py), `after` is a cursor."""
    return story.answer(find(Contact, contact_id))
