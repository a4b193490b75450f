"""The application by its settings: cookies and visitors' addresses with and without a web server before it."""

import dataclasses

import pytest

from app import create_app
from models import FailedSignIn, SignIn
from models.sign_in import LIMITS


@pytest.fixture
def browser(settings, database):
    """browser(host=…, base_url=…): a client of an application with these settings."""

    def made(**changed):
        app = create_app(dataclasses.replace(settings, database_url=database, **changed))
        app.config.update(TESTING=True, WTF_CSRF_ENABLED=False)
        return app.test_client()

    return made


def sign_in(browser, world, scheme, password):
    return browser.post(
        "/sign-in",
        base_url=f"{scheme}://crm.example.com",
        headers={"X-Forwarded-For": "203.0.113.9"},
        data={"email": "ann@example.com", "password": password},
    )


def test_plain_http(browser, world):
    answer = sign_in(browser(), world, "http", world.password)
    assert answer.status_code == 303
    cookie = answer.headers["Set-Cookie"]
    assert cookie.startswith("shangji=")
    assert "HttpOnly" in cookie
    assert "SameSite=Lax" in cookie
    assert "Secure" not in cookie
    assert "Strict-Transport-Security" not in answer.headers
    assert SignIn.get().address == "127.0.0.1"  # what anybody may write in a header counts for nothing


def test_https_by_a_web_server_of_this_machine(browser, world):
    answer = sign_in(browser(base_url="https://crm.example.com"), world, "https", world.password)
    cookie = answer.headers["Set-Cookie"]
    assert cookie.startswith("__Host-shangji=")
    assert "Secure" in cookie
    assert "Strict-Transport-Security" in answer.headers
    assert SignIn.get().address == "203.0.113.9"


def test_https_but_open_to_the_network(browser, world):
    sign_in(browser(base_url="https://crm.example.com", host="0.0.0.0"), world, "https", world.password)
    assert SignIn.get().address == "127.0.0.1"


def test_wrong_passwords_are_counted_per_visitor_behind_the_proxy(browser, world):
    visitor = browser(base_url="https://crm.example.com")
    for number in range(LIMITS["address"][0]):
        FailedSignIn.add(f"{number}@example.com", "203.0.113.9")
    assert sign_in(visitor, world, "https", world.password).status_code == 429
    FailedSignIn.delete().execute()
    for number in range(LIMITS["address"][0]):
        FailedSignIn.add(f"{number}@example.com", "127.0.0.1")
    assert sign_in(visitor, world, "https", world.password).status_code == 303
