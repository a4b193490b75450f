"""Whatever is typed into any field of any form: an answer in words, never an error of ours, and the page shows it afterwards."""

import html.parser
import re

import pytest
from flask import url_for
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from models.base import db
from models.sign_in import SignIn
from tests.access_table import ROUTES
from tests.views.test_access import filled

PARTS, EXAMPLES = 8, 6
TEXTS = ("text", "search", "email", "tel", "url", "password")
USUAL = {
    "email": "wei@example.com",
    "url": "https://example.com",
    "number": "",
    "date": "",
    "time": "",
    "datetime-local": "",
}
STRICT = ("number", "date", "time", "datetime-local")  # what is odd there is refused, and the rest with it
LEFT_OUT = ("/sign-out", "/settings/mail/trials")  # ends the session of all that follow; sends a mail
ODD = (  # what breaks programs: nothing, control characters, other directions, no characters, signs that are drawn over others, formulas
    *("", " ", "\u3000", "\0", "a\0b", "\x1b[31m", "\r\n\r\nSet-Cookie: a=b", "\u202eback", "\u2066\u2069", "\u200b\u200d\ufeff", "\ufffe\uffff"),
    *("Z͑ͫ̓ͪ̂ͫ̽͏a̴̙̤l͉̤g̱o", "👩‍👩‍👧‍👦🏳️‍🌈", "ﷺ", "𠮷野家", "ß İ ı ﬀ", "=cmd|' /C calc'!A0", "<script>alert(1)</script>", "{{ 7*7 }}", "%s%(x)s{0}", "'; DROP TABLE users; --"),
    *("１２３", "٣٤", "½", "1e309", "-0", "9" * 400, "２０２６年１１月２４日", "a@b", "a@b.c\nBcc: x@y.z", "//evil.example", "javascript:alert(1)", "\\", "%00", "../../etc/passwd"),
)  # fmt: skip
TEXT = st.one_of(
    st.sampled_from(ODD), st.text(max_size=80), st.text(min_size=1, max_size=3).map(lambda some: some * 900)
)

PATIENT = settings(
    max_examples=EXAMPLES, deadline=None, derandomize=True, database=None, suppress_health_check=list(HealthCheck)
)


class Forms(html.parser.HTMLParser):
    """The forms of a page: (method, action, {name: value as it stands there}, {name: what may be typed into it})."""

    def __init__(self, text):
        super().__init__()
        self.found, self.form, self.choice, self.area = [], None, None, None
        self.feed(text)

    def handle_starttag(self, tag, attrs):
        given = dict(attrs)
        if tag == "form":
            self.form = (given.get("method", "get").lower(), given.get("action") or "", {}, {})
            self.found.append(self.form)
        if self.form is None or not given.get("name") or given["name"] == "csrf_token":
            self.choose(tag, given)
            return
        name, (_method, _action, values, typed) = given["name"], self.form
        kind, value = "text" if tag == "textarea" else given.get("type", "text"), given.get("value") or ""
        if tag in ("input", "textarea") and kind in (*TEXTS, *STRICT):
            usual = st.just(value or USUAL.get(kind, "Something"))
            typed[name] = st.one_of(TEXT, usual) if kind == "text" else st.one_of(*[usual] * 5, TEXT)
            values.setdefault(name, value)
        elif tag == "input" and kind == "hidden":
            values.setdefault(name, value)
        elif tag == "input" and given.get("type") in ("radio", "checkbox") and "checked" in given:
            values[name] = given.get("value") or "on"
        elif tag == "select":
            self.choice = name
            values.setdefault(name, None)

    def choose(self, tag, given):
        if tag == "option" and self.form and self.choice and (self.form[2][self.choice] is None or "selected" in given):
            self.form[2][self.choice] = given.get("value") or ""

    def handle_endtag(self, tag):
        if tag == "form":
            self.form = None


def pages(app, world):
    """Addresses of everything that an administrator can open."""
    for (endpoint, method), line in ROUTES.items():
        if method == "GET" and line["status"]["ada"] == 200 and not endpoint.startswith(("assets", "health")):
            args = filled(line["args"], world)
            if line["row"]:
                rule = next(rule for rule in app.url_map.iter_rules() if rule.endpoint == endpoint)
                (name,) = rule.arguments - args.keys()
                args[name] = getattr(world, line["row"]).get_id()
            with app.test_request_context():
                yield url_for(endpoint, **args)


def forms(app, world, browser):
    """Every form of the product that can be typed into, once, with the page on which it stands."""
    known = {}
    for address in pages(app, world):
        answer = browser.get(address)
        if answer.mimetype != "text/html":
            continue
        for method, action, values, typed in Forms(answer.text).found:
            action = action or address
            key = method, re.sub(r"\d+", "0", action.partition("?")[0]), tuple(sorted(values))
            if typed and not action.startswith(LEFT_OUT):
                known.setdefault(key, (method, action, values, typed))
    return list(known.values())


@pytest.fixture
def ada(app, world):
    """ada(): a browser signed in as the administrator, each as if it were the first."""
    token = SignIn.start(world.ada)
    app.config["PROPAGATE_EXCEPTIONS"] = False

    def opened():
        browser = app.test_client()
        with browser.session_transaction() as session:
            session["sign_in"] = token
        return browser

    return opened


def told(odd):
    """Values as a browser sends them, with whatever else can be written in bytes."""
    return {name: value.encode("utf-8", "surrogatepass") for name, value in odd.items()}


def sends(ada, method, action, asked):
    """A function that sends a form with odd values; what it did is undone."""

    def send(odd):
        browser, sent = ada(), told(asked | odd)
        with db.atomic() as undone:
            answer = browser.get(action, query_string=sent) if method == "get" else browser.post(action, data=sent)
            assert answer.status_code < 500, (action, odd)
            if answer.status_code in (302, 303):
                location = answer.headers["Location"]
                assert location.startswith("/"), (action, odd)
                assert browser.get(location).status_code < 500, (action, odd)
            undone.rollback()

    return send


@pytest.mark.parametrize("part", range(PARTS))
def test_no_field_breaks_anything(app, world, ada, part):
    mine = forms(app, world, ada())[part::PARTS]
    assert len(mine) > 3
    for method, action, values, typed in mine:
        asked = {name: value for name, value in values.items() if value is not None}
        odd = st.fixed_dictionaries(typed)
        PATIENT(given(odd)(sends(ada, method, action, asked)))()


@settings(PATIENT, max_examples=15)
@given(name=TEXT.filter(str.strip), requirement=TEXT)
def test_what_is_kept_can_be_shown_everywhere(ada, world, name, requirement):
    browser = ada()
    with db.atomic() as undone:
        data = {
            "currency": "CNY",
            "opened_on": "2026-11-01",
            "intent": "unknown",
            **told({"name": name, "requirement": requirement}),
        }
        answer = browser.post("/opportunities", data=data)
        if answer.status_code == 303:
            page = answer.headers["Location"].partition("?")[0]
            for address in (
                page,
                f"{page}/edit",
                "/board",
                "/opportunities",
                "/opportunities.csv",
                "/opportunities.xlsx",
                "/search?q=a",
                "/reports/pipeline-value?by=customer",
                "/audit",
                "/today",
            ):
                answer = browser.get(address)
                assert answer.status_code < 500, (address, name)
                if answer.mimetype == "text/html":
                    assert "<script>alert" not in answer.text
        undone.rollback()
