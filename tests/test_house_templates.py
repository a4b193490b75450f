"""Templates keep their promises: fragments told and rooted, none forgotten, nothing inline, links and forms that work bare."""

import re
from html.parser import HTMLParser

import pytest

from tests.house import ROOT, first_branches, modules, templates

VOID = {"input", "br", "hr", "img", "meta", "link", "use", "path", "rect", "circle", "line", "source", "wbr", "col"}
SHARED = {"macros", "errors", "events", "mails"}  # folders that are no area of views/
FRAGMENTS = [name for name in templates() if name.rsplit("/")[-1].startswith("_")]
SWAPS = [name for name in templates() if name.endswith(".swap.html")]


class Elements(HTMLParser):
    """Every element of a page as (depth, name, attributes)."""

    def __init__(self, text):
        super().__init__()
        self.depth, self.found = 0, []
        self.feed(first_branches(text))

    def handle_starttag(self, tag, attrs):
        self.found.append((self.depth, tag, dict(attrs)))
        self.depth += tag not in VOID

    def handle_startendtag(self, tag, attrs):
        self.found.append((self.depth, tag, dict(attrs)))

    def handle_endtag(self, tag):
        self.depth -= tag not in VOID

    @property
    def roots(self):
        return [(tag, attrs) for depth, tag, attrs in self.found if depth == 0]


@pytest.mark.parametrize("name", FRAGMENTS)
def test_a_fragment_names_its_parameters_and_has_one_root_with_an_id(name):
    text = templates()[name]
    assert text.lstrip().startswith("{#"), "it opens with a comment that names its parameters"
    roots = Elements(text).roots
    if "/" not in name or (not roots and "{% include" in text):
        return  # a piece of the frame, which nothing swaps; or made of other fragments alone
    if name.endswith(("/_cells.html", "/_fields.html")):
        return  # what one kind of row or form has of its own; the row or form around it is swapped
    assert len(roots) == 1, roots
    assert roots[0][1].get("id"), "its root has an id"


@pytest.mark.parametrize("name", SWAPS)
def test_a_swap_is_a_list_of_partials(name):
    roots = Elements(templates()[name]).roots
    assert {tag for tag, _ in roots} == {"hx-partial"}
    assert all(attrs.get("hx-target") for _, attrs in roots)


def test_no_template_is_forgotten():
    sources = [path.read_text(encoding="utf-8") for path, _ in modules("app", "views", "jobs").values()]
    texts = "\n".join([*sources, *templates().values()])
    orphans = [name for name in templates() if f'"{name}"' not in texts and f"'{name}'" not in texts]
    assert orphans == []


def test_folders_mirror_the_views():
    areas = {path.stem for path in (ROOT / "views").iterdir() if not path.name.startswith("__")}
    folders = {path.name for path in (ROOT / "templates").iterdir() if path.is_dir()}
    assert folders - areas - SHARED == set()


@pytest.mark.parametrize("name", templates())
def test_nothing_is_inline_that_the_policy_forbids(name):
    text = re.sub(r"\{#.*?#\}|\bfrom:[^,\"]*", "", templates()[name], flags=re.S)  # from: takes a selector, no filter
    for forbidden, why in (
        (r"<script(?![^>]*\bsrc=)", "inline script"),
        (r"<style\b", "inline style sheet"),
        (r"\sstyle\s*=", "inline style"),
        (r"\son[a-z]+\s*=", "inline handler"),
        (r"\bhx-on\b", "hx-on needs eval"),
        (r"[\"']js:", "js: needs eval"),
        (r"javascript:", "javascript: address"),
        (r"hx-trigger=\"[^\"]*\[", "trigger filters need eval"),
    ):
        assert not re.search(forbidden, text), why


@pytest.mark.parametrize("name", templates())
def test_links_and_forms_work_without_scripts(name):
    for _, tag, attrs in Elements(templates()[name]).found:
        if tag == "a" and "hx-get" in attrs:
            assert attrs.get("href"), f"a link with hx-get has an href too: {attrs}"
        if "hx-post" in attrs:
            assert tag == "form" or attrs.get("type") == "submit" or "data-behavior" in attrs, (
                f"posted by a form: {attrs}"
            )
        if tag == "form":
            assert attrs.get("action") is not None, f"a form says where it goes: {attrs}"
            assert attrs.get("method", "get").lower() in ("get", "post"), attrs


@pytest.mark.parametrize("name", templates())
def test_a_form_that_posts_carries_the_token(name):
    text = re.sub(r"\{#.*?#\}", "", templates()[name], flags=re.S)
    for form in re.findall(r"<form\b[^>]*method=\"post\".*?</form>", text, flags=re.S | re.I):
        assert re.search(r"csrf_token|hidden_tag|\btoken\(", form), form[:120]


@pytest.mark.parametrize("name", templates())
def test_templates_are_short(name):
    assert len(templates()[name].splitlines()) <= 100


def test_scripts_need_no_eval():
    for path in (ROOT / "static" / "js").rglob("*.js"):
        text = path.read_text(encoding="utf-8")
        assert not re.search(r"\beval\(|new Function\(|\bdocument\.write\(", text), path.name
