"""The settings: an overview, and a section each for what the team is run with.

A section is a module `views/settings/<key>.py` (or a package) with a Blueprint of the same name; its pages extend
`settings/_frame.html`. Its line in the navigation stands in `sections.py`.
"""

from importlib import import_module
from importlib.util import find_spec

from flask import Blueprint

from views.page import page
from views.settings import sections
from views.settings.guard import only_administrators

CHILDREN = (
    *("pipelines", "reasons"),
    *("sources", "competitors", "products", "tags", "users", "teams"),
    *("company", "currencies", "mail", "reach", "export", "sample"),
)

blueprint = Blueprint("settings", __name__, url_prefix="/settings")
for child in CHILDREN:
    if find_spec(f"{__name__}.{child}"):
        blueprint.register_blueprint(getattr(import_module(f"{__name__}.{child}"), child))
blueprint.before_request(only_administrators)


@blueprint.app_context_processor
def around():
    """What the frame of a settings page, and the way there, ask for."""
    return {"settings_groups": sections.grouped, "settings_section": sections.current}


@blueprint.get("")
def index():
    return page("settings/index.html")
