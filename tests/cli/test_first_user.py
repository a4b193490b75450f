"""The first user by the terminal: an administrator, and a company that is ready."""

import pytest

from models import Opportunity, Pipeline, Setting, Source, User


@pytest.fixture
def run(the_app, empty_database):
    the_app.extensions.pop("somebody", None)
    runner = the_app.test_cli_runner()

    def flask(*args):
        with the_app.app_context():  # as `flask` itself does
            return runner.invoke(args=args, input="correct horse battery\n")

    return flask


def test_the_first_user_is_an_administrator(run):
    answer = run("user", "add", "ann@example.com", "--name", "Ann", "--password-stdin")
    assert answer.exit_code == 1
    assert "Add an administrator first" in answer.output
    assert not User.select().exists()


def test_the_first_administrator_finds_a_pipeline_and_can_begin(run):
    answer = run("user", "add", "ada@example.com", "--name", "Ada", "--role", "administrator", "--password-stdin")
    assert answer.exit_code == 0, answer.output
    assert [stage.rate for stage in Pipeline.default().path()] == [10, 30, 50, 70, 90]
    assert Source.select().count() == 13
    assert Setting.read("company.currency") == "CNY"
    assert Opportunity.add(User.get(), name="First").stage.rate == 10


def test_people_whom_an_import_named_do_not_close_the_first_page(run, the_app):
    User.add("Imported")
    assert not User.anybody()
    browser = the_app.test_client()
    assert browser.get("/setup").status_code == 200
    assert browser.get("/sign-in").location == "/setup"
