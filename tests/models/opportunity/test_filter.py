"""The filter means exactly the rows that plain SQL means: reports, board and list lead to one another by it."""

import datetime as dt

import pytest

from models import Competitor, Customer, Opportunity, Pipeline, Product, Stage, StageEntry
from models.base import db
from models.opportunity.filter import NONE, Filter, contains
from models.setting import today


def ids(user, **wanted):
    return sorted(row.id for row in Filter(**{"outcome": "all", **wanted}).apply(Opportunity.visible_to(user)))


def plain(where, *params):
    sql = f"SELECT o.id FROM opportunities o LEFT JOIN teams t ON t.id = o.team_id WHERE {where} ORDER BY o.id"
    return [row_id for (row_id,) in db.execute_sql(sql.replace("?", db.obj.param), params).fetchall()]


@pytest.fixture
def sold(world):
    """Two of the rows sell a product."""
    product = Product.create(name="Robot", name_key="robot")
    rows = (world.acme_renewal.id, world.acme_won.id)
    Opportunity.update(product=product).where(Opportunity.id.in_(rows)).execute()
    return product


def test_ids_and_their_absence(world, sold):
    mia, rival = world.mia, Competitor.get(Competitor.name == "Rival Ltd")
    reason = world.reason("lost", "Chose a competitor")
    for name, column, value in (
        ("owner", "owner_id", world.ann.id),
        ("team", "team_id", world.north.id),
        ("source", "source_id", world.source("Referral").id),
        ("stage", "stage_id", world.stage("Negotiation").id),
        ("pipeline", "pipeline_id", world.pipeline.id),
        ("customer", "customer_id", world.acme.id),
        ("product", "product_id", sold.id),
        ("reason", "close_reason_id", reason.id),
        ("competitor", "competitor_id", rival.id),
    ):
        assert ids(mia, **{name: value}) == plain(f"o.{column} = ?", value) != []
        assert ids(mia, **{name: NONE}) == plain(f"o.{column} IS NULL")
        assert ids(mia, **{name: 999_999_999}) == []


@pytest.mark.parametrize(
    ("outcome", "where"),
    [
        ("open", "o.outcome IS NULL"),
        ("closed", "o.outcome IS NOT NULL"),
        ("won", "o.outcome = 'won'"),
        ("lost", "o.outcome = 'lost'"),
        ("invalid", "o.outcome = 'invalid'"),
        ("all", "1 = 1"),
    ],
)
def test_outcomes(world, outcome, where):
    assert ids(world.mia, outcome=outcome) == plain(where) != []


def test_office_and_grade(world):
    assert ids(world.mia, office="Beijing") == plain("t.office = 'Beijing'") != []
    assert ids(world.mia, office="none") == plain("t.office IS NULL") == [world.orphan.id]
    assert ids(world.mia, office="Beij") == []
    assert ids(world.mia, grade="A") == plain("o.grade = 'A'") == [world.acme_renewal.id]
    assert ids(world.mia, grade="none") == plain("o.grade IS NULL")


def test_days_are_inclusive(world):
    day = world.acme_won.closed_on
    before, after = day - dt.timedelta(days=1), day + dt.timedelta(days=1)
    assert ids(world.mia, closed_from=day, closed_to=day) == plain("o.closed_on = ?", str(day)) != []
    assert ids(world.mia, closed_from=after) == ids(world.mia, closed_to=before) == []
    due = world.acme_renewal.expected_close_on
    assert ids(world.mia, expected_from=due, expected_to=due) == plain("o.expected_close_on = ?", str(due)) != []


def test_conditions_add_up_within_reach(world):
    wanted = {"owner": world.cy.id, "customer": world.bolt.id, "outcome": "open"}
    assert ids(world.ann, **wanted) == sorted((world.bolt_shared.id, world.bolt_joint.id))
    assert ids(world.bo, **wanted) == []


def test_text_finds_half_a_chinese_word_in_name_and_customer(world):
    assert ids(world.mia, q="项") == ids(world.mia, q="星辰") == ids(world.mia, q="海星") == [world.star_rollout.id]
    assert ids(world.mia, q="ACME renew") == ids(world.mia, q="acme RENEW") == [world.acme_renewal.id]
    assert ids(world.mia, q="dune") == [world.north_unowned.id]  # by its customer
    assert ids(world.mia, q=" upgrade ") == [world.crane_upgrade.id]


