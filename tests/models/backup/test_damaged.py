"""A file that is not as it was made, or was made by somebody with other intentions, is refused with a sentence; nothing changes."""

import json
import zipfile

import pytest

from models import Customer, backup, schema
from models.backup import archive, restoring
from models.backup.archive import Unfit
from models.base import db

pytestmark = pytest.mark.sqlite("copies and swaps its file")


@pytest.fixture
def here(place, world):
    return place()


@pytest.fixture
def file(here, tmp_path):
    """A sound backup."""
    path = tmp_path / "all.zip"
    backup.make(here, path)
    return path


@pytest.fixture
def altered(file, tmp_path):
    """altered(change): the backup as `change(parts, manifest)` leaves it, packed in good order."""

    def made(change):
        with zipfile.ZipFile(file) as old:
            parts = {name: old.read(name) for name in old.namelist()}
        manifest = json.loads(parts.pop(archive.MANIFEST))
        change(parts, manifest)
        path = tmp_path / "altered.zip"
        with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as new:
            for name, data in parts.items():
                new.writestr(name, data)
            new.writestr(archive.MANIFEST, json.dumps(manifest))
        return path

    return made


def refused(here, path, words):
    before = Customer.select().count()
    with pytest.raises(Unfit, match=words):
        restoring.restore(here, path)
    assert Customer.select().count() == before
    assert [name for name in here.data_folder.iterdir() if name.name.startswith(".restore")] == []
    assert not here.backup_folder.exists(), "nothing was set aside, nothing was begun"


def test_a_sound_one_is_said_to_be(here, file):
    left = restoring.Path(db.obj.database).parent / ".restore-killed"
    left.mkdir()
    restoring.try_out(here, file)
    assert not left.exists(), "what a killed command unpacked holds customers"
    with pytest.raises(Unfit, match="no file"):
        restoring.looked_into(file.with_name("other.zip"))


@pytest.mark.parametrize("share", [0.01, 0.5, 0.999])
def test_one_that_was_cut(here, file, share):
    data = file.read_bytes()
    file.write_bytes(data[: int(len(data) * share)])
    refused(here, file, "no backup of Shangji, or it is damaged")


@pytest.mark.parametrize("share", [0.1, 0.4, 0.7])
def test_changed_bytes(here, file, share):
    data = bytearray(file.read_bytes())
    at = int(len(data) * share)
    data[at : at + 64] = bytes(byte ^ 0xFF for byte in data[at : at + 64])  # one alone may unpack into the same
    file.write_bytes(data)
    refused(here, file, "damaged")


def test_some_other_file(here, tmp_path):
    (tmp_path / "text.zip").write_text("hello")
    refused(here, tmp_path / "text.zip", "no backup of Shangji")
    with zipfile.ZipFile(tmp_path / "other.zip", "w") as other:
        other.writestr("hello.txt", "hello")
    refused(here, tmp_path / "other.zip", "no manifest")


@pytest.mark.parametrize("name", ["../escaped", "/etc/escaped", "uploads/../../escaped", "uploads/.hidden", "app.py"])
def test_names_that_lead_elsewhere(here, altered, name):
    def change(parts, manifest):
        parts[name] = b"x"
        manifest["parts"][name] = {
            "bytes": 1,
            "sha256": "2d711642b726b04401627ca9fbac32f5c8530fb1903cc4db02258717921a4881",
        }

    refused(here, altered(change), "does not belong there")


def test_a_file_that_the_manifest_does_not_name(here, altered):
    refused(here, altered(lambda parts, manifest: parts.update({"uploads/more.png": b"x"})), "other files lie in it")


def test_a_bomb(here, altered, monkeypatch):
    """What unpacks into more than the disk holds is refused before it is unpacked."""

    def change(parts, manifest):
        parts["uploads/large.png"] = bytes(30_000_000)
        manifest["parts"]["uploads/large.png"] = {"bytes": 30_000_000, "sha256": "0"}

    path = altered(change)
    assert path.stat().st_size < 1_000_000
    free = archive.shutil.disk_usage(here.data_folder)._replace(free=40_000_000)
    monkeypatch.setattr(archive.shutil, "disk_usage", lambda folder: free)
    refused(here, path, "not enough space")


@pytest.mark.parametrize(
    ("facts", "words"),
    [
        ({"format": 2}, "newer version"),
        ({"migration": "0999_later"}, "newer version of Shangji .0999_later"),
        ({"kind": "postgresql"}, "one of PostgreSQL, and DATABASE_URL names SQLite"),
        ({"counts": {}}, "other rows than its manifest says"),
        ({"parts": []}, "not complete"),
        ({"parts": {"database": 7}}, "other files|not the size"),
    ],
)
def test_a_manifest_that_does_not_fit(here, altered, facts, words):
    refused(here, altered(lambda parts, manifest: manifest.update(facts)), words)


def test_a_database_that_is_none(here, altered):
    def change(parts, manifest):
        parts["database"] = b"something else entirely"
        manifest["parts"]["database"] = {
            "bytes": 23,
            "sha256": archive.hashlib.sha256(parts["database"]).hexdigest(),
        }

    refused(here, altered(change), "no SQLite file")


def test_a_damaged_database_makes_no_backup(here, tmp_path):
    db.execute_sql("PRAGMA foreign_keys = off")
    db.execute_sql("UPDATE contacts SET customer_id = 999999")
    with pytest.raises(Unfit, match="a row of contacts belongs to a row of customers that is not there"):
        backup.make(here, tmp_path / "bad.zip")
    assert not (tmp_path / "bad.zip").exists()
    assert schema.pending() == []
