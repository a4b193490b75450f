"""The bell and its page: what I am told, how many I have not read, and none that I may not see."""

import datetime as dt

from models import Activity, Notification, SignIn
from models.base import now
from models.batch import Batch
from models.event import record
from models.notification import gathering, tell
from models.setting import today


def given(world, *rows, to="bo"):
    for row in rows:
        row.assign(by=world.mia, owner=world.user(to))
    return Notification.select().order_by(Notification.id.desc()).first()


def reminded(world, **values):
    plan = Activity.create(
        kind="call", opportunity=world.acme_renewal, customer=world.acme, assignee=world.ann, **values
    )
    record("activity.reminded", plan, None, assignee=world.ann.id, due_on=plan.due_on, due_at=plan.due_at)
    return plan


def test_the_page_says_what_happened_and_leads_there(client_for, world):
    row = given(world, world.acme_renewal)
    page = client_for("bo").get("/notifications")
    assert "Mia Zhou gave you the opportunity “Acme renewal”." in page.text
    assert f'href="/notifications/{row.id}"' in page.text
    assert 'aria-label="Notifications, 1 unread"' in page.text


def test_following_one_reads_it(client_for, world):
    row = given(world, world.acme_renewal)
    answer = client_for("bo").get(f"/notifications/{row.id}")
    assert answer.status_code == 303
    assert answer.location == f"/opportunities/{world.acme_renewal.id}"
    assert Notification.unread(world.bo)[0] == 0


def test_a_follow_up_about_nothing_leads_to_today(client_for, world):
    Activity.plan(world.mia, "task", on=today(), assignee=world.ann, subject="Tidy up")
    row = Notification.get(Notification.user == world.ann)
    assert client_for("ann").get(f"/notifications/{row.id}").location == "/today"


def test_another_persons_is_not_there(client_for, world):
    row = given(world, world.acme_renewal)
    assert client_for("mia").get(f"/notifications/{row.id}").status_code == 404
    assert "Acme renewal" not in client_for("mia").get("/notifications").text


def test_a_name_out_of_reach_is_nowhere(client_for, world, htmx):
    row = given(world, world.acme_renewal, to="cy")
    world.acme_renewal.assign(by=world.mia, owner=world.ann)
    cy = client_for("cy")
    for path in ("/notifications", "/notifications/latest", "/notifications/count"):
        assert "Acme" not in cy.get(path, headers=htmx).text
    assert cy.get(f"/notifications/{row.id}").status_code == 404


def test_nothing_new_is_304(client_for, world, htmx):
    row = given(world, world.acme_renewal)
    same = {**htmx, "HX-PTag": f"{row.id}.1"}
    assert client_for("bo").get("/notifications/count", headers=same).status_code == 304


def test_what_comes_is_counted_and_announced(client_for, world, htmx):
    given(world, world.acme_renewal)
    answer = client_for("bo").get("/notifications/count", headers={**htmx, "HX-PTag": "0.0"})
    assert answer.headers["HX-PTag"] == f"{Notification.get().id}.1"
    assert 'hx-target="#live"' in answer.text
    assert "Mia Zhou gave you the opportunity" in answer.text
    assert 'hx-target="#toasts"' not in answer.text


def test_a_reminder_comes_as_a_message_too(client_for, world, htmx):
    world.ann.prefer(time_zone="UTC")
    at = dt.datetime.combine(now().date(), dt.time(23, 59))
    reminded(world, subject="Call Wei", due_on=at.date(), due_at=at)
    text = client_for("ann").get("/notifications/count", headers={**htmx, "HX-PTag": "0.0"}).text
    assert "“Call Wei” is due today at 23:59." in text.split('hx-target="#toasts"')[1]


def test_a_reminder_of_what_is_past_says_that_it_was(client_for, world):
    yesterday = now() - dt.timedelta(days=1)
    reminded(world, subject="Call Wei", due_on=yesterday.date(), due_at=yesterday)
    reminded(world, subject="Call Bo", due_on=yesterday.date() - dt.timedelta(days=1))
    with gathering():
        for name in ("One", "Two"):
            reminded(world, subject=name, due_on=yesterday.date() - dt.timedelta(days=1))
    text = client_for("ann").get("/notifications").text
    assert "2 follow-ups were due." in text
    assert "“Call Wei” was due" in text
    assert "“Call Bo” was due" in text
    assert "is due" not in text


def test_a_long_subject_leaves_room_for_the_time(client_for, world):
    reminded(world, subject="Send the sample " * 12, due_on=today())
    text = client_for("ann").get("/notifications").text
    assert "Send the sample Send the sample" in text
    assert "…” is due" in text


