"""The filter in the address: whatever is asked for reads back as it was written, and its menu and chips say it."""

import dataclasses
import datetime as dt
import html
import random
import re

import pytest
from werkzeug.datastructures import MultiDict
from werkzeug.test import EnvironBuilder

from models import Opportunity, Tag
from models.opportunity.filter import DAYS, IDS, OUTCOMES, Filter
from models.opportunity.spans import SPANS, WITHOUT
from views.opportunities import filters

VALUES = {"grade": ("A", "B", "C", "D", "none"), "intent": ("high", "medium", "low", "unknown")}
MARKED = {"step": ("overdue", "today", "planned", "none"), "stalled": ("stuck", "neglected", "either")}


def any_filter(pick):
    """A Filter with a few random fields."""
    found = {}
    for name in IDS:
        if pick.random() < 0.3:
            many = 1 if name == "pipeline" else pick.choice((1, 1, 2, 5))
            found[name] = tuple(pick.randrange(9) for _ in range(many)) if many > 1 else pick.randrange(9)
    for name, words in {**VALUES, **MARKED}.items():
        if pick.random() < 0.3:
            found[name] = tuple(pick.sample(words, pick.randrange(1, len(words))))
    for name in DAYS:
        if pick.random() < 0.3:
            found[name] = pick.choice((*SPANS, WITHOUT))
        for end in ("from", "to"):
            if pick.random() < 0.2:
                found[f"{name}_{end}"] = dt.date(2026, 1, 1) + dt.timedelta(days=pick.randrange(900))
    for name, most in (("amount", 10**12), ("probability", 100)):
        for end in ("from", "to"):
            if pick.random() < 0.3:
                found[f"{name}_{end}"] = pick.choice((0, 1, most, pick.randrange(most)))
    for name in ("reached", "furthest", "pushed", "pushed_to", "cycle_from", "cycle_to"):
        if pick.random() < 0.2:
            found[name] = pick.randrange(4)
    found["category"] = pick.choice(("", "", "counted", "commit"))
    found["history"] = pick.choice(("", "", "missing", "known"))
    found["amount"] = pick.choice(("", "known", "unknown"))
    found["outcome"] = pick.choice(OUTCOMES)
    found["q"] = pick.choice(("", "50%&=?#", "星辰, 科技", "a+b", "none", "0"))
    return Filter(**found)


@pytest.mark.parametrize("seed", range(60))
def test_every_filter_reads_back_from_its_address(seed):
    wanted = any_filter(random.Random(seed))
    address = filters.address(wanted)
    there = EnvironBuilder(query_string={name: str(value) for name, value in address.items()}).get_request().args
    assert filters.read(there) == wanted
    assert filters.address(filters.read(there)) == address


@pytest.mark.parametrize("seed", range(12))
def test_every_filter_is_answered_and_shown_as_chips(client_for, world, seed):
    wanted = any_filter(random.Random(seed))
    answer = client_for("mia").get("/opportunities", query_string=filters.address(wanted))
    assert answer.status_code == 200
    chips = re.findall(r'chip__key">(.*?)<', answer.text)
    assert len(chips) == len(wanted.settled().set().keys() - {"outcome"})


def test_several_values_repeated_or_with_commas_are_one_filter():
    for args in ({"owner": ["3", "1", "3"]}, {"owner": ["1,3"]}, {"owner": ["3", "1,x,"]}):
        assert filters.read(MultiDict([("owner", text) for text in args["owner"]])).owner == (1, 3)
    assert filters.read({"grade": "B,none,A,x"}).grade == ("A", "B", "none")
    assert filters.read({"owner": "5,5"}).owner == 5
    assert filters.read({"pipeline": "1,2"}).pipeline is None


@pytest.mark.parametrize(
    ("text", "figure"),
    [("50000", 50_000), ("50,000", 50_000), ("10万", 100_000), ("1.5k", 1500), ("2亿", 200_000_000), ("0", 0),
     ("1.5", None), ("-1", None), ("abc", None), ("", None), ("9" * 20, None)],
)  # fmt: skip
def test_amounts_are_read_as_people_type_them(text, figure):
    assert filters.read({"amount_from": text}).amount_from == figure


def matching(**wanted):
    return {row.name for row in Filter(**{"outcome": "all", **wanted}).apply(Opportunity.select())}


def test_several_values_mean_any_of_them(world):
    ann, bo = world.ann.id, world.bo.id
    assert matching(owner=(ann, bo)) == matching(owner=ann) | matching(owner=bo)
    assert matching(owner=(ann, 0)) == matching(owner=ann) | matching(owner=0)
    assert matching(grade=("A", "none")) == matching(grade="A") | matching(grade="none")
    assert matching(intent=("high", "low")) == matching(intent="high") == {"Acme renewal"}


