"""What every test may ask for: a world of its own, the application on it, signed-in clients, a count of queries."""

import contextlib
import functools
import logging
import os
import shutil
from pathlib import Path

import argon2
import pytest

from config import load
from models import base, schema, user
from models.sign_in import SignIn
from tests import world as worlds
from tests.databases import Files, Server

NEEDS = {
    "browser": "Chromium: install it (Debian: apt-get install chromium-headless-shell), or name it in SHANGJI_CHROMIUM",
    "clock": "libfaketime (Debian: apt-get install libfaketime)",
    "data": "the real data: name its folder in SHANGJI_TEST_DATA",
    "postgresql": "PostgreSQL: make test-postgresql",
    "sqlite": "SQLite: leave SHANGJI_TEST_DATABASE empty",
}
DEMANDED = os.environ.get("CI") == "true"  # there, what cannot run fails instead of being left out

# Hashing is slow on purpose; the tests sign in a thousand times.
user._hasher = argon2.PasswordHasher(time_cost=1, memory_cost=8, parallelism=1)


@functools.cache
def chromium():
    """Path of the browser, or None. The one without a window of its own is a third faster, and is the same engine."""
    named = os.environ.get("SHANGJI_CHROMIUM")
    if named:
        return shutil.which(named)
    known = ("chromium-headless-shell", "/usr/bin/chromium", "chromium", "chromium-browser")
    return next(filter(None, map(shutil.which, known)), None)


@functools.cache
def faketime():
    """Path of the library that lets a process have another time, or None."""
    return next(map(str, Path("/usr/lib").glob("*/faketime/libfaketimeMT.so.1")), None)


def pytest_configure(config):
    config.addinivalue_line("markers", "clock: sets the clock of a process")
    config.addinivalue_line("markers", "browser: drives a real Chromium")
    config.addinivalue_line("markers", "data: reads the real data in SHANGJI_TEST_DATA")
    config.addinivalue_line("markers", "postgresql(why): asks what needs both databases")
    config.addinivalue_line("markers", "sqlite(why): asks what only SQLite has: its plans, its files, its locks")


def pytest_itemcollected(item):
    """What drives a browser is marked before `-m` chooses."""
    if "system" in item.path.relative_to(item.config.rootpath).parts:
        item.add_marker("browser")


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(config, items):
    """Leave out what cannot run here, counted and with a word how to get it; under CI refuse to start without."""
    config.left_out = {}
    given = load()
    there = {"browser": chromium(), "clock": faketime(), "data": given.test_data}
    there |= {"sqlite": not given.test_database, "postgresql": given.test_database}
    for marker, here in there.items():
        out = [] if here else [item for item in items if item.get_closest_marker(marker)]
        if out and DEMANDED and marker not in ("sqlite", "postgresql"):
            raise pytest.UsageError(f"CI demands the tests marked “{marker}”. They need {NEEDS[marker]}.")
        if out:
            items[:] = [item for item in items if item not in out]
            config.hook.pytest_deselected(items=out)
            config.left_out[marker] = len(out)


def pytest_sessionfinish(session):
    """A worker of several tells the one that it works for what it left out."""
    if hasattr(session.config, "workeroutput"):
        session.config.workeroutput["left_out"] = getattr(session.config, "left_out", {})


@pytest.hookimpl(optionalhook=True)
def pytest_testnodedown(node):
    """A worker has ended: each of them left out the same."""
    node.config.left_out = getattr(node, "workeroutput", {}).get("left_out", {})


def pytest_terminal_summary(terminalreporter, config):
    for marker, count in getattr(config, "left_out", {}).items():
        terminalreporter.write_line(
            f"{count} tests marked “{marker}” left out. They need {NEEDS[marker]}.", yellow=True
        )


@pytest.fixture(scope="session")
def settings(tmp_path_factory):
    """Settings of the tests: defaults, no mail, a data folder that goes away."""
    folder = tmp_path_factory.mktemp("data")
    return load({"SHANGJI_DATA": str(folder), "CHART_SOURCE": "local"}, root=folder)


@pytest.fixture(scope="session")
def test_data():
    """The folder of real data, for tests marked `data`."""
    return load().test_data


@pytest.fixture(scope="session")
def databases(tmp_path_factory):
    """Where databases come from: files, or the server that SHANGJI_TEST_DATABASE names."""
    url = load().test_database
    where = Server(url) if url else Files(tmp_path_factory.mktemp("databases"))
    yield where
    where.close()


@pytest.fixture(scope="session")
def prepared(databases):
    """Names of the rows of the world, made once for all tests to copy."""
    return databases.prepare(worlds.build)


@pytest.fixture(scope="session")
def the_app(settings):
    """The application, made once: its templates stay compiled from test to test."""
    from app import create_app

    app = create_app(settings)
    app.config.update(TESTING=True, WTF_CSRF_ENABLED=False)
    return app


@pytest.fixture
def database(prepared, databases):
    """This test's own copy of the world; commits are real and go nowhere else. Returns its URL."""
    url = databases.world()
    real = databases.connected(url)
    yield url
    databases.done(real, url)
    base.db.initialize(None)  # a test that asks for no database finds none, not the last one's


@pytest.fixture
def empty_database(databases):
    """A migrated database without a row. Returns its URL."""
    url = databases.new()
    real = databases.connected(url)
    schema.migrate()
    yield url
    databases.done(real, url)
    base.db.initialize(None)  # a test that asks for no database finds none, not the last one's


@pytest.fixture
def world(database, prepared):
    """The named rows, see tests/world.py."""
    return worlds.World(prepared)


@pytest.fixture(scope="session")
def answers():
    """What `once` was answered."""
    return {}


@pytest.fixture
def once(database, databases, answers):
    """once(make, world): the database as `make(world)` leaves it, which runs once for all tests; returns its answer.

    For what takes long to make and answers with values, not with rows. It must be the first that writes.
    """

    def had(make, *given):
        name = f"{make.__module__}.{make.__qualname__}"
        assert databases.untouched(), f"{name} would take away what this test wrote before"
        if name in answers:
            databases.recall(name)
        else:
            answers[name] = make(*given)
            databases.keep(name)
        return answers[name]

    return had


@pytest.fixture
def app(the_app, database):
    """The application on this test's database. CSRF is off: a test of CSRF sets WTF_CSRF_ENABLED."""
    before = dict(the_app.config)
    the_app.extensions.pop("somebody", None)
    yield the_app
    the_app.config.clear()
    the_app.config.update(before)


@pytest.fixture
def client(app):
    """A browser that is not signed in."""
    return app.test_client()


@pytest.fixture
def client_for(app, world):
    """client_for(world.ann) or client_for("ann"): a browser signed in as that user."""

    def signed_in(who):
        browser = app.test_client()
        with browser.session_transaction() as session:
            session["sign_in"] = SignIn.start(world.user(who))
        return browser

    return signed_in


@pytest.fixture
def count_queries():
    """`with count_queries() as queries: …` collects the SQL that ran: `len(queries)`, `queries[0]`."""

    @contextlib.contextmanager
    def counting():
        logger, queries = logging.getLogger("peewee"), []
        handler = logging.Handler()
        handler.emit = lambda record: queries.append(record.msg[0])
        level = logger.level
        logger.addHandler(handler)
        logger.setLevel(logging.DEBUG)
        try:
            yield queries
        finally:
            logger.removeHandler(handler)
            logger.setLevel(level)

    return counting


HTMX = {"HX-Request": "true", "HX-Request-Type": "partial"}


@pytest.fixture
def htmx():
    """The headers with which htmx asks for a part: `client.get(url, headers=htmx)`."""
    return dict(HTMX)
