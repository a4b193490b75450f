"""Today: where the day begins, whose it is, what each line says and offers."""

import datetime as dt
import re

import pytest

from models import Activity, Customer, Opportunity
from models.base import now
from models.setting import today


def days(number):
    return dt.timedelta(days=number)


def put(row, **columns):
    Opportunity.update(**columns).where(Opportunity.id == row.id).execute()


def line(body, key):
    """The markup of one line of the list."""
    found = re.search(rf'<li class="todo[^>]*id="todo-{key}".*?</li>', body, re.S)
    return found.group(0) if found else None


@pytest.fixture
def quiet(world):
    """Nothing waits for anybody."""
    Opportunity.update(
        owner_seen_at=now(),
        entered_stage_at=now(),
        touched_on=today(),
        next_step_on=today() + days(3),
        next_step_kind="call",
        expected_close_on=None,
    ).execute()
    return world


def test_the_day_begins_here(client_for):
    answer = client_for("ann").get("/")
    assert (answer.status_code, answer.location) == (302, "/today")


def test_when_nothing_waits_it_says_so_calmly(client_for, quiet):
    body = client_for("ann").get("/today").text
    assert "All done for today" in body
    assert 'class="todo ' not in body


def test_a_line_gives_every_reason_in_words_with_figures(client_for, quiet):
    row = quiet.acme_renewal
    put(row, next_step_on=None, entered_stage_at=now() - days(23), touched_on=today() - days(21), quiet_until=None,
        expected_close_on=today() - days(5), pushes=2, pushed_days=34)  # fmt: skip
    said = line(client_for("ann").get("/today").text, f"o{row.id}")
    for words in (
        "Expected close was 5 days ago",
        "In Proposal for 23 days, usually 10; stuck after 20.",
        "No contact for 21 days; neglected after 14.",
        "Nothing is planned next.",
        "Expected close pushed 2 times, 34 days in all.",
        "Acme renewal",
        "¥12",
    ):
        assert words in said, words


def test_a_due_follow_up_is_called_by_its_subject_and_offers_its_actions(client_for, quiet):
    ann, row = quiet.ann, quiet.acme_renewal
    step = Activity.plan(ann, "call", today(), opportunity=row, subject="Ask for the order")
    Activity.update(due_on=today() - days(3)).where(Activity.id == step.id).execute()
    put(row, next_step_on=today() - days(3))
    said = line(client_for("ann").get("/today").text, f"o{row.id}")
    assert "Ask for the order" in said
    assert "Call was due 3 days ago" in said
    assert "3d late" in said
    assert re.findall(r'data-do="(\w+)"', said) == ["done", "log", "plan", "later", "move"]
    for address in (
        f"/activities/{step.id}/completion/new",
        f"/activities/new?mode=log&amp;opportunity={row.id}",
        f"/activities/{step.id}/postponement",
        f"/opportunities/{row.id}/stage",
    ):
        assert f'"{address}"' in said, address


def test_a_line_without_a_follow_up_has_nothing_to_tick_off(client_for, quiet):
    put(quiet.acme_renewal, next_step_on=None)
    said = line(client_for("ann").get("/today").text, f"o{quiet.acme_renewal.id}")
    assert re.findall(r'data-do="(\w+)"', said) == ["log", "plan", "move"]


def test_whoever_may_only_look_gets_no_actions(client_for, quiet):
    put(quiet.acme_renewal, next_step_on=None)
    said = line(client_for("vic").get(f"/today?owner={quiet.ann.id}").text, f"o{quiet.acme_renewal.id}")
    assert said
    assert "data-do" not in said


def test_a_follow_up_asked_of_me_does_not_let_me_move_the_opportunity(client_for, quiet):
    step = Activity.plan(quiet.cy, "call", today(), opportunity=quiet.bolt_shared, subject="Help", assignee=quiet.ann)
    said = line(client_for("ann").get("/today").text, f"a{step.id}")
    assert 'data-do="done"' in said
    assert 'data-do="move"' not in said  # she may only read it


def test_the_same_day_is_late_for_one_and_not_for_another(client_for, quiet):
    from zoneinfo import ZoneInfo

    here, there = (dt.datetime.now(ZoneInfo(zone)).date() for zone in ("Pacific/Kiritimati", "Pacific/Midway"))
    if here == there:  # they are 25 hours apart
        pytest.fail("the earth stands still")
    put(quiet.acme_renewal, next_step_on=there)
    for zone, group in (("Pacific/Midway", "today-today"), ("Pacific/Kiritimati", "today-overdue")):
        type(quiet.ann).update(time_zone=zone).execute()
        assert f'id="{group}"' in client_for("ann").get("/today").text


def test_of_whom_as_far_as_one_sees(client_for, quiet):
    put(quiet.acme_renewal, next_step_on=None)
    put(quiet.south_pilot, next_step_on=None)
    assert "Acme renewal" not in client_for("mia").get("/today").text
    assert "Acme renewal" in client_for("mia").get(f"/today?owner={quiet.ann.id}").text
    everybody = client_for("mia").get("/today?owner=all").text
    assert "Acme renewal" in everybody
    assert "South pilot" in everybody
    team = client_for("bo").get(f"/today?owner=team-{quiet.north.id}").text
    assert "Acme renewal" in team
    assert "South pilot" not in team


