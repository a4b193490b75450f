"""Who may do what: every route with the answer each of the cast gets; walked by tests/views/test_access.py.

A line is `("endpoint", "METHOD"): may(…)`:

    may(all=200)                                     the same for everybody who is signed in
    may(all=200, vic=403)                            … but for vic
    may(row="acme_renewal", all=200, cy=404)         `row`: the world's row whose id the address takes
    may(args={"name": "overview"}, all=200)          other parts of the address, or of the query
    may(data={"stage": "1"}, all=303, vic=403)       what is posted (an empty form by default: who may gets 422)
    may(data={"stage": lambda world: world.stage("Needs").id}, …)    a value, here or in args, asked of the world

Nobody is signed in as `out`, who by default is sent to sign in (303). HEAD and OPTIONS go without saying.
"""

import json

from models import CloseReason, Notification, Product, SavedView, Tag
from models.base import now
from models.imports.run import ImportRun
from tests.world import CAST


def may(*, row=None, args=None, data=None, all=None, out=303, **single):
    """One line of the table: {"row", "args", "data", "status": {cast or "out": status}}."""
    if unknown := single.keys() - set(CAST):
        raise ValueError(f"not of the cast: {unknown}")
    status = {**(dict.fromkeys(CAST, all) if all else {}), **single, "out": out}
    if missing := set(CAST) - status.keys():
        raise ValueError(f"nothing said about {missing}")
    return {"row": row, "args": args or {}, "data": data or {}, "status": status}


def told_to_ann(world):
    """The id of a notification of Ann's."""
    world.acme_renewal.assign(by=world.mia, owner=world.cy)
    world.acme_renewal.assign(by=world.mia, owner=world.ann)
    return Notification.get(Notification.user == world.ann).id


def anns_view(world):
    """A view that Ann keeps for herself."""
    return SavedView.keep(world.ann, f"Mine {SavedView.select().count()}", "list", "grade=A").id


def a_product(world):
    """The id of a product."""
    return (Product.called("Widget") or Product.add(None, name="Widget")).id


def a_tag(world):
    """The id of a tag that a row wears."""
    world.acme_renewal.tag(None, add=["Key"])
    return Tag.found("Key").id


ADMIN = {"all": 403, "ada": 200}  # of the settings
REFUSES = {"all": 403, "ada": 422}
STALE = {"all": 403, "ada": 409}
DONE = {"all": 403, "ada": 303}


def close_reasons():
    """Lines of the reasons for each outcome: three catalogues of one kind."""
    lines = {}
    for outcome in ("won", "lost", "invalid"):

        def one(world, outcome=outcome):
            return CloseReason.offered(outcome).first().id

        at = f"settings.reasons.{outcome}"
        lines |= {
            (f"{at}.index", "GET"): may(all=403, ada=200),
            (f"{at}.new", "GET"): may(all=403, ada=200),
            (f"{at}.create", "POST"): may(all=403, ada=422),
            (f"{at}.edit", "GET"): may(args={"row_id": one}, all=403, ada=200),
            (f"{at}.update", "POST"): may(args={"row_id": one}, data={"name": ""}, all=403, ada=422),
            (f"{at}.order.update", "POST"): may(all=403, ada=409),  # which order?
            (f"{at}.disposal.new", "GET"): may(args={"row_id": one}, all=403, ada=200),
            (f"{at}.disposal.create", "POST"): may(args={"row_id": one}, data={"way": "archive"}, all=403, ada=303),
            (f"{at}.disposal.destroy", "POST"): may(args={"row_id": one}, all=403, ada=303),
        }
    return lines


PROPOSAL = {
    "pipeline_id": lambda world: world.pipeline.id,
    "stage_id": lambda world: world.stage("Proposal").id,
}


