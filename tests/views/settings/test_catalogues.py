"""Sources, competitors, products and teams in the settings: listed with their use, added, changed, archived, replaced."""

import re

import pytest

from models import Competitor, Event, Opportunity, Product, Source, Team
from models.archive import archive
from models.base import Refused
from models.opportunity.filter import Filter
from models.reports import ask

KEYS = ("sources", "competitors", "products", "teams")
MODELS = {"sources": Source, "competitors": Competitor, "products": Product, "teams": Team}


@pytest.fixture
def ada(client_for):
    return client_for("ada")


def one(key, name="Spring fair"):
    return MODELS[key].add(None, name=name)


@pytest.mark.parametrize("key", KEYS)
def test_one_is_added(ada, key):
    answer = ada.post(f"/settings/{key}", data={"name": " Spring  fair "})
    assert (answer.status_code, answer.location) == (303, f"/settings/{key}")
    body = ada.get(f"/settings/{key}").text
    assert "Spring fair" in body
    assert "Spring fair is there from now on." in body
    event = Event.about(MODELS[key].get(MODELS[key].name == "Spring fair")).get()
    assert event.name == f"{MODELS[key].noun}.added"


@pytest.mark.parametrize("key", KEYS)
def test_in_a_dialog_the_list_follows(ada, htmx, key):
    assert "<dialog" in ada.get(f"/settings/{key}/new", headers=htmx).text
    answer = ada.post(f"/settings/{key}", data={"name": "Spring fair"}, headers=htmx)
    assert (answer.status_code, answer.headers["HX-Location"]) == (200, f"/settings/{key}")


@pytest.mark.parametrize("key", KEYS)
@pytest.mark.parametrize("name", ["", "  ", "SPRING fair", "x" * 201])
def test_a_name_that_cannot_be_is_422_beside_the_field(ada, key, name):
    one(key)
    answer = ada.post(f"/settings/{key}", data={"name": name})
    assert answer.status_code == 422
    assert 'id="name-error"' in answer.text
    assert MODELS[key].select().where(MODELS[key].name == name).count() == 0


@pytest.mark.parametrize("key", KEYS)
def test_another_name(ada, key):
    row = one(key)
    body = ada.get(f"/settings/{key}/{row.id}/edit").text
    version = re.search(r'name="version" value="(\d+)"', body)[1]
    assert ada.post(f"/settings/{key}/{row.id}", data={"name": "Summer fair", "version": version}).status_code == 303
    assert MODELS[key].get_by_id(row.id).name == "Summer fair"
    other = one(key, "Autumn fair")
    answer = ada.post(f"/settings/{key}/{other.id}", data={"name": "summer FAIR", "version": other.version})
    assert answer.status_code == 422


@pytest.mark.parametrize("key", KEYS)
def test_the_second_editor_chooses(ada, world, key):
    row = one(key)
    read = row.version
    row.edit(world.ada, name="Summer fair")
    answer = ada.post(f"/settings/{key}/{row.id}", data={"name": "Autumn fair", "version": read})
    assert answer.status_code == 409
    assert "Summer fair" in answer.text
    version = re.search(r'name="version" value="(\d+)"', answer.text)[1]
    data = {"name": "Autumn fair", "version": version, "keep-name": "mine"}
    assert ada.post(f"/settings/{key}/{row.id}", data=data).status_code == 303
    assert MODELS[key].get_by_id(row.id).name == "Autumn fair"


@pytest.mark.parametrize("key", KEYS)
def test_it_goes_into_the_archive_and_comes_back(ada, key):
    row = one(key)
    dialog = ada.get(f"/settings/{key}/{row.id}/disposal/new").text
    assert "Nothing refers to it." in dialog
    assert ada.post(f"/settings/{key}/{row.id}/disposal", data={"way": "archive"}).status_code == 303
    assert MODELS[key].get_by_id(row.id).archived
    assert f'id="{row.noun}-{row.id}"' not in ada.get(f"/settings/{key}").text
    assert f'id="{row.noun}-{row.id}"' in ada.get(f"/settings/{key}?archived=1").text
    again = ada.post(f"/settings/{key}", data={"name": "spring fair"})
    assert (again.status_code, "Bring it back instead" in again.text) == (422, True)
    assert ada.post(f"/settings/{key}/{row.id}/disposal/undo").status_code == 303
    assert not MODELS[key].get_by_id(row.id).archived


@pytest.mark.parametrize("key", KEYS)
def test_what_nothing_refers_to_is_deleted(ada, key):
    row = one(key)
    assert ada.post(f"/settings/{key}/{row.id}/disposal", data={"way": "delete"}).status_code == 303
    assert MODELS[key].get_or_none(MODELS[key].id == row.id) is None


def test_a_source_in_use_is_never_deleted_and_its_figures_stay(ada, world):
    row = world.source("Referral")
    Opportunity.update(source=row).where(Opportunity.id == world.acme_won.id).execute()
    before = ask("win-loss", world.mia, Filter(), by="source")
    assert any(line.key == row.id for line in before.rows)
    dialog = ada.get(f"/settings/sources/{row.id}/disposal/new").text
    assert "2 opportunities have it." in dialog
    assert 'value="delete"' not in dialog
    deleting = ada.post(f"/settings/sources/{row.id}/disposal", data={"way": "delete"})
    assert (deleting.status_code, 'id="way-error"' in deleting.text) == (422, True)
    assert not Source.get_by_id(row.id).archived
    ada.post(f"/settings/sources/{row.id}/disposal", data={"way": "archive"})
    assert Source.get_by_id(row.id).archived
    assert world.acme_renewal.source == row
    assert ask("win-loss", world.mia, Filter(), by="source").rows == before.rows
    assert "Acme renewal" in ada.get(f"/opportunities?source={row.id}").text
    offered = ada.get("/opportunities/new").text.split('name="source"')[1].split("</select>")[0]
    assert f'value="{row.id}"' not in offered


