"""Telling what texts of a column mean, and what currencies are worth."""

import re

from models import Setting
from models.imports.run import ImportRun
from tests.views.imports.test_columns import chosen


def names(body):
    """{text: name of its select} of the page."""
    return dict(re.findall(r'class="worth__text" title="([^"]+)".*?<select[^>]* name="([^"]+)"', body, re.S))


def sent(body, **other):
    """What the form of the values sends as it stands, but for `other` by the texts."""
    selects = names(body)
    version = re.search(r'name="version" value="(\d+)"', body)[1]
    return {"version": version} | {name: other.get(text, chosen(body, name)) for text, name in selects.items()}


def test_texts_are_shown_with_what_they_are_taken_for(client_for, world, checked):
    run = checked()
    body = client_for("mia").get(f"/imports/{run.id}/values").text
    selects = names(body)
    assert chosen(body, selects["Ann Li"]) == str(world.ann.id)
    assert chosen(body, selects["Ann Lee"]) == "new"
    assert "Is it “Ann Li”?" in body
    assert chosen(body, selects["Proposal"]) == str(world.stage("Proposal").id)
    assert chosen(body, selects["Referral"]) == str(world.source("Referral").id)
    assert chosen(body, selects["Fairs"]) == "new"


def test_what_is_chosen_counts(client_for, world, checked, work):
    run = checked()
    mia = client_for("mia")
    body = mia.get(f"/imports/{run.id}/values").text
    other = {"Ann Lee": str(world.ann.id), "Nowhere": "skip", "Fairs": "empty"}
    answer = mia.post(f"/imports/{run.id}/values", data=sent(body, **other) | {"rate-EUR": "7.8"})
    assert answer.status_code == 303
    run = ImportRun.get_by_id(run.id)
    assert run.status == "checking"
    assert run.options["values"] == {
        "owner": {"Ann Lee": world.ann.id},
        "stage": {"Nowhere": "skip"},
        "source": {"Fairs": "empty"},
    }
    assert run.options["rates"] == {"EUR": "7.8"}
    run = work(run)
    counts = run.result["counts"]
    assert (counts["create"], counts["skip"], counts["error"]) == (2, 1, 1)
    assert not counts.get("owners_new")
    again = mia.get(f"/imports/{run.id}/values").text
    assert chosen(again, names(again)["Nowhere"]) == "skip"
    assert 'value="7.8"' in again


def test_when_nothing_is_changed_nothing_is_checked_again(client_for, checked):
    run = checked()
    mia = client_for("mia")
    body = mia.get(f"/imports/{run.id}/values").text
    answer = mia.post(f"/imports/{run.id}/values", data=sent(body))
    assert answer.location.endswith(f"/imports/{run.id}")
    assert ImportRun.get_by_id(run.id).status == "checked"


def test_a_stage_that_the_chosen_pipeline_lacks_has_to_be_chosen(client_for, world, checked, work):
    run = checked(pipeline="Sales")
    mia = client_for("mia")
    body = mia.get(f"/imports/{run.id}/values").text
    assert chosen(body, names(body)["Nowhere"]) == ""
    assert [line.name for line in run.rows("error")] == ["Gate", "Crane rail", "Door"]
    mia.post(f"/imports/{run.id}/values", data=sent(body, Nowhere=str(world.stage("Needs").id)))
    assert [line.name for line in work(run).rows("error")] == ["Gate", "Door"]


def test_a_rate_has_to_be_one(client_for, checked):
    run = checked()
    mia = client_for("mia")
    body = mia.get(f"/imports/{run.id}/values").text
    assert f"What one unit is worth in {Setting.read('company.currency')}." in body
    for typed in ("x", "0", "-1", "nan", "1e40"):
        answer = mia.post(f"/imports/{run.id}/values", data=sent(body) | {"rate-EUR": typed})
        assert answer.status_code == 422, typed
        assert "Write a number above 0" in answer.text
        assert f'value="{typed}"' in answer.text
    assert ImportRun.get_by_id(run.id).status == "checked"


def test_nonsense_changes_nothing(client_for, checked):
    run = checked()
    mia = client_for("mia")
    body = mia.get(f"/imports/{run.id}/values").text
    data = sent(body) | {
        "stage-0": "drop table",
        "owner-99": "new",
        "rate-XX": "1",
        "rate-<b>": "1",
        "source-0": "99999",
    }
    assert mia.post(f"/imports/{run.id}/values", data=data).status_code == 303
    assert ImportRun.get_by_id(run.id).options.get("values") in (None, {})


def test_who_comes_second_is_told(client_for, checked):
    run = checked()
    mia = client_for("mia")
    body = mia.get(f"/imports/{run.id}/values").text
    ImportRun.update(version=ImportRun.version + 1).execute()
    assert mia.post(f"/imports/{run.id}/values", data=sent(body, Fairs="empty")).status_code == 409
    ImportRun.update(status="running").execute()
    assert mia.post(f"/imports/{run.id}/values", data=sent(body)).status_code == 303


def test_a_rate_beyond_all_measure_is_no_rate(client_for, checked):
    """Written out in plain digits it would fill the memory of the server."""
    run = checked(name="x")
    answer = client_for("mia").post(f"/imports/{run.id}/values", data={"version": run.version, "rate-EUR": "1e-999999"})
    assert answer.status_code == 422
    assert ImportRun.get_by_id(run.id).options.get("rates") in (None, {})
