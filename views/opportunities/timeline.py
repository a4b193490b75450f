"""What happened to an opportunity, a page at a time."""

from flask import Blueprint

from models.opportunity import Opportunity
from views import story
from views.page import find

timeline = Blueprint("timeline", __name__, url_prefix="/<int:opportunity_id>/timeline")


@timeline.get("")
def index(opportunity_id):
    """`only` says of which kind (models/story.py), `after` is a cursor."""
    return story.answer(find(Opportunity, opportunity_id))
