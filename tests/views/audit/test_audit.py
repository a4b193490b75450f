"""The audit: all that happened, in words, for administrators; narrowed, paged, and as a file."""

import csv
import datetime as dt
import html
import io
import re

import pytest

from models import Event, Opportunity, Setting
from models.archive import replace
from models.event import record
from models.pipeline import Source
from models.setting import today


def lines(body):
    """The text of the lines, newest first."""
    found = [part.split("    </div>")[0] for part in body.split('<li class="rows__one audit__line"')[1:]]
    return [" ".join(html.unescape(re.sub(r"<[^>]+>|^[^>]*>", " ", line)).split()) for line in found]


def test_a_setting_is_told_with_before_and_after(client_for, world):
    Setting.write(world.ada, company__name="Northgate", company__fiscal_month="4", reach__salesperson="team")
    first, second, third = lines(client_for("ada").get("/settings/audit").text)[:3]
    assert "Ada Sun changed what salespeople see from their own to their team's" in first
    assert "Ada Sun changed the beginning of the fiscal year from January to April" in second
    assert "Ada Sun changed the company's name from Example Trading to Northgate" in third


def test_a_team_in_the_place_of_another_is_told_of_whoever_was_in_it(client_for, world):
    replace(world.north, world.south, by=world.ada)
    said = lines(client_for("ada").get("/settings/audit?kind=users").text)
    assert any(line.endswith("Ada Sun let South take the place of North everywhere Bo Chen") for line in said)


def test_another_order_is_told_with_before_and_after(client_for, world):
    ids = [source.id for source in Source.offered()]
    Source.arrange(world.ada, [*ids[1:], ids[0]])
    first = lines(client_for("ada").get("/settings/audit").text)[0]
    assert re.search(r"Order: Website form, Campaign, .* → Campaign, .*, Website form", first)


def test_timelines_are_told_as_on_their_pages_with_the_subject(client_for, world):
    world.acme_renewal.enter(world.stage("Contract"), by=world.ann)
    body = client_for("ada").get("/settings/audit").text
    assert re.search(r"Ann Li moved it from Proposal to Contract .* Acme renewal", lines(body)[0])
    assert f'href="/opportunities/{world.acme_renewal.id}"' in body


@pytest.mark.parametrize(
    ("query", "there", "gone"),
    [
        ("who={mia}", "Mia Zhou put it into the bin", "Ann Li moved it"),
        ("who=0", "The system added the user", "Mia Zhou put"),
        ("kind=settings", "changed the company", "moved it"),
        ("kind=opportunities", "moved it", "changed the company"),
        ("kind=deletions", "put it into the bin", "moved it"),
        ("kind=users", "ended the account", "moved it"),
        ("q=acme+renewal", "moved it", "changed the company"),
        ("q=northgate", "changed the company", "moved it"),
        ("to=2001-01-01", "", "moved it"),
        ("from={today}", "moved it", "nothing like it"),
    ],
)
def test_it_is_narrowed(client_for, world, query, there, gone):
    Setting.write(world.ada, company__name="Northgate")
    world.acme_renewal.enter(world.stage("Contract"), by=world.ann)
    world.south_pilot.bin(by=world.mia)
    said = " ".join(
        lines(client_for("ada").get(f"/settings/audit?{query.format(mia=world.mia.id, today=today())}").text)
    )
    assert there in said
    assert gone not in said


def test_days_are_the_companys(client_for, world):
    Setting.write(None, company__time_zone="Pacific/Kiritimati")  # a day ahead of almost everybody
    Event.update(at=dt.datetime(2026, 3, 1, 11, 0)).where(Event.id == 1).execute()  # the 2nd of March there
    ada = client_for("ada")
    assert lines(ada.get("/settings/audit?from=2026-03-02&to=2026-03-02").text)
    assert not lines(ada.get("/settings/audit?from=2026-03-01&to=2026-03-01").text)


def test_older_ones_follow_without_gap_or_repeat(client_for, world, htmx):
    for number in range(130):
        Opportunity.add(world.mia, name=f"Bulk {number}")
    ada = client_for("ada")
    body = ada.get("/settings/audit?kind=opportunities").text
    seen = re.findall(r'id="event-(\d+)"', body)
    while link := re.search(r'hx-get="(/settings/audit\?[^"]*after[^"]*)"', body):
        body = ada.get(link[1].replace("&amp;", "&"), headers=htmx).text
        seen += re.findall(r'id="event-(\d+)"', body)
    mine = Event.select(Event.id).where(Event.name.startswith("opportunity.")).order_by(Event.id.desc())
    assert seen == [str(event.id) for event in mine]


