"""Which spellings are one customer, one person, one number; and that no two real companies become one."""

import collections
import csv

import pytest

from models.keys import email_key, name_key, person_key, phone_key, tidy


@pytest.mark.parametrize(
    "spellings",
    [
        ("示例（上海）科技有限公司", "示例(上海)科技有限公司", "示例 (上海) 科技", "示例（上海）科技股份有限公司", "示例上海科技有限责任公司"),
        ("台泥股份有限公司", "台泥", "台泥(股)公司", "台泥（股）公司", "台泥有限責任公司"),
        ("Acme", "Acme Inc.", "ACME, Inc", "ＡＣＭＥ　Ｉｎｃ．", "acme  ltd", "Acme Co., Ltd.", "“Acme” S.A.", "Acme, L.L.C.", "Acme & Co"),
        ("Kinpo电子Inc.", "KINPO 电子"),
        ("O’Reilly", "O'Reilly", "O Reilly"),
        ("某某投资中心（有限合伙）", "某某投资中心"),
        ("A.B.C. GmbH", "ABC"),
        ("\u202eevil\u202c", "evil", "ev\u200bil"),
    ],
)  # fmt: skip
def test_spellings_of_one_company(spellings):
    assert len({name_key(name) for name in spellings}) == 1


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("中国中车集团有限公司", "中国中车股份有限公司"),
        ("华为技术有限公司", "华为技术有限公司北京分公司"),
        ("示例（上海）科技有限公司", "示例（北京）科技有限公司"),
        ("有限公司", "股份有限公司"),
        ("Acme", "Acme Group"),
        ("Visa", "Vi"),
        ("...", "—"),
        ("😀", "😁"),
    ],
)
def test_names_that_stay_apart(one, other):
    assert name_key(one) != name_key(other)
    assert name_key(one)
    assert name_key(other)


@pytest.mark.data
def test_no_two_listed_companies_of_taiwan_become_one(test_data):
    (file,) = (test_data / "companies-tw").glob("*.csv")
    with file.open(encoding="cp950", newline="") as lines:
        rows = list(csv.DictReader(lines))
    assert len(rows) == 1041
    for column in ("公司名稱", "公司簡稱"):
        folded = collections.Counter(name_key(row[column]) for row in rows)
        assert [key for key, count in folded.items() if count > 1] == []


def test_every_listed_company_has_a_key_without_its_ending():
    assert name_key("臺灣水泥股份有限公司") == "臺灣水泥"


def test_part_of_a_persons_name_is_no_legal_ending():
    assert person_key("Maria Sa") != person_key("Maria")
    assert person_key("林 晓") == person_key("林晓")
    assert person_key("WEI  Zhang") == person_key("Wei Zhang")


@pytest.mark.parametrize(
    ("written", "key"),
    [
        ("138 0013 8000", "13800138000"),
        ("+86 138-0013-8000", "13800138000"),
        ("0086 13800138000", "13800138000"),
        ("86 13800138000", "13800138000"),
        ("１３８００１３８０００", "13800138000"),
        ("010-8888 6666", "01088886666"),
        ("+86 10 8888 6666", "01088886666"),
        ("+86 (0)10 8888 6666", "01088886666"),
        ("+86 400 800 8888", "4008008888"),
        ("+1 (415) 555-0100", "14155550100"),
        ("021-12345678 转 801", "02112345678801"),
        ("12345", ""),
        ("", ""),
        (None, ""),
    ],
)
def test_phone_numbers(written, key):
    assert phone_key(written) == key


def test_mail_addresses():
    assert email_key(" Info@ACME.example ") == email_key("ｉｎｆｏ@acme.example") == "info@acme.example"


def test_keys_fit_their_columns():
    assert len(name_key("㈱" * 200)) == 200
    assert len(person_key("㈱" * 120)) == 120
    assert len(phone_key("9" * 64)) == 32


def test_a_kept_line_has_no_control_and_direction_marks():
    assert tidy(" a\x00b \u202ec\n\td ") == "a b c d"
    assert tidy("👨\u200d👩\u200d👧") == "👨\u200d👩\u200d👧"
    assert tidy(" \u200e\u3000") is None
