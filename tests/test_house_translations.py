"""Chinese is whole: every sentence of the program has one, finished, with the same placeholders."""

import re

import pytest
from babel.messages.extract import DEFAULT_KEYWORDS, extract_from_dir
from babel.messages.frontend import parse_keywords, parse_mapping_cfg
from babel.messages.pofile import read_po

from tests.house import ROOT

CATALOGUE = ROOT / "translations" / "zh_Hans_CN" / "LC_MESSAGES" / "messages.po"
KEYWORDS = (
    "lazy_gettext",
    "lazy_ngettext:1,2",
    "lazy_pgettext:1c,2",
    "NP_:1c,2",
)  # beside Babel's own, as `make words` has them
PLACEHOLDER = re.compile(r"%\((\w+)\)[sd]")


def first(message):
    """The msgid that a message is found by: of a plural its first form."""
    return message if isinstance(message, str) else message[0]


@pytest.fixture(scope="module")
def sentences():
    """{(msgid, context): (file, line)} of the program."""
    with (ROOT / "babel.cfg").open(encoding="utf-8") as file:
        methods, options = parse_mapping_cfg(file)
    found = {}
    for name, line, message, _, context in extract_from_dir(
        ROOT, methods, options, {**DEFAULT_KEYWORDS, **parse_keywords(KEYWORDS)}
    ):
        found.setdefault((first(message), context), (name, line))
    return found


@pytest.fixture(scope="module")
def catalogue():
    """{(msgid, context): message} of the Chinese catalogue."""
    with CATALOGUE.open("rb") as file:
        return {(first(message.id), message.context): message for message in read_po(file) if message.id}


def said(message):
    """The translations of a message: one for each plural form."""
    return (message.string,) if isinstance(message.string, str) else tuple(message.string)


def test_the_program_speaks(sentences):
    assert len(sentences) > 100


def test_make_words_looks_for_the_same():
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    assert all(f"-k {keyword} " in makefile for keyword in KEYWORDS)


def test_every_sentence_has_its_chinese(sentences, catalogue):
    missing = [
        (*where, *key)
        for key, where in sentences.items()
        if key not in catalogue or catalogue[key].fuzzy or not all(said(catalogue[key]))
    ]
    assert missing == []


def test_placeholders_are_the_same_on_both_sides(catalogue):
    wrong = []
    for (msgid, _), message in catalogue.items():
        plural = not isinstance(message.id, str)
        wanted = set(PLACEHOLDER.findall(message.id[-1] if plural else message.id))
        for text in filter(None, said(message)):
            held = set(PLACEHOLDER.findall(text))
            if held != wanted and not (plural and held == wanted - {"num"}):  # "this field": Chinese need not count
                wrong.append((msgid, text))
    assert wrong == []


def test_nothing_is_translated_that_nobody_says(sentences, catalogue):
    assert catalogue.keys() - sentences.keys() == set()
