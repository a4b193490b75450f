"""Whatever becomes of the mail server, of the connection or of the worker: a mail may come late, and never twice."""

import dataclasses
import datetime as dt
import logging
import socket
import threading

import pytest

from jobs import mail
from jobs.worker import Worker
from models import Delivery, Lease
from models.base import now
from tests.jobs.conftest import eventually, free_port


class Grim:
    """A mail server that dies at a moment of its own choosing. `taken` are the texts it got whole, `heard` its commands.

    `dies`: at "greeting", "recipient", "text" (in the middle of it), "verdict" (it has it all and says nothing); None:
    it lives, and answers `verdict` after `hold` seconds. `stuck` names where it stops talking and waits instead.
    """

    def __init__(self):
        self.dies, self.stuck, self.verdict, self.recipient, self.hold = None, None, b"250 OK", b"250 OK", 0
        self.taken, self.heard, self.there, self.release = [], [], threading.Event(), threading.Event()
        self.port = free_port()
        self.socket = socket.create_server(("127.0.0.1", self.port))
        threading.Thread(target=self.listen, daemon=True).start()

    def listen(self):
        while True:
            try:
                connection, _ = self.socket.accept()
            except OSError:
                return
            threading.Thread(target=self.talk, args=(connection,), daemon=True).start()

    def meets(self, moment):
        """Dies here, or stops talking until it is let go."""
        if self.stuck == moment:
            self.there.set()
            self.release.wait(30)
        if self.dies == moment:
            raise ConnectionAbortedError(moment)

    def talk(self, connection):
        with connection, connection.makefile("rb") as lines:
            try:
                self.meets("greeting")
                connection.sendall(b"220 grim\r\n")
                for line in lines:
                    command = line[:4].upper().strip()
                    self.heard.append(command)
                    if command == b"DATA":
                        connection.sendall(b"354 go on\r\n")
                        self.read(lines, connection)
                    elif command == b"QUIT":
                        return
                    else:
                        if command == b"RCPT":
                            self.meets("recipient")
                        connection.sendall((self.recipient if command == b"RCPT" else b"250 OK") + b"\r\n")
            except OSError:
                return

    def read(self, lines, connection):
        text = []
        for line in lines:
            if line == b".\r\n":
                self.taken.append(b"".join(text))
                break
            text.append(line)
            if len(text) == 3:
                self.meets("text")
        else:
            raise ConnectionAbortedError("hung up")
        self.meets("verdict")
        threading.Event().wait(self.hold)
        connection.sendall(self.verdict + b"\r\n")

    def close(self):
        self.release.set()
        self.socket.close()


@pytest.fixture
def grim(post_office, app):
    """A server that may die, in the place of the post office."""
    server, settings = Grim(), app.config["SETTINGS"]
    app.config["SETTINGS"] = dataclasses.replace(settings, mail=dataclasses.replace(settings.mail, port=server.port))
    yield server
    server.close()


@pytest.fixture
def turn(app):
    """turn(): one round of the worker, for which all that waits is due."""
    worker = Worker()

    def once():
        Delivery.update(next_at=now()).where(Delivery.status == "pending").execute()
        with app.app_context():
            return worker.turn()

    return once


@pytest.fixture
def assigned(world):
    world.acme_renewal.assign(by=world.mia, owner=world.bo)


@pytest.mark.parametrize("moment", ["greeting", "recipient", "text"])
def test_a_server_that_dies_before_it_has_it_all_gets_it_later_and_once(assigned, grim, turn, moment):
    grim.dies = moment
    turn()
    assert grim.taken == []
    assert (Delivery.get().status, Delivery.get().attempts) == ("pending", 1)
    grim.dies = None
    turn()
    turn()
    assert len(grim.taken) == 1
    assert Delivery.get().status == "done"


def test_one_that_dies_with_the_whole_mail_in_hand_never_gets_it_twice(assigned, grim, turn, caplog):
    grim.dies = "verdict"
    with caplog.at_level(logging.ERROR):
        turn()
    assert len(grim.taken) == 1
    assert Delivery.get().status == "unsure"
    assert "did not say whether it took it" in Delivery.get().error
    assert "may have been sent, and is not sent again" in caplog.text
    grim.dies = None
    turn()
    turn()
    assert len(grim.taken) == 1


