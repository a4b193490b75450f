"""The settings and the audit."""

from models import CloseReason
from tests.access_table.lines import ADMIN, DONE, REFUSES, STALE, a_product, a_tag, may


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


ROUTES = {
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
