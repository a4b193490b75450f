"""`flask migrate`: up, up again, back; and what every command says of a database that is not there or not current."""

import pytest

from models import Team, schema
from models.base import connect


@pytest.fixture
def flask(the_app, tmp_path):
    """flask("migrate"): the result of the command on an empty file."""
    real = connect(f"sqlite:///{tmp_path}/new.db")
    runner = the_app.test_cli_runner()
    yield lambda *arguments, input="": runner.invoke(args=arguments, input=input)
    real.close()


def test_up_and_up_again(flask):
    assert flask("migrate").output.startswith("Applied: 0001_initial\n")
    assert schema.pending() == []
    assert flask("migrate").output == "The database is up to date.\n"


def test_down_asks_first_and_takes_everything_back(flask):
    flask("migrate")
    Team.create(name="North")
    assert flask("migrate", "--down", "1", input="n\n").exit_code == 1
    assert Team.select().count() == 1
    result = flask("migrate", "--down", "0001_initial", "--yes")
    assert result.output.endswith("Taken back: 0001_initial\n")
    assert not Team.table_exists()
    assert flask("migrate", "--to", "1").output == "Applied: 0001_initial\n"


def test_an_unknown_step_is_said(flask):
    result = flask("migrate", "--to", "9999")
    assert (result.exit_code, result.output) == (1, "Error: There is no migration 9999.\n")


def test_up_and_down_together_are_refused(flask):
    assert flask("migrate", "--to", "1", "--down", "1").exit_code == 2


def test_a_database_of_a_newer_version_is_left_alone(flask):
    flask("migrate")
    schema.runner().History.create(name="9999_of_tomorrow")
    result = flask("migrate")
    assert result.exit_code == 1
    assert "newer version of Shangji (9999_of_tomorrow)" in result.output


def test_other_commands_say_that_it_is_not_up_to_date(flask):
    result = flask("user", "list")
    assert (result.exit_code, result.output) == (1, "Error: The database is not up to date. Run: flask migrate\n")


def test_a_database_that_cannot_be_opened_is_a_sentence(flask, tmp_path):
    connect(f"sqlite:///{tmp_path}/no/such/folder.db")
    result = flask("user", "list")
    assert result.exit_code == 1
    assert (
        result.output == "Error: The database does not answer: unable to open database file. Is DATABASE_URL right?\n"
    )


def test_every_table_and_index_of_the_models_is_migrated(empty_database):
    """The models and the migrations tell the same: no column is missing on either side."""
    from models import ALL
    from models.base import db

    for model in ALL:
        columns = {column.name: column.null for column in db.get_columns(model._meta.table_name)}
        fields = {field.column_name: field.null for field in model._meta.sorted_fields}
        assert columns == fields, model.__name__
        indexed = {tuple(index.columns) for index in db.get_indexes(model._meta.table_name)}
        for index in model._meta.fields_to_index():
            wanted = tuple(part.column_name for part in index._expressions)
            assert wanted in indexed, f"{model.__name__} {wanted}"


def test_no_index_of_a_growing_table_is_the_beginning_of_another(empty_database):
    """It would cost every write, and lead the planner astray: a week's briefing once took minutes for one."""
    from models import Activity, Contact, Customer, FieldChange, Opportunity, StageEntry
    from models.base import db

    needed = {"stageentry_opportunity_id"}  # with the row's own number: what a visit comes after
    for model in (Activity, Contact, Customer, FieldChange, Opportunity, StageEntry):
        table = model._meta.table_name
        whole = {each.name: each.columns for each in db.get_indexes(table) if each.sql and " WHERE " not in each.sql}
        for name, columns in whole.items():
            longer = [other for other in whole.values() if other != columns and other[: len(columns)] == columns]
            assert name in needed or None in columns or not longer, f"{name} is the beginning of {longer}"
