"""Telling which column is which field: guesses, corrections, options; and two who choose at once."""

import html
import re

import pytest

from models.imports.run import ImportRun


def chosen(body, name):
    """The value that a select of the page has."""
    select = re.search(rf'<select[^>]* name="{name}".*?</select>', body, re.S)[0]
    return re.search(r'value="([^"]*)" selected', select)[1]


def columns(run, **other):
    """What the form of the columns sends, as it was guessed, but for `other`: {heading: field}."""
    told = {f"column-{n}": other.get(c["heading"], c["field"] or "") for n, c in enumerate(run.result["columns"])}
    return {"version": run.version, **told}


def test_guesses_are_shown_with_samples(client_for, upload):
    run = upload()
    body = client_for("mia").get(f"/imports/{run.id}/columns").text
    assert [chosen(body, f"column-{n}") for n in range(7)] == [
        "name",
        "customer",
        "stage",
        "amount",
        "owner",
        "source",
        "",
    ]
    assert "Pump hall" in body
    assert "Crane rail" in body
    assert "6 columns go into fields." in body


def test_the_worker_gets_what_was_chosen(client_for, upload):
    run = upload()
    sent = columns(run, Colour="description", Source="-", Owner="")
    answer = client_for("mia").post(
        f"/imports/{run.id}/columns", data={**sent, "duplicates": "import", "pipeline": "Sales"}
    )
    assert answer.status_code == 303
    run = ImportRun.get_by_id(run.id)
    assert run.status == "checking"
    assert run.options["mapping"] == {"description": "Colour", "source": None, "owner": None}
    assert (run.options["left_out"], run.options["duplicates"], run.options["pipeline"]) == (
        ["Source"],
        "import",
        "Sales",
    )


def test_going_back_keeps_what_was_chosen(client_for, checked):
    run = checked(
        **{"column-6": "description", "column-5": "-", "duplicates": "import", "pipeline": "-new", "name": "Fairs 2026"}
    )
    body = client_for("mia").get(f"/imports/{run.id}/columns").text
    assert (chosen(body, "column-6"), chosen(body, "column-5")) == ("description", "-")
    assert chosen(body, "pipeline") == "Fairs 2026"
    assert re.search(r'value="import" checked', body)
    assert run.result["pipeline"]["name"] == "Fairs 2026"


def test_each_change_is_looked_at_before_it_is_sent(client_for, upload, htmx):
    run = upload()
    body = (
        client_for("mia").get(f"/imports/{run.id}/columns", query_string=columns(run, Colour="name"), headers=htmx).text
    )
    assert "Several columns are the Name." in body
    assert body.count("Another column is the Name, too.") == 2
    assert "<html" not in body
    assert ImportRun.get_by_id(run.id).options == {}


@pytest.mark.parametrize(
    ("kind", "other", "said"),
    [
        ("opportunities", {"Colour": "name"}, "Several columns are the Name."),
        ("customers", {"Name": "", "Customer": ""}, "No column is the Name yet."),
        ("contacts", {"Customer": "-"}, "No column is the Customer yet."),
        ("opportunities", dict.fromkeys(("Name", "Stage", "Amount"), ""), "One of the columns must be: Name"),
    ],
)
def test_what_cannot_be_is_422_and_stays_as_it_was_typed(client_for, upload, kind, other, said):
    run = upload(kind=kind)
    answer = client_for("mia").post(f"/imports/{run.id}/columns", data=columns(run, **other))
    assert answer.status_code == 422
    assert said in html.unescape(answer.text)
    for heading, field in other.items():
        place = [column["heading"] for column in run.result["columns"]].index(heading)
        assert chosen(answer.text, f"column-{place}") == field
    assert ImportRun.get_by_id(run.id).status == "uploaded"


def test_a_new_pipeline_needs_a_name(client_for, upload):
    run = upload()
    answer = client_for("mia").post(
        f"/imports/{run.id}/columns", data={**columns(run), "pipeline": "-new", "name": " "}
    )
    assert answer.status_code == 422
    assert "Give the new pipeline a name." in answer.text


