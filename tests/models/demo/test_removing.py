"""Taking the sample away: not a row of it is left, not an own row is touched, and what own rows hang on stays."""

import pytest

from models import (
    ALL,
    Activity,
    Contact,
    Customer,
    DemoRow,
    Event,
    Note,
    Opportunity,
    Product,
    Snapshot,
    Tag,
    Team,
    User,
)
from models.base import Refused
from models.demo import making, removing
from models.demo.removing import remaining, remove


def counts():
    return {model.__name__: model.select().count() for model in ALL if model not in (Event, DemoRow)}


@pytest.fixture
def sample(world):
    """The world with a sample beside it; its administrator."""
    making.make(world.ada, 60, language="en")
    return world.ada


def test_everything_of_it_goes_and_nothing_else(world):
    before, events = counts(), Event.select().count()
    making.make(world.ada, 60, language="en")
    assert remaining()["opportunity"] == 60
    removal = remove(world.ada)
    assert counts() == before
    assert removal.gone["opportunity"] == 60
    assert removal.kept == {}
    left = Event.select().order_by(Event.id).offset(events)
    assert [event.name for event in left] == ["company.sample_made", "company.sample_removed"]
    assert not DemoRow.select().exists()


def test_without_one_it_is_refused(world):
    with pytest.raises(Refused, match="no sample"):
        remove(world.ada)


def theirs(world):
    """An open opportunity of the sample."""
    return Opportunity.select().where(Opportunity.outcome.is_null()).order_by(Opportunity.id.desc()).first()


def test_an_own_follow_up_keeps_its_opportunity_and_customer(sample, world):
    row = theirs(world)
    own = Activity.log(world.ada, "call", opportunity=row, subject="Mine")
    removal = remove(world.ada)
    kept = Opportunity.get_by_id(row.id)
    assert (kept.customer_id, kept.owner_id) == (row.customer_id, row.owner_id)
    assert Activity.get_by_id(own.id).opportunity_id == row.id
    assert kept.entries.count() >= 1  # its own history stays with it
    assert removal.kept["opportunity"] == removal.kept["customer"] == 1
    assert Opportunity.select().where(Opportunity.customer == row.customer_id).count() == 1


def test_an_own_note_keeps_too(sample, world):
    row = theirs(world)
    Note.add(world.ada, "Mine", opportunity=row)
    assert remove(world.ada).kept["opportunity"] == 1


def test_an_own_opportunity_keeps_its_customer_contact_owner_product_and_tag(sample, world):
    contact = Contact.select().order_by(Contact.id.desc()).first()
    owner = User.get(User.name == "Priya Nair")
    product = Product.get(Product.name == "Checkweigher")
    own = Opportunity.add(
        world.ada, name="Mine", customer=contact.customer, contact=contact, owner=owner, product=product
    )
    own.tag(world.ada, add=["tender"])
    removal = remove(world.ada)
    own = Opportunity.get_by_id(own.id)
    assert (own.customer, own.contact, own.owner, own.product) == (contact.customer, contact, owner, product)
    assert own.tags == ["tender"]
    assert own.team == Team.get(Team.name == "North")
    assert removal.kept["customer"] == removal.kept["product"] == removal.kept["tag"] == 1
    assert removal.kept["user"] >= 1  # those who did something that is told there, too


def test_an_own_contact_keeps_its_customer(sample, world):
    customer = Customer.select().order_by(Customer.id.desc()).first()
    Contact.add(world.ada, customer=customer, name="My friend")
    remove(world.ada)
    assert Customer.get_by_id(customer.id).contacts.count() >= 1


def test_a_contact_who_moved_to_an_own_customer_goes_unless_an_own_row_names_them(sample, world):
    first, second = Contact.select().order_by(Contact.id.desc()).limit(2)
    for contact in (first, second):
        contact.edit(world.ada, customer=world.acme)
    Activity.log(world.ada, "call", contact=second)
    remove(world.ada)
    assert Contact.get_or_none(Contact.id == first.id) is None
    assert Contact.get_by_id(second.id).customer == world.acme


def test_a_colleague_who_can_sign_in_by_now_stays(sample, world):
    owner = User.get(User.name == "Emma Voss")
    owner.set_password("correct horse battery", by=world.ada)
    remove(world.ada)
    assert User.get_by_id(owner.id).name == "Emma Voss"


def test_a_name_that_was_there_before_stays(world):
    tag, team = Tag.named("trial"), Team.get(Team.name == "South")
    making.make(world.ada, 30, language="en")
    remove(world.ada)
    assert Tag.get_by_id(tag.id)
    assert Team.get_by_id(team.id)


def test_a_row_with_the_number_of_a_deleted_one_is_nobodys_sample(sample, world):
    row = Opportunity.select().order_by(Opportunity.id.desc()).first()
    number = row.id
    row.delete_instance()
    own = Opportunity.add(world.ada, name="Mine")
    assert own.id == number
    DemoRow.update(made_at="2020-01-01 00:00:00").execute()
    Opportunity.update(created_at="2019-01-01 00:00:00").where(Opportunity.id != number).execute()
    remove(world.ada)
    assert Opportunity.get_by_id(number).name == "Mine"


def test_snapshots_that_were_taken_in_truth_stay(world):
    before = Snapshot.create(taken_on="2000-01-01")
    making.make(world.ada, 30, language="en")
    assert Snapshot.select().count() > 10
    remove(world.ada)
    assert [row.id for row in Snapshot.select()] == [before.id]


def test_a_stopped_removal_is_continued(world, monkeypatch):
    before = counts()
    making.make(world.ada, 60, language="en")
    monkeypatch.setattr(removing, "CHUNK", 7)

    def enough(done, _total):
        if done == 4:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        remove(world.ada, progress=enough)
    assert remaining()["opportunity"] == 60 - 28
    own = Opportunity.add(world.ada, name="Mine", customer=world.acme)
    assert remove(world.ada).gone["opportunity"] == 60 - 28
    assert Opportunity.get_by_id(own.id).name == "Mine"
    own.delete_instance(recursive=True)
    assert counts() == before
