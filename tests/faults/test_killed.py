"""Killed at any moment: what was answered is there, nothing is there by halves, no mail goes out twice, and it all goes on."""

import collections
import itertools
import random
import threading
import time

from tests.faults.company import Lost, end
from tests.jobs.conftest import eventually

ENOUGH = 1_000  # writes that were answered
PEOPLE = ("ann", "bo", "cy", "mia", "mia", "ada")


class Person(threading.Thread):
    """Creates, moves, gives away and notes as fast as the answers come; keeps what was answered."""

    def __init__(self, company, who, number, done):
        super().__init__(daemon=True)
        self.browser, self.name, self.company, self.done = company.signed_in(who), f"{who} {number}", company, done
        self.made, self.moves, self.given, self.notes, self.wrong = [], {}, [], [], []
        self.stages = [
            row for (row,) in company.rows("SELECT id FROM stages WHERE archived_at IS NULL ORDER BY position")
        ]
        self.colleague = f"user-{company.id_of('users', 'Bo Chen')}"

    def run(self):
        for turn in itertools.count():
            if self.done():
                return
            try:
                self.work(turn)
            except Lost:
                self.wait()

    def wait(self):
        """As a person does: try again until somebody answers."""
        while not self.done() and self.company.status("/healthz") != 200:
            time.sleep(0.05)

    def work(self, turn):
        name = f"{self.name} {turn}"
        made = self.send("/opportunities", name=name, currency="CNY", opened_on="2026-01-05")
        row = made.made
        self.made.append((row, name))
        for stage in self.stages[1:3]:
            self.send(f"/board/drops/{row}", stage=stage)
            self.moves[row] = self.moves.get(row, 0) + 1
        self.send("/notes", opportunity=row, text=f"Note of {name}")
        self.notes.append((row, f"Note of {name}"))
        if self.name.startswith("mia") and turn % 3 == 0:
            self.send(f"/opportunities/{row}/owner", owner=self.colleague)
            self.given.append(row)

    def send(self, path, **fields):
        answer = self.browser.post(path, **fields)
        if answer.status != 303:
            self.wrong.append((path, answer.status, answer.text[-2000:]))
        return answer

    @property
    def answered(self):
        return len(self.made) + sum(self.moves.values()) + len(self.notes) + len(self.given)


def kill_around(company, people):
    """Each kind of process, then two together, then all of them at once, at moments that nobody chose."""
    chance, answered = random.Random(), lambda: sum(person.answered for person in people)

    def any_web():
        return chance.choice(eventually(lambda: company.web()[1]))

    def worker():
        return eventually(company.worker)

    for part, ill in (
        (0.1, lambda: [any_web()]),
        (0.2, lambda: [worker()]),
        (0.35, lambda: [any_web(), worker()]),
        (0.5, lambda: [company.web()[0], worker(), *company.web()[1]]),
        (0.8, company.pids),
    ):
        eventually(lambda: answered() >= ENOUGH * part)  # noqa: B023
        time.sleep(chance.random() * 0.1)
        for pid in ill():
            end(pid)
    company.process.wait(10)
    company.start()  # as whoever runs services does
    company.later()


def test_what_was_answered_is_there_and_nothing_by_halves(company, post):
    people = []
    enough = lambda: sum(one.answered for one in people) >= ENOUGH  # noqa: E731
    people += [Person(company, who, number, enough) for number, who in enumerate(PEOPLE)]
    for person in people:
        person.start()
    kill_around(company, people)
    for person in people:
        person.join(60)
    assert not [wrong for person in people for wrong in person.wrong]
    assert enough()
    what_was_answered_is_there(company, people)
    nothing_is_there_by_halves(company)
    no_mail_went_twice(company, post)


def what_was_answered_is_there(company, people):
    names = dict(company.rows("SELECT id, name FROM opportunities"))
    notes = set(company.rows("SELECT opportunity_id, text FROM notes"))
    given = {row for (row,) in company.rows("SELECT subject_id FROM events WHERE name = 'opportunity.assigned'")}
    moves = dict(
        company.rows("SELECT subject_id, count(*) FROM events WHERE name = 'opportunity.stage_entered' GROUP BY 1")
    )
    for person in people:
        assert [(row, names.get(row)) for row, _name in person.made] == person.made
        assert set(person.notes) <= notes
        assert set(person.given) <= given
        assert not {row for row, count in person.moves.items() if moves[row] < count}


def nothing_is_there_by_halves(company):
    """Row, history and events say the same, and no event is of a row that is not there."""
    assert company.rows("PRAGMA integrity_check") == [("ok",)]
    assert company.rows("PRAGMA foreign_key_check") == []
    events = collections.Counter(company.rows("SELECT name, subject_id FROM events"))
    for row, stage in company.rows("SELECT id, stage_id FROM opportunities WHERE outcome IS NULL"):
        visits = company.rows("SELECT stage_id, left_at FROM stage_entries WHERE opportunity_id = ? ORDER BY id", row)
        assert [entered for entered, left in visits if left is None] == [stage]
        assert len(visits) == 1 + events["opportunity.stage_entered", row]
        assert events["opportunity.created", row] == 1
    notes = {row for (row,) in company.rows("SELECT id FROM notes")}
    told = {row for name, row in events if name == "note.added"}
    assert told == notes


def no_mail_went_twice(company, post):
    """Each goes out in the end; who died with one in hand leaves it to a person."""
    company.later()
    eventually(lambda: not company.value("SELECT count(*) FROM deliveries WHERE status IN ('pending', 'sending')"))
    states = dict(company.rows("SELECT status, count(*) FROM deliveries GROUP BY 1"))
    sent = collections.Counter(mail["Message-ID"] for mail in post.mails)
    assert set(sent.values()) == {1}
    assert states["done"] <= len(sent) <= states["done"] + states.get("unsure", 0)
    assert states.get("unsure", 0) <= 3
