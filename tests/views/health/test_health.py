"""Machines ask whether it lives and is ready: without signing in, without a cookie, without a trace."""

import pytest

from models import Lease
from models.base import connect
from models.readiness import WORKER


def test_ready_when_all_is_well(client):
    Lease.take(WORKER, "somebody")
    answer = client.get("/readyz")
    assert answer.status_code == 200
    assert answer.json == {"ready": True, "database": True, "migrations": True, "worker": True}


def test_not_ready_without_a_worker(client):
    answer = client.get("/readyz")
    assert answer.status_code == 503
    assert answer.json == {"ready": False, "database": True, "migrations": True, "worker": False}


def test_not_ready_before_the_migrations(client, tmp_path):
    real = connect(f"sqlite:///{tmp_path}/new.db")
    answer = client.get("/readyz")
    real.close()
    assert answer.status_code == 503
    assert answer.json == {"ready": False, "database": True, "migrations": False, "worker": False}


def test_not_ready_but_alive_without_a_database(client, tmp_path):
    connect(f"sqlite:///{tmp_path}/no/such/folder.db")
    answer = client.get("/readyz")
    assert answer.status_code == 503
    assert answer.json == {"ready": False, "database": False, "migrations": False, "worker": False}
    assert client.get("/healthz").status_code == 200


@pytest.mark.parametrize("path", ["/healthz", "/readyz"])
def test_asking_leaves_no_trace(client_for, count_queries, path):
    with count_queries() as queries:
        answer = client_for("ann").get(path)
    assert "Set-Cookie" not in answer.headers
    asked = [sql for sql in queries if not sql.startswith("SELECT") and "sign_ins" not in sql]
    assert [sql for sql in asked if sql.split()[0] in ("INSERT", "UPDATE", "DELETE")] == []
