"""The pages of an import by where it stands: in the worker's hands, checked, over; run, stopped, taken back, deleted."""

import csv
import html
import io
import re

from models import Customer, Notification, Opportunity, User
from models.delivery import Lease
from models.imports import news
from models.imports.run import ImportRun
from models.readiness import WORKER

CUSTOMERS = "Customer,Phone\n" + "".join(f"Firm {n:03},{n:08}\n" for n in range(130)) + ",5\n"


def run_it(client, run, work):
    answer = client.post(f"/imports/{run.id}/launch", data={"version": run.version})
    assert answer.status_code == 303
    return work(run)


def test_the_list(client_for, checked, upload):
    mia = client_for("mia")
    assert "Nothing was imported yet" in mia.get("/imports").text
    checked()
    upload("ada", "Name\nRosa\n", "users")
    body = mia.get("/imports").text
    assert "sales.csv" in body
    assert "Checked, not run yet" in body
    assert body.count('id="import-') == 1, "people are for administrators"
    assert client_for("ada").get("/imports").text.count('<tr id="import-') == 2


def test_the_list_goes_on(client_for, world, count_queries):
    ImportRun.insert_many(
        [{"kind": "customers", "file_name": f"f{n}.csv", "by": world.mia.id} for n in range(65)]
    ).execute()
    mia, seen, path = client_for("mia"), [], "/imports"
    while path:
        body = mia.get(path).text
        seen += re.findall(r'<tr id="import-(\d+)"', body)
        path = next(iter(re.findall(r'href="(/imports\?before=\d+)"', body)), None)
    assert len(set(seen)) == len(seen) == 65
    with count_queries() as many:
        mia.get("/imports")
    ImportRun.delete().where(ImportRun.id > 2).execute()
    with count_queries() as few:
        mia.get("/imports")
    assert len(many) == len(few)


def test_the_dry_run_shows_figures_and_rows(client_for, checked):
    run = checked()
    body = client_for("mia").get(f"/imports/{run.id}").text
    assert "Nothing was written yet." in body
    assert "Import 2 rows, leave out 2" in body
    assert "They go into the new pipeline “sales (2)”." in body
    assert not Opportunity.select().where(Opportunity.name == "Pump hall").exists()
    errors = client_for("mia").get(f"/imports/{run.id}?of=error").text
    assert re.search(r'class="bad-cell[^>]*>many</span>', errors)
    assert "There is no rate for EUR" in errors
    assert "Pump hall" not in errors
    assert "kept as lines of text: Colour" in client_for("mia").get(f"/imports/{run.id}?of=notes").text


def test_every_row_is_shown_page_by_page_at_the_same_cost(client_for, checked, count_queries, htmx):
    run = checked(text=CUSTOMERS, kind="customers")
    mia, seen, path, costs = client_for("mia"), [], f"/imports/{run.id}?of=all", set()
    while path:
        with count_queries() as queries:
            body = mia.get(path, headers=htmx).text
        costs.add(len(queries))
        seen += [int(number) for number in re.findall(r'<tr id="row-(\d+)"', body)]
        path = next(iter(re.findall(r'href="([^"]*after=\d+)"', body)), "").replace("&amp;", "&")
    assert seen == list(range(2, 133))
    assert len(costs) == 1


def test_refused_rows_are_a_file_that_can_come_back(client_for, checked, upload):
    run = checked()
    answer = client_for("mia").get(f"/imports/{run.id}/refused")
    assert "attachment" in answer.headers["Content-Disposition"]
    rows = list(csv.reader(io.StringIO(answer.data.decode("utf-8-sig"))))
    assert rows[0] == ["Name", "Customer", "Stage", "Amount", "Owner", "Source", "Colour", "⚠ Reason"]
    assert [row[0] for row in rows[1:]] == ["Gate", "Door"]
    assert "many" in rows[1][-1]
    assert upload(text=answer.data).result["columns"][-1]["field"] is None


def test_the_whole_way(client_for, world, checked, work, htmx):
    mia, run = client_for("mia"), checked()
    waiting = ImportRun.get_by_id(run.id)
    assert mia.post(f"/imports/{run.id}/launch", data={"version": waiting.version}).status_code == 303
    body = mia.get(f"/imports/{run.id}").text
    assert "The worker does not run." in body
    Lease.take(WORKER, "somebody")
    assert "Waiting for its turn" in mia.get(f"/imports/{run.id}").text
    work(run)
    told = mia.get(f"/imports/{run.id}/progress", headers=htmx)
    assert told.headers["HX-Location"].endswith(f"/imports/{run.id}")
    body = mia.get(f"/imports/{run.id}").text
    assert "2 opportunities" in body
    there = re.search(r'href="(/opportunities\?[^"]+)"', body)[1].replace("&amp;", "&")
    assert "Pump hall" in mia.get(there).text
    question = mia.get(f"/imports/{run.id}/undo/new", headers=htmx).text
    assert "2 opportunities" in question
    assert "who were there before stays with them" in question
    assert mia.post(f"/imports/{run.id}/undo").status_code == 303
    assert "Taking it back" in mia.get(f"/imports/{run.id}").text
    work(run)
    body = mia.get(f"/imports/{run.id}").text
    assert "The import was taken back" in body
    assert "2 opportunities" in body
    assert not Opportunity.kept().where(Opportunity.name == "Pump hall").exists()


