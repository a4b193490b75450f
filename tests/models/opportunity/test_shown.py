"""What the page reads: one query for the row and all that it names, the path, the story by pages."""

from models import Contact, Opportunity, OpportunityContact
from models.base import now


def test_the_row_comes_with_all_that_it_names(world, count_queries):
    ann, key = world.ann, world.acme_lost.id
    with count_queries() as queries:
        row = Opportunity.reached(ann, key)
    assert sum('FROM "opportunities"' in query for query in queries) == 1
    with count_queries() as queries:
        names = [row.customer.name, row.pipeline.name, row.stage.name, row.owner.name, row.team.name]
        names += [row.close_reason.name, row.competitor.name, row.created_by.name, row.source, row.product]
    assert names == [
        "Acme", "Sales", "Negotiation", "Ann Li", "North", "Chose a competitor", "Rival Ltd", "Ann Li", None, None,
    ]  # fmt: skip
    assert queries == []


def test_what_lies_outside_the_reach_is_not_there(world):
    assert Opportunity.reached(world.cy, world.acme_renewal.id) is None
    assert Opportunity.reached(world.ann, world.bolt_expired.id) is None
    assert Opportunity.reached(world.ann, world.bolt_shared.id) == world.bolt_shared


def test_the_path_tells_days_and_what_is_over(world):
    steps = {step.stage.name: step for step in world.acme_renewal.steps()}
    assert [step.stage.name for step in steps.values()] == [
        "First contact", "Needs", "Proposal", "Negotiation", "Contract",
    ]  # fmt: skip
    assert (steps["Proposal"].here, steps["Proposal"].days, steps["Proposal"].over) == (True, 20, 10)
    assert (steps["Needs"].days, steps["Needs"].over, steps["Needs"].here) == (None, 0, False)


def test_a_stage_that_was_archived_under_it_stays_on_its_path(world):
    stage = world.stage("Proposal")
    stage.archived_at = now()
    stage.save()
    steps = world.acme_renewal.steps()
    assert [step.stage.name for step in steps] == ["First contact", "Needs", "Proposal", "Negotiation", "Contract"]
    assert steps[2].here


def test_contacts_come_with_their_roles_the_primary_one_first(world):
    row = world.acme_renewal
    other = Contact.add(world.ann, customer=world.acme, name="Abe First")
    OpportunityContact.create(opportunity=row, contact=other, role="decision_maker")
    assert [(contact.name, role) for contact, role in row.contacts()] == [
        ("Wei Zhang", "primary"),
        ("Abe First", "decision_maker"),
    ]
