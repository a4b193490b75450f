"""The sample from the terminal: made, refused twice, taken away."""

import pytest

from models import Activity, Opportunity
from models.demo import present


@pytest.fixture
def flask(app):
    """flask("demo", "--remove"): the result of the command."""
    runner = app.test_cli_runner()

    def run(*arguments):
        with app.app_context():
            return runner.invoke(args=arguments)

    return run


def test_it_is_made_and_taken_away(flask, world):
    before = Opportunity.select().count()
    result = flask("demo", "--opportunities", "40", "--seed", "3", "--language", "zh")
    assert result.exit_code == 0, result.output
    assert "Made: 40 sample opportunities." in result.output
    assert Opportunity.select().count() == before + 40
    assert Opportunity.select().where(Opportunity.owner == world.ada).exists()  # the administrator has some
    again = flask("demo")
    assert again.exit_code == 1
    assert "there already" in again.output
    result = flask("demo", "--remove")
    assert "Removed: " in result.output
    assert "40 opportunities" in result.output
    assert Opportunity.select().count() == before
    assert not present()


def test_what_stays_is_told(flask, world):
    flask("demo", "--opportunities", "20")
    row = Opportunity.select().order_by(Opportunity.id.desc()).first()
    Activity.log(world.ada, "call", opportunity=row)
    result = flask("demo", "--remove")
    assert "Kept, because own rows hang on them: 1 opportunities" in result.output


def test_none_to_take_away(flask, world):
    result = flask("demo", "--remove")
    assert result.exit_code == 1
    assert "There is no sample data." in result.output


def test_a_count_that_is_none(flask, world):
    assert flask("demo", "--opportunities", "0").exit_code == 2