def an_import(status, kind="customers", **more):
    """Makes an import that stands there; called with the world it gives the id."""
    result = {
        "columns": [{"heading": "Name", "field": "name", "samples": []}],
        "file": {"sheets": []},
        "counts": {"rows": 1, "create": 1},
    }

    def made(world):
        values = {"status": status, "kind": kind, "file_name": "x.csv", "path": "/nowhere/x.upload", "by": world.mia}
        return ImportRun.create(**values, result_json=json.dumps(result | more), finished_at=now()).id

    return {"import_id": made}


ROUTES = {
    ("static", "GET"): may(args={"filename": "no-such-file"}, all=404, out=404),
    ("health.healthz", "GET"): may(all=200, out=200),
    ("health.readyz", "GET"): may(all=503, out=503),  # no worker runs in this test
    ("setup.new", "GET"): may(all=302, out=302),  # there are users: nothing is left to set up
    ("setup.create", "POST"): may(all=422, out=422),
    ("sessions.new", "GET"): may(all=302, out=200),
    ("sessions.create", "POST"): may(all=422, out=422),
    ("sessions.destroy", "POST"): may(all=303),
    ("account.show", "GET"): may(all=200),
    ("account.update", "POST"): may(data={"theme": "dark"}, all=303),
    ("account.profile.update", "POST"): may(all=422),
    ("account.address.update", "POST"): may(all=422),
    ("account.password.create", "POST"): may(all=422),
    ("account.sign_ins.destroy", "POST"): may(args={"sign_in_id": 4711}, all=404),
    ("account.others.destroy", "POST"): may(all=303),
    ("account.tips.update", "POST"): may(args={"name": "board"}, all=303),
    ("account.tips.destroy", "POST"): may(all=303),
    ("resets.new", "GET"): may(all=200, out=200),
    ("resets.create", "POST"): may(all=409, out=409),  # the tests' server sends no mail
    ("resets.show", "GET"): may(all=200, out=200),
    ("resets.edit", "GET"): may(all=410, out=410),
    ("resets.update", "POST"): may(all=410, out=410),
    ("home.show", "GET"): may(all=302),
    ("today.show", "GET"): may(all=200),
    ("board.show", "GET"): may(all=200),
    ("board.lanes.show", "GET"): may(args={"pipeline_id": 1, "key": lambda world: world.stage("Needs").id}, all=302),
    ("board.changes.show", "GET"): may(args={"pipeline_id": 1}, all=200),
    ("board.drops.update", "POST"): may(
        row="acme_renewal",
        data={"stage": lambda world: world.stage("Needs").id},
        ann=303,
        bo=303,
        cy=404,
        mia=303,
        ada=303,
        vic=403,
    ),
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
    ("batches.undo.create", "POST"): may(args={"batch_id": 1}, all=404),  # nobody has done anything
    ("notifications.index", "GET"): may(all=200),
    ("notifications.show", "GET"): may(args={"notification_id": told_to_ann}, all=404, ann=303),
    ("notifications.count.show", "GET"): may(all=200),
    ("notifications.latest.show", "GET"): may(all=303),  # without htmx it leads to the page
    ("notifications.reading.create", "POST"): may(all=303),
    ("notifications.switches.update", "POST"): may(data={"lead": "15", "hour": "8"}, all=303),
    ("saved_views.new", "GET"): may(args={"area": "list"}, all=200),
    ("saved_views.create", "POST"): may(data={"area": "list"}, all=422),
    ("saved_views.show", "GET"): may(args={"view_id": anns_view}, all=404, ann=303),
    ("saved_views.edit", "GET"): may(args={"view_id": anns_view}, all=404, ann=200),
    ("saved_views.update", "POST"): may(args={"view_id": anns_view}, data={"name": ""}, all=404, ann=422),
    ("saved_views.default.update", "POST"): may(args={"view_id": anns_view}, all=404, ann=303),
    ("saved_views.removal.new", "GET"): may(args={"view_id": anns_view}, all=404, ann=200),
    ("saved_views.removal.create", "POST"): may(args={"view_id": anns_view}, all=404, ann=303),
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
    ("imports.index", "GET"): may(all=403, mia=200, ada=200),
    ("imports.new", "GET"): may(all=403, mia=200, ada=200),
    ("imports.create", "POST"): may(all=403, mia=422, ada=422),
    ("imports.show", "GET"): may(args=an_import("uploaded"), all=403, mia=302, ada=302),
    ("imports.columns.edit", "GET"): may(args=an_import("uploaded", kind="users"), all=403, mia=404, ada=200),
    ("imports.columns.update", "POST"): may(
        args=an_import("uploaded"), data={"column-0": ""}, all=403, mia=422, ada=422
    ),
    ("imports.values.edit", "GET"): may(args=an_import("checked"), all=403, mia=200, ada=200),
    ("imports.values.update", "POST"): may(args=an_import("checked"), all=403, mia=409, ada=409),  # of which version?
    ("imports.sheet.update", "POST"): may(args=an_import("uploaded"), all=403, mia=409, ada=409),  # the file is gone
    ("imports.launch.create", "POST"): may(args=an_import("checked", kind="users"), all=403, mia=404, ada=303),
    ("imports.progress.show", "GET"): may(args=an_import("running"), all=403, mia=303, ada=303),
    ("imports.cancellation.create", "POST"): may(args=an_import("running"), all=403, mia=303, ada=303),
    ("imports.undo.new", "GET"): may(args=an_import("done", written={"customer": 1}), all=403, mia=200, ada=200),
    ("imports.undo.create", "POST"): may(args=an_import("done", written={"customer": 1}), all=403, mia=303, ada=303),
    ("imports.removal.new", "GET"): may(args=an_import("checked"), all=403, mia=200, ada=200),
    ("imports.removal.create", "POST"): may(args=an_import("checked"), all=403, mia=303, ada=303),
    ("imports.refused.show", "GET"): may(args=an_import("checked"), all=403, mia=404, ada=404),  # the file is gone
    ("imports.samples.show", "GET"): may(args={"kind": "users", "language": "en"}, all=403, mia=404, ada=200),
    ("settings.index", "GET"): may(all=403, ada=200),
    ("settings.reasons.index", "GET"): may(all=403, ada=303),
    **close_reasons(),
    ("settings.pipelines.index", "GET"): may(all=403, ada=200),
    ("settings.pipelines.show", "GET"): may(row="pipeline", all=403, ada=200),
    ("settings.pipelines.new", "GET"): may(all=403, ada=200),
    ("settings.pipelines.create", "POST"): may(all=403, ada=422),
    ("settings.pipelines.edit", "GET"): may(row="pipeline", all=403, ada=200),
    ("settings.pipelines.update", "POST"): may(row="pipeline", data={"name": ""}, all=403, ada=422),
    ("settings.pipelines.order.update", "POST"): may(row="pipeline", all=403, ada=409),  # which order?
    ("settings.pipelines.disposal.new", "GET"): may(row="pipeline", all=403, ada=200),
    ("settings.pipelines.disposal.create", "POST"): may(row="pipeline", all=403, ada=422),
    ("settings.pipelines.disposal.destroy", "POST"): may(row="pipeline", all=403, ada=303),
    ("settings.pipelines.stages.new", "GET"): may(row="pipeline", all=403, ada=200),
    ("settings.pipelines.stages.create", "POST"): may(row="pipeline", all=403, ada=422),
    ("settings.pipelines.stages.edit", "GET"): may(args=PROPOSAL, all=403, ada=200),
    ("settings.pipelines.stages.update", "POST"): may(args=PROPOSAL, all=403, ada=422),
    ("settings.pipelines.stages.disposal.new", "GET"): may(args=PROPOSAL, all=403, ada=200),
    ("settings.pipelines.stages.disposal.create", "POST"): may(args=PROPOSAL, all=403, ada=303),
    ("settings.pipelines.stages.disposal.destroy", "POST"): may(args=PROPOSAL, all=403, ada=303),
    ("reports.show", "GET"): may(args={"name": "win-loss"}, all=200),
    ("reports.data.show", "GET"): may(args={"name": "win-loss"}, all=200),
    ("reports.sheet.show", "GET"): may(args={"name": "win-loss"}, all=200),
    ("briefings.show", "GET"): may(all=200),
    ("search.index", "GET"): may(args={"q": "acme"}, all=200),
    ("search.palette.show", "GET"): may(args={"q": "acme"}, all=200),
    ("settings.export.index", "GET"): may(**ADMIN),
    ("settings.export.show", "GET"): may(**ADMIN),
    ("settings.sample.index", "GET"): may(**ADMIN),
    ("settings.sample.create", "POST"): may(**DONE),
    ("settings.sample.removal.new", "GET"): may(**ADMIN),
    ("settings.sample.removal.create", "POST"): may(**DONE),
    ("settings.company.index", "GET"): may(**ADMIN),
    ("settings.company.update", "POST"): may(**REFUSES),
    ("settings.company.logo.create", "POST"): may(**REFUSES),
    ("settings.company.logo.destroy", "POST"): may(**DONE),
    ("settings.currencies.index", "GET"): may(**ADMIN),
    ("settings.currencies.new", "GET"): may(**ADMIN),
    ("settings.currencies.create", "POST"): may(**REFUSES),
    ("settings.currencies.show", "GET"): may(args={"code": "USD"}, **ADMIN),
    ("settings.currencies.update", "POST"): may(args={"code": "USD"}, **REFUSES),
    ("settings.currencies.destroy", "POST"): may(args={"code": "USD"}, all=403, ada=409),
    ("settings.currencies.rates.new", "GET"): may(args={"code": "USD"}, **ADMIN),
    ("settings.currencies.rates.create", "POST"): may(args={"code": "USD"}, **REFUSES),
    ("settings.currencies.rates.edit", "GET"): may(args={"code": "USD", "rate_id": 1}, **ADMIN),
    ("settings.currencies.rates.update", "POST"): may(args={"code": "USD", "rate_id": 1}, **REFUSES),
    ("settings.currencies.rates.destroy", "POST"): may(args={"code": "USD", "rate_id": 1}, all=403, ada=409),
    ("settings.mail.index", "GET"): may(**ADMIN),
    ("settings.mail.update", "POST"): may(**REFUSES),
    ("settings.mail.destroy", "POST"): may(**DONE),
    ("settings.mail.trials.create", "POST"): may(**REFUSES),
    ("settings.mail.deliveries.update", "POST"): may(args={"delivery_id": 1}, all=403, ada=404),
    ("settings.mail.deliveries.destroy", "POST"): may(args={"delivery_id": 1}, all=403, ada=404),
    ("settings.reach.index", "GET"): may(**ADMIN),
    ("settings.reach.update", "POST"): may(**REFUSES),
    ("audit.index", "GET"): may(**ADMIN),
    ("audit.sheet.show", "GET"): may(**ADMIN),
    ("logo.show", "GET"): may(args={"digest": "0"}, all=404, out=404),
    ("settings.sources.index", "GET"): may(**ADMIN),
    ("settings.sources.new", "GET"): may(**ADMIN),
    ("settings.sources.create", "POST"): may(**REFUSES),
    ("settings.sources.edit", "GET"): may(args={"row_id": 1}, **ADMIN),
    ("settings.sources.update", "POST"): may(args={"row_id": 1}, data={"name": ""}, **REFUSES),
    ("settings.sources.order.update", "POST"): may(**STALE),
    ("settings.sources.disposal.new", "GET"): may(args={"row_id": 1}, **ADMIN),
    ("settings.sources.disposal.create", "POST"): may(args={"row_id": 1}, data={"way": "x"}, **REFUSES),
    ("settings.sources.disposal.destroy", "POST"): may(args={"row_id": 1}, **DONE),
    ("settings.competitors.index", "GET"): may(**ADMIN),
    ("settings.competitors.new", "GET"): may(**ADMIN),
    ("settings.competitors.create", "POST"): may(**REFUSES),
    ("settings.competitors.edit", "GET"): may(args={"row_id": lambda world: world.acme_lost.competitor_id}, **ADMIN),
    ("settings.competitors.update", "POST"): may(
        args={"row_id": lambda world: world.acme_lost.competitor_id}, data={"name": ""}, **REFUSES
    ),
    ("settings.competitors.disposal.new", "GET"): may(
        args={"row_id": lambda world: world.acme_lost.competitor_id}, **ADMIN
    ),
    ("settings.competitors.disposal.create", "POST"): may(
        args={"row_id": lambda world: world.acme_lost.competitor_id}, data={"way": "x"}, **REFUSES
    ),
    ("settings.competitors.disposal.destroy", "POST"): may(
        args={"row_id": lambda world: world.acme_lost.competitor_id}, **DONE
    ),
    ("settings.products.index", "GET"): may(**ADMIN),
    ("settings.products.new", "GET"): may(**ADMIN),
    ("settings.products.create", "POST"): may(**REFUSES),
    ("settings.products.edit", "GET"): may(args={"row_id": a_product}, **ADMIN),
    ("settings.products.update", "POST"): may(args={"row_id": a_product}, data={"name": ""}, **REFUSES),
    ("settings.products.disposal.new", "GET"): may(args={"row_id": a_product}, **ADMIN),
    ("settings.products.disposal.create", "POST"): may(args={"row_id": a_product}, data={"way": "x"}, **REFUSES),
    ("settings.products.disposal.destroy", "POST"): may(args={"row_id": a_product}, **DONE),
    ("settings.teams.index", "GET"): may(**ADMIN),
    ("settings.teams.new", "GET"): may(**ADMIN),
    ("settings.teams.create", "POST"): may(**REFUSES),
    ("settings.teams.edit", "GET"): may(args={"row_id": lambda world: world.north.id}, **ADMIN),
    ("settings.teams.update", "POST"): may(args={"row_id": lambda world: world.north.id}, data={"name": ""}, **REFUSES),
    ("settings.teams.disposal.new", "GET"): may(args={"row_id": lambda world: world.north.id}, **ADMIN),
    ("settings.teams.disposal.create", "POST"): may(
        args={"row_id": lambda world: world.north.id}, data={"way": "x"}, **REFUSES
    ),
    ("settings.teams.disposal.destroy", "POST"): may(args={"row_id": lambda world: world.north.id}, **DONE),
    ("settings.tags.index", "GET"): may(**ADMIN),
    ("settings.tags.edit", "GET"): may(args={"tag_id": a_tag}, **ADMIN),
    ("settings.tags.update", "POST"): may(args={"tag_id": a_tag}, data={"name": ""}, **REFUSES),
    ("settings.tags.merger.new", "GET"): may(args={"tag_id": a_tag}, **ADMIN),
    ("settings.tags.merger.create", "POST"): may(args={"tag_id": a_tag}, **REFUSES),
    ("settings.tags.removal.new", "GET"): may(args={"tag_id": a_tag}, **ADMIN),
    ("settings.tags.removal.create", "POST"): may(args={"tag_id": a_tag}, **DONE),
    ("settings.users.index", "GET"): may(**ADMIN),
    ("settings.users.new", "GET"): may(**ADMIN),
    ("settings.users.create", "POST"): may(**REFUSES),
    ("settings.users.edit", "GET"): may(args={"user_id": lambda world: world.ann.id}, **ADMIN),
    ("settings.users.update", "POST"): may(args={"user_id": lambda world: world.ann.id}, data={"name": ""}, **REFUSES),
    ("settings.users.ending.new", "GET"): may(args={"user_id": lambda world: world.ann.id}, **ADMIN),
    ("settings.users.ending.create", "POST"): may(args={"user_id": lambda world: world.finn.id}, **DONE),
    ("settings.users.ending.destroy", "POST"): may(args={"user_id": lambda world: world.finn.id}, **DONE),
    ("settings.users.links.create", "POST"): may(args={"user_id": lambda world: world.ann.id}, **ADMIN),
    ("settings.users.sign_ins.destroy", "POST"): may(args={"user_id": lambda world: world.bo.id}, **DONE),
}