@pytest.mark.parametrize(
    "name", ["100% sure", "a_b", "back\\slash", "it's", 'say "no"', "semi;--", "50%_\\", "😀 [x] *?"]
)
def test_no_character_of_a_text_is_special(world, name):
    row = Opportunity.add(world.mia, name=name)
    Opportunity.add(world.mia, name="100 sure aXb backslash its say no 50")
    assert ids(world.mia, q=name) == [row.id]
    for special in set(name) & set("%_\\'\";"):
        assert row.id in ids(world.mia, q=special)
        assert len(ids(world.mia, q=special)) < len(ids(world.mia))


@pytest.mark.parametrize("q", ["müller", "MÜLLER", "Müller"])
def test_letters_beyond_ascii_have_two_cases_too(world, q):
    rows = [Opportunity.add(world.mia, name=name).id for name in ("Müller AG", "MÜLLER & Sohn")]
    assert ids(world.mia, q=q) == rows


def test_the_key_of_the_imported_file_is_found_whole(world):
    Opportunity.update(key="K-77").where(Opportunity.id == world.orphan.id).execute()
    assert ids(world.mia, q="K-77") == [world.orphan.id]
    assert ids(world.mia, q="K-7") == []


def test_contains_is_a_condition_on_any_field(world):
    assert [row.name for row in Customer.select().where(contains(Customer.name, "科技"))] == [world.star.name]


def test_a_stage_of_another_pipeline_is_let_go(world):
    other = Pipeline.create(name="Second")
    stage = Stage.create(pipeline=other, name="One", position=0, rate=10)
    assert Filter(pipeline=world.pipeline.id, stage=stage.id).settled() == Filter(pipeline=world.pipeline.id)
    for kept in (
        Filter(stage=stage.id),
        Filter(pipeline=other.id, stage=stage.id),
        Filter(pipeline=other.id, stage=NONE),
    ):
        assert kept.settled() == kept


def test_rows_are_called_by_name_as_far_as_one_sees_them(world, sold):
    assert Filter(owner=world.cy.id).called("owner", world.ann) == "Cy Wang"
    assert Filter(product=sold.id).called("product", world.ann) == "Robot"
    assert Filter(customer=world.acme.id).called("customer", world.ann) == "Acme"
    assert Filter(customer=world.crane.id).called("customer", world.ann) is None
    assert Filter(reason=999).called("reason", world.ann) is None


def test_how_far_it_got(world):
    """Won ones reached every stage, each row the first; a lost one its furthest, wherever it stood at the end."""
    path = world.pipeline.path()
    world.acme_renewal.enter(path[0], by=None)  # back from Proposal: it has reached it all the same

    def names(**asked):
        found = Filter(outcome="all", **asked).apply(Opportunity.select())
        return {row.name for row in found} & {"Acme renewal", "Acme first order", "Acme service", "Orphan enquiry"}

    assert names(reached=path[0].id) == {"Acme renewal", "Acme first order", "Acme service", "Orphan enquiry"}
    assert names(reached=path[2].id) == {"Acme renewal", "Acme first order", "Acme service"}
    assert names(reached=path[4].id) == {"Acme first order"}
    assert names(furthest=path[2].id) == {"Acme renewal"}
    assert names(furthest=path[3].id) == {"Acme service"}
    assert names(furthest=path[4].id) == {"Acme first order"}
    assert names(reached=999_999) == names(furthest=999_999) == set()


def test_whether_stage_history_is_there(world):
    StageEntry.delete().where(StageEntry.opportunity == world.orphan.id).execute()
    missing = Filter(outcome="all", history="missing").apply(Opportunity.select())
    assert [row.name for row in missing] == ["Orphan enquiry"]
    assert Filter(outcome="all", history="known").apply(Opportunity.select()).count() == 12


def test_how_long_it_took_and_how_often_it_was_put_off(world):
    def count(**asked):
        return Filter(outcome="all", **asked).apply(Opportunity.select()).count()

    assert (count(cycle_from=45), count(cycle_to=45), count(cycle_from=46), count(cycle_to=44)) == (3, 3, 0, 0)
    world.acme_renewal.edit(by=world.ann, expected_close_on=today() + dt.timedelta(days=60))
    assert (count(pushed=0), count(pushed=1)) == (12, 1)
