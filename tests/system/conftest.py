"""A real browser before a real server: `browse("ann", "/board")` opens a page signed in as Ann."""

import os
import threading

import pytest
from playwright.sync_api import Error, expect
from werkzeug.serving import WSGIRequestHandler, make_server

from models.sign_in import SignIn
from tests.conftest import chromium
from views.guards import CHART

# A form that is refused answers 4xx, and Chromium says so by itself: that is no error of ours.
EXPECTED = tuple(f"the server responded with a status of {code}" for code in (401, 403, 404, 409, 422, 429))


PATIENCE = 15_000  # milliseconds: a busy machine is no failure
expect.set_options(timeout=PATIENCE)


class Quiet(WSGIRequestHandler):
    protocol_version = "HTTP/1.1"  # connections stay open, as in life: a page brings a hundred files
    timeout = 5

    def log(self, *_):
        """Say nothing of each request."""


@pytest.fixture(scope="session")
def browser_type_launch_args(browser_type_launch_args):
    rootless = [] if getattr(os, "geteuid", lambda: 1)() else ["--no-sandbox"]
    return {**browser_type_launch_args, "executable_path": chromium(), "args": rootless}


@pytest.fixture(scope="session")
def server(the_app):
    """One real server for all tests, so that a browser that stays keeps what it has loaded of it."""
    made = make_server("127.0.0.1", 0, the_app, threaded=True, request_handler=Quiet)
    made.daemon_threads = True
    thread = threading.Thread(target=made.serve_forever, args=(0.02,), daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{made.server_port}"
    made.shutdown()
    made.server_close()


@pytest.fixture
def live(app, server):
    """The address of a server on this test's database; CSRF is on, as in life."""
    app.config["WTF_CSRF_ENABLED"] = True
    return server


@pytest.fixture
def complaints():
    """What the browsers' consoles said that they should not have; a test may empty it when it provokes one."""
    return []


class Browsers:
    """Browsers that have been used: what they loaded of the server stays with them, what a test did in them goes."""

    def __init__(self, browser, server):
        self.browser, self.server, self.free = browser, server, {}

    def take(self, options):
        """One that nobody has, with these options of a Playwright context."""
        kind = repr(sorted(options.items()))
        idle = self.free.setdefault(kind, [])
        if idle:
            return kind, idle.pop()
        context = self.browser.new_context(**options)
        context.set_default_timeout(PATIENCE)
        return kind, context

    def give_back(self, kind, context):
        """Close its pages and forget what they kept; a test that closed it itself gives nothing back."""
        try:
            last = context.new_page()
            for page in context.pages:
                if page is not last:
                    page.close()
            context.unroute_all()
            context.set_offline(False)
            context.clear_cookies()
            context.clear_permissions()
            session = context.new_cdp_session(last)
            session.send(
                "Storage.clearDataForOrigin", {"origin": self.server, "storageTypes": "local_storage,indexeddb"}
            )
            last.close()
        except Error:
            return
        self.free[kind].append(context)


@pytest.fixture(scope="session")
def browsers(browser, server):
    return Browsers(browser, server)


def foreign(address, live):
    """Does this request leave our server? Nothing may, but for Chart.js where the setting says so (see test_reports.py)."""
    return not address.startswith((live, "data:", "blob:", "about:")) and address != CHART["address"]


@pytest.fixture
def browse(live, app, world, browsers, complaints):
    """browse(who, path, **options): a page signed in as `who` (None: nobody) in a browser of its own.

    Options are those of a Playwright context: viewport, color_scheme, locale, java_script_enabled, has_touch …
    Default: 1440x900, English, without motion. The test fails when the console complains.
    """
    taken = []

    def opened(who="ann", path="/board", **options):
        usual = {"viewport": {"width": 1440, "height": 900}, "locale": "en-GB", "reduced_motion": "reduce"}
        kind, context = browsers.take({**usual, "base_url": live, **options})
        taken.append((kind, context))
        if who:
            client = app.test_client()
            with client.session_transaction() as session:
                session["sign_in"] = SignIn.start(world.user(who))
            name = app.config["SESSION_COOKIE_NAME"]
            context.add_cookies([{"name": name, "value": client.get_cookie(name).value, "url": live}])
        page = context.new_page()
        page.on("console", lambda message: message.type == "error" and complaints.append(message.text))
        page.on("pageerror", lambda error: complaints.append(str(error)))
        page.on(
            "request",
            lambda asked: foreign(asked.url, live) and complaints.append(f"asked of another host: {asked.url}"),
        )
        page.goto(path)
        if options.get("java_script_enabled", True):
            page.locator("html[data-started]").wait_for(state="attached")  # a person is never that quick
        return page

    yield opened
    unexpected = [text for text in complaints if not any(expected in text for expected in EXPECTED)]
    for kind, context in taken:
        browsers.give_back(kind, context)
    assert not unexpected, unexpected
