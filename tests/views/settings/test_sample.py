"""Sample data in the settings and on the first page."""

import pytest

from models import Opportunity, User, setup
from models.base import now
from models.demo import making, present


def test_it_is_offered_made_and_taken_away(client_for, world):
    ada = client_for("ada")
    assert "Add sample data" in ada.get("/settings/sample").text
    answer = ada.post("/settings/sample", follow_redirects=True)
    assert "400 sample opportunities are there" in answer.text
    page = ada.get("/settings/sample").text
    assert "Remove the sample data" in page
    assert ">400<" in page
    assert 'href="/settings/sample/removal/new"' in page
    assert "Opportunities: 400." in ada.get("/settings/sample/removal/new").text
    assert present()  # asking takes nothing away
    answer = ada.post("/settings/sample/removal", follow_redirects=True)
    assert "The sample data is removed." in answer.text
    assert not present()


def test_a_second_one_is_refused_in_words(client_for, world):
    making.make(world.ada, 5)
    answer = client_for("ada").post("/settings/sample", follow_redirects=True)
    assert "The sample data is there already." in answer.text
    assert Opportunity.select().count() < 100


def test_what_stays_is_told(client_for, world):
    making.make(world.ada, 5)
    Opportunity.add(world.ada, name="Mine", customer=Opportunity.select().order_by(-Opportunity.id).first().customer)
    answer = client_for("ada").post("/settings/sample/removal", follow_redirects=True)
    assert "1 sample row stays, because rows of your own hang on it." in answer.text


def test_only_administrators(client_for, world):
    assert client_for("mia").post("/settings/sample").status_code == 403
    assert not present()


@pytest.fixture
def first(the_app, empty_database):
    """(a browser on the first page, the code that it asks for)."""
    the_app.extensions.pop("somebody", None)
    return the_app.test_client(), setup.code()


def given(code, **more):
    return {"code": code, "name": "Ada", "email": "ada@example.com", "password": "correct horse", "company": "Acme",
            "language": "zh-Hans", "currency": "CNY", "time_zone": "Asia/Shanghai", **more}  # fmt: skip


def test_the_first_page_makes_one_in_the_language_chosen_there(first):
    browser, code = first
    assert "Add sample data" in browser.get("/setup").text
    answer = browser.post("/setup", data=given(code, sample="y"))
    assert answer.status_code == 303, answer.text
    assert Opportunity.select().count() == making.USUAL
    assert User.get(User.email == "ada@example.com").role == "administrator"
    assert User.select().where(User.name == "顾一帆").exists()


def test_without_the_tick_there_is_none(first):
    browser, code = first
    browser.post("/setup", data=given(code))
    assert not present()


def test_nothing_to_take_away_is_told(client_for, world):
    answer = client_for("ada").post("/settings/sample/removal", follow_redirects=True)
    assert "There is no sample data." in answer.text


def test_an_empty_day_offers_it_to_an_administrator_where_there_is_nothing_yet(client_for, world):
    offer = "Look around with sample data"
    assert offer not in client_for("ada").get("/today").text
    Opportunity.update(deleted_at=now()).execute()
    assert offer in client_for("ada").get("/today").text
    for who in ("mia", "ann", "vic"):
        page = client_for(who).get("/today").text
        assert "No open opportunities yet" in page
        assert offer not in page
