"""Everything as one file from the settings: for administrators, and told."""

import io
import zipfile

from models import Event


def test_an_administrator_takes_everything_along(client_for, world):
    ada = client_for("ada")
    assert "Download everything" in ada.get("/settings/export").text
    answer = ada.get("/settings/export/file")
    assert answer.mimetype == "application/zip"
    assert ".zip" in answer.headers["Content-Disposition"]
    with zipfile.ZipFile(io.BytesIO(answer.data)) as archive:
        assert "Acme renewal" in archive.read("opportunities.csv").decode()
        assert archive.testzip() is None
    event = Event.get(Event.name == "company.exported")
    assert event.actor_id == world.ada.id


def test_nobody_else_does(client_for, world):
    for who in ("mia", "ann", "vic"):
        assert client_for(who).get("/settings/export/file").status_code == 403
    assert not Event.select().where(Event.name == "company.exported").exists()