def test_what_was_read_elsewhere_is_not_announced_again(client_for, world, htmx):
    row = given(world, world.acme_renewal)
    row.read()
    text = client_for("bo").get("/notifications/count", headers={**htmx, "HX-PTag": f"{row.id}.1"}).text
    assert 'hx-target="#live"' not in text
    assert "bell__count" not in text


def test_asking_keeps_nobody_signed_in(client_for, world, htmx):
    page, earlier = client_for("ann"), now() - dt.timedelta(hours=2)
    SignIn.update(seen_at=earlier).execute()
    page.get("/notifications/count", headers=htmx)
    assert SignIn.get().seen_at == earlier


def test_an_odd_tag_is_no_error(client_for, world, htmx):
    given(world, world.acme_renewal)
    for tag in ("x", "9" * 40, "-1.0", ""):
        assert client_for("bo").get("/notifications/count", headers={**htmx, "HX-PTag": tag}).status_code == 200


def test_the_bell_opens_the_latest(client_for, world, htmx):
    given(world, world.acme_renewal)
    text = client_for("bo").get("/notifications/latest", headers=htmx).text
    assert "<html" not in text
    assert "notice--unread" in text
    assert "Mark all read" in text
    assert "Nothing new" in client_for("ada").get("/notifications/latest", headers=htmx).text


def test_all_are_read_up_to_what_the_page_showed(client_for, world, htmx):
    shown = given(world, world.acme_renewal)
    given(world, world.star_rollout)
    bo = client_for("bo")
    assert bo.post("/notifications/reading", data={"newest": shown.id}).location == "/notifications"
    assert Notification.unread(world.bo)[0] == 1
    answer = bo.post("/notifications/reading", data={"newest": 10**9}, headers=htmx)
    assert 'hx-target="#bell-button"' in answer.text
    assert "notice--unread" not in answer.text
    assert Notification.unread(world.bo)[0] == 0
    assert bo.post("/notifications/reading", data={"newest": "x" * 50}).status_code == 303


def test_older_ones_follow(client_for, world, htmx):
    for _ in range(55):
        record("opportunity.collaborator_added", world.acme_renewal, world.mia, user=world.ann.id)
    ann = client_for("ann")
    first = ann.get("/notifications").text
    assert first.count("notice__link") == 50
    older = first.split('hx-get="/notifications?after=')[1].split('"')[0]
    rest = ann.get(f"/notifications?after={older}", headers=htmx).text
    assert rest.count("notice__link") == 5
    assert "Show older" not in rest
    assert ann.get("/notifications?after=nonsense").status_code == 200


def test_every_kind_has_its_words_in_both_languages(client_for, world):
    at = now() + dt.timedelta(days=3)
    plan = reminded(world, due_on=at.date(), due_at=at)
    record("activity.fell_due", plan, None, assignee=world.ann.id, due_on=plan.due_on, due_at=None)
    record("activity.planned", plan, world.mia)
    record("opportunity.collaborator_added", world.acme_renewal, world.mia, user=world.ann.id, writes=False)
    record("opportunity.collaborator_added", world.acme_renewal, world.mia, user=world.ann.id, writes=True)
    for name in ("won", "lost", "invalidated", "reopened"):
        record(f"opportunity.{name}", world.acme_renewal, world.mia)
    record("opportunity.assigned", world.acme_renewal, world.mia, owner=world.ann.id)
    record("opportunity.assigned", world.acme_renewal, None, owner=world.ann.id)
    tell(world.ann, "handed_over", record("user.handed_over", world.finn, world.mia), count=42, former="Finn Gao")
    for language in ("en", "zh-Hans"):
        world.ann.prefer(language=language)
        assert client_for("ann").get("/notifications").text.count("notice__link") == 12


def test_many_in_one_action_are_one_line_that_leads_to_the_list(client_for, world):
    with Batch.of(world.mia, "assign"):
        row = given(world, world.acme_renewal, world.star_rollout)
    bo = client_for("bo")
    assert "Mia Zhou gave you 2 opportunities." in bo.get("/notifications").text
    answer = bo.get(f"/notifications/{row.id}", follow_redirects=True)
    assert answer.status_code == 200
    assert "Acme renewal" in answer.text


def test_what_a_leaving_colleague_had_is_one_line(client_for, world):
    event = record("user.handed_over", world.finn, world.mia)
    tell(world.ann, "handed_over", event, count=42, former="Finn Gao")
    assert "Mia Zhou handed over to you 42 opportunities of Finn Gao." in client_for("ann").get("/notifications").text


def test_the_bell_costs_a_page_one_question(client_for, world, count_queries):
    row, bo = given(world, world.acme_renewal), client_for("bo")
    with count_queries() as queries:
        bo.get("/notifications/count", headers={"HX-PTag": f"{row.id}.1"})
    asked = [sql for sql in queries if "notifications" in sql]
    assert len(asked) == 1, asked
