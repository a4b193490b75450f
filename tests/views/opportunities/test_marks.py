"""Marks on cards, lines and the page of an opportunity: the same words everywhere, sorted and filtered by each."""

import datetime as dt
import re

import pytest

from models import Activity, Opportunity
from models.base import now
from models.setting import today


def days(number):
    return dt.timedelta(days=number)


def put(row, **columns):
    Opportunity.update(**columns).where(Opportunity.id == row.id).execute()


@pytest.fixture
def marked(world):
    """Acme renewal has every mark at once."""
    step = Activity.plan(world.ann, "call", today(), opportunity=world.acme_renewal, subject="Ask for the order")
    Activity.update(due_on=today() - days(3)).where(Activity.id == step.id).execute()
    put(world.acme_renewal, next_step_on=today() - days(3), quiet_until=today() - days(3), touched_on=today() - days(21),
        entered_stage_at=now() - days(23), pushes=2, pushed_days=34)  # fmt: skip
    return world


REASONS = (
    "Call “Ask for the order” was due 3 days ago",
    "In Proposal for 23 days, usually 10; stuck after 20.",
    "No contact for 21 days; neglected after 14.",
    "Expected close pushed 2 times, 34 days in all.",
)


def test_card_line_and_page_say_the_same(client_for, marked):
    ann, row = client_for("ann"), marked.acme_renewal
    card = re.search(rf'id="card-{row.id}".*?</article>', ann.get("/board").text, re.S).group(0)
    line = re.search(rf'id="line-{row.id}".*?</tr>', ann.get("/opportunities").text, re.S).group(0)
    page = ann.get(f"/opportunities/{row.id}").text
    head = re.search(rf'id="opportunity-marks-{row.id}".*?</ul>', page, re.S).group(0)
    for reason in REASONS:
        assert reason in card
        assert reason in line
        assert reason in head
    assert "High purchase intent" in card
    assert "High purchase intent" in head
    assert 'data-tip="Grade A"' in card
    for mark in ("3d late", "23d", "21d", "×2"):
        assert mark in card
        assert mark in line
    assert head.count('tabindex="0"') == 5


def test_a_plan_says_when_and_what(client_for, marked):
    ann, row = client_for("ann"), marked.star_rollout
    for on, word, why in (
        (today(), "Today", "Visit is due today."),
        (today() + days(40), None, "Visit is planned for"),
    ):
        put(row, next_step_on=on, next_step_kind="visit")
        card = re.search(rf'id="card-{row.id}".*?</article>', ann.get("/board").text, re.S).group(0)
        assert why in card
        assert word is None or word in card
    put(row, next_step_on=None)
    assert "Nothing is planned next." in ann.get("/board").text


def test_what_is_closed_has_no_marks(client_for, marked):
    ann, row = client_for("ann"), marked.acme_renewal
    Opportunity.get_by_id(row.id).win(by=marked.ann, reason=marked.reason("won", "Price"))
    assert "opportunity-marks-" not in ann.get(f"/opportunities/{row.id}").text
    assert "stuck after" not in ann.get("/opportunities?outcome=all").text


@pytest.mark.parametrize(
    "query",
    [
        "step=overdue",
        "stalled=stuck",
        "stalled=neglected",
        "stalled=either",
        "pushed=2",
        "intent=high",
        "grade=A",
        "todo=overdue",
    ],
)
def test_board_and_list_are_narrowed_by_each(client_for, marked, query):
    mia, row = client_for("mia"), marked.acme_renewal
    put(marked.south_pilot, next_step_on=today(), touched_on=today(), entered_stage_at=now())
    for page in ("/board", "/opportunities"):
        body = mia.get(f"{page}?{query}").text
        assert row.name in body, page
        assert "South pilot" not in body, page


@pytest.mark.parametrize("sort", ["step", "stuck", "neglected", "pushes", "grade", "intent"])
def test_board_and_list_are_sorted_by_each(client_for, marked, sort):
    mia, row = client_for("mia"), marked.acme_renewal
    put(marked.bolt_joint, entered_stage_at=now(), touched_on=today(), next_step_on=today() + days(1), grade="B")
    board = re.findall(r'id="card-(\d+)"', mia.get(f"/board?sort={sort}").text)
    assert board.index(str(row.id)) < board.index(str(marked.bolt_joint.id))  # both in Proposal
    rows = re.findall(r'id="line-(\d+)"', mia.get(f"/opportunities?sort={sort}").text)
    assert rows.index(str(row.id)) < rows.index(str(marked.bolt_joint.id))


def test_each_mark_is_a_column(client_for, marked):
    body = client_for("ann").get("/opportunities?cols=name,step,stuck,neglected,pushes").text
    line = re.search(rf'id="line-{marked.acme_renewal.id}".*?</tr>', body, re.S).group(0)
    for column in ("step", "stuck", "neglected", "pushes"):
        assert f'class="list__{column}"' in line
        assert f'id="list-by-{column}"' in body


def test_marks_cost_the_board_no_query_a_card(client_for, marked, count_queries):
    ann = client_for("ann")
    ann.get("/board")
    with count_queries() as few:
        ann.get("/board")
    for number in range(40):
        row = Opportunity.add(marked.ann, name=f"Bulk {number}", intent="low")
        Activity.plan(marked.ann, "call", today() + days(number), opportunity=row, subject=f"S{number}")
    with count_queries() as many:
        ann.get("/board")
    assert len(many) == len(few)
