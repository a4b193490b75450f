"""Currencies and their dated rates: what is written from then on goes by them, what is stamped stays."""

import datetime as dt

import pytest

from models import Event, Opportunity, User
from models.base import Refused
from models.currency import Currency, Rate, rate, set_rate
from models.rate import fit
from models.setting import today


def one(code="USD", number=0):
    return Rate.of(code)[number]


def test_the_list_says_what_each_is_worth_today(client_for):
    body = client_for("ada").get("/settings/currencies").text
    assert "US Dollar" in body
    assert "1 USD = 7 CNY" in body


def test_a_currency_is_added_with_its_first_rate_and_offered(client_for, world):
    ada = client_for("ada")
    answer = ada.post("/settings/currencies", data={"code": "EUR", "value": "7.8500", "from_on": "2026-01-01"})
    assert answer.status_code == 303
    assert "EUR" in Currency.offered()
    assert (one("EUR").value, one("EUR").from_on) == ("7.85", dt.date(2026, 1, 1))
    names = [event.name for event in Event.select().order_by(Event.id.desc()).limit(2)]
    assert names == ["currency.rate_set", "currency.added"]


@pytest.mark.parametrize("typed", ["", "0", "-1", "1,5", "abc", "NaN", "1e99", "0.00000000001", "7.123456789012"])
def test_what_is_no_rate_is_told_beside_the_field(client_for, typed):
    answer = client_for("ada").post("/settings/currencies", data={"code": "EUR", "value": typed})
    assert answer.status_code == 422
    assert Currency.known("EUR") is None
    assert 'id="value-error"' in answer.text


def test_rates_are_kept_as_plain_digits():
    assert [fit(text) for text in ("7", "007.10", "1E+2", "0.000150", " 7.5 ")] == ["7", "7.1", "100", "0.00015", "7.5"]


def test_a_new_rate_changes_no_sum_that_is_there(client_for, world):
    before = world.crane_upgrade
    ada = client_for("ada")
    assert (
        ada.post("/settings/currencies/USD/rates", data={"value": "6.5", "from_on": today().isoformat()}).status_code
        == 303
    )
    assert rate("USD") == fit_decimal("6.5")
    after = world.crane_upgrade
    assert (after.base_amount, after.weighted, after.version) == (before.base_amount, before.weighted, before.version)
    fresh = Opportunity.add(world.bo, name="Fresh", amount=100, currency="USD")
    assert fresh.base_amount == 650
    told = Event.select().where(Event.name == "currency.rate_set").order_by(Event.id.desc()).first()
    assert told.facts["after"] == [today().isoformat(), "6.5"]


def test_a_rate_may_lie_ahead(client_for):
    ahead = today() + dt.timedelta(days=30)
    client_for("ada").post("/settings/currencies/USD/rates", data={"value": "6", "from_on": ahead.isoformat()})
    assert rate("USD") == 7
    assert rate("USD", ahead) == 6


def test_a_rate_is_changed_and_removed_and_both_are_told(client_for):
    ada = client_for("ada")
    set_rate("USD", "6.9", today())
    mine = one()
    path = f"/settings/currencies/USD/rates/{mine.id}"
    assert ada.get(path).status_code == 200
    typed = {"value": "6.95", "from_on": today().isoformat(), "stamp": mine.stamp}
    assert ada.post(path, data=typed).status_code == 303
    assert rate("USD") == fit_decimal("6.95")
    last = Event.select().order_by(Event.id.desc()).first()
    assert (last.name, last.facts["before"], last.facts["after"]) == (
        "currency.rate_changed",
        [today().isoformat(), "6.9"],
        [today().isoformat(), "6.95"],
    )
    assert (
        ada.post(path, data={"value": "1", "stamp": one().stamp}).status_code == 409
    )  # that day has a rate: the one from the beginning
    assert ada.post(f"{path}/removal").status_code == 303
    assert rate("USD") == 7
    assert ada.post(f"/settings/currencies/USD/rates/{one().id}/removal").status_code == 409  # the only one


def test_who_changes_a_rate_that_somebody_else_changed_is_told(client_for):
    ada, mine = client_for("ada"), one()
    path = f"/settings/currencies/USD/rates/{mine.id}"
    assert ada.post(path, data={"value": "7.5", "stamp": mine.stamp}).status_code == 303
    answer = ada.post(path, data={"value": "6.5", "stamp": mine.stamp})
    assert answer.status_code == 409
    assert "<b>Rate</b> 7.5" in answer.text
    assert 'value="6.5"' in answer.text  # what was typed stays
    assert rate("USD") == fit_decimal("7.5")
    assert ada.post(path, data={"value": "6.5", "stamp": one().stamp}).status_code == 303
    assert rate("USD") == fit_decimal("6.5")


def test_a_new_rate_takes_the_place_of_none(client_for):
    answer = client_for("ada").post("/settings/currencies/USD/rates", data={"value": "6"})
    assert answer.status_code == 409
    assert rate("USD") == 7


def test_a_currency_without_any_rate_is_not_offered_again(client_for, world):
    ada = client_for("ada")
    Currency.known("USD").archive(world.ada)
    one().drop(world.ada)
    assert ada.post("/settings/currencies/USD", data={"archived": "0"}).status_code == 409
    assert "USD" not in Currency.offered()


def test_only_an_administrator_sets_them(world):
    usd = Currency.known("USD")
    for verb in (usd.archive, usd.unarchive, usd.drop, one().drop):
        with pytest.raises(Refused, match="administrator"):
            verb(world.mia)
    with pytest.raises(Refused, match="administrator"):
        one().change(world.mia, "8", today())


def test_an_archived_currency_is_offered_no_more_and_what_is_in_it_stays(client_for, world):
    ada = client_for("ada")
    assert ada.post("/settings/currencies/USD", data={"archived": "1"}).status_code == 303
    assert "USD" not in Currency.offered()
    assert world.crane_upgrade.currency == "USD"
    assert world.crane_upgrade.edit(world.bo, amount=2_000_000)  # its rate is known as before
    assert ada.post("/settings/currencies/USD", data={"archived": "0"}).status_code == 303
    assert "USD" in Currency.offered()
    assert ada.post("/settings/currencies/USD", data={"archived": "2"}).status_code == 422


def test_a_currency_in_use_is_not_removed(client_for, world):
    ada = client_for("ada")
    assert ada.post("/settings/currencies/USD/removal").status_code == 409
    set_rate("EUR", "8")
    assert ada.post("/settings/currencies/EUR/removal").status_code == 303
    assert Currency.known("EUR") is None


def test_the_base_and_what_is_there_cannot_be_added(world):
    with pytest.raises(Refused, match="base currency"):
        Currency.add(world.ada, "CNY", "1")
    with pytest.raises(Refused, match="there already"):
        Currency.add(world.ada, "USD", "7")


def test_the_queries_do_not_grow_with_the_currencies(client_for, count_queries):
    ada = client_for("ada")
    ada.get("/settings/currencies")
    with count_queries() as few:
        ada.get("/settings/currencies")
    for code in ("EUR", "GBP", "JPY", "HKD"):
        set_rate(code, "3")
    with count_queries() as many:
        ada.get("/settings/currencies")
    assert len(many) == len(few)


def fit_decimal(text):
    import decimal

    return decimal.Decimal(text)


def test_the_day_of_a_rate_is_not_named_as_whose_rows_are_handed_over(client_for, world):
    set_rate("USD", "7")
    User.update(language="zh-Hans").where(User.id == world.ada.id).execute()
    page = client_for("ada").get("/settings/currencies/USD/rates/new").text
    assert "起始日" in page
    assert "交接人" not in page
