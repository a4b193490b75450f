"""A file of everything that somebody made to harm: a sentence, nothing half brought in, and no more memory than is there."""

import tracemalloc
import zipfile

import pytest

from models import Setting, Team, User
from models.base import Refused
from models.everything.restoring import restore

MB = 1 << 20
ABOUT = "what,value\r\nformat,1\r\nsettings.csv,0\r\ncurrencies.csv,0\r\nrates.csv,0\r\nteams.csv,1\r\n"
FIRST = {
    "settings.csv": "key,value",
    "currencies.csv": "code",
    "rates.csv": "id",
    "teams.csv": "id,name\r\n1,North\r\n",
}


@pytest.fixture
def zipped(empty_database, tmp_path):
    """zipped(changes, more) is the path of a zip with some files changed ({name: text, or megabytes of zeros})."""

    def make(changes=(), more=()):
        path = tmp_path / "all.zip"
        parts = [*({"about.csv": ABOUT, **FIRST} | dict(changes)).items(), *more]
        with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as archive:
            for name, content in parts:
                with archive.open(name, "w", force_zip64=True) as file:
                    if isinstance(content, str):
                        file.write(content.encode())
                    else:
                        for _ in range(content):
                            file.write(b"0" * MB)
        return path

    return make


def refused(path, why):
    settings = Setting.select().count()
    with pytest.raises(Refused, match=why) as found:
        restore(path)
    assert found.value.reason % found.value.facts
    assert not Team.select().exists()
    assert not User.select().exists()
    assert Setting.select().count() == settings


@pytest.mark.parametrize("name", ["about.csv", "teams.csv"])
def test_a_bomb_is_not_unpacked(zipped, name):
    path = zipped({name: 1024})
    assert path.stat().st_size < 10 * MB
    tracemalloc.start()
    try:
        refused(path, "not whole|no file of everything")
        most = tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()
    assert most < 150 * MB


def test_rows_of_many_megabytes_are_not_held_together(zipped):
    cell = "x" * (10 * MB)
    path = zipped({"teams.csv": "id,name\r\n" + "".join(f"{n},{n}{cell}\r\n" for n in range(20))})
    tracemalloc.start()
    try:
        refused(path, "teams.csv is not whole")
        most = tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()
    assert most < 150 * MB


def test_a_name_that_is_there_twice_is_refused(zipped):
    with pytest.warns(UserWarning, match="Duplicate name"):
        path = zipped(more=[("teams.csv", "id,name\r\n1,South\r\n")])
    refused(path, "no file of everything: teams.csv")


def test_a_name_outside_of_the_folder_writes_nothing(zipped, tmp_path):
    path = zipped(more=[("../outside.csv", "x"), ("/tmp-outside.csv", "x")])
    before = sorted(tmp_path.parent.rglob("*outside*"))
    refused(path, "users.csv is not whole")
    assert sorted(tmp_path.parent.rglob("*outside*")) == before


def test_a_file_that_is_missing_is_named(zipped):
    refused(zipped(), "users.csv is not whole")
