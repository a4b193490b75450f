"""There and back, on whichever database the tests run."""

import dataclasses

from models import Delivery, User, backup
from models.backup import restoring


def test_there_and_back(empty_database, settings, tmp_path):
    own = dataclasses.replace(settings, database_url=str(empty_database), backup_folder=tmp_path / "backups")
    User.add("Ann", "ann@example.com", "correct horse battery")
    manifest = backup.make(own, tmp_path / "all.zip")
    assert (manifest["counts"]["users"], manifest["counts"]["deliveries"]) == (1, 0)
    User.add("Bo", "bo@example.com", "correct horse battery")
    aside = restoring.restore(own, tmp_path / "all.zip")
    assert [user.name for user in User.select()] == ["Ann"]
    assert User.by_email("ann@example.com").knows("correct horse battery")
    restoring.restore(own, aside)
    assert sorted(user.name for user in User.select()) == ["Ann", "Bo"]
    assert Delivery.select().count() == 0
    User.add("Cy", "cy@example.com", "correct horse battery")
