"""Rows out of a file: separators, quotes, headings, and whatever may be broken."""

import pytest

from models.imports.reading import LONGEST, Sheet
from models.imports.trouble import Unreadable


@pytest.fixture
def sheet(tmp_path):
    """sheet(text) is the Sheet of a file that holds it."""

    def opened(text, encoding="utf-8"):
        path = tmp_path / "file.csv"
        path.write_bytes(text.encode(encoding))
        return Sheet.open(path)

    return opened


def cells(sheet):
    return [row.cells for row in sheet.rows()]


@pytest.mark.parametrize("mark", [",", ";", "\t"])
@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_separators_and_line_ends(sheet, mark, end):
    found = sheet(end.join((f"name{mark}amount", f'"a{mark}b"{mark}1', f"c{mark}2")))
    assert found.headings == ["name", "amount"]
    assert found.delimiter == mark
    assert cells(found) == [[f"a{mark}b", "1"], ["c", "2"]]


def test_commas_in_the_text_of_a_semicolon_file_do_not_mislead(sheet):
    assert sheet('name;amount\n"Smith, John, Jr";1,5\n"Poe, E, A";2,5\n').delimiter == ";"


def test_excel_may_name_its_separator(sheet):
    found = sheet("sep=;\nname;amount\na;1\n")
    assert found.headings == ["name", "amount"]
    assert cells(found) == [["a", "1"]]


def test_one_column_is_a_table_too(sheet):
    found = sheet("客户名称\n甲\n乙\n")
    assert found.headings == ["客户名称"]
    assert cells(found) == [["甲"], ["乙"]]


def test_quoted_cells_may_hold_lines_and_quotes_and_rows_count_as_in_a_spreadsheet(sheet):
    found = sheet('name,note\n"Beta ""B"" Ltd","one\ntwo"\n\nc,3\n')
    assert [(row.number, row.cells) for row in found.rows()] == [(2, ['Beta "B" Ltd', "one\ntwo"]), (4, ["c", "3"])]


def test_repeated_and_empty_headings_get_names_of_their_own(sheet):
    assert sheet("ID,ID,, ID \n1,2,3,4\n").headings == ["ID", "ID (2)", "#3", "ID (3)"]


def test_lone_lines_beneath_the_table_are_remarks(sheet):
    found = sheet('name,amount\na,1\n\n"Confidential"\n"Copyright (c), all rights"\n')
    assert [(row.number, row.remark) for row in found.rows()] == [(2, False), (4, True), (5, True)]


@pytest.mark.parametrize(("line", "count"), [("a", 1), ("a,1,2", 3)])
def test_a_row_of_another_width_is_trouble(sheet, line, count):
    (row,) = sheet(f"name,amount\n{line}\n").rows()
    assert row.trouble[2] == {"cells": count, "columns": 2}


def test_empty_cells_too_many_do_no_harm(sheet):
    assert cells(sheet("name,amount\na,1,,\n,,,\n")) == [["a", "1"]]


def test_a_huge_cell_and_a_nul_are_trouble_of_their_row_alone(sheet):
    found = list(sheet(f"name,note\na,{'x' * 100_000}\nb,y\0z\nc,{'x' * LONGEST}\n").rows())
    reasons = [row.trouble and (row.trouble[0] % row.trouble[2], row.trouble[1]) for row in found]
    assert reasons[0] == (f"The cell has 100000 characters; at most {LONGEST} are taken.", "note")
    assert reasons[1] == ("The cell holds a NUL character.", "note")
    assert reasons[2] is None


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ('name,note\na,"never closed\nb,2\nc,3\n', "opened in row 2 is never closed"),
        (f'name,note\na,"{"x" * 2_000_000}\n', "Row 2 cannot be read"),
    ],
)
def test_a_quote_left_open_is_told_with_its_row(sheet, text, word):
    with pytest.raises(Unreadable, match=word):
        list(sheet(text).rows())


def test_no_file(tmp_path):
    with pytest.raises(Unreadable, match="There is no file"):
        Sheet.open(tmp_path / "nowhere.csv")
    with pytest.raises(Unreadable, match="There is no file"):
        Sheet.open(tmp_path)


def test_a_file_that_changed_since_is_refused(sheet):
    found = sheet("name\na\n")
    found.unchanged()
    found.path.write_text("name\nb\nc\n")
    with pytest.raises(Unreadable, match="changed"):
        found.unchanged()


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "gb18030", "utf-16-le"])
def test_encodings_end_in_the_same_rows(sheet, encoding):
    assert cells(sheet("name;note\n商机,一个\n客户;两行\n".replace(",", ";"), encoding))[0] == ["商机", "一个"]
