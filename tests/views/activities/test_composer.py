"""Logged, planned and noted in the composer of a page or in a dialog; what is done asks for what is next."""

import datetime as dt
import json
import re
import zoneinfo

import pytest

from models import Activity, Note, User
from models.base import now
from models.setting import local, today

DAY = dt.timedelta(days=1)
PAST, AHEAD = ((dt.date.today() + days * DAY).isoformat() for days in (-2, 2))


def last(model=Activity):
    return model.select().order_by(model.id.desc()).first()


def send(client, path="/activities", headers=None, **data):
    data = {"kind": "call", "on": today().isoformat(), **data}
    return client.post(path, data={name: value for name, value in data.items() if value is not None}, headers=headers)


def test_what_was_done_is_logged_and_told(client_for, world, htmx):
    sale = world.acme_renewal
    done = {"text": "They like it", "outcome": "Reached", "minutes": 12, "contact": world.acme_wei.id}
    answer = send(client_for("ann"), headers=htmx, opportunity=sale.id, mode="log", inside=1, **done)
    row = last()
    assert answer.status_code == 200
    assert set(json.loads(answer.headers["HX-Trigger"])) == {"opportunity-changed", "activity-changed"}
    assert (row.opportunity, row.contact, row.text, row.outcome) == (sale, world.acme_wei, "They like it", "Reached")
    assert (row.minutes, row.assignee, row.done_on) == (12, world.ann, today())


def test_it_asks_for_the_next_step_in_the_same_place(client_for, world, htmx):
    sale = world.acme_renewal
    logged = {"kind": "meeting", "contact": world.acme_wei.id}
    body = send(client_for("ann"), headers=htmx, opportunity=sale.id, mode="log", inside=1, **logged).text
    assert 'hx-target="#composer"' in body
    assert "And next?" in body
    assert "Nothing for now" in body
    assert f'value="{(today() + DAY).isoformat()}"' in body
    assert re.search(r'<input[^>]*value="meeting"[^>]*checked', body)
    assert re.search(rf'<option selected value="{world.acme_wei.id}"', body)


def test_without_scripts_the_question_is_a_page(client_for, world):
    sale = world.acme_renewal
    answer = send(client_for("ann"), opportunity=sale.id, mode="log")
    assert answer.status_code == 200
    assert "<html" in answer.text
    assert "And next?" in answer.text
    assert f'href="/opportunities/{sale.id}"' in answer.text
    answer = send(client_for("ann"), opportunity=sale.id, mode="plan", on=(today() + DAY).isoformat())
    assert (answer.status_code, answer.headers["Location"]) == (303, f"/opportunities/{sale.id}")


def test_it_does_not_ask_where_a_step_is_planned_or_nothing_is_open(client_for, world, htmx):
    client = client_for("ann")
    Activity.plan(world.ann, "call", on=today() + DAY, opportunity=world.acme_renewal)
    for row in (world.acme_renewal, world.acme_won):
        body = send(client, headers=htmx, opportunity=row.id, mode="log", inside=1).text
        assert "Saved. And next?" not in body, row.name


def test_log_and_next_step_in_one_breath(client_for, world, htmx):
    ahead = {"next_on": (today() + 3 * DAY).isoformat(), "next_kind": "visit", "next_subject": "Show the sample"}
    body = send(client_for("ann"), headers=htmx, opportunity=world.acme_renewal.id, mode="log", inside=1, **ahead).text
    assert "Saved. And next?" not in body
    sale, row = world.acme_renewal, last()
    assert (sale.next_step_id, sale.next_step_on) == (row.id, today() + 3 * DAY)
    assert (row.kind, row.subject, row.done_at) == ("visit", "Show the sample", None)


def test_when_the_next_step_is_refused_nothing_is_logged(client_for, world):
    count = Activity.select().count()
    ahead = {"next_on": (today() + 4000 * DAY).isoformat(), "next_kind": "visit"}
    answer = send(client_for("ann"), opportunity=world.acme_renewal.id, mode="log", text="Kept words", **ahead)
    assert answer.status_code == 409
    assert "Kept words" in answer.text
    assert Activity.select().count() == count


@pytest.mark.parametrize("mode", ["log", "plan"])
def test_times_are_typed_on_the_readers_clock(client_for, world, mode):
    User.update(time_zone="America/New_York").where(User.id == world.ann.id).execute()
    here = local(now(), zoneinfo.ZoneInfo("America/New_York"))
    day = here.date() + (-2 if mode == "log" else 2) * DAY
    send(client_for("ann"), opportunity=world.acme_renewal.id, mode=mode, on=day.isoformat(), at="21:30")
    row = last()
    moment = (row.done_at if mode == "log" else row.due_at).replace(tzinfo=dt.UTC).astimezone(here.tzinfo)
    assert (moment.date(), moment.strftime("%H:%M")) == (day, "21:30")
    assert (row.done_on if mode == "log" else row.due_on) == day


