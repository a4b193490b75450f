"""The web door: wires configuration, database, guards, views and template words together."""

from pathlib import Path

from flask import Flask
from flask_wtf import CSRFProtect
from htmx_flask import Htmx
from jinja2 import StrictUndefined
from werkzeug.middleware.proxy_fix import ProxyFix

import cli
import config
import views
from models.base import connect
from views import guards, language, words
from views.assets import pressed
from views.cookie import Cookie
from views.imports import uploads
from views.page import Request
from views.typed import RowId


def create_app(settings=None):
    """The Flask application for `settings` (default: those of the environment)."""
    settings = settings or config.start()
    app = Flask(__name__, root_path=str(Path(__file__).parent), static_folder=None)
    app.config.update(
        SETTINGS=settings,
        SECRET_KEY=settings.secret,
        SESSION_COOKIE_NAME="__Host-shangji" if settings.base_url.startswith("https:") else "shangji",
        SESSION_COOKIE_SECURE=settings.base_url.startswith("https:"),
        SESSION_COOKIE_SAMESITE="Lax",
        SESSION_REFRESH_EACH_REQUEST=False,  # polling must not renew anything
        WTF_CSRF_TIME_LIMIT=None,  # as long as the session: a form left open over lunch still saves
        MAX_CONTENT_LENGTH=2 * 1024 * 1024,
        MAX_FORM_MEMORY_SIZE=1024 * 1024,
    )
    app.jinja_env.undefined = StrictUndefined
    app.jinja_env.trim_blocks = app.jinja_env.lstrip_blocks = True
    app.extensions["database"] = connect(settings.database_url)
    Htmx(app)
    app.request_class = Request
    app.session_interface = Cookie()
    app.url_map.converters["int"] = RowId
    app.before_request(uploads.may_be_large)
    CSRFProtect(app)
    language.register(app)
    words.register(app)
    guards.register(app)
    pressed.register(app)
    views.register(app)
    cli.register(app)
    if settings.behind_proxy:
        app.wsgi_app = ProxyFix(app.wsgi_app, x_for=1)  # the throttle counts people, not the proxy
    return app
