"""What the worker does for an import, so that another worker can go on wherever this one was stopped."""

import decimal
import time

from models.base import N_, Refused, now, transaction
from models.event import packed
from models.imports.chosen import Chosen
from models.imports.doing import steps
from models.imports.ledger import Ledger
from models.imports.lifting import BUSY
from models.imports.plan import Plan
from models.imports.run import ImportRun
from models.imports.seen import opened
from models.imports.steps import Gone, failure
from models.imports.undoing import taken_back

TRIES = 5  # how often in a row a worker may end over a run without having come further
TOLD = 0.5  # seconds between two words on how far it is
FAILED = N_("Something went wrong that should not have. The log of the worker says what.")


def claim(worker):
    """The ImportRun that waits longest, now in the hands of `worker` (there is one at a time: see jobs/worker.py), or None."""
    waiting = ImportRun.select().where(ImportRun.status << BUSY).order_by(ImportRun.id)
    if not waiting.exists():
        return None  # every turn asks: nothing is locked for nothing
    with transaction():
        run = waiting.first()
        if run is None:
            return None
        run.status = "running" if run.status == "queued" else run.status
        run.tried()
        run.claimed_by, run.started_at = worker, run.started_at or now()
        ImportRun.update(
            status=run.status, claimed_by=worker, seen_at=now(), started_at=run.started_at, result_json=run.result_json
        ).where(ImportRun.id == run.id).execute()  # fmt: skip
    return run


def work(run, stopping=lambda: False, rest=None):
    """Do what the run waits for, step by step, until it is done or `stopping()`; `rest(seconds)` after a step that took so
    long, so that others can write. What goes wrong is kept with the run; an error nobody expected is raised, too."""
    try:
        if run.result["tries"] > TRIES:
            raise Refused(N_("The worker ended again and again over this file. Its log may say why."))
        if run.status == "checking":
            check(run, stopping)
        else:
            going = write(run) if run.status == "running" else taken_back(run)
            _go(going, stopping, rest)
    except Gone:
        return  # somebody cancelled it, or another worker has it
    except Refused as refused:
        fail(run, refused.reason, refused.facts)
    except Exception:
        fail(run, FAILED, {})
        raise
    else:
        if stopping():
            let_go(run)


def _go(going, stopping, rest):
    began = time.monotonic()
    for _step in going:
        if stopping():
            return
        if rest:
            rest(time.monotonic() - began)
        began = time.monotonic()


def chosen(run):
    """What was chosen for an ImportRun, as the Plan wants it."""
    options = {name: value for name, value in run.options.items() if value is not None}
    options["rates"] = {code: decimal.Decimal(value) for code, value in options.get("rates", {}).items()}
    return Chosen(**options)


def check(run, stopping=lambda: False):
    """Look at every row of the file; nothing is written but how it would be."""
    said = [time.monotonic()]

    def told(done, total):
        if time.monotonic() - said[0] > TOLD:
            said[0] = time.monotonic()
            if stopping():
                raise Gone(run.id)
            run.done, run.total = done, total
            run.advance()

    plan = Plan.of(run.kind, opened(run), chosen(run), Ledger(run.ledger_path), progress=lambda done, size: told(done, 2 * size))  # fmt: skip
    plan.check(lambda done, size: told(size + done, 2 * size))
    run.status, run.done, run.total, run.error = "checked", plan.counts["rows"], plan.counts["rows"], None
    run.result_json = packed(found(plan))
    run.advance()


def found(plan):
    """The result of a check, see run.py."""
    values = plan.texts.listed(plan.importer)
    result = plan.columns | {
        "counts": {name: count for name, count in plan.counts.items() if count},
        "notes": [note._asdict() for note in plan.notes[:50]],
        "more": values.pop("more"),
        "values": values,
        "currencies": plan.currencies,
    }
    if plan.kind == "opportunities":
        result["pipeline"] = plan.importer.target
    return result


def write(run):
    """Write what can be imported: a generator, a step each."""
    if not run.has_rows:
        raise Refused(N_("The file of this import was deleted. Upload it again."))
    plan = Plan.of(run.kind, opened(run), chosen(run), Ledger.read(run.ledger_path))
    yield from steps(plan, run)


def fail(run, reason, facts):
    """It cannot go on, and says why; somebody may start it again."""
    mine = (ImportRun.id == run.id, ImportRun.claimed_by == run.claimed_by, ImportRun.status << BUSY)
    changes = {"status": "failed", "error": failure(reason, facts), "finished_at": now(), "claimed_by": None}
    if run.status == "checking":  # what an earlier check counted was of other choices
        changes["result_json"] = packed({name: said for name, said in run.result.items() if name != "counts"})
    ImportRun.update(version=ImportRun.version + 1, **changes).where(*mine).execute()


def let_go(run):
    """Let the next worker go on with it."""
    ImportRun.update(claimed_by=None).where(ImportRun.id == run.id, ImportRun.claimed_by == run.claimed_by).execute()