def test_progress_is_silent_while_nothing_changes(client_for, upload, htmx):
    mia, run = client_for("mia"), upload()
    ImportRun.update(status="running", total=200, done=50, claimed_by="w").execute()
    first = mia.get(f"/imports/{run.id}/progress", headers=htmx)
    assert "50 of 200 rows" in first.text
    assert (
        mia.get(f"/imports/{run.id}/progress", headers={**htmx, "HX-PTag": first.headers["HX-PTag"]}).status_code == 304
    )
    ImportRun.update(done=100).execute()
    assert (
        "100 of 200 rows"
        in mia.get(f"/imports/{run.id}/progress", headers={**htmx, "HX-PTag": first.headers["HX-PTag"]}).text
    )


def test_after_the_check_the_way_leads_to_what_has_to_be_chosen(client_for, checked, htmx):
    run = checked()
    assert client_for("mia").get(f"/imports/{run.id}/progress", headers=htmx).headers["HX-Location"].endswith("/values")
    plain = checked(text=CUSTOMERS, kind="customers")
    assert (
        client_for("mia")
        .get(f"/imports/{plain.id}/progress", headers=htmx)
        .headers["HX-Location"]
        .endswith(f"/{plain.id}")
    )


def test_what_was_counted_is_what_is_done(client_for, checked):
    run = checked()
    assert client_for("mia").post(f"/imports/{run.id}/launch", data={"version": run.version - 1}).status_code == 409
    for nothing in ({}, {"version": ""}, {"version": "x"}):  # who does not say what they read has read something else
        assert client_for("mia").post(f"/imports/{run.id}/launch", data=nothing).status_code == 409
    assert client_for("mia").post(f"/imports/{run.id}/launch", data={"version": run.version}).status_code == 303
    again = client_for("mia").post(f"/imports/{run.id}/launch", data={"version": run.version})
    assert again.status_code == 409


def test_stopped_and_gone_on_with(client_for, checked, work):
    mia, run = client_for("mia"), checked(text=CUSTOMERS, kind="customers")
    mia.post(f"/imports/{run.id}/launch", data={"version": run.version})
    assert mia.post(f"/imports/{run.id}/cancellation").status_code == 303
    body = mia.get(f"/imports/{run.id}").text
    assert "The import was stopped" in body
    version = re.search(r'name="version" value="(\d+)"', body)[1]
    assert mia.post(f"/imports/{run.id}/launch", data={"version": version}).status_code == 303
    work(run)
    assert Customer.select().where(Customer.name.startswith("Firm")).count() == 130


def test_the_file_can_be_deleted(client_for, checked, work):
    mia, run = client_for("mia"), checked(text=CUSTOMERS, kind="customers")
    run = run_it(mia, run, work)
    assert mia.post(f"/imports/{run.id}/removal").location.endswith(f"/imports/{run.id}")
    body = mia.get(f"/imports/{run.id}").text
    assert "Refused rows as a file" not in body
    assert mia.get(f"/imports/{run.id}/refused").status_code == 404
    fresh = checked()
    assert "Nothing of it was written." in mia.get(f"/imports/{fresh.id}/removal/new").text
    assert mia.post(f"/imports/{fresh.id}/removal").location.endswith("/imports")
    assert mia.get(f"/imports/{fresh.id}").status_code == 404


def test_reasons_are_told_in_the_language_of_the_reader(client_for, world, checked):
    run = checked()
    User.update(language="zh-Hans").where(User.id == world.mia.id).execute()
    body = client_for("mia").get(f"/imports/{run.id}?of=error").text
    (line, _door) = run.rows("error")
    assert html.unescape(re.search(r'<td class="table__cut soft">(.*?)</td>', body)[1]) != line.reason % line.facts
    refused = client_for("mia").get(f"/imports/{run.id}/refused").data.decode("utf-8-sig")
    assert line.reason % line.facts not in refused


def test_the_ways_in(client_for, world):
    for path in ("/opportunities", "/customers", "/contacts"):
        assert "/imports/new?kind=" in client_for("mia").get(path).text
        assert 'href="/imports' not in client_for("ann").get(path).text
    assert 'href="/imports' in client_for("mia").get("/search/palette?q=csv").text
    assert 'href="/imports' not in client_for("ann").get("/search/palette?q=csv").text


def test_the_bell_says_what_came_of_it(client_for, upload, htmx):
    mia, run = client_for("mia"), upload()
    for status, said in (("checked", "was checked"), ("done", "was imported"), ("failed", "end"), ("undone", "back")):
        ImportRun.update(status=status).execute()
        news.tell(run)
        told = mia.get("/notifications/count", headers={**htmx, "HX-PTag": "0.0"}).text
        assert "toast--notice" in told
        assert "sales.csv" in told
        assert said in told
    notice = Notification.select().order_by(Notification.id.desc()).get()
    assert mia.get(f"/notifications/{notice.id}").location.endswith(f"/imports/{run.id}")
    ImportRun.update(status="done", result_json='{"written": {"customer": 1}}').execute()
    mia.get(f"/imports/{run.id}")
    assert Notification.unread(run.by)[0] == 0
