"""A plan is ticked off, put off, edited, deleted; the page shows the earliest first."""

import datetime as dt
import re

import pytest

from models import Activity, Event, User
from models.setting import today

DAY = dt.timedelta(days=1)


@pytest.fixture
def plan(world):
    """Ann's call on acme_renewal, tomorrow."""
    more = {"opportunity": world.acme_renewal, "contact": world.acme_wei, "subject": "Ask for the order"}
    return Activity.plan(world.ann, "call", on=today() + DAY, text="He decides", **more)


def again(row):
    return Activity.get_by_id(row.id)


def tick(client, row, headers=None, **data):
    data = {"kind": row.kind, "on": today().isoformat(), **data}
    return client.post(f"/activities/{row.id}/completion", data=data, headers=headers)


def test_the_dialog_asks_what_came_out_and_keeps_what_was_planned(client_for, plan, htmx):
    body = client_for("ann").get(f"/activities/{plan.id}/completion/new", headers=htmx).text
    for part in (
        "Ask for the order",
        "He decides",
        "And next?",
        "No answer",
        'selected value="' + str(plan.contact_id),
    ):
        assert part in body, part


def test_ticked_off_it_becomes_the_record_and_asks_for_what_is_next(client_for, world, plan, htmx):
    body = tick(client_for("ann"), plan, htmx, outcome="Reached", text="Wants it", minutes=5).text
    row = again(plan)
    assert (row.done_on, row.outcome, row.text, row.minutes, row.subject) == (
        today(),
        "Reached",
        "Wants it",
        5,
        "Ask for the order",
    )
    assert world.acme_renewal.next_step_id is None
    assert "And next?" in body
    assert "Nothing for now" in body


def test_who_may_only_read_the_opportunity_ticks_off_their_part_and_is_asked_for_no_next(client_for, world, htmx):
    row = Activity.plan(world.mia, "call", on=today(), opportunity=world.bolt_shared, assignee=world.ann)
    address, ann = f"/activities/{row.id}/completion", client_for("ann")
    assert "And next?" not in ann.get(f"{address}/new", headers=htmx).text
    answer = ann.post(address, data={"kind": "call", "on": today().isoformat()}, headers=htmx)
    assert (answer.status_code, "And next?" in answer.text) == (200, False)
    assert again(row).done_at


def test_done_and_next_in_one_breath(client_for, world, plan):
    ahead = {"next_on": (today() + 2 * DAY).isoformat(), "next_kind": "email", "next_subject": "Send it"}
    answer = tick(client_for("ann"), plan, **ahead)
    assert answer.headers["Location"] == f"/opportunities/{world.acme_renewal.id}"
    assert again(plan).done_at
    assert (world.acme_renewal.next_step_kind, world.acme_renewal.next_step_on) == ("email", today() + 2 * DAY)


def test_at_once_with_undo(client_for, world, plan, htmx):
    client = client_for("ann")
    body = client.post(f"/activities/{plan.id}/completion", data={"quick": 1}, headers=htmx).text
    assert again(plan).done_at
    undo = re.search(r'action="(/batches/\d+/undo)"', body)[1]
    client.post(undo, headers=htmx)
    assert again(plan).done_at is None
    assert world.acme_renewal.next_step_id == plan.id


def test_two_tick_it_off_the_second_is_told(client_for, world, plan):
    plan.complete(world.bo, outcome="Reached")
    answer = tick(client_for("ann"), plan, outcome="No answer", text="Kept words")
    assert answer.status_code == 409
    assert "This is done already." in answer.text
    assert "Kept words" in answer.text
    assert again(plan).outcome == "Reached"


def test_what_somebody_else_wrote_into_it_meanwhile_is_not_overwritten_unseen(client_for, world, plan):
    plan.edit(world.bo, text="He decides on Friday")
    answer = tick(client_for("ann"), plan, text="Mine", version=1)
    assert answer.status_code == 409
    assert "He decides on Friday" in answer.text
    assert "Mine" in answer.text
    assert again(plan).done_at is None
    assert tick(client_for("ann"), plan, text="Mine", version=2).status_code == 200
    assert again(plan).text == "Mine"


@pytest.mark.parametrize(("word", "days"), [("tomorrow", 1), ("week", 7), ("monday", None)])
def test_put_off_by_one_click(client_for, world, htmx, plan, word, days):
    Activity.update(due_on=today() - 3 * DAY).where(Activity.id == plan.id).execute()
    answer = client_for("ann").post(f"/activities/{plan.id}/postponement", data={"by": word}, headers=htmx)
    assert answer.status_code == 200
    assert "put off to" in answer.text
    on = today() + (days or 7 - today().weekday()) * DAY
    assert (again(plan).due_on, world.acme_renewal.next_step_on) == (on, on)
    assert Event.about(plan).first().name == "activity.postponed"