def test_amounts_are_whole_units_of_the_base_currency(world):
    assert matching(amount_from=85_000, amount_to=85_000) == {"Acme first order"}  # what was agreed
    assert "Crane upgrade" in matching(amount_from=70_000, amount_to=70_000)  # USD 10,000 at 7
    assert "Crane upgrade" not in matching(amount_from=70_001)
    assert matching(amount="unknown") | matching(amount="known") == matching()
    assert "Orphan enquiry" in matching(amount="unknown")
    assert "Orphan enquiry" not in matching(amount_from=0)  # unknown is not 0


def test_probability_is_the_one_by_hand_else_the_stages(world):
    assert matching(probability_from=80, probability_to=80) == {"Crane upgrade"}  # by hand; its stage says 70
    assert matching(probability_from=70, probability_to=70) == set()
    assert "Bolt frame contract" in matching(probability_from=90)
    assert "Acme first order" not in matching(probability_from=0)  # closed ones have none


@pytest.mark.parametrize("word", [*SPANS, WITHOUT])
def test_spans_go_by_the_given_day(world, word):
    day = dt.date(2026, 5, 31)
    rows = list(Opportunity.select())
    pick = random.Random(3)
    for row in rows:
        close = day + dt.timedelta(days=pick.randrange(-200, 200)) if pick.random() < 0.8 else None
        Opportunity.update(expected_close_on=close).where(Opportunity.id == row.id).execute()
    held = {row.name: row.expected_close_on for row in Opportunity.select()}
    month, quarter = (day.year, day.month), (day.month - 1) // 3
    means = {
        "past": lambda on: on < day,
        "today": lambda on: on == day,
        "this_week": lambda on: on.isocalendar()[:2] == day.isocalendar()[:2],
        "this_month": lambda on: (on.year, on.month) == month,
        "next_month": lambda on: (on.year, on.month) == (2026, 6),
        "last_month": lambda on: (on.year, on.month) == (2026, 4),
        "this_quarter": lambda on: on.year == 2026 and (on.month - 1) // 3 == quarter,
        "this_year": lambda on: on.year == 2026,
        "next_30": lambda on: 0 <= (on - day).days <= 30,
        "last_30": lambda on: 0 <= (day - on).days <= 30,
    }
    expected = {n for n, on in held.items() if (on is None if word == WITHOUT else on is not None and means[word](on))}
    assert matching(expected=word, day=day) == expected


def test_moments_are_days_of_the_company(world):
    row = world.orphan
    Opportunity.update(created_at=dt.datetime(2026, 1, 31, 16)).where(
        Opportunity.id == row.id
    ).execute()  # Shanghai: February
    first, last = dt.date(2026, 2, 1), dt.date(2026, 1, 31)
    assert matching(created_from=first, created_to=first) == {"Orphan enquiry"}
    assert "Orphan enquiry" not in matching(created_to=last)
    assert matching(contacted=WITHOUT) == matching()


def test_the_menu_has_a_field_for_everything_that_can_be_asked(client_for, world):
    Tag.named("north")
    body = client_for("mia").get("/opportunities?outcome=all").text
    form = body.split('id="list-tools"')[1].split("</form>")[0]
    named = set(re.findall(r'name="(\w+)"', form))
    every = {field.name for field in dataclasses.fields(Filter) if field.compare}
    of_figures = {
        "reached",
        "furthest",
        "history",
        "category",
        "cycle_from",
        "cycle_to",
        "pushed_to",
    }  # asked by a click on one
    assert every - named <= {"office", "competitor", "rival", "pipeline", "tag", "todo"} | of_figures


def test_a_field_of_the_menu_says_what_is_chosen(client_for, world):
    asked = {"owner": f"{world.ann.id},{world.bo.id},none", "amount_from": "5000", "expected": "this_month"}
    body = html.unescape(client_for("mia").get("/opportunities", query_string=asked).text)
    said = dict(re.findall(r'id="list-pick-(\w+)">.*?pickset__value[^>]*>(.*?)<', body, re.S))
    assert said["owner"] == "Ann Li, Bo Chen, Nobody"
    assert said["amount"] == "≥ 5,000"
    assert said["expected"] == "This month"
    assert said["team"] == ""


def test_more_than_a_few_values_are_counted_in_a_chip(client_for, world):
    every = ",".join(str(stage.id) for stage in world.pipeline.path())
    body = client_for("mia").get(f"/opportunities?stage={every}").text
    assert "First contact, Needs, 3 more" in body