def test_a_plan_for_a_colleague(client_for, world):
    on = (today() + DAY).isoformat()
    more = {"assignee": world.bo.id, "remind": "60", "subject": "Ask again", "at": "09:30", "text": "Bring the list"}
    answer = send(client_for("mia"), opportunity=world.crane_upgrade.id, mode="plan", on=on, **more)
    row = last()
    assert answer.status_code == 303
    assert (row.assignee, row.created_by, row.remind_minutes, row.text) == (world.bo, world.mia, 60, "Bring the list")
    assert row.remind_at == row.due_at - dt.timedelta(hours=1)


@pytest.mark.parametrize(
    ("mode", "data", "told"),
    [
        ("log", {"kind": "fax"}, "Not a valid choice"),
        ("log", {"on": ""}, "Enter the day."),
        ("log", {"on": AHEAD}, "cannot lie in the future"),
        ("log", {"minutes": "20000"}, "less than a week"),
        ("log", {"minutes": "soon"}, "whole number"),
        ("log", {"outcome": "x" * 201}, "At most 200 characters."),
        ("log", {"next_on": PAST}, "This day is past."),
        ("plan", {"on": PAST}, "This day is past."),
        ("plan", {"on": ""}, "Choose a day."),
        ("plan", {"subject": "x" * 201}, "At most 200 characters."),
        ("plan", {"at": "25:99"}, "Not a valid time"),
        ("plan", {"assignee": "4711"}, "Not a valid choice"),
        ("plan", {"contact": "4711"}, "Not a valid choice"),
    ],
)
def test_what_cannot_be_is_told_at_its_field_and_kept(client_for, world, htmx, mode, data, told):
    count = Activity.select().count()
    data = {"text": "Kept words", "opportunity": world.acme_renewal.id, **data}
    answer = send(client_for("ann"), headers=htmx, mode=mode, inside=1, **data)
    assert answer.status_code == 422
    assert told in answer.text
    assert "Kept words" in answer.text
    assert "<html" not in answer.text
    assert Activity.select().count() == count


def test_about_whom_one_may_not_follow_up(client_for, world):
    for who, data, status in (
        ("vic", {"opportunity": world.acme_renewal.id}, 403),
        ("cy", {"opportunity": world.acme_renewal.id}, 404),
        ("ann", {"opportunity": world.bolt_shared.id}, 403),
        ("ann", {"opportunity": 2**40}, 404),
        ("ann", {"opportunity": "them"}, 404),
        ("cy", {"customer": world.acme.id}, 404),
        ("cy", {"contact": world.acme_wei.id}, 404),
        ("out", {"opportunity": world.acme_renewal.id}, 303),
    ):
        count = Activity.select().count()
        client = client_for(who) if who != "out" else client_for("ann").application.test_client()
        answer = send(client, mode="plan", on=(today() + DAY).isoformat(), **data)
        assert answer.status_code == status, (who, data)
        assert Activity.select().count() == count, (who, data)


def test_on_a_customer_and_on_a_contact(client_for, world, htmx):
    client = client_for("ann")
    for data, page in (
        ({"customer": world.acme.id}, f"/customers/{world.acme.id}"),
        ({"contact": world.acme_wei.id}, f"/contacts/{world.acme_wei.id}"),
    ):
        assert send(client, mode="log", text="Met at the fair", **data).headers["Location"] == page
        row = last()
        assert (row.customer, row.opportunity) == (world.acme, None)
        body = client.get("/activities/new", query_string={**data, "mode": "plan"}, headers=htmx).text
        assert "<dialog" in body
        assert "<html" not in body
    assert last().contact == world.acme_wei


def test_on_the_page_of_a_contact_it_is_with_them(client_for, world):
    chosen = f'<option selected value="{world.acme_wei.id}">Wei Zhang</option>'
    assert chosen in client_for("ann").get(f"/contacts/{world.acme_wei.id}").text
    assert chosen not in client_for("ann").get(f"/customers/{world.acme.id}").text


def test_the_form_proposes_what_the_address_says(client_for, world, htmx):
    address = f"/activities/new?opportunity={world.acme_renewal.id}&mode=plan&kind=visit"
    body = client_for("ann").get(address, headers=htmx).text
    assert re.search(r'<input[^>]*value="visit"[^>]*checked', body)
    assert "Wei Zhang" in body
    assert "<html" in client_for("ann").get(address).text


