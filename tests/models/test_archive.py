"""What is in use is never deleted: archived, brought back, or replaced wherever it stands, with history and versions."""

import pytest

from models import archive
from models.base import Refused
from models.event import Event
from models.opportunity import FieldChange, Opportunity, OpportunityCompetitor
from models.opportunity.filter import Filter
from models.pipeline import CloseReason, Competitor, Source
from models.product import Product
from models.reports import ask
from models.saved_view import SavedView
from models.team import Team


def told(row):
    return [(event.name, event.facts) for event in Event.about(row)]


def test_archived_is_no_longer_offered_and_stays_where_it_is(world):
    referral = world.source("Referral")
    assert archive.archive(referral, by=world.ada)
    assert referral.id not in [row.id for row in Source.offered()]
    assert world.acme_renewal.source_id == referral.id
    assert told(referral)[0] == ("source.archived", {"name": "Referral"})
    assert not archive.archive(referral, by=world.ada)
    assert archive.unarchive(referral, by=world.ada)
    assert referral.id in [row.id for row in Source.offered()]


def test_only_an_administrator_may(world):
    for verb in (archive.archive, archive.unarchive, archive.remove):
        with pytest.raises(Refused):
            verb(world.source("Referral"), by=world.mia)
    with pytest.raises(Refused):
        archive.replace(world.source("Referral"), world.source("Other"), by=world.mia)
    assert world.source("Referral").archived_at is None


def test_it_says_how_often_it_is_used(world):
    assert archive.used_by(world.source("Referral")) == {"opportunity": 1}
    assert archive.used_by(world.source("Exhibition")) == {}
    assert archive.used_by(world.north) == {"opportunity": 6, "customer": 3, "user": 3}
    rival = Competitor.get(Competitor.name == "Rival Ltd")
    OpportunityCompetitor.create(opportunity=world.acme_lost, competitor=rival)
    OpportunityCompetitor.create(opportunity=world.acme_renewal, competitor=rival)
    assert archive.used_by(rival) == {"opportunity": 2}  # each once, though it stands there twice


def test_another_reason_takes_its_place_in_rows_and_figures(world):
    former, other = world.reason("lost", "Chose a competitor"), world.reason("lost", "Other")
    version = world.acme_lost.version
    assert archive.replace(former, other, by=world.ada) == {"opportunity": 1}
    row = world.acme_lost
    assert (row.close_reason_id, row.version) == (other.id, version + 1)
    assert CloseReason.get_by_id(former.id).archived_at
    name, facts = told(row)[0]
    assert (name, facts["field"], facts["former"], facts["value"]) == (
        "opportunity.replaced", "close_reason", "Chose a competitor", "Other",
    )  # fmt: skip
    assert told(former)[0][0] == "close_reason.replaced"


def test_a_replaced_source_is_an_edit_that_an_open_form_hears_of(world):
    row, other = world.acme_renewal, world.source("Other")
    read = row.version
    archive.replace(world.source("Referral"), other, by=world.ada)
    now = world.acme_renewal
    assert now.changed_since(read).keys() == {"source"}
    assert told(now)[0] == ("opportunity.edited", {"changes": {"source": [row.source_id, other.id]}})


def test_rows_in_the_bin_are_replaced_too(world):
    world.acme_renewal.bin(world.ann)
    archive.replace(world.source("Referral"), world.source("Other"), by=world.ada)
    assert Opportunity.get_by_id(world.acme_renewal.id).source_id == world.source("Other").id


def test_a_team_is_replaced_with_its_people_and_typed_history(world):
    archive.replace(world.north, world.south, by=world.ada)
    assert world.acme_renewal.team_id == world.acme.team_id == world.ann.team_id == world.south.id
    kept = FieldChange.select().where(FieldChange.opportunity == world.acme_renewal, FieldChange.field == "team")
    assert [(one.old, one.new) for one in kept.order_by(FieldChange.id)][-1] == (
        str(world.north.id), str(world.south.id),
    )  # fmt: skip


