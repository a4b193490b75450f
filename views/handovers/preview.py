"""What a hand-over would do, before it is done."""

from models import handover
from models.customer import Customer
from models.pipeline import Stage
from views.page import me

MOST = 100  # customers to choose for by hand; the rest goes in turns


def preview(form):
    """What the form's page shows beside its fields; nothing before somebody who hands over is chosen."""
    if form.giver is None:
        return {"plan": None, "stages": [], "groups": [], "more": 0, "shares": []}
    plan = handover.look(me(), form.wish)
    stages = plan.groups("stage")
    names = Stage.names([key for key, _count, _amount in stages])
    groups = [group for group in plan.groups(form.kind) if group[0]] if form.way.data != "turns" else []
    called = names if form.kind == "stage" else Customer.names([key for key, _count, _amount in groups[:MOST]])
    shares = [share for share in plan.shares.values() if share.opportunities or share.customers or share.activities]
    return {
        "plan": plan,
        "stages": [(names[key], count, amount) for key, count, amount in stages],
        "groups": [(key, called[key], count, amount) for key, count, amount in groups[:MOST]],
        "more": max(0, len(groups) - MOST),
        "shares": sorted(shares, key=lambda share: share.user.name),
    }
