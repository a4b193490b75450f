"""HTTP in, HTML out. The areas, in reading order."""

from importlib import import_module
from importlib.util import find_spec

AREAS = (
    "assets",
    "health",
    "setup",
    "sessions",
    "account",
    "resets",
    "home",
    "today",
    "board",
    "opportunities",
    "customers",
    "contacts",
    "activities",
    "notes",
    "tags",
    "notifications",
    "search",
    "saved_views",
    "batches",
    "bin",
    "handovers",
    "reports",
    "briefings",
    "imports",
    "settings",
    "logo",
    "audit",
)


def register(app):
    """Hand every area's blueprint to the application."""
    for area in AREAS:
        if not find_spec(f"views.{area}"):
            continue
        app.register_blueprint(import_module(f"views.{area}").blueprint)