def test_a_competitor_that_stands_there_already_stays_once(world):
    rival, twin = Competitor.named("Rival Ltd"), Competitor.named("Rival Limited")
    for competitor in (rival, twin):
        OpportunityCompetitor.create(opportunity=world.acme_renewal, competitor=competitor)
    archive.replace(rival, twin, by=world.ada)
    assert [link.competitor_id for link in world.acme_renewal.rivals] == [twin.id]
    assert world.acme_lost.competitor_id == twin.id


@pytest.mark.parametrize(
    "wrong", [lambda w: w.reason("lost", "Other"), lambda w: w.reason("won", "Price"), lambda w: w.source("Other")]
)
def test_only_another_of_the_same_kind_takes_its_place(world, wrong):
    former, other = world.reason("lost", "Other"), wrong(world)
    with pytest.raises(Refused):
        archive.replace(former, other, by=world.ada)
    assert world.reason("lost", "Other").archived_at is None


def test_only_what_was_never_used_can_be_deleted(world):
    with pytest.raises(Refused):
        archive.remove(world.source("Referral"), by=world.ada)
    archive.remove(world.source("Exhibition"), by=world.ada)
    assert not Source.select().where(Source.name == "Exhibition").exists()


def test_thousands_are_replaced_in_few_statements(world, count_queries):
    former, other = world.source("Referral"), world.source("Other")
    values = {"pipeline": world.pipeline, "stage": world.stage("Needs"), "currency": "CNY", "opened_on": "2026-01-01"}
    Opportunity.insert_many([{**values, "name": f"Row {n}", "source": former} for n in range(900)]).execute()
    with count_queries() as queries:
        archive.replace(former, other, by=world.ada)
    assert len(queries) < 30
    assert Opportunity.select().where(Opportunity.source == other).count() == 901


def test_a_new_name_changes_no_figure(world):
    proposal, referral = world.stage("Proposal"), world.source("Referral")
    view = SavedView.keep(world.ada, "Referred", "list", f"source={referral.id}")

    def figures():
        for report, by, wanted in (
            ("pipeline-value", None, Filter(stage=proposal.id)),
            ("win-loss", "reason", Filter(outcome="all")),
            ("win-loss", "source", Filter(outcome="all")),
        ):
            answer = ask(report, world.ada, wanted, by=by)
            named = {column.name for column in answer.columns}
            yield {row.key: [getattr(row, name) for name in sorted(named)] for row in answer.rows}
        found = Filter(source=referral.id, outcome="all").apply(Opportunity.visible_to(world.ada))
        yield sorted(row.id for row in found), SavedView.get_by_id(view.id).query

    before = list(figures())
    referral.edit(world.ada, name="By word of mouth")
    proposal.edit(world.ada, name="Offer")
    world.reason("lost", "Chose a competitor").edit(world.ada, name="Went elsewhere")
    assert list(figures()) == before
    assert before[1]
    assert before[3][0] == [world.acme_renewal.id]


@pytest.mark.parametrize("names", [["source"], ["reason"], ["competitor", "rival"], ["product"], ["team"]])
def test_views_that_are_kept_ask_for_the_one_that_took_its_place(world, names):
    model = {"source": Source, "product": Product, "team": Team, "reason": CloseReason}.get(names[0], Competitor)
    part = {"outcome": "lost"} if model is CloseReason else {}
    former, other = (model.add(world.ada, name=name, **part) for name in ("Former", "Other one"))
    views = [
        SavedView.keep(world.ann, name, "list", f"{name}={former.id},none&grade=A&stage={former.id}") for name in names
    ]
    archive.replace(former, other, by=world.ada)
    found = [SavedView.get_by_id(view.id) for view in views]
    assert [view.query for view in found] == [f"{name}={other.id}%2Cnone&grade=A&stage={former.id}" for name in names]
    assert {view.version for view in found} == {2}


def test_views_ask_no_more_for_what_is_deleted(world):
    """Its id may be that of the next one."""
    fair = Source.add(world.ada, name="Fair")
    view = SavedView.keep(world.ann, "Fair", "list", f"source={fair.id}&grade=A")
    archive.remove(fair, by=world.ada)
    assert SavedView.get_by_id(view.id).query == "grade=A"
