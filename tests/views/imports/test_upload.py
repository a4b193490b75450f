"""Sending a file in: what is taken, what is refused, and who may."""

import dataclasses
import io
import re

import pytest

from models import Setting, User, setup
from models.imports.run import ImportRun
from views.imports import specimens


def send(client, kind="opportunities", name="sales.csv", text="Name\nPump\n", **more):
    content = text if isinstance(text, bytes) else text.encode()
    return client.post("/imports", data={"kind": kind, "file": (io.BytesIO(content), name)}, **more)


def test_a_file_leads_to_its_columns(client_for, world):
    answer = send(client_for("mia"))
    run = ImportRun.get()
    assert answer.status_code == 303
    assert answer.location.endswith(f"/imports/{run.id}/columns")
    assert (run.by, run.kind, run.status, run.file_name) == (world.mia, "opportunities", "uploaded", "sales.csv")


def test_scripts_are_told_where_to_go(client_for, htmx):
    answer = send(client_for("mia"), headers=htmx)
    assert answer.headers["HX-Location"].endswith("/columns")


def test_the_kinds_that_one_may_bring_in_are_offered(client_for):
    assert 'value="users"' in client_for("ada").get("/imports/new").text
    body = client_for("mia").get("/imports/new?kind=contacts").text
    assert 'value="users"' not in body
    assert re.search(r'value="contacts"[^>]* checked', body)
    assert client_for("mia").get("/imports/new?kind=users").status_code == 200


@pytest.mark.parametrize(
    ("sent", "said"),
    [
        ({"name": ""}, "Choose a file."),
        ({"name": "sales.pdf"}, "This is no CSV and no XLSX file"),
        ({"text": ""}, "The file is empty."),
        ({"text": b"PK\x03\x04nonsense", "name": "x.xlsx"}, "cannot be read"),
        ({"kind": "users"}, "Not a valid choice"),
        ({"kind": "nonsense"}, "Not a valid choice"),
    ],
    ids=["none", "pdf", "empty", "broken", "not-for-managers", "kind"],
)
def test_what_cannot_be_is_422_next_to_its_field(client_for, sent, said, htmx):
    for headers in ({}, htmx):
        answer = send(client_for("mia"), **sent, headers=headers)
        assert answer.status_code == 422
        assert said in answer.text
    assert not ImportRun.select().exists()


def test_the_file_of_what_was_refused_is_not_kept(client_for, app):
    send(client_for("mia"), text="")
    folder = app.config["SETTINGS"].data_folder / "imports"
    before = {path.name for path in folder.iterdir()}
    send(client_for("mia"), text="")
    assert {path.name for path in folder.iterdir()} == before


def test_a_file_beyond_the_limit_is_refused(app, client_for):
    app.config["SETTINGS"] = dataclasses.replace(app.config["SETTINGS"], import_limit=3_000_000)
    mia = client_for("mia")
    assert "up to 3 MB" in mia.get("/imports/new").text
    rows = "Name\n" + "Pump\n" * 600_000
    answer = send(mia, text=rows)
    assert answer.status_code == 422
    assert answer.text.count("The file is larger than 3 MB.") == 2  # at the field, and what scripts would say
    assert not ImportRun.select().exists()
    assert send(mia, text=rows[:3_000_000]).status_code == 303


def test_a_file_may_be_larger_than_what_forms_send(client_for):
    rows = "Name\n" + "Pump\n" * 700_000
    assert len(rows) > 2 * 1024 * 1024
    assert send(client_for("mia"), text=rows).status_code == 303


def test_nobody_else_may_send_as_much(app, client, client_for):
    app.config["WTF_CSRF_ENABLED"] = True  # its guard is the first that reads
    large = {"kind": "customers", "file": (io.BytesIO(b"x" * 3_000_000), "x.csv")}
    assert client.post("/imports", data=large).status_code == 413
    again = {"name": "x", "file": (io.BytesIO(b"x" * 3_000_000), "x.csv")}
    assert client_for("mia").post("/customers", data=again).status_code == 413


@pytest.mark.parametrize(("kind", "language"), specimens.ROWS)
def test_samples_come_in_as_they_are(client_for, checked, kind, language):
    Setting.write(company__currency="CNY")
    answer = client_for("ada").get(f"/imports/samples/{kind}.csv?language={language}")
    assert answer.status_code == 200
    assert answer.data.startswith(b"\xef\xbb\xbf")
    run = checked("ada", answer.data, kind)
    assert run.status == "checked", run.trouble
    counts = run.result["counts"]
    assert counts["create"] + counts.get("update", 0) == counts["rows"], run.rows("error")
    assert [column["heading"] for column in run.result["columns"] if not column["field"]] == []


def test_there_are_no_other_samples(client_for):
    assert client_for("ada").get("/imports/samples/users.csv?language=fr").status_code == 404
    assert client_for("ada").get("/imports/samples/secrets.csv").status_code == 404


def test_the_first_page_leads_to_an_import_for_who_has_a_file(the_app, empty_database):
    the_app.extensions.pop("somebody", None)
    given = {"code": setup.code(), "name": "Ada", "email": "ada@example.com", "password": "correct horse", "company": "Acme",
             "language": "en", "currency": "CNY", "time_zone": "Asia/Shanghai"}  # fmt: skip
    browser = the_app.test_client()
    assert "I have a file to import" in browser.get("/setup").text
    answer = browser.post("/setup", data=given | {"file": "y"})
    assert answer.location.endswith("/imports/new")
    assert browser.get(answer.location).status_code == 200


def test_products_of_the_catalogue_are_called_so_in_chinese(app, world, client_for):
    User.update(language="zh-Hans").where(User.id == world.ada.id).execute()
    page = client_for("ada").get("/imports/new").text
    assert "产品" in page
    assert "产品明细" not in page
