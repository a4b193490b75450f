"""axe finds no barrier on any report: light and dark, wide and on a phone, in both languages; and nothing scrolls sideways."""

import pytest

from models import Opportunity
from models.reports import REPORTS
from tests.system.test_barriers import PHONE, WIDE, barriers, sideways

CROSSED = ("/reports/win-loss?by=source&across=owner", "/reports/win-loss?by=reason&across=size&show=lost_amount")
EMPTY = "/reports/win-loss?from=2001-01-01&to=2001-01-31"


@pytest.mark.parametrize("options", [WIDE, PHONE], ids=["wide", "phone"])
def test_no_report_has_a_barrier(browse, world, options):
    for number in range(9):
        row = Opportunity.add(world.ann, name=f"sale {number}", customer=world.acme, amount=number * 4_000_000)
        won = number % 2
        row.win(world.ann) if won else row.lose(world.ann, world.reason("lost", "Price too high"))
    page = browse("mia", "/board", **options)
    found = {}
    for path in (*(f"/reports/{name}?period=last_12_months" for name in REPORTS), *CROSSED, EMPTY):
        page.goto(path)
        page.wait_for_load_state("networkidle")
        found[path] = barriers(page) + (["scrolls sideways"] if sideways(page) else [])
    assert {path: lines for path, lines in found.items() if lines} == {}