def test_phrases_are_at_hand_ones_own_first(client_for, world):
    for _ in range(2):
        Activity.log(world.ann, "call", opportunity=world.acme_renewal, outcome="Asked <b>for Wei</b>")
    Activity.log(world.ann, "call", opportunity=world.acme_renewal, outcome="Only once")
    body = client_for("ann").get(f"/opportunities/{world.acme_renewal.id}").text
    phrases = re.findall(r'data-kind="call"[^>]*data-value="([^"]*)"', body)
    assert phrases[0] == "Asked &lt;b&gt;for Wei&lt;/b&gt;"
    assert "No answer" in phrases
    assert "Only once" not in phrases
    assert "Asked" not in client_for("bo").get(f"/opportunities/{world.acme_renewal.id}").text.split("composer")[1]


def test_who_only_looks_has_no_composer(client_for, world):
    row = Activity.plan(world.ann, "call", on=today(), opportunity=world.acme_renewal, subject="Ask for the order")
    for who, may in (("ann", True), ("vic", False)):
        body = client_for(who).get(f"/opportunities/{world.acme_renewal.id}").text
        assert "Ask for the order" in body
        assert ('id="composer"' in body) is may
        assert (f'id="acts-{row.id}"' in body) is may


def test_a_note(client_for, world, htmx):
    client, sale = client_for("ann"), world.acme_renewal
    answer = client.post(
        "/notes", data={"opportunity": sale.id, "inside": 1, "text": " Gate 4 \r\nAsk Lee "}, headers=htmx
    )
    assert "opportunity-changed" in answer.headers["HX-Trigger"]
    assert (last(Note).text, last(Note).opportunity, last(Note).customer) == ("Gate 4 \nAsk Lee", sale, world.acme)
    answer = client.post(
        "/notes", data={"opportunity": sale.id, "inside": 1, "mode": "note", "text": "  "}, headers=htmx
    )
    assert answer.status_code == 422
    assert "Write something." in answer.text


@pytest.mark.parametrize("zone", ["Asia/Shanghai", "America/New_York"])
@pytest.mark.parametrize("on", ["0001-01-01", "9999-12-31", "1850-06-01"])
@pytest.mark.parametrize("at", ["", "00:00", "23:59"])
def test_days_beyond_all_reason_are_refused(client_for, world, zone, on, at):
    User.update(time_zone=zone).where(User.id == world.ann.id).execute()
    count, client, sale = Activity.select().count(), client_for("ann"), world.acme_renewal
    for data in ({"mode": "log"}, {"mode": "plan"}, {"mode": "log", "on": today().isoformat(), "next_on": on}):
        answer = send(client, opportunity=sale.id, **{"on": on, "at": at, **data})
        assert answer.status_code in (409, 422), data
    row = Activity.plan(world.ann, "call", on=today() + DAY, opportunity=sale)
    done = Activity.log(world.ann, "call", opportunity=sale)
    for path in (
        f"/activities/{row.id}",
        f"/activities/{done.id}",
        f"/activities/{row.id}/completion",
        f"/activities/{row.id}/postponement",
    ):
        assert send(client, path, on=on, at=at, assignee=world.ann.id).status_code in (409, 422), path
    assert Activity.select().count() == count + 2


def test_odd_bytes_are_taken_as_they_can_be(client_for, world):
    odd = {"text": "a\0b\ud800", "outcome": "x\0\u202ey", "opportunity": world.acme_renewal.id, "mode": "log"}
    odd = {
        name: value.encode("utf-8", "replace").decode() if isinstance(value, str) else value
        for name, value in odd.items()
    }
    answer = send(client_for("ann"), **odd)
    assert answer.status_code in (200, 422)


@pytest.mark.parametrize("of", ["opportunity", "contact"])
@pytest.mark.parametrize("mode", ["log", "plan", "note"])
def test_sent_again_because_the_answer_was_lost_it_is_there_once(client_for, world, mode, of):
    about = {"opportunity": world.acme_renewal.id} if of == "opportunity" else {"contact": world.acme_wei.id}
    day = today() + dt.timedelta(days=mode == "plan")
    sent = {"mode": mode, "kind": "call", "on": day.isoformat(), "at": "00:01", "text": "They like it", **about}
    sent |= {"next_on": (today() + dt.timedelta(days=3)).isoformat(), "next_kind": "visit"} if mode == "log" else {}
    sent |= {"assignee": world.ann.id, "remind": "15"} if mode == "plan" else {}
    model, address = (Note, "/notes") if mode == "note" else (Activity, "/activities")
    before, ann = model.select().count(), client_for("ann")
    for _ in range(2):
        assert ann.post(address, data=sent).status_code in (200, 303)
    assert model.select().count() == before + (2 if mode == "log" else 1), "what was done, and what is next"
    assert ann.post(address, data={**sent, "text": "They love it"}).status_code in (200, 303)
    assert model.select().count() > before + (2 if mode == "log" else 1)
    model.update(created_at=dt.datetime(2026, 1, 1)).execute()
    ann.post(address, data=sent)
    assert model.select().where(model.text == "They like it").count() == 2