@pytest.mark.parametrize("owner", ["99999", "all", "team-1", "x", "-1", "team-x", "%00", "9" * 40])
def test_of_nobody_beyond_ones_reach(client_for, quiet, owner):
    assert client_for("ann").get(f"/today?owner={owner}").status_code == 404


def test_ones_own_id_is_ones_own_day(client_for, quiet):
    assert client_for("ann").get(f"/today?owner={quiet.ann.id}").status_code == 200
    assert 'name="owner"' not in client_for("ann").get("/today").text  # nobody else to choose


def test_show_all_leads_to_the_group_and_from_there_to_the_list(client_for, quiet):
    for number in range(12):
        put(Opportunity.add(quiet.ann, name=f"Waits {number:02}", amount=number), owner_seen_at=now())
    ann = client_for("ann")
    body = ann.get("/today").text
    assert body.count('id="todo-o') == 8
    assert "Show all 12" in body
    whole = ann.get("/today?group=none").text
    assert whole.count('id="todo-o') == 12
    address = re.search(r'href="(/opportunities\?[^"]*todo=none[^"]*)"', whole).group(1).replace("&amp;", "&")
    assert ann.get(address).text.count("Waits ") >= 12
    assert ann.get("/today?group=nonsense").status_code == 200


def test_follow_ups_without_an_opportunity_lead_to_no_list_of_opportunities(client_for, quiet):
    Activity.plan(quiet.ann, "task", today(), subject="Weekly report")
    ann = client_for("ann")
    assert "Weekly report" in ann.get("/today?group=today").text
    assert "Show them as a list" not in ann.get("/today?group=today").text
    Activity.plan(quiet.ann, "call", today(), opportunity=quiet.acme_renewal)
    assert "Show them as a list" in ann.get("/today?group=today").text


def test_figures_lead_to_their_rows(client_for, quiet):
    ann = client_for("ann")
    body = ann.get("/today").text
    for key in ("won", "open", "weighted", "expected"):
        figure = re.search(rf'id="figure-{key}".*?</dd>', body, re.S).group(0)
        assert "data-tip=" in figure  # each says what it means
        address = re.search(r'href="(/opportunities[^"]*)"', figure).group(1).replace("&amp;", "&")
        listed = ann.get(address).text
        count = re.search(r"(\d+) opportunit", figure)
        if count:
            assert len(set(re.findall(r'id="line-(\d+)"', listed))) == int(count.group(1))
    assert "¥8.5万" in body or "¥85k" in body


def test_a_figure_without_one_known_amount_is_a_dash(client_for, quiet):
    Opportunity.update(amount=None, base_amount=None, weighted=None).where(Opportunity.outcome.is_null()).execute()
    body = client_for("ann").get("/today").text
    for key in ("open", "weighted"):
        assert ">—</a>" in re.search(rf'id="figure-{key}".*?</dd>', body, re.S).group(0)


def test_thousands_are_parted(client_for, quiet):
    columns = {"next_step_on": None, "amount": None, "base_amount": None, "base_final_amount": None}
    row = {**quiet.acme_renewal.__data__, **columns}
    del row["id"]
    for some in range(0, 1200, 100):
        Opportunity.insert_many([{**row, "name": f"Row {some + number}"} for number in range(100)]).execute()
    body = client_for("ann").get("/today").text
    assert "1,200 things to do" in body
    assert "1,202 opportunities" in body


def test_what_was_done_today_is_shown(client_for, quiet):
    Activity.log(quiet.ann, "call", opportunity=quiet.acme_renewal, subject="Rang", outcome="Wants it")
    body = client_for("ann").get("/today").text
    assert "Call “Rang”: Wants it" in body
    assert re.search(r'id="figure-done".*?<b class="figures__value num">1</b>', body, re.S)


def test_a_change_asks_for_the_list_alone(client_for, quiet, htmx):
    body = client_for("ann").get("/today", headers=htmx).text
    assert body.lstrip().startswith('<div class="todaypage" id="today"')
    assert 'hx-trigger="opportunity-changed from:body, activity-changed from:body, refresh"' in body


def test_names_are_shown_as_they_are(client_for, quiet):
    Opportunity.update(name="<b>bold</b>", next_step_on=None).where(Opportunity.id == quiet.acme_renewal.id).execute()
    Customer.update(name="A & <i>B</i>").where(Customer.id == quiet.acme.id).execute()
    body = client_for("ann").get("/today").text
    assert "&lt;b&gt;bold" in body
    assert "A &amp; &lt;i&gt;B" in body


def test_the_queries_do_not_grow_with_what_waits(client_for, quiet, count_queries):
    ann = client_for("ann")
    ann.get("/today")
    Activity.plan(quiet.ann, "task", today(), subject="One")
    Activity.plan(quiet.mia, "task", today(), opportunity=quiet.acme_renewal, subject="Two", assignee=quiet.mia)
    with count_queries() as few:
        ann.get("/today")
    for number in range(20):
        row = Opportunity.add(quiet.ann, name=f"Waits {number}", customer=quiet.acme)
        Activity.plan(quiet.mia, "call", today(), opportunity=row, assignee=quiet.mia)
        Activity.plan(quiet.ann, "task", today(), subject=f"T{number}")
    with count_queries() as many:
        ann.get("/today")
    assert len(many) == len(few), many
    assert len(few) <= 30, few
