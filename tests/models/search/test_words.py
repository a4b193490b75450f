"""What is typed becomes words; where a text answers it is found in any spelling."""

import pytest

from models.search.words import Asked, endings, excerpt, opening, parted, spread


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        ("上海", ("上海",)),
        ("上海 ERP项目", ("上海", "ERP", "项目")),
        ("ＡＣＭＥ　上海", ("ACME", "上海")),
        ('"acme" OR *', ('"acme"', "OR")),
        ("- & () :", ()),
        ("", ()),
        (None, ()),
        ("pat@bolt.example", ("pat@bolt.example",)),
    ],
)
def test_words(typed, words):
    assert Asked.of(typed).words == words


@pytest.mark.parametrize(
    ("typed", "number"),
    [("0013", "0013"), ("+86 138-0013 8000", "13800138000"), ("12", ""), ("flat 1300", ""), ("(010) 6552", "0106552")],
)
def test_what_may_be_a_phone_number(typed, number):
    assert Asked.of(typed).number == number


def test_nothing_is_asked_by_marks_alone():
    assert not Asked.of("?!")
    assert Asked.of("?!x")


def test_what_is_typed_is_cut_to_a_bearable_length():
    asked = Asked.of("上海 " * 500)
    assert len(asked.text) == 100
    assert len(asked.words) == 12


def test_chinese_stands_alone_and_width_is_folded():
    assert spread("ＥＲＰ上海") == "ERP 上  海 "
    assert spread(None) == ""


def test_a_name_is_one_word():
    assert opening("上海 Acme, Ltd.")[1:] == "上海AcmeLtd"
    assert opening("…") == ""


def test_any_three_digits_begin_an_ending():
    found = endings("+86 138 0013 8000").split()
    assert {"13800138000", "8613800138000", "0138000", "000"} <= set(found)
    assert min(map(len, found)) == 3
    assert endings("12") == endings(None) == ""


def test_what_answers_is_marked_in_any_spelling():
    asked = Asked.of("acme 海星 cafe")
    answers = [piece for piece, answers in parted("Ａcme re-acme 上海星 Café, nonacme", asked) if answers]
    assert answers == ["Ａcme", "acme", "海星", "Café"]


def test_a_number_is_marked_across_its_spaces():
    assert ("138 0013", True) in parted("+86 138 0013 8000", Asked.of("1380013"))


def test_pieces_are_the_whole_text():
    text = "İstanbul ﬁlter <b> ½ 上海"
    assert "".join(piece for piece, _ in parted(text, Asked.of("filter 上 b"))) == text


def test_an_excerpt_is_the_part_around_the_answer():
    pieces = excerpt("word " * 40 + "needle in it " + "more " * 40, Asked.of("needle"))
    text = "".join(piece for piece, _ in pieces)
    assert text.startswith("…word")
    assert text.endswith("…")
    assert len(text) <= 122
    assert ("needle", True) in pieces
    assert excerpt("nothing here", Asked.of("needle")) is None
