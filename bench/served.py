"""A real server on a data folder, as `flask serve` starts it, and clients that ask it."""

import contextlib
import http.client
import os
import re
import socket
import statistics
import subprocess
import sys
import threading
import time
import urllib.parse
from pathlib import Path

from bench.company import MAIL, PASSWORD
from jobs.supervisor import web_command

ROOT = Path(__file__).parent.parent
FORM = {"Content-Type": "application/x-www-form-urlencoded"}


@contextlib.contextmanager
def server(folder):
    """The web server with the doors of `bench/door.py` on a free port. Yields (port, its process)."""
    port = free_port()
    command = [*web_command("127.0.0.1", port)[:-1], "bench.door:create_app()"]
    with running(command, folder, port) as (process, _started):
        yield port, process


@contextlib.contextmanager
def whole(folder):
    """`flask serve` as it is: web server and worker. Yields (port, seconds from the start to the first answer, process)."""
    port = free_port()
    with running([sys.executable, "-m", "flask", "--app", "app", "serve"], folder, port) as (process, started):
        yield port, started, process


@contextlib.contextmanager
def running(command, folder, port):
    told = {"SHANGJI_DATA": str(folder), "HOST": "127.0.0.1", "PORT": str(port), "BASE_URL": f"http://127.0.0.1:{port}"}
    began = time.perf_counter()
    process = subprocess.Popen(command, cwd=ROOT, env={**os.environ, **told}, stdout=subprocess.DEVNULL)  # noqa: S603
    try:
        while not _answers(port):
            assert process.poll() is None, "The server has ended."
            time.sleep(0.02)
        yield process, time.perf_counter() - began
    finally:
        process.terminate()
        process.wait(60)


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def _answers(port):
    with contextlib.suppress(OSError):
        line = http.client.HTTPConnection("127.0.0.1", port, timeout=5)
        line.request("GET", "/healthz")
        return line.getresponse().status == 200
    return False


class Client:
    """A browser without a window: one connection, one cookie, the token of its forms."""

    def __init__(self, port, cookie=None, token=None):
        self.line = http.client.HTTPConnection("127.0.0.1", port, timeout=120)
        self.port, self.cookie, self.token = port, cookie, token

    def ask(self, method, path, form=None, headers=()):
        """(status, body as it came over the line, headers) of the answer."""
        told = {"Cookie": self.cookie or "", "Accept-Encoding": "gzip", **dict(headers)}
        body = None
        if form is not None:
            body = urllib.parse.urlencode(form)
            told |= {**FORM, "X-CSRFToken": self.token or ""}
        self.line.request(method, path, body, told)
        answer = self.line.getresponse()
        found = answer.read()
        if kept := answer.getheader("Set-Cookie"):
            self.cookie = kept.split(";")[0]
        return answer.status, found, answer.headers

    def read(self, path):
        """The text of a page."""
        return self.ask("GET", path, headers={"Accept-Encoding": "identity"})[1].decode()

    def sign_in(self):
        self.token = re.search(r'csrf_token"[^>]*?value="([^"]+)"', self.read("/sign-in")).group(1)
        status = self.ask("POST", "/sign-in", {"csrf_token": self.token, "email": MAIL, "password": PASSWORD})[0]
        assert status == 303, status
        self.token = re.search(
            r"X-CSRFToken(?:&#34;|\")\s*:\s*(?:&#34;|\")([^&\"]+)", self.read("/opportunities")
        ).group(1)
        return self

    def twin(self):
        """The same person in another connection."""
        return Client(self.port, self.cookie, self.token)


def measured(client, asked, times, clients):
    """Milliseconds of each of `times` requests that `clients` connections send at once, and the seconds they took together.

    `asked(number)` gives (method, path, form, headers, the status that is right); numbers do not come twice.
    """
    taken, wrong, lock = [], [], threading.Lock()

    def run(own):
        for _turn in range(times // clients):
            with lock:
                method, path, form, headers, right = asked()
            began = time.perf_counter()
            status = own.ask(method, path, form, headers)[0]
            taken.append((time.perf_counter() - began) * 1000)
            if status != right:
                wrong.append((method, path, status))

    threads = [threading.Thread(target=run, args=(client.twin(),)) for _each in range(clients)]
    began = time.perf_counter()
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert not wrong, wrong[:3]
    return taken, time.perf_counter() - began


def spread(taken):
    """(p50, p95) of milliseconds."""
    return statistics.median(taken), sorted(taken)[max(round(len(taken) * 0.95) - 1, 0)]