def test_a_person_may_have_an_unsure_one_sent_again_and_it_is_the_same_mail(assigned, grim, turn):
    grim.dies = "verdict"
    turn()
    grim.dies = None
    Delivery.get().again()
    turn()
    first, second = (text.split(b"Message-ID: ")[1].split(b"\r\n")[0] for text in grim.taken)
    assert first == second
    assert Delivery.get().status == "done"


class Patient(Worker):
    """Counts how often it says that it lives."""

    beats = 0

    def holds(self):
        self.beats += 1
        return super().holds()


def test_a_slow_server_is_waited_for_and_the_worker_lives_meanwhile(assigned, grim, app, monkeypatch):
    monkeypatch.setattr(mail, "PULSE", 0.1)
    grim.hold = 1
    worker = Patient()
    with app.app_context():
        worker.turn()
    assert len(grim.taken) == 1
    assert Delivery.get().status == "done"
    assert worker.beats > 4


def test_a_server_that_never_says_leaves_it_unsure(assigned, grim, turn, monkeypatch):
    monkeypatch.setattr(mail, "PULSE", 0.1)
    monkeypatch.setattr(mail, "VERDICT", 0.3)
    grim.stuck = "verdict"
    turn()
    assert Delivery.get().status == "unsure"


@pytest.mark.parametrize(
    ("recipient", "verdict", "status"),
    [
        (b"550 no such user", b"250 OK", "failed"),
        (b"450 busy", b"250 OK", "pending"),
        (b"250 OK", b"552 too much", "failed"),
        (b"250 OK", b"451 try later", "pending"),
    ],
)
def test_no_for_ever_is_given_up_at_once_and_no_for_now_is_tried_again(
    assigned, grim, turn, recipient, verdict, status
):
    grim.recipient, grim.verdict = recipient, verdict
    turn()
    assert Delivery.get().status == status
    grim.recipient = grim.verdict = b"250 OK"
    grim.taken.clear()
    turn()
    assert len(grim.taken) == (status == "pending")


def test_a_goodbye_that_goes_wrong_changes_nothing(assigned, grim, turn):
    turn()
    assert grim.heard[-1] == b"QUIT"
    assert Delivery.get().status == "done"


def test_a_worker_whose_claim_ran_out_does_not_send(assigned, grim, app):
    grim.stuck = "recipient"
    first = Worker()

    def work():
        with app.app_context():
            first.turn()

    thread = threading.Thread(target=work)
    thread.start()
    assert grim.there.wait(10)
    Delivery.update(next_at=now() - dt.timedelta(seconds=1)).execute()  # five minutes later
    Delivery.claim("another")
    grim.stuck = None
    grim.release.set()
    thread.join(20)
    assert grim.taken == []
    row = Delivery.get()
    assert (row.status, row.claimed_by, row.attempts) == ("pending", "another", 2)


def environment(port):
    return {"MAIL_HOST": "127.0.0.1", "MAIL_PORT": str(port), "MAIL_FROM": "crm@example.com", "MAIL_TLS": "none"}


def killed(grim, program, moment):
    """A worker process that is killed while the server has come to `moment`."""
    grim.stuck = moment
    process = program("work", **environment(grim.port))
    eventually(grim.there.is_set)
    process.kill()
    process.wait(10)
    grim.stuck = None
    grim.release.set()
    Lease.update(seen_at=now() - dt.timedelta(seconds=31)).execute()  # half a minute later


def test_a_worker_killed_before_the_text_was_sent_loses_nothing(assigned, grim, program, turn):
    killed(grim, program, "recipient")
    assert (Delivery.get().status, Delivery.get().attempts) == ("pending", 1)
    turn()
    assert len(grim.taken) == 1
    assert Delivery.get().status == "done"


def test_a_worker_killed_with_the_mail_in_the_servers_hands_sends_it_to_nobody_twice(
    assigned, grim, program, turn, caplog
):
    killed(grim, program, "verdict")
    assert Delivery.get().status == "sending"
    with caplog.at_level(logging.ERROR):
        turn()
        turn()
    assert len(grim.taken) == 1
    assert Delivery.get().status == "unsure"
    assert "may have been sent" in caplog.text


def test_a_claim_still_running_keeps_what_a_killed_worker_had(assigned, grim, program, app):
    killed(grim, program, "recipient")
    with app.app_context():
        Worker().turn()
    assert (Delivery.get().status, Delivery.get().attempts) == ("pending", 1)
    assert grim.taken == []
