"""Everything goes out and comes back the same: each row, each figure, each text."""

import csv
import io
import zipfile
from pathlib import Path

import pytest

import models
from models import ALL, Activity, Customer, Event, Note, Opportunity, Setting, User, base, schema
from models.base import Refused
from models.briefing import brief
from models.cells import escaped, plain
from models.demo import making
from models.everything import LEFT_OUT, MODELS, fields, file_of
from models.everything.restoring import restore
from models.everything.writing import heads, write
from models.opportunity.filter import Filter
from models.reports import REPORTS
from models.reports.period import Period
from models.search import index

STAYS = {  # what never leaves: who is signed in, what waits, what can be taken back, what came from where
    "SignIn", "FailedSignIn", "PasswordReset", "Notification", "Batch", "BatchItem", "Delivery", "Lease", "ImportRun",
    "ImportItem", "DemoRow",
}  # fmt: skip
DOCUMENT = Path(models.__file__).parents[1] / "docs" / "export.md"


@pytest.fixture
def elsewhere(tmp_path):
    """elsewhere(): from here on the database is another one, migrated and empty."""
    opened = []

    def go():
        real = base.connect(f"sqlite:///{tmp_path / f'elsewhere{len(opened)}.db'}")
        real.execute_sql("PRAGMA synchronous = off")
        schema.migrate()
        opened.append(real)

    yield go
    for real in opened:
        real.close()


@pytest.fixture
def company(world):
    """The world with a sample beside it, and texts that are not harmless."""
    making.make(world.ada, 80, language="zh")
    Note.add(world.ann, "=1+1", opportunity=world.acme_renewal)
    Note.add(world.ann, "'quoted'\n\"lines\"\r\nand, commas；全角", opportunity=world.acme_renewal)
    Activity.log(world.ann, "call", opportunity=world.acme_renewal, subject="'", text="-5")
    world.acme.edit(world.ada, description="@sum")
    Customer.update(parent=Customer.select().order_by(Customer.id.desc()).first()).where(
        Customer.id == world.acme.id
    ).execute()
    return world


def stored(model):
    """Every row of a model as it is stored, but for what is left out."""
    rows = model.select(*fields(model)).order_by(model._meta.primary_key)
    if model is Setting:
        rows = rows.where(Setting.key.in_([key for key in base_settings() if key != "company.logo"]))
    return [repr(row) for row in rows.tuples()]


def base_settings():
    return [key for key in models.setting.DEFAULTS if not key.startswith("mail.")]


def figures():
    """What every report and a briefing say to the system and to somebody who sees everything."""
    found = {}
    for user in (None, User.get(User.email == "mia@example.com")):
        for report in REPORTS.values():
            for by in report.by[:3]:
                answer = report.ask(user, Filter(outcome="all"), Period.named("last_12_months"), by)
                found[user and user.id, report.name, by] = (answer.rows, answer.total)
    found["week"] = brief(User.get(User.email == "mia@example.com"), Filter(outcome="all"), None, "team").now
    return found


def test_it_comes_back_row_by_row_and_figure_by_figure(company, tmp_path, elsewhere):
    file = tmp_path / "all.zip"
    before = {model: stored(model) for model in MODELS}
    with file.open("wb") as target:
        counts = write(target, by=company.ada)
    told = figures()
    found = index_held()
    elsewhere()
    asked = []
    assert restore(file, progress=lambda done, total: asked.append((done, total))) == counts
    assert asked[-1] == (len(MODELS), len(MODELS))
    for model in MODELS:
        rows = stored(model)
        assert rows[: len(before[model])] == before[model], model.__name__
        assert len(rows) == len(before[model]) + (model is Event), model.__name__  # one more: that it was restored
    assert figures() == told
    assert index_held() == found


def index_held():
    return {
        kind: base.db.execute_sql(f"SELECT rowid, name, body FROM {kind}_search ORDER BY 1").fetchall()
        for kind in index.DOCS
    }


def test_after_it_one_goes_on(company, tmp_path, elsewhere):
    file = tmp_path / "all.zip"
    with file.open("wb") as target:
        write(target)
    elsewhere()
    restore(file)
    ann = User.get(User.email == "ann@example.com")
    last = Opportunity.select().order_by(Opportunity.id.desc()).first().id
    row = Opportunity.add(ann, name="After it")
    assert row.id == last + 1
    row.enter(row.pipeline.path()[1], by=ann)
    assert ann.password_hash is None
    assert not User.anybody()


def test_no_password_and_no_account_of_mail_leaves(company, tmp_path):
    Setting.put("mail.password", "secret of mail")
    Setting.put("setup.code", "ABCD-EFGH")
    file = tmp_path / "all.zip"
    with file.open("wb") as target:
        write(target)
    with zipfile.ZipFile(file) as archive:
        whole = b"".join(archive.read(name) for name in archive.namelist())
    assert company.ann.password_hash.encode() not in whole
    assert b"secret of mail" not in whole
    assert b"ABCD-EFGH" not in whole
    assert b"argon2" not in whole


