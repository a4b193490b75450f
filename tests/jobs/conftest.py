"""A real mail server on loopback, and programs of ours run as processes beside the test."""

import dataclasses
import email
import email.policy
import os
import socket
import subprocess
import sys
import time

import pytest
from aiosmtpd.controller import Controller

from config import ROOT, Mail


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def eventually(true, seconds=60):
    """Wait until `true()`; fails after `seconds`."""
    deadline = time.monotonic() + seconds
    while not (found := true()):
        assert time.monotonic() < deadline, "it did not come"
        time.sleep(0.05)
    return found


class PostOffice:
    """Takes mails into `mails`; `hold` seconds are spent on each; `refusal` is answered instead when set."""

    def __init__(self):
        self.mails, self.hold, self.refusal, self.arrived = [], 0, None, 0
        self.port = free_port()
        self.controller = None

    async def handle_DATA(self, server, session, envelope):
        import asyncio

        self.arrived += 1
        await asyncio.sleep(self.hold)
        if self.refusal:
            return self.refusal
        self.mails.append(email.message_from_bytes(envelope.content, policy=email.policy.default))
        return "250 OK"

    def open(self):
        self.controller = Controller(self, hostname="127.0.0.1", port=self.port)
        self.controller.start()

    def close(self):
        if self.controller:
            self.controller.stop()
            self.controller = None


@pytest.fixture
def post_office(app):
    """The server, open; the application is set to send there."""
    office = PostOffice()
    office.open()
    mail = Mail("127.0.0.1", office.port, user=None, password=None, sender="Shangji <crm@example.com>", tls="none")
    app.config["SETTINGS"] = dataclasses.replace(app.config["SETTINGS"], mail=mail, base_url="https://crm.example.com")
    yield office
    office.close()


@pytest.fixture
def program(database, tmp_path):
    """program("work", PORT="1"): `flask work` as a process on this test's database. Ended with the test."""
    started = []

    def start(*arguments, **more):
        environment = {
            **{name: value for name, value in os.environ.items() if name in ("PATH", "LANG", "SYSTEMROOT", "HOME")},
            "SHANGJI_DATA": str(tmp_path / "data"),
            "DATABASE_URL": database,
            **more,
        }
        command = [sys.executable, "-m", "flask", "--app", "app", *arguments]
        process = subprocess.Popen(
            command, cwd=ROOT, env=environment, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
        )
        started.append(process)
        return process

    yield start
    for process in started:
        if process.poll() is None:
            process.terminate()
            process.wait(30)
        process.stdout.close()
        process.stderr.close()
