"""What the palette answers: rows, pages and commands; before anything is typed, what was opened last, within reach."""

import re

import pytest

from models import Customer, User


@pytest.fixture
def palette(client_for, htmx):
    """palette("ann", q="acme") is what the palette shows."""

    def asked(who, **args):
        answer = client_for(who).get("/search/palette", query_string=args, headers=htmx)
        assert answer.status_code == 200
        return answer.text

    return asked


def options(body):
    """[(address, text)] of the options."""
    found = re.findall(r'<a class="palette__option[^>]*?href="([^"]*)".*?>(.*?)</a>', body, re.S)
    return [(href.replace("&amp;", "&"), " ".join(re.sub(r"<[^>]+>", " ", text).split())) for href, text in found]


def texts(body):
    return [text for _href, text in options(body)]


def test_rows_then_all_of_them(palette, world):
    found = options(palette("ann", q="acme"))
    assert found[0][0] == f"/opportunities/{world.acme_renewal.id}"
    assert found[0][1].startswith("Acme renewal")
    assert ("/search?q=acme", "All results for “acme”") in found
    assert not any("Bolt" in text for text in texts(palette("cy", q="acme")))


def test_pages_and_commands_answer_in_either_language(palette, world):
    assert texts(palette("ann", q="dark")) == ["Dark appearance"]
    assert ("/board", "Board G B") in options(palette("ann", q="board"))
    User.update(language="zh-Hans").where(User.id == world.ann.id).execute()
    assert any(href == "/board" for href, _text in options(palette("ann", q="board")))
    assert any(href == "/board" for href, _text in options(palette("ann", q="看板")))


def test_before_anything_is_typed(palette, world):
    recent = f"opportunity-{world.acme_renewal.id} customer-{world.bolt.id} contact-{world.bolt_pat.id} opportunity-99999 x-1"
    body = palette("cy", q="", recent=recent, at="/board")
    assert [text.split(" ")[0] for text in texts(body)][:2] == ["Bolt", "Pat"]
    assert "Recently opened" in body
    here = palette("cy", recent=recent, at=f"/customers/{world.bolt.id}")
    assert texts(here)[0].startswith("Pat Moor")


def test_what_can_be_done_where_one_is(palette, world):
    at = f"/opportunities/{world.acme_renewal.id}"
    assert f"{at}/stage" in [href for href, _text in options(palette("ann", at=at))]
    assert f"{at}/stage" not in [href for href, _text in options(palette("vic", at=at))]
    assert f"{at}/stage" not in [href for href, _text in options(palette("cy", at=at))]
    closed = f"/opportunities/{world.acme_won.id}"
    assert f"{closed}/stage" not in [href for href, _text in options(palette("ann", at=closed))]
    assert f"{closed}/edit" in [href for href, _text in options(palette("ann", at=closed))]


def test_who_may_only_look_is_offered_nothing_to_make(palette):
    assert "New opportunity N" in texts(palette("ann"))
    assert not [text for text in texts(palette("vic")) if text.startswith("New")]
    assert "New customer “zzzz”" in texts(palette("ann", q="zzzz"))
    assert texts(palette("vic", q="zzzz")) == []
    assert "Nothing answers “zzzz”" in palette("vic", q="zzzz")


def test_it_opens_in_every_page_and_needs_no_script_to_be_read(client_for):
    page = client_for("ann")
    assert 'id="palette"' in page.get("/board").text
    assert 'action="/search"' in page.get("/board").text
    assert "<html" in page.get("/search/palette?q=acme").text


def test_ids_are_told_apart(palette):
    body = palette("ann", q="acme")
    ids = re.findall(r'id="(palette-option-\d+)"', body)
    assert len(ids) == len(set(ids)) > 3


def test_what_it_asks_of_the_database_does_not_grow(client_for, world, count_queries, htmx):
    page = client_for("mia")
    with count_queries() as few:
        page.get("/search/palette?q=bolt", headers=htmx)
    for number in range(30):
        Customer.create(name=f"Bolt {number}", name_key=f"bolt {number}")
    with count_queries() as many:
        page.get("/search/palette?q=bolt", headers=htmx)
    assert len(many) == len(few) <= 15
