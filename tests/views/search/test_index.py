"""The page of answers: everything at first, then one kind, a page at a time; hostile words stay words."""

import re

import pytest

from models import Customer, Note


def hits(body):
    """The names of the hits on a page, marks taken out."""
    found = re.findall(r"hit__name[^>]*>(.*?)</b>", body, re.S)
    return [re.sub(r"</?mark>", "", name).strip() for name in found]


def test_everything_that_answers_by_kind(client_for):
    body = client_for("ann").get("/search?q=上海").text
    assert hits(body) == ["星辰 ERP 项目", "上海星辰科技有限公司", "林晓"]
    assert "<mark>上海</mark>星辰科技有限公司" in body
    assert re.search(r"Opportunities\s*<span class=\"tabs__n\">1<", body)
    assert re.search(r"Notes\s*<span class=\"tabs__n\">0<", body)


def test_one_kind(client_for):
    assert hits(client_for("ann").get("/search?q=acme&kind=contact").text) == ["Wei Zhang"]
    assert hits(client_for("ann").get("/search?q=acme&kind=nonsense").text)[0] == "Acme renewal"


def test_where_else_the_words_are_is_shown(client_for, world):
    body = client_for("ann").get("/search?q=seats").text
    assert "Two more years, 200 <mark>seats</mark>" in body
    world.acme_renewal.tag(world.ann, add=["Framework"])
    assert "<mark>Frame</mark>work" in client_for("ann").get("/search?q=frame").text


def test_a_note_leads_to_what_it_is_about(client_for, world):
    Note.add(world.ann, "The seal is worn <b>out</b>", opportunity=world.acme_renewal)
    body = client_for("ann").get("/search?q=worn").text
    assert f'href="/opportunities/{world.acme_renewal.id}"' in body
    assert "The seal is <mark>worn</mark> &lt;b&gt;out&lt;/b&gt;" in body


def test_only_what_one_may_see(client_for):
    assert hits(client_for("cy").get("/search?q=acme").text) == []
    assert "Nothing answers “acme”" in client_for("cy").get("/search?q=acme").text


def test_pages_follow_each_other(client_for, world, htmx):
    for number in range(60):
        Customer.create(name=f"Bolt {number:02}", name_key=f"bolt {number:02}", owner=world.cy)
    page = client_for("cy")
    first = page.get("/search?q=bolt&kind=customer").text
    assert len(hits(first)) == 50
    later = re.search(r'href="(/search\?[^"]*after=[^"]*)"', first)[1].replace("&amp;", "&")
    part = page.get(later, headers=htmx).text
    assert "<html" not in part
    assert len(hits(part)) == 11
    assert not set(hits(part)) & set(hits(first))
    assert "after=" not in part
    assert hits(page.get(later).text) == hits(part)  # without scripts the same, as a page


def test_many_are_counted_no_further_than_a_thousand(client_for, monkeypatch):
    monkeypatch.setattr("models.search.MOST", 2)
    body = client_for("ann").get("/search?q=acme").text
    assert re.search(r"Opportunities\s*<span class=\"tabs__n\">2\+<", body)


def test_a_part_for_htmx_and_a_page_for_everybody(client_for, htmx):
    page = client_for("ann")
    assert page.get("/search?q=acme", headers=htmx).text.lstrip().startswith('<div class="page" id="search-results"')
    assert "<title>Search" in page.get("/search").text
    assert "Look for anything" in page.get("/search").text


@pytest.mark.parametrize("q", ['"', "<script>alert(1)</script>", "%00", "*", "a" * 3000, "' OR 1=1 --", "%F0%9F%98%80"])
def test_odd_input_is_answered(client_for, q):
    answer = (
        client_for("ann").get("/search", query_string={"q": q})
        if "%" not in q
        else client_for("ann").get(f"/search?q={q}")
    )
    assert answer.status_code == 200
    assert "<script>alert" not in answer.text
    assert client_for("ann").get(f"/search?q=acme&kind=customer&after={'x' * 50}").status_code == 200


def test_queries_do_not_grow_with_the_hits(client_for, world, count_queries):
    page = client_for("mia")
    with count_queries() as few:
        page.get("/search?q=bolt&kind=customer")
    for number in range(30):
        Customer.create(name=f"Bolt {number}", name_key=f"bolt {number}")
    with count_queries() as many:
        page.get("/search?q=bolt&kind=customer")
    assert len(many) == len(few)