def test_the_queries_do_not_grow_with_the_lines(client_for, world, count_queries):
    ada = client_for("ada")
    ada.get("/settings/audit")
    with count_queries() as few:
        ada.get("/settings/audit")
    for number in range(50):
        Opportunity.add(world.mia, name=f"Bulk {number}").edit(world.mia, amount=number)
    with count_queries() as many:
        ada.get("/settings/audit")
    assert len(many) <= len(few) + 1


def test_as_a_file_it_is_all_of_it_and_that_is_told(client_for, world):
    for number in range(60):
        Opportunity.add(world.mia, name=f"=Bulk {number}")
    ada = client_for("ada")
    answer = ada.get("/settings/audit/sheet?kind=opportunities")
    rows = list(csv.reader(io.StringIO(answer.data.decode("utf-8-sig"))))
    count = Event.select().where(Event.name.startswith("opportunity.")).count()
    assert len(rows) == 1 + count
    assert "Mia Zhou created this opportunity in First contact" in rows[1][2]
    assert rows[1][3] == "'=Bulk 59"
    last = Event.select().order_by(Event.id.desc()).first()
    assert (last.name, last.facts["count"], last.actor_id) == ("company.audit_exported", count, world.ada.id)


def test_what_is_told_is_escaped(client_for, world):
    Setting.write(world.ada, company__name="<script>alert(1)</script>")
    Opportunity.add(world.mia, name="<img src=x>").edit(world.mia, requirement="<b>x")
    body = client_for("ada").get("/settings/audit").text
    assert "<script>alert" not in body
    assert "<img src=x>" not in body


def test_every_kind_of_event_in_the_program_has_a_sentence(app, client_for, world):
    """An event is told in words, not by its name: whoever records a new one says here how."""
    from views.audit.fields import NOUNS
    from views.audit.sentences import GENERIC, TOLD
    from views.audit.told import OWN

    missing = sorted(name for name in recorded() if not told_somewhere(name, NOUNS, GENERIC, TOLD, OWN))
    assert missing == []


def told_somewhere(name, nouns, generic, told, own):
    noun, _dot, verb = name.partition(".")
    known = name in told or name == "company.setting_changed" or noun in (*own, "currency")
    return known or (noun in nouns and verb in generic)


def recorded():
    """The names that the program's own `record("…")` calls write."""
    from tests.house import modules

    texts = [path.read_text(encoding="utf-8") for path, _tree in modules("models").values()]
    return {name for text in texts for name in re.findall(r'record\(\s*"([a-z_]+\.[a-z_]+)"', text)}


def test_what_changed_stands_below_in_words(client_for, world):
    from models import Product

    record("stage.edited", world.stage("Needs"), world.ada, name="Needs",
           changes={"rate": [30, 35], "required": ["[]", '["amount", "decision_maker"]'], "category": ["pipeline", "commit"]})  # fmt: skip
    yen = Product.create(name="Press", name_key="press", price=5000, currency="JPY")
    record("product.edited", yen, world.ada, name="Press", changes={"price": [4000, 5000]})
    first, second = lines(client_for("ada").get("/settings/audit").text)[:2]
    assert first.endswith("Ada Sun changed the product Press Price: ¥4,000 → ¥5,000")
    assert "Ada Sun changed the stage Needs Stage rate: 30 → 35" in second
    assert "Required fields: Amount, Decision maker" in second
    assert "Forecast category: Pipeline → Commit" in second


@pytest.mark.parametrize("who", ["mia", "bo", "ann", "vic"])
def test_it_is_for_administrators(client_for, who):
    assert client_for(who).get("/settings/audit").status_code == 403
    assert client_for(who).get("/settings/audit/sheet").status_code == 403


@pytest.mark.parametrize("query", ["who=x", "kind=x", "from=x", "after=x", "who=99999999999999999999", "q=%00"])
def test_nonsense_in_the_address_is_passed_over(client_for, query):
    assert client_for("ada").get(f"/settings/audit?{query}").status_code == 200
