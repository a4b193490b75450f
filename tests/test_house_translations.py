"""Chinese is whole: every sentence of the program has one, finished, with the same placeholders."""

import re

import pytest
from babel.messages.extract import extract_from_dir
from babel.messages.frontend import parse_mapping_cfg
from babel.messages.pofile import read_po

from tests.house import ROOT

CATALOGUE = ROOT / "translations" / "zh_Hans_CN" / "LC_MESSAGES" / "messages.po"
KEYWORDS = {"_": None, "N_": None, "gettext": None, "lazy_gettext": None, "ngettext": (1, 2), "lazy_ngettext": (1, 2)}
PLACEHOLDER = re.compile(r"%\((\w+)\)[sd]")


@pytest.fixture(scope="module")
def sentences():
    """{msgid: (file, line)} of the program; a plural's msgid is its first form."""
    with (ROOT / "babel.cfg").open(encoding="utf-8") as file:
        methods, options = parse_mapping_cfg(file)
    found = {}
    for name, line, message, _, _ in extract_from_dir(ROOT, methods, options, KEYWORDS):
        found.setdefault(message if isinstance(message, str) else message[0], (name, line))
    return found


@pytest.fixture(scope="module")
def catalogue():
    with CATALOGUE.open("rb") as file:
        return read_po(file, locale="zh_Hans_CN")


def test_the_program_speaks(sentences):
    assert len(sentences) > 100


def test_every_sentence_has_its_chinese(sentences, catalogue):
    missing = []
    for msgid, where in sentences.items():
        message = catalogue.get(msgid)
        said = message and (message.string if isinstance(message.string, tuple) else (message.string,))
        if not message or not all(said) or message.fuzzy:
            missing.append((*where, msgid))
    assert missing == []


def test_placeholders_are_the_same_on_both_sides(sentences, catalogue):
    wrong = []
    for msgid in sentences.keys() & {
        message.id if isinstance(message.id, str) else message.id[0] for message in catalogue
    }:
        message = catalogue.get(msgid)
        ids = (message.id,) if isinstance(message.id, str) else message.id
        strings = (message.string,) if isinstance(message.string, str) else message.string
        wanted = set(PLACEHOLDER.findall(ids[-1]))
        wrong += [(msgid, text) for text in strings if text and set(PLACEHOLDER.findall(text)) != wanted]
    assert wrong == []


def test_nothing_is_translated_that_nobody_says(sentences, catalogue):
    known = {message.id if isinstance(message.id, str) else message.id[0] for message in catalogue if message.id}
    assert known - sentences.keys() == set()
