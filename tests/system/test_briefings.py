"""The briefing in a browser: another scope and another week without leaving the page; its address follows."""

import datetime as dt

from models import Opportunity
from models.briefing import last_week


def test_whose_week_is_chosen_and_the_address_follows(browse, world):
    first = last_week()
    row = Opportunity.add(None, name="Lately", owner=world.cy, amount=500_000, opened_on=first)
    row.win(None, on=first + dt.timedelta(days=1))
    page = browse("mia", "/briefings")
    page.get_by_role("heading", name="1 opportunity won for ¥5k").wait_for()
    page.get_by_label("Whose week").select_option(label="Team North")
    page.locator("#briefing .report__title", has_text="none won").or_(
        page.locator("#briefing .report__title", has_text="A quiet week")
    ).wait_for()
    assert f"team-{world.north.id}" in page.url
    page.get_by_label("The week before").click()
    page.wait_for_url(f"**week={first - dt.timedelta(days=7)}**")
    assert f"team-{world.north.id}" in page.url