def test_put_off_to_any_day_but_a_past_one(client_for, plan, htmx):
    client, path = client_for("ann"), f"/activities/{plan.id}/postponement"
    assert "<dialog" in client.get(f"{path}/new", headers=htmx).text
    for data, status in (
        ({"on": (today() - 2 * DAY).isoformat()}, 422),
        ({"on": "soon"}, 422),
        ({"by": "someday"}, 422),
        ({"on": (today() + 4000 * DAY).isoformat()}, 409),
        ({}, 422),
    ):
        assert client.post(path, data=data, headers=htmx).status_code == status, data
    assert again(plan).due_on == today() + DAY
    assert client.post(path, data={"on": (today() + 9 * DAY).isoformat()}).status_code == 303
    assert again(plan).due_on == today() + 9 * DAY


def test_only_later_days_are_offered(client_for, world, plan):
    page, tomorrow = f"/opportunities/{world.acme_renewal.id}", today() + DAY
    assert f'name="on" value="{tomorrow.isoformat()}"' not in client_for("ann").get(page).text  # it is due then
    Activity.update(due_on=today()).where(Activity.id == plan.id).execute()
    assert f'name="on" value="{tomorrow.isoformat()}"' in client_for("ann").get(page).text
    Activity.update(due_on=None).where(Activity.id == plan.id).execute()
    assert f'name="on" value="{tomorrow.isoformat()}"' in client_for("ann").get(page).text


def test_what_is_done_is_not_put_off(client_for, world, plan):
    plan.complete(world.ann)
    assert client_for("ann").post(f"/activities/{plan.id}/postponement", data={"by": "week"}).status_code == 409


def form_of(client, row):
    """What the browser would send of the row's form."""
    body = client.get(f"/activities/{row.id}/edit").text
    form = re.search(r'<form id="activity-form".*?</form>', body, re.S)[0]
    held = dict(re.findall(r'<input[^>]*?name="([^"]+)"[^>]*?value="([^"]*)"', form))
    for name, options in re.findall(r'<select[^>]*name="([^"]+)".*?>(.*?)</select>', form, re.S):
        chosen = re.search(
            r'<option[^>]*\bselected\b[^>]*?value="([^"]*)"|<option[^>]*value="([^"]*)"[^>]*\bselected', options
        )
        held[name] = (chosen[1] or chosen[2] or "") if chosen else ""
    return held | {"text": row.text or ""}


def test_the_form_sent_back_untouched_changes_nothing(client_for, world, plan):
    User.update(time_zone="America/New_York").where(User.id == world.ann.id).execute()
    client = client_for("ann")
    timed = Activity.plan(
        world.ann, "visit", at=dt.datetime.combine(today() + 3 * DAY, dt.time(2, 30, 7)), opportunity=world.acme_renewal
    )
    done = Activity.log(
        world.ann, "call", opportunity=world.acme_renewal, done_at=dt.datetime(2026, 1, 3, 23, 59, 58), minutes=3
    )
    for row in (plan, timed, done):
        before, events = again(row).__data__, Event.about(row).count()
        assert client.post(f"/activities/{row.id}", data=form_of(client, row)).status_code == 303
        assert again(row).__data__ == before
        assert Event.about(row).count() == events


def test_edited_and_told(client_for, world, plan, htmx):
    client = client_for("ann")
    data = form_of(client, plan) | {
        "kind": "visit",
        "on": (today() + 4 * DAY).isoformat(),
        "at": "09:30",
        "contact": "",
    }
    answer = client.post(f"/activities/{plan.id}", data=data, headers=htmx)
    assert "activity-changed" in answer.headers["HX-Trigger"]
    row = again(plan)
    assert (row.kind, row.due_on, row.contact, row.subject) == ("visit", today() + 4 * DAY, None, "Ask for the order")
    assert row.due_at == dt.datetime.combine(row.due_on, dt.time(1, 30)), "09:30 in Shanghai"
    assert set(Event.about(plan).first().facts["changes"]) == {"kind", "due_on", "due_at", "contact"}


