"""Colleagues: name, address, role and team change by verbs that tell; nobody is locked out; rows come along or stay."""

import datetime as dt

import pytest

from models import Customer, Event, FieldChange, Opportunity, PasswordReset, SignIn, Team, User
from models.archive import archive
from models.base import Refused, Stale, now
from models.handover.along import would_come


def last(row):
    return Event.about(row).order_by(Event.id.desc()).first()


@pytest.mark.parametrize(
    ("values", "event", "changes"),
    [
        ({"name": "Ann Lee"}, "user.renamed", {"name": ["Ann Li", "Ann Lee"]}),
        ({"email": "Ann.Lee@example.com"}, "user.address_changed", {"email": ["ann@example.com", "ann.lee@example.com"]}),
        ({"role": "manager"}, "user.role_changed", {"role": ["salesperson", "manager"]}),
        ({"language": "zh-Hans"}, "user.language_changed", {"language": [None, "zh-Hans"]}),
    ],
)  # fmt: skip
def test_a_change_is_told_with_before_and_after(world, values, event, changes):
    assert world.ann.edit(world.ada, **values) == set(values)
    said = last(world.ann)
    assert (said.name, said.actor_id, said.facts["changes"]) == (event, world.ada.id, changes)
    assert world.ann.edit(world.ada, **values) == set()


def test_several_in_one_go_or_nothing_at_all(world):
    with pytest.raises(Refused, match="exists already"):
        world.ann.edit(world.ada, name="Ann Lee", role="viewer", team=world.south, email="cy@example.com")
    ann = world.ann
    assert (ann.name, ann.role, ann.team, ann.email) == ("Ann Li", "salesperson", world.north, "ann@example.com")
    assert world.ann.edit(world.ada, name="Ann Lee", team=world.south, role="team_lead") == {"name", "team", "role"}


@pytest.mark.parametrize("who", ["ann", "bo", "mia", "vic"])
def test_only_administrators_change_colleagues(world, who):
    for change in (lambda: world.cy.edit(getattr(world, who), name="X"), lambda: world.cy.sign_out(getattr(world, who)),
                   lambda: world.finn.enable(getattr(world, who)), lambda: PasswordReset.hand(world.cy, getattr(world, who))):  # fmt: skip
        with pytest.raises(Refused, match="Only an administrator"):
            change()


def test_the_second_editor_must_look_but_a_sign_in_is_no_change(world):
    read = world.ann.version
    SignIn.begin(world.ann)
    assert world.ann.edit(world.ada, version=read, name="Ann Lee")
    with pytest.raises(Stale):
        world.ann.edit(world.ada, version=read, role="viewer")
    assert world.ann.changed_since(read)["name"].facts["changes"]["name"] == ["Ann Li", "Ann Lee"]


def test_nobody_locks_themselves_or_everybody_out(world):
    with pytest.raises(Refused, match="your own role"):
        world.ada.edit(world.ada, role="viewer")
    with pytest.raises(Refused, match="your own account"):
        world.ada.disable(world.ada)
    with pytest.raises(Refused, match="your password is asked there"):
        world.ada.edit(world.ada, email="elsewhere@example.com")
    assert world.ada.edit(world.ada, email="ada@example.com", name="Ada S") == {"name"}
    for link in (PasswordReset.send, PasswordReset.hand):
        with pytest.raises(Refused, match="your own password"):
            link(world.ada, world.ada)
    for change in (lambda: world.ada.change_role("manager", None), lambda: world.ada.disable(None)):
        with pytest.raises(Refused, match="last administrator"):
            change()
    world.mia.change_role("administrator", world.ada)
    world.ada.change_role("manager", world.mia)
    assert world.ada.role == "manager"


def test_an_administrator_who_cannot_sign_in_does_not_count(world):
    User.add("Nameless", role="administrator")
    with pytest.raises(Refused, match="last administrator"):
        world.ada.disable(None)


def test_who_answers_for_something_becomes_no_viewer(world):
    with pytest.raises(Refused, match="2 open opportunities"):
        world.ann.change_role("viewer", world.ada)
    assert world.mia.change_role("viewer", world.ada)


def test_another_team_leaves_the_rows_where_they_are(world):
    assert world.ann.join(world.south, world.ada)
    assert world.ann.team == world.south
    assert (world.acme_renewal.team, world.acme.team) == (world.north, world.north)
    said = last(world.ann)
    assert said.name == "user.moved_team"
    assert (said.facts["former"], said.facts["team_name"], said.facts["along"]) == ("North", "South", {})


