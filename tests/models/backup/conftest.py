"""A business on a file of its own, and a second place to which it can be brought."""

import pytest

from config import load
from models.base import connect, db


@pytest.fixture
def place(tmp_path, database):
    """place(): settings of this test's database; place("other"): those of an empty folder, to which `db` then points."""

    def settings(name=None):
        folder = tmp_path / (name or "data")
        folder.mkdir(exist_ok=True)
        env = {"SHANGJI_DATA": str(folder)}
        if name is None:
            env["DATABASE_URL"] = f"sqlite:///{db.obj.database}"
        made = load(env, root=folder)
        _ = made.secret
        if name is not None:
            connect(made.database_url)
        return made

    return settings
