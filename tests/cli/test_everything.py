"""Everything from the terminal to a file, and back."""

import pytest

from models import Opportunity, User, base, schema


@pytest.fixture
def flask(app):
    """flask("export", path): the result of the command."""
    runner = app.test_cli_runner()

    def run(*arguments, **more):
        with app.app_context():
            return runner.invoke(args=[str(part) for part in arguments], **more)

    return run


def test_out_and_back_and_in_by_a_password(flask, world, tmp_path):
    file, count = tmp_path / "all.zip", Opportunity.select().count()
    result = flask("export", file)
    assert result.exit_code == 0, result.output
    assert f"Written: {file}" in result.output
    assert list(tmp_path.glob("*.part")) == []
    here = flask("import", "all", file)
    assert here.exit_code == 1
    assert "empty database" in here.output
    real = base.connect(f"sqlite:///{tmp_path / 'new.db'}")
    schema.migrate()
    result = flask("import", "all", file)
    assert result.exit_code == 0, result.output
    assert "flask user password" in result.output
    assert Opportunity.select().count() == count
    result = flask("user", "password", "ada@example.com", "--password-stdin", input="correct horse battery\n")
    assert result.exit_code == 0, result.output
    assert User.by_email("ada@example.com").knows("correct horse battery")
    real.close()


def test_a_file_that_is_none_is_refused_in_words(flask, empty_database, tmp_path):
    result = flask("import", "all", tmp_path / "nothing.zip")
    assert result.exit_code == 1
    assert "This is no file of everything" in result.output
    assert "Traceback" not in result.output


def test_a_place_that_cannot_be_written_leaves_nothing(flask, world, tmp_path):
    result = flask("export", tmp_path / "no" / "such" / "folder.zip")
    assert result.exit_code == 1
    assert "cannot be written" in result.output
    assert not list(tmp_path.glob("**/*.part"))
