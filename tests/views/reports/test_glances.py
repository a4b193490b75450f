"""The parts of the overview, which the page asks for once it is there."""

import html
import json
import re

from models.reports.overview import glances
from tests.views.reports.test_report_pages import text


def test_the_parts_of_the_overview_come_after_it(client_for, htmx, many_closed):
    mia = client_for("mia")
    page = mia.get("/reports?period=this_year").text
    asked = [html.unescape(address) for address in re.findall(r'hx-get="(/reports/glances/[^"]+)"', page)]
    assert [re.match(r"/reports/glances/([a-z-]+)", address)[1] for address in asked] == list(glances())
    for address in asked:
        assert "period=this_year" in address
        part = mia.get(address, headers=htmx)
        assert part.status_code == 200
        assert part.text.count("multi__cell") == 1
    won = text(mia.get("/reports/glances/won-by-month", headers=htmx))
    assert "Won by month" in won
    split = mia.get("/reports/glances/split", headers=htmx)
    assert "Why lost" in text(split) or "Reason" in text(split)
    figures = json.loads(html.unescape(re.search(r'data-figures="([^"]+)"', split.text)[1]))
    assert (
        figures["labels"]
        == mia.get("/reports/overview.json?period=this_year").get_json()["charts"]["win-loss/reason"]["labels"]
    )


def test_a_part_of_the_overview_has_no_page_of_its_own(client_for, htmx):
    mia = client_for("mia")
    assert mia.get("/reports/glances/funnel?period=this_year").headers["Location"] == "/reports"
    assert mia.get("/reports/glances/astrology", headers=htmx).status_code == 404
    assert mia.get("/reports/glances/overview", headers=htmx).status_code == 404


def test_a_part_stays_within_the_reach(client_for, htmx, world):
    theirs = text(client_for("cy").get("/reports/glances/pipeline-value", headers=htmx))
    everything = text(client_for("mia").get("/reports/glances/pipeline-value", headers=htmx))
    assert theirs != everything
