"""Opportunities, their follow-ups, notes and tags."""

from tests.access_table.lines import may

ROUTES = {
    ("opportunities.index", "GET"): may(all=200),
    ("opportunities.bulk.new", "POST"): may(args={"verb": "move"}, all=200, vic=403),
    ("opportunities.bulk.create", "POST"): may(args={"verb": "move"}, data={"stage": "0"}, all=422, vic=403),
    ("opportunities.export.show", "GET"): may(args={"form": "csv"}, all=200),
    ("opportunities.heads.edit", "GET"): may(all=200),
    ("opportunities.heads.update", "POST"): may(all=422),
    ("opportunities.rows.show", "GET"): may(all=302),  # without htmx it leads to the list
    ("opportunities.new", "GET"): may(all=200, vic=403),
    ("opportunities.create", "POST"): may(all=422, vic=403),
    ("opportunities.show", "GET"): may(row="acme_renewal", all=200, cy=404),
    ("opportunities.edit", "GET"): may(row="acme_renewal", all=200, cy=404, vic=403),
    ("opportunities.update", "POST"): may(row="acme_renewal", data={"name": ""}, all=422, cy=404, vic=403),
    ("opportunities.stage.edit", "GET"): may(row="acme_renewal", all=200, cy=404, vic=403),
    ("opportunities.entry.new", "GET"): may(
        row="acme_renewal", args={"stage": lambda world: world.stage("Needs").id}, all=200, cy=404, vic=403
    ),
    ("opportunities.entry.create", "POST"): may(
        row="acme_renewal", data={"stage": lambda world: world.stage("Needs").id}, all=303, cy=404, vic=403
    ),
    ("opportunities.stage.update", "POST"): may(row="acme_renewal", data={"stage": "0"}, all=422, cy=404, vic=403),
    ("opportunities.closure.new", "GET"): may(row="acme_renewal", args={"outcome": "won"}, all=200, cy=404, vic=403),
    ("opportunities.closure.create", "POST"): may(
        row="acme_renewal", data={"outcome": "lost"}, all=422, cy=404, vic=403
    ),
    ("opportunities.closure.edit", "GET"): may(row="acme_won", all=200, cy=404, vic=403),
    ("opportunities.closure.destroy", "POST"): may(row="acme_won", all=303, cy=404, vic=403),
    ("opportunities.owner.edit", "GET"): may(row="acme_renewal", all=200, cy=404, vic=403),
    ("opportunities.owner.update", "POST"): may(row="acme_renewal", data={"owner": "user-0"}, all=422, cy=404, vic=403),
    ("opportunities.changes.show", "GET"): may(row="acme_renewal", all=200, cy=404),
    ("opportunities.fields.edit", "GET"): may(row="acme_renewal", args={"name": "grade"}, all=200, cy=404, vic=403),
    ("opportunities.fields.update", "POST"): may(
        row="acme_renewal", args={"name": "name"}, data={"name": ""}, all=422, cy=404, vic=403
    ),
    ("opportunities.people.new", "GET"): may(row="acme_renewal", all=200, cy=404, vic=403),
    ("opportunities.people.create", "POST"): may(row="acme_renewal", all=422, cy=404, vic=403),
    ("opportunities.people.edit", "GET"): may(
        row="acme_renewal", args={"contact_id": lambda world: world.acme_wei.id}, all=200, cy=404, vic=403
    ),
    ("opportunities.people.update", "POST"): may(
        row="acme_renewal",
        args={"contact_id": lambda world: world.acme_wei.id},
        data={"role": "boss"},
        all=422,
        cy=404,
        vic=403,
    ),
    ("opportunities.people.destroy", "POST"): may(
        row="acme_renewal", args={"contact_id": lambda world: world.acme_wei.id}, all=303, cy=404, vic=403
    ),
    ("opportunities.collaborators.new", "GET"): may(row="acme_renewal", all=200, cy=404, vic=403),
    ("opportunities.collaborators.create", "POST"): may(row="acme_renewal", all=422, cy=404, vic=403),
    ("opportunities.collaborators.edit", "GET"): may(
        row="acme_renewal", args={"user_id": lambda world: world.cy.id}, all=404, cy=404, vic=403
    ),  # none is there
    ("opportunities.collaborators.update", "POST"): may(
        row="acme_renewal", args={"user_id": lambda world: world.cy.id}, all=404, cy=404, vic=403
    ),  # none is there
    ("opportunities.collaborators.destroy", "POST"): may(
        row="acme_renewal", args={"user_id": lambda world: world.cy.id}, all=404, cy=404, vic=403
    ),  # none is there
    ("opportunities.competitors.new", "GET"): may(row="acme_renewal", all=200, cy=404, vic=403),
    ("opportunities.competitors.create", "POST"): may(row="acme_renewal", all=422, cy=404, vic=403),
    ("opportunities.competitors.edit", "GET"): may(
        row="acme_renewal", args={"competitor_id": 1}, all=404, cy=404, vic=403
    ),  # none is there
    ("opportunities.competitors.update", "POST"): may(
        row="acme_renewal", args={"competitor_id": 1}, all=404, cy=404, vic=403
    ),  # none is there
    ("opportunities.competitors.destroy", "POST"): may(
        row="acme_renewal", args={"competitor_id": 1}, all=404, cy=404, vic=403
    ),  # none is there
    ("opportunities.lines.new", "GET"): may(row="acme_renewal", all=200, cy=404, vic=403),
    ("opportunities.lines.create", "POST"): may(row="acme_renewal", all=422, cy=404, vic=403),
    ("opportunities.lines.edit", "GET"): may(
        row="acme_renewal", args={"line_id": 1}, all=404, cy=404, vic=403
    ),  # none is there
    ("opportunities.lines.update", "POST"): may(
        row="acme_renewal", args={"line_id": 1}, all=404, cy=404, vic=403
    ),  # none is there
    ("opportunities.lines.destroy", "POST"): may(
        row="acme_renewal", args={"line_id": 1}, all=404, cy=404, vic=403
    ),  # none is there
    ("opportunities.tags.new", "GET"): may(row="acme_renewal", all=200, cy=404, vic=403),
    ("opportunities.tags.create", "POST"): may(row="acme_renewal", all=422, cy=404, vic=403),
    ("opportunities.tags.destroy", "POST"): may(row="acme_renewal", all=303, cy=404, vic=403),
    ("opportunities.expectation.edit", "GET"): may(row="acme_renewal", all=200, cy=404, vic=403),
    ("opportunities.expectation.update", "POST"): may(row="acme_renewal", all=422, cy=404, vic=403),
    ("opportunities.timeline.index", "GET"): may(row="acme_renewal", all=200, cy=404),
    ("activities.listing.index", "GET"): may(all=200),
    ("activities.listing.show", "GET"): may(all=200),
    ("activities.new", "GET"): may(args={"opportunity": lambda world: world.acme_renewal.id}, all=200, cy=404, vic=403),
    ("activities.create", "POST"): may(
        data={"customer": lambda world: world.acme.id, "mode": "plan", "kind": ""}, all=422, cy=404, vic=403
    ),
    ("activities.edit", "GET"): may(row="acme_visit", all=200, cy=404, vic=403),
    ("activities.update", "POST"): may(row="acme_visit", data={"kind": ""}, all=422, cy=404, vic=403),
    ("activities.destroy", "POST"): may(row="acme_visit", data={"sure": "1"}, all=303, cy=404, vic=403),
    ("activities.completion.new", "GET"): may(row="acme_visit", all=200, cy=404, vic=403),
    ("activities.completion.create", "POST"): may(row="acme_visit", data={"on": "never"}, all=422, cy=404, vic=403),
    ("activities.postponement.new", "GET"): may(row="acme_visit", all=200, cy=404, vic=403),
    ("activities.postponement.create", "POST"): may(row="acme_visit", data={"on": "soon"}, all=422, cy=404, vic=403),
    ("activities.reopening.create", "POST"): may(row="acme_visit", all=409, cy=404, vic=403),
    ("notes.create", "POST"): may(data={"customer": lambda world: world.acme.id}, all=422, cy=404, vic=403),
    ("notes.edit", "GET"): may(row="acme_note", all=200, cy=404, vic=403),
    ("notes.update", "POST"): may(row="acme_note", data={"text": ""}, all=422, cy=404, vic=403),
    ("notes.destroy", "POST"): may(row="acme_note", all=303, cy=404, vic=403),
    ("tags.create", "POST"): may(row="acme", args={"area": "customers"}, data={"tag": "Key"}, all=303, cy=404, vic=403),
    ("tags.destroy", "POST"): may(row="acme", args={"area": "customers"}, all=303, cy=404, vic=403),
    ("batches.undo.create", "POST"): may(args={"batch_id": 1}, all=404),  # nobody has done anything
}
