"""The index follows whatever changes a row: verbs, tags, the bin, renames, imports, the schema."""

import pytest

from models import Activity, Contact, Customer, Note, Opportunity, Tag, schema, search
from models.base import db, transaction
from models.pipeline import Stage
from models.search import index
from models.setting import today


def found(typed, user, kind="opportunity"):
    """Names of the rows of a kind that answer."""
    return [hit.name for group in search.look(user, typed, kinds=(kind,), size=50) for hit in group.hits]


@pytest.fixture
def mia(world):
    return world.mia


def test_a_new_row_is_found_and_an_edited_one_by_its_new_words(world, mia):
    row = Opportunity.add(world.ann, name="Pumpwerk Nord", requirement="two cellars")
    assert found("pumpw", mia) == found("cellar", mia) == ["Pumpwerk Nord"]
    row.edit(world.ann, name="Kläranlage", requirement="three basins")
    assert found("pumpw", mia) == found("cellar", mia) == []
    assert found("klara", mia) == found("basin", mia) == ["Kläranlage"]


def test_a_customers_new_name_finds_its_opportunities_and_contacts(world, mia):
    world.acme.edit(world.ann, name="Umbrella")
    assert found("umbrella", mia) == ["Acme renewal", "Acme service", "Acme first order"]
    assert found("umbrella", mia, "contact") == ["Wei Zhang"]
    assert found("acme", mia, "customer") == ["Umbrella"]  # by its mail address


def test_notes_and_follow_ups_are_found_by_their_words(world, mia):
    note = Note.add(world.ann, "预算由集团批准", opportunity=world.acme_renewal)
    plan = Activity.plan(world.ann, "call", today(), opportunity=world.acme_renewal, subject="Ask for the seal")
    assert found("集团", mia, "note") == ["预算由集团批准"]
    assert found("seal", mia, "activity") == ["Ask for the seal"]
    note.edit(world.ann, "改为明年")
    plan.complete(world.ann, outcome="stamped")
    assert found("集团", mia, "note") == []
    assert found("明年", mia, "note") == ["改为明年"]
    assert found("stamped", mia, "activity") == ["Ask for the seal"]


def test_what_lies_in_the_bin_is_not_found_until_it_is_back(world, mia):
    note = Note.add(world.ann, "remember the seal", opportunity=world.acme_renewal)
    row = world.acme_renewal
    row.bin(world.ann)
    assert found("renewal", mia) == []
    assert found("seal", mia, "note") == []
    Opportunity.get_by_id(row.id).restore(world.ann)
    assert found("renewal", mia) == ["Acme renewal"]
    assert found("seal", mia, "note") == [note.text]


def test_what_is_gone_for_good_leaves_nothing(world, mia):
    Note.add(world.ann, "remember the seal", opportunity=world.acme_renewal)
    db.execute_sql("DELETE FROM notes")
    assert db.execute_sql("SELECT COUNT(*) FROM note_search").fetchone()[0] == 0


def test_tags_are_words_too(world, mia):
    world.acme_renewal.tag(world.ann, add=["年度框架"])
    Tag.set_on(world.ann, world.star, ["重点"])
    assert found("框架", mia) == ["Acme renewal"]
    assert found("重点", mia, "customer") == ["上海星辰科技有限公司"]
    world.acme_renewal.tag(world.ann, remove=["年度框架"])
    Tag.update(name="普通").where(Tag.name == "重点").execute()
    assert found("框架", mia) == []
    assert found("重点", mia, "customer") == []
    assert found("普通", mia, "customer") == ["上海星辰科技有限公司"]


def test_a_change_that_is_taken_back_changes_nothing(world, mia):
    def fails():
        with transaction():
            world.acme_renewal.edit(world.ann, name="Gone wrong")
            raise LookupError

    with pytest.raises(LookupError):
        fails()
    assert found("gone wrong", mia) == []
    assert found("acme renewal", mia) == ["Acme renewal"]


def test_open_ones_come_before_closed_ones_and_move_when_they_close(world, mia):
    assert found("acme", mia)[0] == "Acme renewal"
    world.acme_renewal.win(by=world.ann, reason=world.reason("won", "Price"))
    assert found("acme", mia)[-1] == "Acme renewal"
    assert db.execute_sql("SELECT COUNT(*) FROM opportunity_search").fetchone()[0] == Opportunity.kept().count()


def test_what_is_no_word_leaves_the_index_alone(world):
    before = db.execute_sql("SELECT total_changes()").fetchone()[0]
    Opportunity.update(weighted=1).where(Opportunity.id == world.acme_renewal.id).execute()
    assert db.execute_sql("SELECT total_changes()").fetchone()[0] == before + 1


def test_triggers_do_not_disturb_ids_and_counts_of_rows(world):
    row = Customer.create(name="Direct", name_key="direct")
    assert Customer.get_by_id(row.id).name == "Direct"
    assert Customer.update(name="Other").where(Customer.id == row.id).execute() == 1
    assert Customer.update(name="Other").where(Customer.id == 0).execute() == 0


def everything():
    return {
        kind: db.execute_sql(f"SELECT rowid, start, name, body, numbers FROM {kind}_search ORDER BY rowid").fetchall()
        for kind in index.DOCS
    }


def test_kept_in_step_is_the_same_as_made_anew(world):
    Note.add(world.ann, "预算由集团批准", opportunity=world.acme_renewal)
    world.acme_renewal.tag(world.ann, add=["年度框架", "VIP"])
    world.star_rollout.enter(Stage.get(Stage.name == "Proposal"), by=world.ann)
    world.acme_won.reopen(by=world.mia)
    Contact.add(world.ann, customer=world.star, name="陈", phone="021-5555 6666").edit(world.ann, title="总监")
    kept = everything()
    counts = index.rebuild()
    assert everything() == kept
    assert counts["opportunity"] == Opportunity.kept().count()


def test_the_schema_may_change_underneath(world, mia):
    last = schema.runner().migrations()[-1].name
    schema.revert(last)
    schema.migrate()
    assert found("上海", mia, "customer") == ["上海星辰科技有限公司"]
    assert not index.put_up()  # nothing was left to do


def test_a_database_from_before_is_filled(world, mia):
    schema.revert("0003_search")
    db.execute_sql("UPDATE customers SET name = 'Written before' WHERE id = ?", (world.dune.id,))
    schema.migrate()
    assert found("written", mia, "customer") == ["Written before"]


def test_another_program_that_knows_other_words_makes_the_index_anew(world, mia):
    db.execute_sql("DROP TRIGGER search_customer_made")
    db.execute_sql("DELETE FROM customer_search")
    assert schema.migrate() == []
    assert found("上海", mia, "customer") == ["上海星辰科技有限公司"]
