"""`flask serve` for real: ready, serving, its worker replaced when it dies, everything gone after SIGTERM."""

import os
import signal
import socket
import sys
import threading
import time
import urllib.error
import urllib.request

import pytest

from jobs.supervisor import Supervisor, taken
from models import Lease
from tests.jobs.conftest import eventually, free_port

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="Windows ends a process without asking it")


def status(url):
    """The answer's status, or None while nobody listens."""
    try:
        return urllib.request.urlopen(url, timeout=5).status
    except urllib.error.HTTPError as error:
        return error.code
    except OSError:
        return None


def worker_pid():
    lease = Lease.get_or_none()
    return int(lease.holder.split(":")[1]) if lease else None


def alive(pid):
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    return True


def test_it_serves_replaces_a_dead_worker_and_stops_in_good_order(world, program):
    port = free_port()
    address = f"http://127.0.0.1:{port}"
    process = program("serve", PORT=str(port))
    eventually(lambda: status(f"{address}/readyz") == 200)
    assert status(f"{address}/healthz") == 200
    page = urllib.request.urlopen(f"{address}/", timeout=5)
    assert page.url.startswith(f"{address}/sign-in")
    assert "Content-Security-Policy" in page.headers

    first = worker_pid()
    Lease.delete().execute()  # it need not run out
    os.kill(first, signal.SIGKILL)
    second = eventually(lambda: worker_pid() not in (None, first) and worker_pid())

    process.send_signal(signal.SIGTERM)
    out, err = process.communicate(timeout=30)
    assert process.returncode == 0
    assert f"Shangji starts at http://localhost:{port}" in out
    assert "one-time code" not in out  # there are users
    assert "The worker ended (code -9)" in err
    assert not alive(second)
    assert status(address) is None
    assert Lease.select().count() == 0


def test_the_first_start_shows_the_one_time_code(empty_database, program):
    process = program("serve", PORT=str(free_port()), DATABASE_URL=empty_database)
    lines = [process.stdout.readline(), process.stdout.readline()]
    assert "one-time code" in lines[1]
    process.send_signal(signal.SIGINT)
    assert process.wait(30) == 0


def test_a_port_in_use_is_said(world, program):
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        port = other.getsockname()[1]
        process = program("serve", PORT=str(port))
        _, err = process.communicate(timeout=30)
    assert process.returncode == 1
    assert err == f"Error: Port {port} is in use. Stop the other program, or set PORT to another number.\n"


def test_a_database_without_tables_is_said(program, tmp_path):
    process = program("serve", DATABASE_URL=f"sqlite:///{tmp_path}/none.db")
    _, err = process.communicate(timeout=30)
    assert process.returncode == 1
    assert err == "Error: The database is not up to date. Run: flask migrate\n"


def test_an_address_of_another_machine_is_said():
    assert "Nothing can listen at 192.0.2.1" in taken("192.0.2.1", 8000)
    assert "no address of this machine" in taken("no such host", 8000)
    assert taken("127.0.0.1", free_port()) is None


@pytest.fixture
def handlers():
    """The signal handlers as they were, put back after a supervisor ran in this process."""
    kept = {number: signal.getsignal(number) for number in (signal.SIGTERM, signal.SIGINT, signal.SIGHUP)}
    yield
    for number, handler in kept.items():
        signal.signal(number, handler)


def test_a_request_to_stop_before_all_runs_is_kept(handlers):
    supervisor = Supervisor("127.0.0.1", free_port())
    supervisor.web.command = supervisor.worker.command = [sys.executable, "-c", "import time; time.sleep(60)"]
    os.kill(os.getpid(), signal.SIGINT)
    began = time.monotonic()
    assert supervisor.run() == 0
    assert time.monotonic() - began < 20


def test_when_the_web_server_ends_the_worker_is_stopped_and_it_is_told(handlers, capfd):
    supervisor = Supervisor("127.0.0.1", free_port())
    supervisor.web.command = [sys.executable, "-c", "raise SystemExit(3)"]
    supervisor.worker.command = [sys.executable, "-c", "import time; time.sleep(60)"]
    began = time.monotonic()
    assert supervisor.run() == 1
    assert time.monotonic() - began < 20
    assert "The web server ended (code 3)." in capfd.readouterr().err


@pytest.fixture
def watched(handlers):
    """watched(web, worker): a supervisor of two little programs, running; ended with the test."""
    made = []

    def run(web, worker):
        supervisor = Supervisor("127.0.0.1", free_port())
        supervisor.web.command, supervisor.worker.command = ([sys.executable, "-c", text] for text in (web, worker))
        supervisor.worker.silent = 1
        thread = threading.Thread(target=supervisor.run)
        made.append((supervisor, thread))
        thread.start()
        eventually(lambda: supervisor.worker.process)
        return supervisor

    yield run
    for supervisor, thread in made:
        supervisor.stopping.set()
        thread.join(20)


SLEEPS = "import time; time.sleep(60)"
LIVES = "import os, sys, time\nwhile True: os.write(int(sys.argv[2]), b'.'); time.sleep(0.1)"


def test_a_web_server_that_is_killed_starts_again(watched, capfd):
    supervisor = watched(SLEEPS, LIVES)
    first = supervisor.web.process
    first.kill()
    eventually(lambda: supervisor.web.process is not first)
    assert supervisor.web.process.poll() is None
    assert "The web server ended (code -9); it starts again in 1 s." in capfd.readouterr().err


def test_a_worker_that_hangs_is_ended_and_one_that_lives_is_not(watched, capfd):
    supervisor = watched(SLEEPS, LIVES)
    first = supervisor.worker.process
    time.sleep(1.5)
    assert supervisor.worker.process is first
    first.send_signal(signal.SIGSTOP)
    eventually(lambda: supervisor.worker.process is not first)
    assert first.returncode == -signal.SIGKILL
    assert "The worker says nothing any more; it is ended." in capfd.readouterr().err