def test_or_takes_open_opportunities_and_customers_along_with_history(world):
    row, won = world.acme_renewal, world.acme_won
    assert would_come(world.ann, world.south) == {"opportunity": 2, "customer": 2}
    board = world.pipeline.version
    world.ann.edit(world.ada, team=world.south, along=True)
    assert last(world.ann).facts["along"] == {"opportunity": 2, "customer": 2}
    assert (world.acme_renewal.team, world.star_rollout.team, world.acme.team) == (world.south,) * 3
    assert world.acme_won.team == won.team == world.north
    assert world.acme_renewal.version == row.version + 1
    assert world.pipeline.version > board
    change = FieldChange.select().where(FieldChange.opportunity == row, FieldChange.field == "team")
    change = change.order_by(FieldChange.id.desc()).first()
    assert (change.old, change.new) == (str(world.north.id), str(world.south.id))
    said = last(row)
    assert said.name == "opportunity.moved_along"
    assert said.facts == {"owner": world.ann.id, "team": world.south.id, "former_team": world.north.id}
    assert last(world.acme).name == "customer.moved_along"
    assert would_come(world.ann, world.south) == {"opportunity": 0, "customer": 0}
    assert world.acme_renewal in list(Opportunity.visible_to(world.ann))


def test_no_team_is_joined_that_is_archived(world):
    Team.update(archived_at=now()).where(Team.id == world.south.id).execute()
    with pytest.raises(Refused, match="in the archive"):
        world.ann.join(world.south, world.ada)
    assert world.ann.join(None, world.ada, along=True)
    assert (world.ann.team, world.acme_renewal.team) == (None, None)


def test_a_disabled_one_comes_back(world):
    assert world.finn.enable(world.ada) is True
    assert world.finn.state == "active"
    assert last(world.finn).name == "user.enabled"
    assert world.finn.enable(world.ada) is False
    assert world.finn.knows(world.password)


def test_signed_out_everywhere(world):
    tokens = [SignIn.start(world.ann) for _ in range(2)]
    kept = SignIn.start(world.bo)
    assert world.ann.sign_out(world.ada) == 2
    assert [SignIn.resume(token) for token in tokens] == [None, None]
    assert SignIn.resume(kept)
    assert last(world.ann).facts["count"] == 2
    assert world.ann.sign_out(world.ada) == 0


def test_when_somebody_last_signed_in_outlives_the_session(world):
    token = SignIn.begin(world.ann, "192.0.2.1")
    SignIn.end(token)
    found = SignIn.last_of([world.ann.id, world.bo.id])
    assert list(found) == [world.ann.id]
    assert isinstance(found[world.ann.id], dt.datetime)


def test_the_list_by_text_role_team_and_state(world):
    kit = User.add("Kit Moor", "kit@example.com")
    User.add("No Address")

    def names(**wanted):
        return [user.name.split()[0] for user in User.listed(**wanted)[0]]

    assert names() == ["Ada", "Ann", "Bo", "Cy", "Kit", "Mia", "No", "Vic"]
    assert names(state="disabled") == ["Finn"]
    assert names(state="waiting") == ["Kit", "No"]
    assert kit.state == "waiting"
    assert names(state="active", role="salesperson") == ["Ann", "Cy"]
    assert names(team=world.north.id) == ["Ann", "Bo"]
    assert names(team=0, text="MIA@") == ["Mia"]


def test_the_team_says_its_lead_first(world):
    assert [user.name for user in User.by_team()[world.north.id]] == ["Bo Chen", "Ann Li"]


def test_what_stays_is_told_on_its_page_too(client_for, world):
    world.ann.join(world.south, world.ada, along=True)
    assert "came along" in client_for("mia").get(f"/opportunities/{world.acme_renewal.id}").text
    assert "with its owner" in client_for("mia").get(f"/customers/{world.acme.id}").text
    assert Customer.get_by_id(world.acme.id).team == world.south


def test_nobody_begins_in_a_team_of_the_archive(world):
    old = Team.add(world.ada, name="Old")
    archive(old, world.ada)
    with pytest.raises(Refused, match="archive"):
        User.add("New Face", team=old, by=world.ada)


def test_only_an_administrator_ends_an_account(world):
    with pytest.raises(Refused, match="administrator"):
        world.cy.disable(by=world.mia)
    assert world.cy.disabled_at is None
