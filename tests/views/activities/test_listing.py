"""The list of follow-ups: what the figures lead to, narrowed, paged, and as a file."""

import csv
import datetime as dt
import html
import io
import re

import pytest

from models import Activity, Event
from models.setting import today


@pytest.fixture
def done(world):
    """Two of Ann's, one of Bo's and one of Cy's; a plan that is late."""
    own, his = {"opportunity": world.acme_renewal}, {"opportunity": world.south_pilot}
    for number, (kind, who, subject, where) in enumerate((
        ("call", "ann", "First call", own),
        ("visit", "ann", "Saw Acme", {"customer": world.acme}),
        ("email", "bo", "=Offer", own),
        ("meeting", "cy", "Pilot", his),
    )):  # fmt: skip
        moment = dt.datetime(2025, 3, 10 + number, 4)
        Activity.log(world.mia, kind, assignee=world.user(who), subject=subject, outcome="Reached", done_at=moment, **where)  # fmt: skip
    late = Activity.plan(world.ann, "call", on=today(), subject="Late", **own)
    Activity.update(due_on=today() - dt.timedelta(days=2)).where(Activity.id == late.id).execute()


def shown(client, query=""):
    body = client.get(f"/activities?{query}").text
    return [html.unescape(name) for name in re.findall(r'<span class="cut" dir="auto" title="[^"]*">([^<]*)<', body)]


def test_everybody_sees_what_their_reach_holds_newest_first(client_for, done):
    assert shown(client_for("mia")) == ["Pilot", "=Offer", "Saw Acme", "First call"]
    assert shown(client_for("ann")) == ["=Offer", "Saw Acme", "First call"]
    assert shown(client_for("cy")) == ["Pilot"]


@pytest.mark.parametrize(
    ("query", "there"),
    [
        ("kind=call", ["First call"]),
        ("kind=call,email", ["=Offer", "First call"]),
        ("owner={ann}", ["Saw Acme", "First call"]),
        ("team={south}", ["Pilot"]),
        ("office=Guangzhou", ["Pilot"]),
        ("office=none", []),
        ("pipeline={pipeline}", ["Pilot", "=Offer", "First call"]),
        ("from=2025-03-11&to=2025-03-12", ["=Offer", "Saw Acme"]),
        ("from=2025-03-12&to=2025-03-11", ["=Offer", "Saw Acme"]),
        ("state=overdue", ["Late"]),
        ("state=planned&kind=call", ["Late"]),
        ("state=x&kind=x&from=x&owner=x", ["Pilot", "=Offer", "Saw Acme", "First call"]),
        ("after=x", ["Pilot", "=Offer", "Saw Acme", "First call"]),
    ],
)
def test_it_is_narrowed(client_for, world, done, query, there):
    ids = {"ann": world.ann.id, "south": world.south.id, "pipeline": world.pipeline.id}
    assert shown(client_for("mia"), query.format(**ids)) == there


def test_without_any_it_says_what_to_do(client_for, world):
    mia = client_for("mia")
    assert "No follow-up is done yet" in mia.get("/activities").text
    assert "No follow-up matches" in mia.get("/activities?kind=call").text


def test_more_than_a_page_is_fetched_in_parts(client_for, world, htmx):
    moment = dt.datetime(2025, 1, 1, 4)
    for number in range(60):
        Activity.log(world.mia, "call", subject=f"{number}", opportunity=world.acme_renewal, done_at=moment)
    client = client_for("mia")
    body = client.get("/activities").text
    assert "60 follow-ups" in body
    after = re.search(r"after=([\w%-]+)", body)[1]
    part = client.get(f"/activities?after={after}", headers=htmx).text
    assert part.count('<tr id="activity-') == 10
    assert "<html" not in part


def test_as_many_queries_whatever_the_rows(client_for, world, done, count_queries):
    client, asked = client_for("mia"), []
    for _more in range(2):
        client.get("/activities")
        with count_queries() as queries:
            client.get("/activities")
        asked.append(len(queries))
        for number in range(20):
            who = world.user(("ann", "bo", "mia")[number % 3])
            Activity.log(world.mia, "call", assignee=who, opportunity=world.acme_renewal)
    assert asked[0] == asked[1]


def test_a_file_holds_the_same_and_no_formula(client_for, world, done):
    answer = client_for("ann").get("/activities/sheet?kind=call,email")
    rows = list(csv.reader(io.StringIO(answer.data.decode("utf-8-sig"))))
    assert [row[:4] for row in rows[1:]] == [
        ["Email", "'=Offer", "Acme renewal", "Acme"],
        ["Call", "First call", "Acme renewal", "Acme"],
    ]
    assert Event.select().where(Event.name == "activity.exported").count() == 1
    assert "Ann Li took 2 follow-ups away as a file" in client_for("ada").get("/settings/audit").text.replace("<b dir=\"auto\">", "").replace("</b>", "")  # fmt: skip


@pytest.mark.parametrize(
    ("page", "figure"),
    [
        ("/reports/activity-volume?period=all&by=person", "4"),
        ("/reports/team-performance", "4"),
        ("/briefings?week=2025-03-10&who=all", "4"),
    ],
)
def test_figures_lead_to_it(client_for, world, done, page, figure):
    mia = client_for("mia")
    body = mia.get(page).text
    links = [html.unescape(link) for link in re.findall(rf'href="(/activities[^"]*)"[^>]*>\s*{figure}\s*<', body)]
    assert links
    for link in links:
        assert len(shown(mia, link.partition("?")[2])) == int(figure), link


def test_a_part_of_a_figure_leads_to_its_part(client_for, world, done):
    mia = client_for("mia")
    body = mia.get("/reports/activity-volume?period=all&by=person").text
    link = f"/activities?owner={world.ann.id}&amp;kind=visit"
    assert link in body
    assert shown(mia, html.unescape(link).partition("?")[2]) == ["Saw Acme"]


def test_it_is_found_by_its_name(client_for, world):
    assert 'href="/activities"' in client_for("ann").get("/search/palette?q=follow-ups").text