def test_who_comes_second_is_told_and_keeps_what_they_chose(client_for, upload, work):
    run = upload()
    client_for("ada").post(f"/imports/{run.id}/columns", data=columns(run))
    work(run)
    answer = client_for("mia").post(f"/imports/{run.id}/columns", data=columns(run, Colour="description"))
    assert answer.status_code == 409
    assert "was changed elsewhere" in answer.text
    assert chosen(answer.text, "column-6") == "description"
    version = re.search(r'name="version" value="(\d+)"', answer.text)[1]
    again = client_for("mia").post(
        f"/imports/{run.id}/columns", data=columns(run, Colour="description") | {"version": version}
    )
    assert again.status_code == 303


def test_a_check_that_fails_leads_back_and_says_why(client_for, upload, work):
    run = upload(text="Name,Stage\n", kind="opportunities")
    client_for("mia").post(f"/imports/{run.id}/columns", data=columns(run))
    work(run)
    mia = client_for("mia")
    assert mia.get(f"/imports/{run.id}").location.endswith("/columns")
    assert "The file holds no rows under its headings." in mia.get(f"/imports/{run.id}/columns").text


def test_several_columns_may_stay_one_field_where_that_was_guessed(client_for, upload, work):
    text = "Customer,Mobile,Phone\nHarbour Foods,,020 1234 5678\nQuay,13800000000,\n"
    run = upload(text=text, kind="customers")
    assert [column["field"] for column in run.result["columns"]] == ["name", "phone", "phone"]
    assert client_for("mia").post(f"/imports/{run.id}/columns", data=columns(run)).status_code == 303
    run = work(run)
    assert [column["field"] for column in run.result["columns"]] == ["name", "phone", "phone"]


def test_nonsense_is_taken_as_text(client_for, upload):
    run = upload()
    sent = columns(run) | {"column-6": "salary", "version": "x", "pipeline": "No such"}
    client_for("mia").post(f"/imports/{run.id}/columns", data=sent)
    assert "salary" not in str(ImportRun.get_by_id(run.id).options)


def test_another_sheet_of_a_workbook(client_for, upload, tmp_path):
    import xlsxwriter

    path = tmp_path / "two.xlsx"
    with xlsxwriter.Workbook(path) as book:
        former = book.add_worksheet("Old")
        former.write_row(0, 0, ["Company", "Phone", "City"])
        former.write_row(1, 0, ["Pier", "123", "Bath"])
        sheet = book.add_worksheet("New")
        sheet.write_row(0, 0, ["Company", "Website"])
        sheet.write_row(1, 0, ["Quay", "https://quay.example"])
    run = upload(text=path.read_bytes(), kind="customers", name="two.xlsx")
    body = client_for("mia").get(f"/imports/{run.id}/columns").text
    assert chosen(body, "sheet") == "Old"
    answer = client_for("mia").post(f"/imports/{run.id}/sheet", data={"sheet": "New", "version": run.version})
    assert answer.status_code == 303
    assert "quay.example" in client_for("mia").get(f"/imports/{run.id}/columns").text
    assert client_for("mia").post(f"/imports/{run.id}/sheet", data={"sheet": "No such"}).status_code == 409


def test_what_was_counted_before_a_check_that_failed_cannot_be_run(client_for, checked, work):
    run = checked()
    mia = client_for("mia")
    mia.post(f"/imports/{run.id}/columns", data=columns(run) | {"pipeline": "-new", "name": "x" * 150})
    run = work(run)
    assert run.status == "failed"
    assert mia.get(f"/imports/{run.id}").location.endswith("/columns")
    assert mia.post(f"/imports/{run.id}/launch", data={"version": run.version}).status_code == 409
    assert mia.post(f"/imports/{run.id}/columns", data=columns(run) | {"version": run.version}).status_code == 303
    assert work(run).status == "checked"
