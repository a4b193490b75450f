"""The board by month of expected close: lanes, sums, moves that ask why, in the address and in saved views."""

import datetime as dt
import re

import pytest

from models import Event, Opportunity, Pipeline, SavedView, Stage
from models.opportunity.months import months
from models.setting import today


def month(number=0):
    """The id of the month that many months from now."""
    return months(today())[1 + number].id


def expect(client, row, headers=None, **data):
    return client.post(f"/opportunities/{row.id}/expectation", data=data, headers=headers)


def lane(body, key):
    return body[body.index(f'id="lane-{key}"') :].split("</section>")[0]


def test_lanes_are_months_with_what_is_expected_in_them(client_for, world):
    world.south_pilot.edit(by=None, expected_close_on=today().replace(day=1))
    world.bolt_shared.edit(by=None, expected_close_on=today() + dt.timedelta(days=900))
    world.crane_upgrade.edit(by=None, expected_close_on=today().replace(day=1) - dt.timedelta(days=1))
    body = client_for("mia").get("/board?group=month").text
    assert re.findall(r'<section class="lane [^"]*" id="lane-([^"]*)"', body) == [m.id for m in months(today())]
    assert "Crane upgrade" in lane(body, "past")
    assert "South pilot" in lane(body, month())
    assert "Bolt frame contract" in lane(body, "later")
    assert "星辰 ERP 项目" in lane(body, "none")
    head = lane(body, "past").split("</header>")[0]
    assert 'title="¥70,000"' in head  # USD 10,000 at 7
    assert 'title="¥56,000"' in head  # 80 % by hand
    assert "Needs" in lane(body, month())  # each card says its stage


def test_sums_are_those_of_the_stages(world):
    from models.opportunity.filter import Filter

    wanted, lanes = Filter(pipeline=world.pipeline.id), months(today())
    by_month = Opportunity.totals_by_month(world.mia, wanted, lanes).values()
    by_stage = Opportunity.totals(world.mia, wanted).values()
    assert tuple(map(sum, zip(*by_month, strict=True))) == tuple(map(sum, zip(*by_stage, strict=True)))


def test_a_move_to_an_earlier_month_asks_nothing(client_for, world, htmx):
    world.acme_renewal.edit(by=None, expected_close_on=today() + dt.timedelta(days=100))
    answer = expect(client_for("ann"), world.acme_renewal, htmx, month=month(1), version=world.acme_renewal.version)
    assert answer.status_code == 200
    assert "opportunity-changed" in answer.headers["HX-Trigger"]
    assert "Undo" in answer.text
    after = world.acme_renewal
    assert f"{after.expected_close_on:%Y-%m}" == month(1)
    assert after.pushes == 1  # that of the first line alone


def test_a_move_to_a_later_month_asks_why_and_tells_it(client_for, world, htmx):
    card, ann = world.acme_renewal, client_for("ann")
    card.edit(by=None, expected_close_on=today())
    answer = expect(ann, card, htmx, month=month(2), version=world.acme_renewal.version)
    assert answer.status_code == 422
    assert world.acme_renewal.expected_close_on == today()
    on = re.search(r'name="on"[^>]*value="([^"]*)"', answer.text)[1]
    assert on.startswith(month(2))
    again = expect(ann, card, htmx, on=on, why=" ", version=world.acme_renewal.version)
    assert again.status_code == 422
    assert "Say in a few words why it moves later." in again.text
    assert f'value="{on}"' in again.text
    done = expect(ann, card, htmx, on=on, why="Budget comes in spring", version=world.acme_renewal.version)
    assert done.status_code == 200
    after = world.acme_renewal
    assert (after.expected_close_on.isoformat(), after.pushes) == (on, 1)
    last = Event.about(card).first()
    assert (last.name, last.facts["why"]) == ("opportunity.edited", "Budget comes in spring")
    assert "Budget comes in spring" in ann.get(f"/opportunities/{card.id}").text


def test_the_move_can_be_taken_back(client_for, world, htmx):
    card, ann = world.acme_renewal, client_for("ann")
    before = card.expected_close_on
    later = before + dt.timedelta(days=40)
    body = expect(ann, card, htmx, on=later.isoformat(), why="Later").text
    assert world.acme_renewal.pushes == 1
    assert ann.post(re.search(r"/batches/\d+/undo", body)[0], headers=htmx).status_code == 200
    assert (world.acme_renewal.expected_close_on, world.acme_renewal.pushes) == (before, 0)


def test_no_date_takes_it_away_and_an_unknown_month_is_invalid(client_for, world, htmx):
    ann = client_for("ann")
    assert expect(ann, world.acme_renewal, htmx, month="past").status_code == 422
    assert expect(ann, world.acme_renewal, htmx, month="2001-01").status_code == 422
    assert expect(ann, world.acme_renewal, htmx).status_code == 422
    yesterday = (today() - dt.timedelta(days=1)).isoformat()
    assert "This day is past." in expect(ann, world.acme_renewal, htmx, on=yesterday, why="x").text
    assert world.acme_renewal.expected_close_on is not None
    assert expect(ann, world.acme_renewal, htmx, month="none").status_code == 200
    assert world.acme_renewal.expected_close_on is None


