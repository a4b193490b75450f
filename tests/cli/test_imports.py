"""Imports from the terminal: told, tried without writing, done, refused row by row."""

import pytest
import xlsxwriter

from models import Contact, Customer, Opportunity, Product, Team, User
from models.pipeline import Pipeline


@pytest.fixture
def flask(app):
    """flask("import", "users", file): the result of the command."""
    runner = app.test_cli_runner()
    return lambda *arguments: runner.invoke(args=[str(argument) for argument in arguments])


@pytest.fixture
def made(tmp_path):
    """made(lines…, name=…) is the path of a file with these lines."""

    def make(*lines, name="deals.csv"):
        path = tmp_path / name
        path.write_text("".join(f"{line}\n" for line in lines), encoding="utf-8")
        return path

    return make


def test_opportunities_come_in(flask, world, made):
    file = made("商机名称,客户名称,商机阶段,商机金额", "设备更新,新公司,Needs,86.5万", "升级,新公司,赢单,1")
    result = flask("import", "opportunities", file)
    assert result.exit_code == 0, result.output
    assert "商机金额 → amount" in result.output
    assert "Would come of it: open: 1, won: 1, new customers: 1" in result.output
    assert result.output.endswith("Imported: 2 rows.\n")
    assert Opportunity.get(Opportunity.name == "设备更新").amount == 86_500_000


def test_a_dry_run_tells_the_same_and_writes_nothing(flask, world, made):
    before = Opportunity.select().count()
    result = flask("import", "opportunities", made("Name,Stage", "a,Unheard"), "--dry-run")
    assert result.exit_code == 0
    assert "new pipelines: 1" in result.output
    assert "This was a dry run: nothing was imported." in result.output
    assert Opportunity.select().count() == before
    assert Pipeline.select().count() == 1


def test_refused_rows_are_told_one_by_one_and_nothing_is_written(flask, world, made):
    lines = [f"row {n},Needs,{'x' if n % 2 else n}" for n in range(60)]
    result = flask("import", "opportunities", made("Name,Stage,Amount", *lines))
    assert result.exit_code == 1
    assert result.stderr.count("is not an amount") == 30
    assert "Row 3, Amount: “x” is not an amount; write it in digits, such as 280000." in result.stderr
    assert "Error: Refused rows: 30 of 60. Nothing was imported." in result.stderr
    assert not Opportunity.get_or_none(Opportunity.name == "row 0")


def test_the_other_kinds(flask, world, made):
    assert flask("import", "users", made("Name,Team,Office", "Zoe,West,Lhasa")).exit_code == 0
    assert flask("import", "products", made("Name,Price", "Robot,5")).exit_code == 0
    assert flask("import", "customers", made("Name", "Fresh")).exit_code == 0
    assert User.get(User.name == "Zoe").team == Team.get(Team.office == "Lhasa")
    assert Product.get().price == 500
    assert Customer.get_or_none(Customer.name == "Fresh")


def test_options(flask, world, made):
    file = made("Thing,Stage,Worth", "a,Alpha,€5")
    result = flask(
        "import", "opportunities", file, "--map", "name=Thing", "--map", "amount=Worth", "--pipeline", "Mine",
        "--rate", "eur=7.8",
    )  # fmt: skip
    assert result.exit_code == 0, result.output
    row = Opportunity.get(Opportunity.name == "a")
    assert (row.amount, row.currency, row.base_amount, row.pipeline.name) == (500, "EUR", 3900, "Mine")


@pytest.mark.parametrize(
    ("options", "word"),
    [
        (("--map", "nonsense=Name"), "There is no field nonsense. The fields are: key, name"),
        (("--map", "name=Nmae"), "There is no column “Nmae”. The columns are: Name, Stage."),
        (("--map", "name"), "lacks its ="),
        (("--map", "name=Name", "--map", "name=Stage"), "--map name is given twice"),
        (("--rate", "EUR=much"), "is no rate"),
        (("--rate", "EUR=-1"), "is no rate"),
        (("--rate", "EUR=1e400"), "not beyond all measure"),
        (("--rate", "EUR=1.00000000001"), "at most 10 decimals"),
    ],
)
def test_options_that_make_no_sense(flask, world, made, options, word):
    result = flask("import", "opportunities", made("Name,Stage", "a,Needs"), *options)
    assert result.exit_code in (1, 2)
    assert word in result.stderr
    assert "Traceback" not in result.output


