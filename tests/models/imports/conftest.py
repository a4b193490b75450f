"""Files of their own for the tests of imports, on the world of tests/world.py."""

import pytest

from models import ImportRun, User, imports
from models.defaults import set_up
from models.event import Event
from models.imports import working
from models.imports.lifting import take_in


@pytest.fixture
def made(tmp_path):
    """made(lines…, name=…) is the path of a file with these lines."""

    def make(*lines, name="deals.csv", encoding="utf-8"):
        path = tmp_path / name
        path.write_bytes("".join(f"{line}\n" for line in lines).encode(encoding))
        return path

    return make


@pytest.fixture
def company(empty_database):
    """A company that was just set up, with its administrator and nothing else."""
    set_up()
    return User.add("Ada Sun", "ada@example.com", "correct horse", role="administrator")


@pytest.fixture
def plan(world, made):
    """plan(kind, lines…, **options) is the Plan for a file with these lines."""

    def check(kind, *lines, name="deals.csv", **options):
        return imports.plan(kind, made(*lines, name=name), **options)

    return check


@pytest.fixture
def brought(plan):
    """The same, run at once: returns the Plan."""

    def run(kind, *lines, by=None, **options):
        planned = plan(kind, *lines, **options)
        assert [told(problem) for problem in planned.problems] == []
        planned.run(by)
        return planned

    return run


def told(problem):
    """A Problem in words: (row, column, sentence)."""
    return problem.row, problem.column, problem.reason % problem.facts


def noted(plan):
    """{sentence: (count, rows)} of a plan's notes."""
    return {note.reason % note.facts: (note.count, note.rows) for note in plan.notes}


def events_of(row):
    """[(name, day)] of what happened to a row, in the order in which it was written."""
    about = Event.select().where(Event.subject_type == row.noun, Event.subject_id == row.id).order_by(Event.id)
    return [(event.name, str(event.happened_on)) for event in about]


@pytest.fixture
def uploaded(world, made, tmp_path):
    """uploaded(kind, lines…) is the ImportRun of a file with these lines, just uploaded by Ada."""

    def begin(kind, *lines, by=None, name="deals.csv", path=None):
        with open(path or made(*lines, name=name), "rb") as stream:
            kept = take_in(tmp_path / "imports", stream, 10**8)
        return ImportRun.begin(by or world.ada, kind, kept, name)

    return begin


@pytest.fixture
def checked(uploaded, world):
    """The same, looked at by the worker, with what was chosen."""

    def check(kind, *lines, mapping=None, values=None, options=None, **more):
        run = uploaded(kind, *lines, **more)
        run.configure(world.ada, mapping=mapping, values=values, options=options)
        return worked()

    return check


@pytest.fixture
def imported(checked, world):
    """The same, imported."""

    def bring(kind, *lines, **more):
        run = checked(kind, *lines, **more)
        assert run.trouble is None
        run.start(world.ada)
        return worked()

    return bring


def worked():
    """Let the worker do what waits longest. Returns the ImportRun as it is then."""
    run = working.claim("worker")
    working.work(run)
    return ImportRun.get_by_id(run.id)


def verdicts(run):
    """[(row number, verdict, sentence or None)] of a run."""
    return [(line.number, line.verdict, line.reason and line.reason % line.facts) for line in run.rows(limit=1000)]
