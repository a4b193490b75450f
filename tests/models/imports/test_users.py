"""Importing people and their teams, before or after the opportunities that they own."""

import pytest

from models import Event, FieldChange, Opportunity, Team, User
from models.archive import archive
from tests.models.imports.conftest import noted, told


def test_people_with_teams_and_offices(world, brought):
    planned = brought(
        "users",
        "sales_agent,manager,regional_office",
        "Anna Snelling,Dustin Brinkmann,Central",
        "Carl Lin,Dustin Brinkmann,Central",
    )
    anna = User.get(User.name == "Anna Snelling")
    assert (anna.team.name, anna.team.office, anna.role, anna.email) == (
        "Dustin Brinkmann",
        "Central",
        "salesperson",
        None,
    )
    assert not anna.knows("")
    assert (planned.counts["users_new"], planned.counts["teams_new"]) == (2, 1)
    assert noted(planned)["Without a mail address: cannot sign in"] == (2, [2, 3])


def test_mail_addresses_and_roles(brought):
    brought("users", "姓名,邮箱,角色,团队", "张三,ZHANG@example.test,团队主管,北区", "李四,li@example.test,,北区")
    zhang = User.by_email("zhang@example.test")
    assert (zhang.name, zhang.role, zhang.team) == ("张三", "team_lead", Team.get(Team.name == "北区"))
    assert User.by_email("li@example.test").role == "salesperson"


def test_who_is_there_stays_as_they_are(world, brought):
    planned = brought(
        "users", "Name,Email,Team", "Somebody,ann@example.com,South", "Mia Zhou,,South", "Mia Zhou,,North"
    )
    assert (world.ann.name, world.ann.team) == ("Ann Li", world.north)
    assert world.mia.team == world.south
    notes = noted(planned)
    assert notes["There already in another team, and stays in it"] == (1, [2])
    assert notes["The same person as in an earlier row"] == (1, [4])
    assert planned.counts["users_found"] == 2


def test_what_somebody_lacked_is_given_by_the_verbs_and_told(world, brought):
    made = User.add("New Face")
    brought("users", "Name,Email,Team", "New Face,new@example.com,South", by=world.ada)
    assert (User.by_email("new@example.com").id, User.by_email("new@example.com").team) == (made.id, world.south)
    told = {event.name: (event.actor_id, event.facts["changes"]) for event in Event.about(made).limit(2)}
    assert told == {
        "user.address_changed": (world.ada.id, {"email": [None, "new@example.com"]}),
        "user.moved_team": (world.ada.id, {"team": [None, world.south.id]}),
    }


def test_nobody_joins_a_team_of_the_archive(world, plan):
    archive(Team.add(world.ada, name="Old"), world.ada)
    (problem,) = plan("users", "Name,Team", "New Face,old").problems
    assert told(problem)[1:] == ("Team", "The team “Old” is in the archive.")


def test_opportunities_follow_their_owner_into_a_team(world, brought):
    brought("opportunities", "Name,Stage,Owner", "a,Needs,New Face", name="first.csv")
    row = Opportunity.get(Opportunity.name == "a")
    assert row.team is None
    version = world.pipeline.version
    brought("users", "Name,Team", "new face,West")
    row = Opportunity.get_by_id(row.id)
    assert (row.team, row.version) == (Team.get(Team.name == "West"), 1)
    assert FieldChange.select().where(FieldChange.opportunity == row, FieldChange.field == "team").count() == 1
    assert world.pipeline.version > version


@pytest.mark.parametrize(
    ("line", "column", "word"),
    [
        (",a@b.example,", "Name", "empty"),
        ("a,nonsense,", "Email", "not a mail address"),
        ("a,,emperor", "Role", "no role “emperor”"),
    ],
)
def test_rows_are_refused_in_words(plan, line, column, word):
    (problem,) = plan("users", "Name,Email,Role", line).problems
    assert told(problem)[:2] == (2, column)
    assert word in told(problem)[2]


def test_a_name_that_two_people_bear(world, plan):
    User.add("Ann Li", "other@example.com")
    assert "several people" in told(next(plan("users", "Name,Team", "Ann Li,West").problems))[2]
