"""`flask backup` and `flask restore`: what they say, what they ask, and that they end with 1 when nothing came of it."""

import pytest

from models import Customer, schema
from models.base import db

pytestmark = pytest.mark.sqlite("copies and swaps its file")


@pytest.fixture
def flask(app, tmp_path, settings):
    """flask("backup", …) on this test's database, whose folder of backups goes away with the test."""
    import dataclasses

    own = dataclasses.replace(settings, backup_folder=tmp_path / "backups", database_url=f"sqlite:///{db.obj.database}")
    app.config["SETTINGS"] = own
    return lambda *arguments, input="": app.test_cli_runner().invoke(args=arguments, input=input)


def test_there_and_back(flask, world, tmp_path):
    file = tmp_path / "all.zip"
    done = flask("backup", str(file))
    assert done.exit_code == 0, done.output
    assert f"{Customer.select().count()} customers" in done.output
    assert "read again and is sound" in done.output
    world.star.edit(world.ann, name="Later")
    assert "can be brought back" in flask("restore", "--check", str(file)).output
    assert flask("restore", str(file), input="n\n").exit_code == 1
    assert Customer.get_by_id(world.star.id).name == "Later"
    done = flask("restore", str(file), "--yes")
    assert done.exit_code == 0, done.output
    assert "Everybody signs in again" in done.output
    assert "-before-restore.zip" in done.output
    assert Customer.get_by_id(world.star.id).name != "Later"


def test_nothing_is_replaced_unless_it_is_said(flask, world, tmp_path):
    file = tmp_path / "all.zip"
    file.write_text("dear")
    done = flask("backup", str(file))
    assert (done.exit_code, file.read_text()) == (1, "dear")
    assert "is there already" in done.output
    assert flask("backup", "--force", str(file)).exit_code == 0
    assert file.stat().st_size > 10_000


def test_without_a_name_it_gets_one(flask, world, tmp_path):
    assert flask("backup").exit_code == 0
    assert [path.suffix for path in (tmp_path / "backups").iterdir()] == [".zip"]
    (tmp_path / "disk").mkdir()
    flask("backup", str(tmp_path / "disk"))
    assert [path.name[:8] for path in (tmp_path / "disk").iterdir()] == ["shangji-"]


def test_what_is_there_is_safe_before_its_shape_changes(flask, world, tmp_path):
    last = schema.runner().migrations()[-1].name
    done = flask("migrate", "--down", last, "--yes")
    assert done.output.splitlines()[-1] == f"Taken back: {last}"
    assert flask("migrate").output.splitlines()[0].startswith("Backup: ")
    assert len(list((tmp_path / "backups").iterdir())) == 2
    assert flask("migrate").output == "The database is up to date.\n"
    flask("migrate", "--down", last, "--yes", "--no-backup")
    (tmp_path / "backups").rename(tmp_path / "moved")
    (tmp_path / "backups").write_text("no folder")
    done = flask("migrate")
    assert (done.exit_code, "Nothing was changed" in done.output) == (1, True)
    assert schema.pending() == [last]
    assert flask("migrate", "--no-backup").exit_code == 0


def test_what_is_no_backup_is_refused(flask, world, tmp_path):
    (tmp_path / "no.zip").write_text("hello")
    done = flask("restore", str(tmp_path / "no.zip"), "--yes")
    assert (done.exit_code, done.output.startswith("Error: no.zip is no backup of Shangji")) == (1, True), done.output
    assert flask("restore", str(tmp_path / "none.zip")).exit_code == 1
