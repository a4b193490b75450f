"""A company of its own: `flask serve` on its own data folder, people who use it over HTTP, and its books, read from outside."""

import contextlib
import http.client
import os
import re
import shutil
import signal
import sqlite3
import subprocess
import sys
import urllib.parse
from pathlib import Path

from config import ROOT
from tests.jobs.conftest import eventually, free_port
from tests.world import PASSWORD

AILMENTS = Path(__file__).parent / "ailments"
PASSED_ON = ("PATH", "LANG", "HOME")


class Lost(Exception):
    """No answer: nobody knows whether it was done."""


class Company:
    """The program as it is run; `environment` is what is set besides. Its output is in `log`."""

    def __init__(self, folder, prepared, **environment):
        self.folder, self.port = folder, free_port()
        folder.mkdir()
        self.data = folder / "data"
        self.data.mkdir(mode=0o700)
        self.file, self.log = self.data / "shangji.db", folder / "log"
        shutil.copyfile(prepared, self.file)
        self.environment, self.process, self.begun = environment, None, []

    def start(self, *before):
        """Begin to serve; `before` is put before the command."""
        self.process = self.begin("serve", *before)
        return self

    def begin(self, command, *before):
        """The process of one of our commands."""
        environment = {name: os.environ[name] for name in PASSED_ON if name in os.environ} | {
            "SHANGJI_DATA": str(self.data),
            "PORT": str(self.port),
            "CHART_SOURCE": "local",
            "AILMENTS": str(self.folder),
            "PYTHONPATH": str(AILMENTS),
            **self.environment,
        }
        with self.log.open("ab") as log:
            process = subprocess.Popen(
                [*before, sys.executable, "-m", "flask", "--app", "app", command],
                cwd=ROOT, env=environment, stdout=log, stderr=log, start_new_session=True,
            )  # fmt: skip
        self.begun.append(process)
        return process

    def well(self):
        """Wait until it says that it is ready."""
        eventually(lambda: self.status("/readyz") == 200, 30)
        return self

    def status(self, path):
        """The status of what nobody need sign in for; None where nobody answers."""
        try:
            return self.browser().get(path).status
        except Lost:
            return None

    def said(self):
        return self.log.read_text(errors="replace")

    def stop(self):
        """In good order; whatever is left is ended."""
        if self.process and self.process.poll() is None:
            self.process.send_signal(signal.SIGTERM)
            with contextlib.suppress(subprocess.TimeoutExpired):
                self.process.wait(30)
        self.kill()

    def kill(self):
        """End every process of it at once, as a power cut does."""
        for process in self.begun:
            if process.poll() is None:
                for pid in family(process.pid):
                    end(pid)
                process.wait(10)

    def pids(self):
        """All of the processes that serve, the first one first."""
        return family(self.process.pid)

    def web(self):
        """(the process that watches over the web server, those that answer)."""
        for pid in children(self.process.pid):
            if b"gunicorn" in command(pid):
                return pid, children(pid)
        return None, []

    def worker(self):
        """The process of the worker, None while there is none."""
        return next((pid for pid in children(self.process.pid) if b"work" in command(pid).split(b"\0")), None)

    def browser(self, timeout=60):
        return Browser(self.port, timeout)

    def signed_in(self, who, timeout=60):
        """A browser in which `who` of the cast is signed in."""
        browser = self.browser(timeout)
        browser.get("/sign-in")
        answer = browser.post("/sign-in", email=f"{who}@example.com", password=PASSWORD)
        assert answer.status == 303, answer.text
        browser.get("/customers")  # a page with the token of the session
        return browser

    def rows(self, sql, *values):
        """What the database holds, read by another program."""
        with contextlib.closing(sqlite3.connect(self.file, timeout=30)) as connection:
            return connection.execute(sql, values).fetchall()

    def value(self, sql, *values):
        return self.rows(sql, *values)[0][0]

    def clock(self, seconds):
        """From now on its clock is off by so many seconds."""
        (self.folder / "clock").write_text(f"{seconds:+d}")

    def limit(self, pages):
        """From the next connection on, the database may grow by so many pages and no more."""
        (self.folder / "pages").write_text(str(self.value("PRAGMA page_count") + pages))

    def later(self):
        """What a process that is gone had in hand runs out, for which others wait half a minute or five."""
        self.write("UPDATE leases SET seen_at = '2020-01-01 00:00:00' WHERE name = 'worker'")
        self.write("UPDATE deliveries SET next_at = '2020-01-01 00:00:00' WHERE status = 'pending'")

    def write(self, sql):
        with contextlib.closing(sqlite3.connect(self.file, timeout=30)) as connection, connection:
            connection.execute(sql)

    def id_of(self, table, name):
        return self.value(f"SELECT id FROM {table} WHERE name = ?", name)


class Answer:
    def __init__(self, response, text):
        self.status, self.headers, self.text = response.status, response.headers, text

    @property
    def made(self):
        """The id of the row whose page the answer leads to."""
        return int(re.search(r"/(\d+)$", self.headers["Location"])[1])


class Browser:
    """One person's: keeps its cookie, its connection and the token of its session."""

    def __init__(self, port, timeout):
        self.connection = http.client.HTTPConnection("127.0.0.1", port, timeout=timeout)
        self.cookie = self.token = ""

    def get(self, path, **headers):
        return self.ask("GET", path, None, headers)

    def post(self, path, headers=None, /, **fields):
        """Send a form as a page without scripts does; with htmx's `headers` as htmx does."""
        body = urllib.parse.urlencode({"csrf_token": self.token, **fields})
        return self.ask("POST", path, body, {"Content-Type": "application/x-www-form-urlencoded", **(headers or {})})

    def ask(self, method, path, body, headers):
        """The Answer; Lost when there is none."""
        try:
            self.connection.request(method, path, body, {"Cookie": self.cookie, **headers})
            response = self.connection.getresponse()
            answer = Answer(response, response.read().decode())
        except (OSError, http.client.HTTPException) as error:
            self.connection.close()
            raise Lost(f"{method} {path}: {error!r}") from error
        if "Set-Cookie" in answer.headers:
            self.cookie = answer.headers["Set-Cookie"].split(";")[0]
        if token := re.search(r'"X-CSRFToken": "([^"]+)"', answer.text):
            self.token = token[1]
        return answer


def family(pid):
    found = [pid]
    for one in found:
        found += children(one)
    return found


def children(pid):
    try:
        return [int(child) for child in Path(f"/proc/{pid}/task/{pid}/children").read_text().split()]
    except OSError:
        return []


def command(pid):
    try:
        return Path(f"/proc/{pid}/cmdline").read_bytes()
    except OSError:
        return b""


def end(pid):
    with contextlib.suppress(ProcessLookupError):
        os.kill(pid, signal.SIGKILL)
