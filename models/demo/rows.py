"""The wide rows of the sample: an opportunity and a follow-up, each column as its verbs leave it."""

from models.activity import CONTACTING, Activity
from models.activity.reminding import NEVER
from models.opportunity import Opportunity
from models.opportunity.followed import QUIET
from models.opportunity.valued import half_even

ACTIVITY = ("id", "kind", "opportunity", "customer", "contact", "subject", "text", "outcome", "due_on", "minutes", "assignee", "done_at", "done_on", "remind_minutes", "reminded", "created_by", "created_at", "updated_at", "version")  # fmt: skip
OPPORTUNITY = ("id", "name", "customer", "pipeline", "stage", "entered_stage_at", "furthest_position", "owner", "team", "owner_seen_at", "source", "product", "amount", "currency", "base_amount", "probability", "weighted", "expected_close_on", "opened_on", "grade", "intent", "outcome", "closed_on", "close_reason", "competitor", "final_amount", "base_final_amount", "next_step_on", "next_step_kind", "next_step_id", "quiet_until", "last_contact_at", "touched_on", "pushes", "pushed_days", "pushed_on", "created_by", "created_at", "updated_at", "version")  # fmt: skip
NAMES = {Activity: ACTIVITY, Opportunity: OPPORTUNITY}


def activity_row(act, opportunity_id, customer_id, contact_id):
    """The columns ACTIVITY. Nobody is reminded of a sample."""
    done = act.done_at is not None
    return (
        act.id, act.kind, opportunity_id, customer_id, contact_id, act.subject, act.text, act.outcome, act.due_on,
        act.minutes, act.by.id, act.done_at, act.done_on, NEVER, 0, act.by.id, act.made_at,
        act.done_at or act.made_at, 2 if done and act.due_on else 1,
    )  # fmt: skip


def opportunity_row(row_id, tale, cast):
    """The columns OPPORTUNITY of a Tale whose follow-ups have their ids."""
    stage, owner = tale.visits[-1].stage, tale.last_owner
    amount, probability = tale.now("amount", tale.amount), tale.now("probability")
    return (
        row_id, tale.name, tale.company.id, stage.pipeline_id, stage.id, tale.visits[-1].at,
        max(visit.stage.position for visit in tale.visits), owner.id, owner.team, seen_at(tale),
        tale.source and tale.source[0], cast.products[tale.offer], amount, cast.currency, amount, probability,
        half_even(amount, stage.rate if probability is None else probability),
        tale.now("expected_close_on", tale.expected), tale.opened_on, tale.now("grade", tale.grade),
        tale.now("intent", tale.intent), tale.outcome, tale.closed_on, tale.reason and tale.reason[0],
        tale.rival and tale.rival[0], tale.final, tale.final, *step(tale), *contacted(tale), *pushed(tale),
        tale.creator.id, tale.opened_at, tale.told[-1][0] if tale.told else tale.opened_at, 1 + len(tale.told),
    )  # fmt: skip


def seen_at(tale):
    """When its owner looked at it: at once what is their own, soon what they were given."""
    given = tale.handed_at or (tale.opened_at if tale.creator is not tale.owner else None)
    if given is None:
        return tale.opened_at
    looked = next((act.made_at for act in tale.acts if act.made_at > given and act.by is tale.last_owner), None)
    return looked or (tale.closed_at if tale.outcome else None)


def step(tale):
    """The columns of the next step: day, kind, id, and until when it silences the clock of neglect."""
    plan = next((act for act in tale.acts if act.done_at is None), None)
    if plan is None:
        return None, None, None, None
    return plan.due_on, plan.kind, plan.id, min(plan.due_on, plan.made_on + QUIET)


def contacted(tale):
    """When somebody was in touch last (UTC), and the day from which nobody was."""
    contacts = [act for act in tale.acts if act.done_at and act.kind in CONTACTING]
    days = [tale.opened_on, *(act.done_on for act in contacts)]
    if tale.handed_at:
        days.append(next(on for at, on, name, _facts, _by in tale.told if name == "opportunity.assigned"))
    return max((act.done_at for act in contacts), default=None), max(days)


def pushed(tale):
    """How many days the expected close was moved later on, how many days in all, and when last."""
    moved = [
        (on, (changes["expected_close_on"][1] - changes["expected_close_on"][0]).days)
        for _at, on, changes in tale.edits
        if "expected_close_on" in changes
    ]
    return len({on for on, _days in moved}), sum(days for _on, days in moved), moved[-1][0] if moved else None
