"""The list of follow-ups in a browser: from a figure to its rows, narrowed without leaving the page, more while scrolling."""

import datetime as dt
import re

from playwright.sync_api import expect

from models import Activity


def test_from_a_figure_to_its_rows_and_on(browse, world):
    for number in range(60):
        moment = dt.datetime(2025, 3, 10, 4)
        Activity.log(world.ann, "call" if number else "visit", opportunity=world.acme_renewal, done_at=moment)
    page = browse("mia", "/reports/activity-volume?period=all&by=person")
    page.locator("#report-table tbody").get_by_role("link", name="60", exact=True).click()
    rows = page.locator("tr[id^=activity-]:not(#activity-more)")
    expect(page.locator("#activities .sheet__foot")).to_contain_text("60 follow-ups")
    page.locator("#activities-more").scroll_into_view_if_needed()
    expect(rows).to_have_count(60)
    page.locator("#activities-kind").select_option("visit")
    expect(rows).to_have_count(1)
    expect(page).to_have_url(re.compile(r"/activities\?.*kind=visit"))
    expect(page).to_have_url(re.compile(rf"owner={world.ann.id}\b"))
