"""Is it running, is it ready: asked by machines, without signing in."""

from flask import Blueprint

from views.health import alive, ready

blueprint = Blueprint("health", __name__)
blueprint.add_url_rule("/healthz", "healthz", alive.show)
blueprint.add_url_rule("/readyz", "readyz", ready.show)
