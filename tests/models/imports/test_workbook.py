"""Workbooks come in as the CSV that they would be saved as; what they cannot be read as is said in words."""

import datetime as dt
import zipfile

import pytest
import xlsxwriter

from models import Opportunity, imports
from models.imports import grid
from models.imports.reading import Sheet
from models.imports.trouble import Unreadable
from tests.models.imports.conftest import told


@pytest.fixture
def book(tmp_path):
    """book(lines, …) is the path of a workbook; `more(sheet, workbook)` adds to it."""

    def write(lines, more=None, name="deals.xlsx"):
        path = tmp_path / name
        made = xlsxwriter.Workbook(str(path), {"default_date_format": "yyyy-mm-dd"})
        sheet = made.add_worksheet("商机")
        for number, cells in enumerate(lines):
            sheet.write_row(number, 0, cells)
        if more:
            more(sheet, made)
        made.close()
        return path

    return write


def cells_of(path, **more):
    sheet = Sheet.open(path, **more)
    return sheet, [(row.number, row.cells) for row in sheet.rows()]


def test_cells_are_what_they_show(book):
    day, moment = dt.date(2026, 3, 5), dt.datetime(2026, 3, 5, 13, 30)
    path = book(
        [["Text", "Whole", "Part", "Day", "Moment", "Flag", "Tiny"], ["a\nb", 280000, 12.5, day, moment, True, 1e-7]]
    )
    sheet, rows = cells_of(path)
    assert sheet.headings == ["Text", "Whole", "Part", "Day", "Moment", "Flag", "Tiny"]
    assert rows == [(2, ["a\nb", "280000", "12.5", "2026-03-05", "2026-03-05 13:30:00", "TRUE", "0.0000001"])]
    assert (sheet.encoding_name, sheet.sheet, sheet.sheets, sheet.name) == ("XLSX", "商机", ("商机",), "deals.xlsx")


def test_an_opportunity_comes_in_as_from_csv(world, book):
    path = book(
        [["商机名称", "客户名称", "商机阶段", "商机金额", "预计成交日期", "赢率"],
         ["设备更新", "新公司", "Needs", 865000.5, dt.date(2027, 3, 5), 0.4], ["升级", "新公司", "Proposal", "86.5万", "2027/3/6", 0.5]]
    )  # fmt: skip
    planned = imports.plan("opportunities", path)
    assert [told(problem) for problem in planned.problems] == []
    planned.run()
    first, second = Opportunity.select().where(Opportunity.name << ("设备更新", "升级")).order_by(Opportunity.id)
    assert (first.amount, first.probability, str(first.expected_close_on)) == (86_500_050, 40, "2027-03-05")
    assert (second.amount, second.customer) == (86_500_000, first.customer)


def test_a_title_above_the_table_is_passed_over_and_rows_keep_their_numbers(book):
    path = book(
        [
            ["2026 年商机汇总"],
            [],
            ["Name", "Stage", "Amount"],
            ["a", "Needs", 1],
            [],
            ["b", "Needs"],
            [],
            ["Confidential"],
        ],
        lambda sheet, made: sheet.merge_range("A1:C1", "2026 年商机汇总"),
    )
    sheet = Sheet.open(path)
    assert sheet.headings == ["Name", "Stage", "Amount"]
    assert [(r.number, r.cells, r.remark) for r in sheet.rows()] == [
        (4, ["a", "Needs", "1"], False),
        (6, ["b", "Needs", ""], False),
        (8, ["Confidential"], True),
    ]


def test_headings_of_two_lines_are_one(world, book):
    def merge(sheet, made):
        sheet.merge_range("A1:A2", "编号")
        sheet.merge_range("B1:C1", "客户")
        sheet.merge_range("D1:E1", "商机")

    path = book([[], ["", "名称", "电话", "名称", "金额"], ["k1", "新公司", "139", "设备更新", 5]], merge)
    sheet, rows = cells_of(path)
    assert sheet.headings == ["编号", "客户 名称", "电话", "商机 名称", "金额"]
    assert rows == [(3, ["k1", "新公司", "139", "设备更新", "5"])]
    mapping = imports.plan("opportunities", path).mapping
    assert (mapping.heading("customer"), mapping.heading("name")) == ("客户 名称", "商机 名称")


def test_a_cell_with_an_error_refuses_its_row_and_only_where_it_matters(world, book):
    def faults(sheet, made):
        sheet.write_formula("B3", "=1/0", None, "#DIV/0!")
        sheet.write_formula("C2", "=NA()", None, "#N/A")

    path = book([["Name", "Amount", "Colour"], ["a", 1], ["b"]], faults)
    planned = imports.plan("opportunities", path)
    assert [told(problem) for problem in planned.problems] == [(3, "Amount", "The cell holds the error #DIV/0!.")]


def test_another_sheet_can_be_chosen_and_hidden_ones_are_not_offered(book):
    def more(sheet, made):
        made.add_worksheet("客户").write_row(0, 0, ["Name", "Phone"])
        made.add_worksheet("secret").hide()

    path = book([["Name", "Stage"], ["a", "Needs"]], more)
    sheet, _rows = cells_of(path, sheet="客户")
    assert (sheet.headings, sheet.sheets) == (["Name", "Phone"], ("商机", "客户"))
    for name in ("secret", "nothing"):
        with pytest.raises(Unreadable, match=f"There is no sheet “{name}”"):
            Sheet.open(path, sheet=name)


