"""What a hand-over would do, before it is done."""

from models import handover
from models.customer import Customer
from models.pipeline import Pipeline, Stage
from views.page import me

MOST = 100  # customers to choose for by hand; the rest goes in turns


def preview(form):
    """What the form's page shows beside its fields; nothing before somebody who hands over is chosen."""
    if form.giver is None:
        return {"plan": None, "stages": [], "groups": [], "more": 0, "shares": []}
    plan = handover.look(me(), form.wish)
    stages = on_the_path(plan.groups("stage"))
    names = Stage.names([key for key, _count, _amount in stages])
    customers = [group for group in plan.groups("customer") if group[0]]
    groups = {"turns": [], "stage": stages, "customer": customers}[form.way.data]
    called = names if form.kind == "stage" else Customer.names([key for key, _count, _amount in groups[:MOST]])
    shares = [share for share in plan.shares.values() if share.opportunities or share.customers or share.activities]
    return {
        "plan": plan,
        "stages": [(names[key], count, amount) for key, count, amount in stages],
        "groups": [(key, called[key], count, amount) for key, count, amount in groups[:MOST]],
        "more": max(0, len(groups) - MOST),
        "shares": sorted(shares, key=lambda share: share.user.name),
    }


def on_the_path(groups):
    """Groups of stages in the order in which they are walked, pipeline by pipeline; archived ones last."""
    stages = [stage.id for pipeline in Pipeline.offered() for stage in pipeline.path()]
    return sorted(groups, key=lambda group: stages.index(group[0]) if group[0] in stages else len(stages))
