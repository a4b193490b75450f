"""Which characters a file is written in, found out or refused in words."""

import codecs

import pytest

from models.imports.encoding import encoding_of, plausibility
from models.imports.trouble import Unreadable

SIMPLE = "商机名称,客户名称,金额\n数字化改造一期,示例（上海）科技有限公司,10\n冷库项目,温州海利饮品,20\n"
TRADITIONAL = "商機名稱,客戶名稱,金額\n設備更新,範例股份有限公司,10\n水泥工業,臺灣水泥股份有限公司,20\n"


@pytest.fixture
def written(tmp_path):
    """written(bytes) is the path of a file that holds them."""

    def write(content):
        path = tmp_path / "file.csv"
        path.write_bytes(content)
        return path

    return write


@pytest.mark.parametrize(
    ("content", "codec"),
    [
        (b"name,amount\nAcme,1\n", "utf-8-sig"),
        (SIMPLE.encode(), "utf-8-sig"),
        (SIMPLE.encode("utf-8-sig"), "utf-8-sig"),
        (SIMPLE.encode("gbk"), "gb18030"),
        ("名称\n𠮷祥订单\n".encode("gb18030"), "gb18030"),
        (SIMPLE.encode("utf-16"), "utf-16"),
        (codecs.BOM_UTF16_BE + SIMPLE.encode("utf-16-be"), "utf-16"),
        ("name,amount\nAcme,1\n".encode("utf-16-le"), "utf-16-le"),
        ("name,amount\nAcme,1\n".encode("utf-16-be"), "utf-16-be"),
        (TRADITIONAL.encode("cp950"), "cp950"),
        ("姓名\n陳怡君\n張三\n".encode("cp950"), "cp950"),
        ("姓名\n李娜\n张三\n".encode("gbk"), "gb18030"),
        (TRADITIONAL.encode("gbk"), "gb18030"),
    ],
)
def test_the_codec_that_gives_the_text_back(written, content, codec):
    path = written(content)
    assert encoding_of(path) == codec
    path.read_text(encoding=codec)


def test_what_decodes_both_ways_is_told_by_its_common_characters():
    big5 = TRADITIONAL.encode("cp950")
    big5.decode("gb18030")  # it does decode
    assert plausibility(big5, "cp950")[0] > 0.9 > 0.5 > plausibility(big5, "gb18030")[0]
    gbk = SIMPLE.encode("gbk")
    assert plausibility(gbk, "gb18030")[0] > 0.9 > 0.6 > plausibility(gbk, "cp950")[0]


@pytest.mark.parametrize(
    "text", ["網路", "電話號碼", "姓名", "客戶", "陳怡君", "臺灣", "金額", "備註", "聯絡人,公司", "預計成交日期"]
)
def test_a_word_or_two_of_big5_are_enough(written, text):
    assert encoding_of(written(f"{text},x\n1,2\n".encode("cp950"))) == "cp950"


@pytest.mark.parametrize(
    "text", ["网络", "电话号码", "姓名", "客户", "李娜", "上海", "金额", "备注", "联系人,公司", "预计成交日期"]
)
def test_a_word_or_two_of_gbk_are_enough(written, text):
    assert encoding_of(written(f"{text},x\n1,2\n".encode("gbk"))) == "gb18030"


def test_chinese_far_down_the_file_counts(written):
    assert encoding_of(written(b"name,amount\n" + b"Acme,1\n" * 300_000 + "台泥水泥,2\n".encode("cp950"))) == "cp950"


@pytest.mark.data
def test_taiwanese_companies_are_big5(test_data):
    path = test_data / "companies-tw" / "tw_listed_companies_trimmed_cp950.csv"
    path.read_bytes().decode("gb18030")  # the trap
    assert encoding_of(path) == "cp950"
    assert "臺灣水泥股份有限公司" in path.read_text(encoding=encoding_of(path))


@pytest.mark.parametrize(
    ("content", "word"),
    [
        (b"", "empty"),
        (b"  \r\n\r\n", "empty"),
        (b"PK\x03\x04rest of a zip", "Excel workbook"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "Excel workbook"),
        (bytes(range(256)) * 20, "not a text file"),
        (codecs.BOM_UTF8 + b"name\n\xff\xfe\n", "damaged"),
        ("name\nMüller Größe café\n".encode("latin-1"), "unknown"),
    ],
)
def test_what_is_no_text_is_refused_in_words(written, content, word):
    with pytest.raises(Unreadable, match=word):
        encoding_of(written(content))