@pytest.mark.parametrize(
    ("content", "word"),
    [
        (None, "There is no file"),
        (b"", "The file is empty."),
        (b"Name,Stage\n", "The file holds no rows under its headings."),
        (b"PK\x03\x04zip", "The workbook cannot be read."),
        (bytes(range(256)) * 9, "not a text file"),
        (b'Name,Stage\n"a,Needs\nb,Needs\n', "A quotation mark opened in row 2 is never closed."),
        ("Telefon\nMüller\n".encode("latin-1"), "Save it as CSV (UTF-8)."),
    ],
)
def test_files_that_cannot_be_read(flask, world, tmp_path, content, word):
    file = tmp_path / "file.csv"
    if content is not None:
        file.write_bytes(content)
    result = flask("import", "opportunities", file)
    assert result.exit_code == 1
    assert result.stderr.splitlines()[-1].startswith("Error: ")
    assert word in result.stderr


def test_help_names_the_fields(flask):
    result = flask("import", "customers", "--help")
    assert "subsidiary" not in result.output
    assert "name, phone, email" in " ".join(result.output.split())


def test_a_workbook_and_its_sheets(flask, world, tmp_path):
    path = tmp_path / "deals.xlsx"
    book = xlsxwriter.Workbook(str(path))
    first = book.add_worksheet("First")
    for line in range(2):
        first.write_row(line, 0, ["Nothing", "to see", "here"])
    second = book.add_worksheet("Second")
    second.write_row(0, 0, ["Name", "Stage", "Amount"])
    second.write_row(1, 0, ["a", "Needs", 865000])
    book.close()
    assert "does not look like a list of opportunities" in flask("import", "opportunities", path).stderr
    result = flask("import", "opportunities", path, "--sheet", "Second")
    assert result.exit_code == 0, result.output
    assert "deals.xlsx: 1 rows, XLSX" in result.output
    assert Opportunity.get(Opportunity.name == "a").amount == 86_500_000


def test_contacts(flask, world, made):
    result = flask("import", "contacts", made("Name,Company,Email", "Li Na,Acme,li@x.example"))
    assert result.exit_code == 0, result.output
    assert "new contacts: 1" in result.output
    assert Contact.get(Contact.name == "Li Na").customer == world.acme


def test_values_are_chosen_by_name(flask, world, made):
    file = made("Name,Stage,Owner", "a,Phase 2,Annie", "b,Phase 2,Gone", "c,Signed,Annie")
    result = flask(
        "import", "opportunities", file, "--value", "stage:Phase 2=Proposal", "--value", "owner:Annie=ann@example.com",
        "--value", "owner:Gone=skip", "--value", "stage:Signed=won",
    )  # fmt: skip
    assert result.exit_code == 0, result.output
    assert "left out: 1" in result.output
    row = Opportunity.get(Opportunity.name == "a")
    assert (row.stage, row.owner) == (world.stage("Proposal"), world.ann)
    assert Opportunity.get(Opportunity.name == "c").outcome == "won"
    assert not Opportunity.get_or_none(Opportunity.name == "b")


def test_what_is_there_is_left_out_unless_it_is_wanted_again(flask, world, made):
    file = made("ID,Name,Stage", "k1,a,Needs")
    flask("import", "opportunities", file)
    again = flask("import", "opportunities", file)
    assert "left out: 1" in again.output
    assert again.output.endswith("Imported: 0 rows.\n")
    assert flask("import", "opportunities", file, "--duplicates").output.endswith("Imported: 1 rows.\n")
    assert Opportunity.select().where(Opportunity.key == "k1").count() == 2


def test_refused_rows_can_be_left_out(flask, world, made):
    file = made("Name,Stage,Amount", "a,Needs,1", "b,Needs,x", "c,Needs,€5")
    result = flask("import", "opportunities", file, "--leave-refused")
    assert result.exit_code == 0
    assert "Row 3, Amount: “x” is not an amount" in result.stderr
    assert "Say what one EUR is worth: --rate EUR=VALUE." in result.stderr
    assert Opportunity.get_or_none(Opportunity.name == "a")
    assert not Opportunity.get_or_none(Opportunity.name == "b")


@pytest.mark.parametrize(
    ("value", "word"),
    [
        ("owner", "lacks its :"),
        ("owner:Annie", "lacks its ="),
        ("owner:Annie=Nobody", "is called “Nobody”"),
        ("colour:x=y", "not for colour"),
    ],
)
def test_choices_that_make_no_sense(flask, world, made, value, word):
    result = flask("import", "opportunities", made("Name,Stage,Owner", "a,Needs,Annie"), "--value", value)
    assert result.exit_code in (1, 2)
    assert word in result.stderr
