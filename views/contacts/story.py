"""What happened to a contact."""

from flask import Blueprint, request

from models.contact import Contact
from models.contact.listed import told as paged
from models.event import Event
from views.customers.story import told
from views.page import find, page

story = Blueprint("story", __name__, url_prefix="/<int:contact_id>/story")


@story.get("")
def index(contact_id):
    contact = find(Contact, contact_id)
    events, older = paged(Event.about(contact), request.args.get("after"))
    return page(
        "contacts/story/index.html",
        part="customers/story/_lines.html",
        contact=contact,
        days=told(events, contact),
        older=older,
        endpoint="contacts.story.index",
        args={"contact_id": contact_id},
    )
