"""Nothing that is sent breaks anything: every route is asked with what no database, calendar or list takes."""

import random
import zlib

import pytest
from werkzeug.datastructures import ImmutableMultiDict

from models.base import db
from models.sign_in import SignIn
from tests.access_table import ROUTES
from tests.conftest import HTMX
from tests.views.test_access import address, filled

ODD = (
    *(
        "2147483648",
        str(2**63),
        "9" * 400,
        "9" * 5000,
        "-1",
        "0",
        "1",
        "1.5",
        "1e400",
        "NaN",
        "Infinity",
        "٣",
        "²",
        "１２",
    ),
    *("\0", "a\0b", "null", "[]", "{}", "%", "none", "x" * 6000, "0001-01-01", "9999-12-31", "2026-02-30", "9999-12"),
)
SURE = ("assets.show", "health.readyz", "settings.mail.trials.create")  # a file, another process, a mail server
ROUNDS = ((1, {}), (2, HTMX))


class Anything(ImmutableMultiDict):
    """Of whatever is asked and was not sent, about every second thing says something odd: always the same in a round."""

    round = 0

    def odd(self, key):
        chance = random.Random(zlib.crc32(f"{self.round} {key}".encode()))
        return chance.choice(ODD) if key != "csrf_token" and chance.random() < 0.5 else None

    def __contains__(self, key):
        return super().__contains__(key) or self.odd(key) is not None

    def __getitem__(self, key):
        odd = None if super().__contains__(key) else self.odd(key)
        return super().__getitem__(key) if odd is None else odd

    def get(self, key, default=None, type=None):
        return super().get(key, default, type) if super().__contains__(key) else self.odd(key) or default

    def getlist(self, key, type=None):
        return super().getlist(key, type) if super().__contains__(key) else list(filter(None, [self.odd(key)]))


@pytest.fixture
def asked(app, world, monkeypatch):
    """asked(path, method, data, headers): the status of the answer; what it did is undone."""
    token = SignIn.start(world.ada)
    app.config["PROPAGATE_EXCEPTIONS"] = False
    monkeypatch.setattr(
        app, "request_class", type("Request", (app.request_class,), {"parameter_storage_class": Anything})
    )

    def answered(path, method, data=None, headers=None):
        browser = app.test_client()
        with db.atomic() as undone:
            with browser.session_transaction() as session:
                session["sign_in"] = token
            with browser.open(path, method=method, data=data, headers=headers) as answer:
                status = answer.status_code
            undone.rollback()
        return status

    return answered


@pytest.mark.parametrize("area", sorted({endpoint.split(".")[0] for endpoint, _method in ROUTES}))
def test_what_is_sent(app, world, asked, monkeypatch, area):
    broke = []
    for (endpoint, method), line in ROUTES.items():
        if endpoint.split(".")[0] != area or endpoint in SURE:
            continue
        path, data = address(app, world, endpoint, line), filled(line["data"], world)
        for number, headers in ROUNDS:
            monkeypatch.setattr(Anything, "round", f"{number} {endpoint}")
            status = asked(path, method, data if number == 1 else None, headers)
            broke += [(endpoint, method, number, status)] if status >= 500 else []
    assert not broke


@pytest.mark.parametrize(
    "number", ["0", "2147483648", str(2**63), "9" * 400, "9" * 5000, "-1", "²", "%00", "%ED%A0%80"]
)
def test_ids(app, asked, number):
    for rule in app.url_map.iter_rules():
        if any(name.endswith("_id") for name in rule.arguments):
            parts = {name: number if name.endswith("_id") else "opportunity" for name in rule.arguments}
            path = rule.rule
            for name in parts:
                path = "/".join(parts[name] if part.endswith(f"{name}>") else part for part in path.split("/"))
            for method in rule.methods - {"HEAD", "OPTIONS"}:
                assert asked(path, method) < 500, (method, path[:80])
