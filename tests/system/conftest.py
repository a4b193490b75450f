"""A real browser before a real server: `browse("ann", "/board")` opens a page signed in as Ann."""

import os
import threading

import pytest
from playwright.sync_api import expect
from werkzeug.serving import WSGIRequestHandler, make_server

from models.sign_in import SignIn
from tests.conftest import chromium

# A form that is refused answers 4xx, and Chromium says so by itself: that is no error of ours.
EXPECTED = tuple(f"the server responded with a status of {code}" for code in (401, 403, 404, 409, 422, 429))


PATIENCE = 15_000  # milliseconds: a busy machine is no failure
expect.set_options(timeout=PATIENCE)


class Quiet(WSGIRequestHandler):
    def log(self, *_):
        """Say nothing of each request."""


@pytest.fixture(scope="session")
def browser_type_launch_args(browser_type_launch_args):
    rootless = [] if getattr(os, "geteuid", lambda: 1)() else ["--no-sandbox"]
    return {**browser_type_launch_args, "executable_path": chromium(), "args": rootless}


@pytest.fixture
def live(app):
    """The address of a server on this test's database; CSRF is on, as in life."""
    app.config["WTF_CSRF_ENABLED"] = True
    server = make_server("127.0.0.1", 0, app, threaded=True, request_handler=Quiet)
    thread = threading.Thread(target=server.serve_forever, args=(0.02,), daemon=True)  # ends soon after it is told
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    thread.join()
    server.server_close()


@pytest.fixture
def complaints():
    """What the browsers' consoles said that they should not have; a test may empty it when it provokes one."""
    return []


@pytest.fixture
def browse(live, app, world, new_context, complaints):
    """browse(who, path, **options): a page signed in as `who` (None: nobody) in a browser of its own.

    Options are those of a Playwright context: viewport, color_scheme, locale, java_script_enabled, has_touch …
    Default: 1440x900, English. The test fails when the console complains.
    """

    def opened(who="ann", path="/board", **options):
        context = new_context(
            **{"viewport": {"width": 1440, "height": 900}, "locale": "en-GB", "base_url": live, **options}
        )
        context.set_default_timeout(PATIENCE)
        if who:
            client = app.test_client()
            with client.session_transaction() as session:
                session["sign_in"] = SignIn.start(world.user(who))
            name = app.config["SESSION_COOKIE_NAME"]
            context.add_cookies([{"name": name, "value": client.get_cookie(name).value, "url": live}])
        page = context.new_page()
        page.on("console", lambda message: message.type == "error" and complaints.append(message.text))
        page.on("pageerror", lambda error: complaints.append(str(error)))
        page.goto(path)
        if options.get("java_script_enabled", True):
            page.locator("html[data-started]").wait_for(state="attached")  # a person is never that quick
        return page

    yield opened
    unexpected = [text for text in complaints if not any(expected in text for expected in EXPECTED)]
    assert not unexpected, unexpected