def test_no_cell_is_a_formula(company, tmp_path):
    file = tmp_path / "all.zip"
    with file.open("wb") as target:
        write(target)
    with zipfile.ZipFile(file) as archive:
        for name in archive.namelist():
            for row in csv.reader(io.StringIO(archive.read(name).decode("utf-8-sig"), newline="")):
                for cell in row:
                    assert not cell.startswith(("=", "+", "@", "\t", "\r", "\n")), (name, cell)
                    assert not cell.startswith("-") or cell[1:].isdigit(), (name, cell)


@pytest.mark.parametrize("text", ["=1", "'", "''", "'=1", "plain", "", "-", "'a", "＝", "\n", "@'"])
def test_what_is_escaped_comes_back(text):
    assert plain(escaped(text)) == text


def test_a_database_with_rows_is_refused(company, tmp_path):
    file = tmp_path / "all.zip"
    with file.open("wb") as target:
        write(target)
    with pytest.raises(Refused, match="empty database"):
        restore(file)


@pytest.mark.parametrize("wrong", ["none", "text", "zip", "cut", "column", "count", "letters"])
def test_a_file_that_is_not_whole_brings_nothing(company, tmp_path, elsewhere, wrong):
    file = tmp_path / "all.zip"
    with file.open("wb") as target:
        write(target)
    spoil(file, wrong)
    elsewhere()
    with pytest.raises(Refused):
        restore(file)
    assert not User.select().exists()
    assert not Opportunity.select().exists()
    assert schema.pending() == []
    assert index_held()["opportunity"] == []


def spoil(file, wrong):
    if wrong == "none":
        return file.unlink()
    if wrong == "text":
        return file.write_text("no zip")
    with zipfile.ZipFile(file) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    lines = parts["notes.csv"].decode().splitlines(keepends=True)
    opportunities = parts["opportunities.csv"]
    if wrong == "zip":
        parts = {"hello.txt": b"hello"}
    elif wrong == "cut":
        del parts["events.csv"]
    elif wrong == "column":
        parts["notes.csv"] = "".join(lines).replace("customer,", "kunde,", 1).encode()
    elif wrong == "count":
        parts["opportunities.csv"] = opportunities.rsplit(b"\r\n", 2)[0] + b"\r\n"
    else:
        parts["opportunities.csv"] = opportunities.replace(b"\r\n1,", b"\r\none,", 1)
    with zipfile.ZipFile(file, "w") as archive:
        for name, body in parts.items():
            archive.writestr(name, body)
    return None


def test_everything_is_in_it_or_said_to_stay():
    assert {model.__name__ for model in ALL} == {model.__name__ for model in MODELS} | STAYS


def test_the_document_tells_every_file_and_column():
    text = DOCUMENT.read_text(encoding="utf-8")
    for model in MODELS:
        section = text.partition(f"### {file_of(model)}")[2].partition("\n###")[0]
        for head in heads(model):
            assert f"`{head}`" in section, (file_of(model), head)
    for model, names in LEFT_OUT.items():
        for name in names:
            assert name in model._meta.fields


def test_sub_rows_are_named_for_who_reads_them(company, tmp_path):
    file = tmp_path / "all.zip"
    with file.open("wb") as target:
        write(target)
    with zipfile.ZipFile(file) as archive:
        rows = csv.DictReader(io.StringIO(archive.read("opportunities.csv").decode("utf-8-sig"), newline=""))
        row = next(row for row in rows if row["name"] == "Acme renewal")
    assert (row["stage_name"], row["owner_name"], row["customer_name"]) == ("Proposal", "Ann Li", "Acme")


def test_a_damaged_file_says_so_and_brings_in_nothing(empty_database, tmp_path):
    path = tmp_path / "all.zip"
    about = "what,value\r\nformat,1\r\nsettings.csv,0\r\ncurrencies.csv,0\r\nrates.csv,0\r\nteams.csv,1\r\n"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("about.csv", about)
        for name, rows in (("settings", "key,value"), ("currencies", "code"), ("rates", "id")):
            archive.writestr(f"{name}.csv", rows)
        archive.writestr("teams.csv", f"id,name\r\n{'9' * 30},North\r\n")
    whole = path.read_bytes()
    start = whole.index(b"teams.csv") + len("teams.csv")
    broken = (b"", b"PK", whole[:-40], whole[:start] + b"\xff" * 10 + whole[start + 10 :])
    for content in (whole, *broken):
        path.write_bytes(content)
        with pytest.raises(Refused, match="no file of everything"):
            restore(path)
        assert not models.Team.select().exists()