def test_who_may_only_look_may_not_move(client_for, world):
    assert expect(client_for("ann"), world.bolt_shared, month=month()).status_code == 403
    assert expect(client_for("vic"), world.acme_renewal, month=month()).status_code == 403
    assert expect(client_for("cy"), world.acme_renewal, month=month()).status_code == 404


def test_a_closed_one_and_an_old_card_are_refused(client_for, world, htmx):
    assert expect(client_for("ann"), world.acme_won, htmx, month=month()).status_code == 409
    card = world.acme_renewal
    card.edit(by=world.bo, amount=1)
    answer = expect(client_for("ann"), card, htmx, month="none", version=card.version - 1)
    assert answer.status_code == 409
    assert "Somebody else changed this opportunity" in answer.text


def test_group_is_kept_by_filter_views_pipelines_and_live_page(client_for, world, htmx):
    mia = client_for("mia")
    body = mia.get(f"/board?group=month&owner={world.ann.id}").text
    assert '<input type="hidden" name="group" value="month">' in body
    live = re.search(r'hx-get="(/board/\d+/changes[^"]*)"', body)[1].replace("&amp;", "&")
    assert "group=month" in live
    heard = mia.get(live, headers={**htmx, "HX-PTag": "0"}).text
    assert f'hx-target="#lane-{month()}"' in heard
    made = mia.post("/views", data={"area": "board", "name": "By month", "match": "group=month&sort=close"})
    assert made.status_code == 303
    assert SavedView.get().query == "group=month"
    assert "group=month" in mia.get(f"/views/{SavedView.get().id}").location
    other = Pipeline.create(name="Renewals", position=9)
    Stage.create(pipeline=other, name="Only", position=0, rate=50)
    assert "group=month" in mia.get(f"/board/{world.pipeline.id}?pipeline={other.id}&group=month").location


def test_a_page_whose_month_is_over_is_shown_anew(client_for, world, htmx):
    path = f"/board/{world.pipeline.id}/changes?group=month"
    old = client_for("mia").get(f"{path}&shown=past:0,2001-01:3", headers={**htmx, "HX-PTag": "0"})
    assert old.headers["HX-Refresh"] == "true"
    now = client_for("mia").get(f"{path}&shown=past:0,{month()}:3", headers={**htmx, "HX-PTag": "0"})
    assert "HX-Refresh" not in now.headers


def test_more_cards_of_a_month_follow_without_gap_or_repeat(client_for, world, htmx):
    for number in range(70):
        Opportunity.add(world.mia, name=f"Bulk {number}", expected_close_on=today() + dt.timedelta(days=400))
    mia = client_for("mia")
    part = lane(mia.get("/board?group=month").text, "later")
    seen = re.findall(r'id="card-(\d+)"', part)
    while link := re.search(r'hx-get="(/board/[^"]*lanes[^"]*)"', part):
        part = mia.get(link[1].replace("&amp;", "&"), headers=htmx).text
        seen += re.findall(r'id="card-(\d+)"', part)
    assert len(seen) == len(set(seen)) == 70
    listed = mia.get(f"/board/{world.pipeline.id}/lanes/later?group=month")
    assert listed.status_code == 302
    assert "expected_from=" in listed.location


def test_the_queries_do_not_grow_with_the_cards(client_for, world, count_queries):
    mia = client_for("mia")
    mia.get("/board?group=month")
    with count_queries() as few:
        mia.get("/board?group=month")
    for number in range(60):
        Opportunity.add(world.mia, name=f"Bulk {number}", expected_close_on=today() + dt.timedelta(days=number * 9))
    with count_queries() as many:
        mia.get("/board?group=month")
    assert len(many) == len(few) <= 22


def test_the_walk_goes_along_the_month(client_for, world):
    for number in range(3):
        on = today() + dt.timedelta(days=800 + number)
        Opportunity.add(world.mia, name=f"Far {number}", expected_close_on=on)
    row = Opportunity.get(Opportunity.name == "Far 1")
    body = client_for("mia").get(f"/opportunities/{row.id}", query_string={"from": "board?group=month"}).text
    links = re.findall(r'id="walk-([jk])" href="/opportunities/(\d+)', body)
    near = {name: Opportunity.get(Opportunity.name == name).id for name in ("Far 0", "Far 2")}
    assert dict(links) == {"k": str(near["Far 0"]), "j": str(near["Far 2"])}
    assert "Later · 3" in body


@pytest.mark.parametrize("path", ["/board?group=nonsense", "/board?group=month&sort=nonsense"])
def test_nonsense_in_the_address_is_passed_over(client_for, path):
    assert client_for("mia").get(path).status_code == 200
