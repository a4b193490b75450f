"""Customers and contacts, the bin, and hand-overs."""

from tests.access_table.lines import may

ROUTES = {
    ("customers.index", "GET"): may(all=200),
    ("customers.new", "GET"): may(all=200, vic=403),
    ("customers.create", "POST"): may(all=422, vic=403),
    ("customers.show", "GET"): may(row="acme", all=200, cy=404),
    ("customers.edit", "GET"): may(row="acme", all=200, cy=404, vic=403),
    ("customers.update", "POST"): may(row="acme", data={"name": ""}, all=422, cy=404, vic=403),
    ("customers.picks.index", "GET"): may(args={"q": "acme"}, all=200),
    ("customers.duplicates.index", "GET"): may(args={"name": "acme"}, all=200),
    ("customers.timeline.index", "GET"): may(row="acme", all=200, cy=404),
    ("contacts.index", "GET"): may(all=200),
    ("contacts.new", "GET"): may(all=200, vic=403),
    ("contacts.create", "POST"): may(all=422, vic=403),
    ("contacts.show", "GET"): may(row="acme_wei", all=200, cy=404),
    ("contacts.edit", "GET"): may(row="acme_wei", all=200, cy=404, vic=403),
    ("contacts.update", "POST"): may(row="acme_wei", data={"name": ""}, all=422, cy=404, vic=403),
    ("contacts.picks.index", "GET"): may(args={"q": "wei"}, all=200),
    ("contacts.duplicates.index", "GET"): may(args={"phone": "13900139000"}, all=200),
    ("contacts.timeline.index", "GET"): may(row="acme_wei", all=200, cy=404),
    ("bin.index", "GET"): may(all=200),
    ("bin.disposals.new", "GET"): may(row="acme_renewal", args={"noun": "opportunity"}, all=200, cy=404, vic=403),
    ("bin.disposals.create", "POST"): may(row="acme_renewal", args={"noun": "opportunity"}, all=303, cy=404, vic=403),
    ("bin.restorations.create", "POST"): may(all=303),
    ("bin.purges.new", "GET"): may(all=403, mia=404, ada=404),  # the bin is empty
    ("bin.purges.create", "POST"): may(all=403, mia=404, ada=404),
    ("handovers.index", "GET"): may(all=200, ann=403, cy=403, vic=403),
    ("handovers.new", "GET"): may(all=200, ann=403, cy=403, vic=403),
    ("handovers.create", "POST"): may(all=422, ann=403, cy=403, vic=403),
    ("handovers.show", "GET"): may(args={"batch_id": 1}, all=404, ann=403, cy=403, vic=403),  # nothing was handed over
    ("handovers.undo.new", "GET"): may(args={"batch_id": 1}, all=404, ann=403, cy=403, vic=403),
    ("handovers.undo.create", "POST"): may(args={"batch_id": 1}, all=404, ann=403, cy=403, vic=403),
}
