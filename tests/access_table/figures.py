"""Reports and briefings."""

from tests.access_table.lines import may

ROUTES = {
    ("reports.show", "GET"): may(args={"name": "win-loss"}, all=200),
    ("reports.glances.show", "GET"): may(args={"glance": "funnel"}, all=302),
    ("reports.data.show", "GET"): may(args={"name": "win-loss"}, all=200),
    ("reports.sheet.show", "GET"): may(args={"name": "win-loss"}, all=200),
    ("briefings.show", "GET"): may(all=200),
}