def test_another_takes_its_place(ada, world):
    rival, other = world.acme_lost.competitor, one("competitors", "Rival Group")
    assert (
        ada.post(f"/settings/competitors/{rival.id}/disposal", data={"way": "replace", "other": "nobody"}).status_code
        == 422
    )
    data = {"way": "replace", "other": "rival group"}
    assert ada.post(f"/settings/competitors/{rival.id}/disposal", data=data).status_code == 303
    assert world.acme_lost.competitor == other
    assert Competitor.get_by_id(rival.id).archived


def test_a_team_with_members_stays(ada, world):
    answer = ada.post(f"/settings/teams/{world.north.id}/disposal", data={"way": "archive"})
    assert answer.status_code == 409
    assert "Members of North: 2" in answer.text
    with pytest.raises(Refused):
        archive(world.north, world.ada)
    assert not world.north.archived


def test_the_order_of_sources(ada, world, htmx):
    ids = [row.id for row in Source.offered()]
    ada.post("/settings/sources/order", data={"ids": ids, "down": ids[0]})
    assert [row.id for row in Source.offered()][:2] == [ids[1], ids[0]]
    answer = ada.post("/settings/sources/order", data={"ids": ",".join(map(str, reversed(ids)))}, headers=htmx)
    assert answer.status_code == 200
    assert [row.id for row in Source.offered()] == ids[::-1]
    assert ada.post("/settings/sources/order", data={"ids": ids[1:]}).status_code == 409


def test_a_count_leads_to_the_list_filtered_by_it(ada, world):
    row = world.source("Referral")
    body = ada.get("/settings/sources").text
    link = re.search(rf'href="(/opportunities\?[^"]*source={row.id}[^"]*)">1</a>', body)[1].replace("&amp;", "&")
    assert "Acme renewal" in ada.get(link).text
    assert "Crane upgrade" not in ada.get(link).text


def test_who_was_in_the_running_leads_to_the_list_too(ada, client_for, world):
    world.acme_renewal.add_competitor(world.ann, "Rival Ltd")
    rival = world.acme_lost.competitor_id
    body = ada.get("/settings/competitors").text
    link = re.search(rf'href="(/opportunities\?[^"]*rival={rival}[^"]*)">1</a>', body)[1].replace("&amp;", "&")
    page = client_for("mia").get(link).text
    assert "Acme renewal" in page
    assert "Acme service" not in page
    assert "In the running" in page
    assert "Acme service" in client_for("mia").get(f"/opportunities?outcome=all&competitor={rival}").text
    assert "Acme renewal" not in client_for("mia").get("/opportunities?rival=none").text
    assert Filter(rival=rival).called("rival", world.mia) == "Rival Ltd"
    assert Filter(rival=rival).called("rival", world.cy) is None  # none of his has them


def test_products_have_a_price_as_people_type_it(ada, world):
    answer = ada.post(
        "/settings/products", data={"name": "GTX Pro", "series": "GTX", "price": "1.2万", "currency": "CNY"}
    )
    assert answer.status_code == 303
    row = Product.called("gtx pro")
    assert (row.price, row.currency, row.series) == (1_200_000, "CNY", "GTX")
    assert "¥12,000" in ada.get("/settings/products").text
    bad = ada.post("/settings/products", data={"name": "Other", "price": "much", "currency": "CNY"})
    assert (bad.status_code, 'id="price-error"' in bad.text, 'value="much"' in bad.text) == (422, True, True)
    read = row.version
    row.edit(world.ada, price=900_000)
    conflict = ada.post(
        f"/settings/products/{row.id}",
        data={"name": "GTX Pro", "series": "GTX", "price": "15000", "currency": "CNY", "version": read},
    )
    assert conflict.status_code == 409
    assert "¥9,000" in conflict.text
    assert "¥15,000" in conflict.text


def test_a_long_list_comes_a_page_at_a_time_with_few_queries(ada, world, count_queries, htmx):
    Product.insert_many([{"name": f"Part {n:03}", "name_key": f"part{n:03}"} for n in range(120)]).execute()
    with count_queries() as queries:
        body = ada.get("/settings/products").text
    assert body.count("data-row") == 50
    assert "120 in use" in body
    with count_queries() as fewer:
        ada.get("/settings/products?q=Part+00")
    assert len(queries) <= len(fewer) + 1
    after = re.search(r'hx-get="(/settings/products\?after=[^"]+)"', body)[1].replace("&amp;", "&")
    more = ada.get(after, headers=htmx).text
    assert "Part 050" in more
    assert "<html" not in more
    assert ada.get("/settings/products?q=part+11").text.count("data-row") == 10
    assert "Nothing matches “none such”" in ada.get("/settings/products?q=none+such").text


def test_the_team_shows_who_leads_it(ada, world):
    body = ada.get("/settings/teams").text
    row = re.search(rf'<tr id="team-{world.north.id}".*?</tr>', body, re.S)[0]
    assert "Bo Chen" in row
    assert ">2</a>" in row


def test_a_whole_list_is_brought_in_from_a_file(ada):
    for key in ("products", "users"):
        assert f'href="/imports/new?kind={key}"' in ada.get(f"/settings/{key}").text
        assert ada.get(f"/imports/new?kind={key}").status_code == 200


def test_in_chinese(ada, world):
    world.ada.prefer(language="zh-Hans")
    for key in (*KEYS, "tags", "users"):
        assert ada.get(f"/settings/{key}").status_code == 200
