"""Every route, asked by everybody: nobody gets in where the access table does not say so."""

import pytest
from flask import url_for

from tests.access_table import ROUTES
from tests.world import CAST

LINES = [(*key, who) for key in ROUTES for who in (*CAST, "out")]


def routes(app):
    """{(endpoint, method)} of the application, without what Flask adds by itself."""
    return {
        (rule.endpoint, method) for rule in app.url_map.iter_rules() for method in rule.methods - {"HEAD", "OPTIONS"}
    }


def filled(values, world):
    """Values as they are sent: a function is asked for its own, of the world."""
    return {name: value(world) if callable(value) else value for name, value in values.items()}


def address(app, world, endpoint, line):
    """The path that the line asks for, its row filled in by the one name the route's id has."""
    args = filled(line["args"], world)
    if line["row"]:
        rule = next(rule for rule in app.url_map.iter_rules() if rule.endpoint == endpoint)
        (name,) = rule.arguments - args.keys()
        args[name] = getattr(world, line["row"]).get_id()
    with app.test_request_context():
        return url_for(endpoint, **args)


def test_every_route_has_a_line(app):
    assert routes(app) - ROUTES.keys() == set(), "say in tests/access_table who may use these"


def test_every_line_has_a_route(app):
    assert ROUTES.keys() - routes(app) == set(), "tests/access_table tells of routes that are gone"


@pytest.mark.parametrize(("endpoint", "method", "who"), LINES, ids=["-".join(line) for line in LINES])
def test_answer(app, client_for, world, endpoint, method, who):
    line = ROUTES[endpoint, method]
    browser = app.test_client() if who == "out" else client_for(who)
    answer = browser.open(address(app, world, endpoint, line), method=method, data=filled(line["data"], world))
    assert answer.status_code == line["status"][who]
