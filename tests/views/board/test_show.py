"""The board: figures over all rows, cards within reach, filters kept in the address."""

from models import Opportunity
from models.opportunity.filter import Filter


def test_a_lane_shows_count_sum_and_weighted_sum_over_all_rows(client_for, world):
    stage = world.stage("First contact")
    for number in range(60):
        Opportunity.add(world.mia, name=f"Bulk {number}", amount=10_000, stage=stage)
    body = client_for("mia").get("/board").text
    before = Opportunity.totals(world.mia, Filter(pipeline=world.pipeline.id))[stage.id]
    assert before[0] == 60 + 4  # with north_unowned, bolt_expired, handed_over and orphan
    assert f'<span class="num">{before[0]}</span>' in body
    assert body.count('id="card-') == 20 + 6  # twenty of this lane, six of the others


def test_a_salesperson_sees_her_own_cards_and_no_others(client_for, world):
    body = client_for("ann").get("/board").text
    assert "Acme renewal" in body
    assert "Bolt frame contract" in body  # she may read it
    assert "Dune first order" in body  # her team's, without an owner
    assert "South pilot" not in body
    assert "Bolt spare parts" not in body  # until yesterday
    assert "Orphan enquiry" not in body
    assert "Acme first order" not in body  # won: not on the board


def test_filters_narrow_cards_and_figures(client_for, world):
    manager = client_for("mia")
    body = manager.get(f"/board?owner={world.ann.id}").text
    assert "Acme renewal" in body
    assert "South pilot" not in body
    body = manager.get("/board?owner=none").text
    assert "Dune first order" in body
    assert "Acme renewal" not in body
    body = manager.get("/board?q=星辰").text
    assert "星辰 ERP 项目" in body
    assert "Acme renewal" not in body


def test_a_filter_without_matches_offers_to_clear_it(client_for):
    assert "No open opportunity matches" in client_for("mia").get("/board?q=nothing+like+it").text


def test_a_part_request_gets_the_board_without_the_page(client_for, htmx):
    body = client_for("mia").get("/board", headers=htmx).text
    assert "<html" not in body
    assert body.lstrip().startswith('<div class="boardpage" id="board"')


def test_the_queries_do_not_grow_with_the_cards(client_for, world, count_queries):
    manager = client_for("mia")
    manager.get("/board")
    with count_queries() as few:
        manager.get("/board")
    for number in range(60):
        Opportunity.add(world.mia, name=f"Bulk {number}", amount=10_000)
    with count_queries() as many:
        manager.get("/board")
    assert len(many) == len(few)
    assert len(few) <= 22, few


def test_an_unknown_pipeline_is_not_found(client_for):
    assert client_for("mia").get("/board/999").status_code == 404


def test_more_cards_of_a_lane_follow_without_gap_or_repeat(client_for, world, htmx):
    import re

    stage = world.stage("First contact")
    for number in range(120):
        Opportunity.add(world.mia, name=f"Bulk {number}", amount=number, stage=stage)
    manager = client_for("mia")
    body = manager.get("/board").text
    lane = body[body.index(f'id="lane-{stage.id}"') :].split("</section>")[0]
    seen = re.findall(r'id="card-(\d+)"', lane)
    while link := re.search(r'hx-get="(/board/[^"]*lanes[^"]*)"', lane):
        lane = manager.get(link.group(1).replace("&amp;", "&"), headers=htmx).text
        seen += re.findall(r'id="card-(\d+)"', lane)
    assert len(seen) == len(set(seen)) == 124


def test_more_cards_without_javascript_lead_to_the_list(client_for, world):
    stage = world.stage("Needs")
    answer = client_for("mia").get(f"/board/{world.pipeline.id}/lanes/{stage.id}?after=x&owner={world.ann.id}")
    assert answer.status_code == 302
    assert f"stage={stage.id}" in answer.location
    assert f"owner={world.ann.id}" in answer.location