def test_two_editors_the_second_sees_what_the_first_wrote(client_for, world, plan):
    client = client_for("ann")
    data = form_of(client, plan) | {"subject": "Mine"}
    plan.edit(world.bo, subject="Theirs")
    answer = client.post(f"/activities/{plan.id}", data=data)
    assert answer.status_code == 409
    assert "Theirs" in answer.text
    assert "Mine" in answer.text
    assert again(plan).subject == "Theirs"
    data["version"] = re.search(r'name="version" value="(\d+)"', answer.text)[1]
    assert client.post(f"/activities/{plan.id}", data=data).status_code == 303
    assert again(plan).subject == "Mine"


@pytest.mark.parametrize(
    ("data", "told"),
    [
        ({"on": ""}, "Choose a day."),
        ({"kind": "fax"}, "Not a valid choice"),
        ({"subject": "x" * 201}, "At most 200 characters."),
        ({"minutes": "-5"}, "less than a week"),
        ({"on": "2020-01-01"}, "This day is past."),
    ],
)
def test_an_edit_that_cannot_be(client_for, plan, data, told):
    client = client_for("ann")
    answer = client.post(f"/activities/{plan.id}", data=form_of(client, plan) | data)
    assert answer.status_code == 422
    assert told in answer.text
    assert again(plan).version == plan.version


def test_deleted_with_undo(client_for, world, plan, htmx):
    client = client_for("ann")
    body = client.post(f"/activities/{plan.id}/bin", data={"sure": 1}, headers=htmx).text
    assert Activity.reached(world.ann, plan.id) is None
    assert world.acme_renewal.next_step_id is None
    client.post(re.search(r'action="(/batches/\d+/undo)"', body)[1], headers=htmx)
    assert Activity.reached(world.ann, plan.id)
    assert world.acme_renewal.next_step_id == plan.id
    assert again(plan).remind_at


def test_ticked_off_by_mistake(client_for, world, plan, htmx):
    plan.complete(world.ann)
    answer = client_for("ann").post(f"/activities/{plan.id}/reopening", headers=htmx)
    assert answer.status_code == 200
    assert world.acme_renewal.next_step_id == plan.id


def test_who_may(client_for, world, plan):
    shared = Activity.plan(world.mia, "call", on=today(), opportunity=world.bolt_shared, assignee=world.ann)
    for who, row, status in (
        ("ann", plan, 303),
        ("ann", shared, 303),  # she only reads the opportunity, but it is hers to do
        ("bo", plan, 303),
        ("mia", plan, 303),
        ("cy", plan, 404),
        ("vic", plan, 403),
    ):
        for action in ("postponement", "bin"):
            row = again(row)
            Activity.update(deleted_at=None, due_on=today()).where(Activity.id == row.id).execute()
            data = {"by": "tomorrow", "sure": 1}
            assert client_for(who).post(f"/activities/{row.id}/{action}", data=data).status_code == status, (
                who,
                action,
            )


def test_the_earliest_is_the_next_step_and_its_state_is_told(client_for, world, plan):
    sale = world.acme_renewal
    late = Activity.plan(world.ann, "email", on=today(), opportunity=sale, subject="Answer him")
    Activity.plan(world.ann, "visit", on=today(), opportunity=sale, subject="Fetch the sample")
    Activity.update(due_on=today() - 2 * DAY).where(Activity.id == late.id).execute()
    body = client_for("ann").get(f"/opportunities/{sale.id}").text
    shown = re.findall(r'class="next next--(\w+)[^"]*" id="plan-\d+".*?next__what[^>]*>([^<]+)', body, re.S)
    assert shown == [("overdue", "Answer him"), ("today", "Fetch the sample"), ("planned", "Ask for the order")]
    assert "Overdue" in body


def test_without_a_plan_the_page_offers_one(client_for, world):
    body = client_for("ann").get(f"/opportunities/{world.star_rollout.id}").text
    assert "No next step" in body
    assert f"/activities/new?mode=plan&amp;opportunity={world.star_rollout.id}" in body
    assert "/activities/new?mode=plan" not in client_for("vic").get(f"/opportunities/{world.star_rollout.id}").text
    assert (
        "No next step" not in client_for("ann").get(f"/opportunities/{world.acme_won.id}").text.split("panel__work")[1]
    )


def test_many_plans_cost_no_more(client_for, world, plan, count_queries):
    client, address = client_for("ann"), f"/opportunities/{world.acme_renewal.id}"
    client.get(address)
    with count_queries() as queries:
        client.get(address)
    few = len(queries)
    for days in range(2, 12):
        Activity.plan(world.ann, "call", on=today() + days * DAY, opportunity=world.acme_renewal, assignee=world.bo)
    with count_queries() as queries:
        body = client.get(address).text
    assert body.count('id="plan-') == 11
    assert len(queries) <= few + 1, queries
