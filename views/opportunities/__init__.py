"""A sale we hope to make: its form, its page, and its panel beside the board."""

from flask import Blueprint

blueprint = Blueprint("opportunities", __name__, url_prefix="/opportunities")
