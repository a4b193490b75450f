"""The lanes of the board by month: every day has exactly one, and a move keeps the day of the month where it can."""

import datetime as dt

from models.opportunity.months import months

TODAY = dt.date(2026, 11, 23)


def lane(key, day=TODAY):
    return next(month for month in months(day) if month.id == key)


def test_lanes_in_order():
    names = ["past", "2026-11", "2026-12", "2027-01", "2027-02", "2027-03", "2027-04", "later", "none"]
    assert [month.id for month in months(TODAY)] == names


def test_every_day_has_one_lane():
    for number in range(-400, 400):
        day = TODAY + dt.timedelta(days=number)
        assert sum(month.holds(day) for month in months(TODAY)) == 1
    assert [month.id for month in months(TODAY) if month.holds(None)] == ["none"]


def test_the_day_of_the_month_stays_where_there_is_one():
    assert lane("2027-01").day_for(dt.date(2026, 12, 15), TODAY) == dt.date(2027, 1, 15)
    assert lane("2027-02").day_for(dt.date(2026, 12, 31), TODAY) == dt.date(2027, 2, 28)
    assert lane("later").day_for(dt.date(2026, 12, 31), TODAY) == dt.date(2027, 5, 31)
    assert lane("later").day_for(dt.date(2029, 2, 1), TODAY) == dt.date(2029, 2, 1)  # it is there already


def test_never_in_the_past():
    assert lane("2026-11").day_for(dt.date(2026, 12, 4), TODAY) == TODAY
    assert lane("2026-11").day_for(dt.date(2026, 12, 28), TODAY) == dt.date(2026, 11, 28)


def test_this_week_begins_as_the_company_says(world):
    from models import Setting
    from models.opportunity.spans import span

    thursday = dt.date(2026, 11, 26)
    assert span("this_week", thursday) == (dt.date(2026, 11, 23), dt.date(2026, 11, 29))
    Setting.write(world.ada, company__week_start="sunday")
    assert span("this_week", thursday) == (dt.date(2026, 11, 22), dt.date(2026, 11, 28))
    Setting.write(world.ada, company__week_start="saturday")
    assert span("this_week", thursday) == (dt.date(2026, 11, 21), dt.date(2026, 11, 27))


def test_without_a_day_so_far_it_is_the_last_of_the_month():
    assert lane("2027-02").day_for(None, TODAY) == dt.date(2027, 2, 28)
    assert lane("none").day_for(dt.date(2027, 2, 1), TODAY) is None