def test_a_sheet_of_notes_before_the_table_is_passed_over(tmp_path):
    path = tmp_path / "deals.xlsx"
    with xlsxwriter.Workbook(str(path)) as made:
        notes = made.add_worksheet("说明")
        notes.write_row(0, 0, ["制表人", "王芳"])
        notes.write_row(1, 0, ["部门", "销售部"])
        made.add_worksheet("空")
        table = made.add_worksheet("商机")
        table.write_row(0, 0, ["名称", "客户", "金额"])
        table.write_row(1, 0, ["Line", "Acme", 5])
        made.add_worksheet("更多").write_row(0, 0, ["a", "b", "c", "d"])
    sheet, rows = cells_of(path)
    assert (sheet.sheet, rows) == ("商机", [(2, ["Line", "Acme", "5"])])
    sheet, _rows = cells_of(path, sheet="说明")
    assert sheet.headings == ["制表人", "王芳"]


def test_a_workbook_of_notes_alone_shows_the_first(tmp_path):
    path = tmp_path / "notes.xlsx"
    with xlsxwriter.Workbook(str(path)) as made:
        made.add_worksheet("a").write(0, 0, "only this")
        made.add_worksheet("b").write(0, 0, "and that")
    assert cells_of(path)[0].sheet == "a"


def test_a_sheet_with_a_plain_cell_more_than_headings_refuses_that_row(book):
    _sheet, rows = cells_of(book([["Name", "Stage"], ["a", "Needs", "?"]]))
    assert rows == [(2, ["a", "Needs", "?"])]
    (entry,) = Sheet.open(book([["Name", "Stage"], ["a", "Needs", "?"]])).rows()
    assert entry.trouble[0] == "The row has %(cells)s cells, the heading has %(columns)s."


@pytest.mark.parametrize(
    ("content", "word"),
    [
        (b"PK\x03\x04 cut off", "cannot be read"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600, "cannot be read"),
    ],
)
def test_what_is_no_workbook_is_refused(tmp_path, content, word):
    path = tmp_path / "broken.xlsx"
    path.write_bytes(content)
    with pytest.raises(Unreadable, match=word):
        Sheet.open(path)


def test_another_archive_is_no_workbook(tmp_path):
    path = tmp_path / "files.xlsx"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("readme.txt", "hello")
    with pytest.raises(Unreadable, match="cannot be read"):
        Sheet.open(path)


def test_an_empty_workbook_is_empty(book):
    with pytest.raises(Unreadable, match="empty"):
        Sheet.open(book([]))


def test_what_unpacks_to_too_much_is_refused_before_it_is_unpacked(tmp_path, book, monkeypatch):
    path = tmp_path / "bomb.xlsx"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive, archive.open("xl/worksheets/sheet1.xml", "w", force_zip64=True) as part:  # fmt: skip
        for _block in range(450):
            part.write(b"\0" * 1_000_000)
    assert path.stat().st_size < 1_000_000
    with pytest.raises(Unreadable, match="too large"):
        Sheet.open(path)
    fine = book([["Name"], *([f"row {n}"] for n in range(2000))])
    monkeypatch.setattr(grid, "MOST", 1000)
    with pytest.raises(Unreadable, match="too large"):
        Sheet.open(fine)


def test_many_rows(book):
    _sheet, rows = cells_of(book([["Name", "Amount"], *([f"row {n}", n] for n in range(5000))]))
    assert (len(rows), rows[-1]) == (5000, (5001, ["row 4999", "4999"]))


def test_no_error_is_overlooked_in_a_large_sheet(book, monkeypatch):
    monkeypatch.setattr(grid, "BLOCK", 10_000)

    def faults(sheet, made):
        for number in range(2, 3002):
            sheet.write_formula(f"B{number}", f"=VLOOKUP(A{number},Z:Z,1,FALSE)", None, "#N/A")

    _sheet, rows = cells_of(book([["Name", "Amount"], *([f"row {n}"] for n in range(3000))], faults))
    assert [row[1][1] for row in rows] == ["#N/A"] * 3000


@pytest.mark.parametrize("cell", ["XFD1048576", "A900000000", "xfd90000"])
def test_a_small_workbook_may_not_reach_beyond_all_measure(book, cell):
    """The library holds a place for each cell up to the last one; without memory for them it ends the whole server."""
    path = book([["Name"], ["Acme"]])
    with zipfile.ZipFile(path) as archive:
        parts = {part.filename: archive.read(part) for part in archive.infolist()}
    sheet = "xl/worksheets/sheet1.xml"
    row = "".join(filter(str.isdigit, cell))
    far = f'<row r="{row}"><c r="{cell}"><v>1</v></c></row></sheetData>'
    parts[sheet] = parts[sheet].replace(b"</sheetData>", far.encode())
    with zipfile.ZipFile(path, "w") as archive:
        for name, text in parts.items():
            archive.writestr(name, text)
    with pytest.raises(Unreadable, match="too large"):
        Sheet.open(path)


def test_cells_that_are_merged_beside_the_table_are_nothing_to_it(book):
    path = book([["Name", "Amount"], ["Acme", 5]], more=lambda sheet, _book: sheet.merge_range("F1:XFD1", ""))
    sheet, rows = cells_of(path)
    assert (sheet.headings[:2], rows[0][1][:2]) == (["Name", "Amount"], ["Acme", "5"])


def test_an_archive_of_something_else_is_no_workbook(tmp_path):
    path = tmp_path / "a.xlsx"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("xl/workbook.xml", "<workbook><sheets>")
        archive.writestr("xl/_rels/workbook.xml.rels", "<")
    with pytest.raises(Unreadable, match="cannot be read"):
        Sheet.open(path)
