"""Writing what was planned: by the chunk, so that others can write in between and whoever comes next goes on from there."""

import contextlib

from models.base import N_, Refused, now, transaction
from models.currency import set_rate
from models.event import packed, record
from models.imports import bulk
from models.imports.run import ImportItem, ImportRun
from models.imports.steps import must_be_imported_by
from models.imports.trouble import Bad
from models.user import Company

ITEM = ("run", "subject_type", "subject_id")


def run_at_once(plan, by=None, progress=None, leave=False):
    """Write everything in one transaction. `progress(done, total)` in rows. Returns the ImportRun.

    Refused when rows were refused (but with `leave` those are left out), when `by` (None: the system) may not import, or
    when the file or what it refers to changed since it was checked; nothing is written then.
    """
    must_be_imported_by(by, plan.kind)
    if plan.refused and not leave:
        raise Refused(N_("Rows of the file are refused: %(count)s. Nothing was imported."), count=plan.refused)
    with transaction():
        run = ImportRun.create(
            kind=plan.kind, status="running", file_name=plan.sheet.name[:200], by=by, total=plan.counts["rows"],
            result_json=packed({"counts": {name: count for name, count in plan.counts.items() if count}}),
        )  # fmt: skip
        for _step in steps(plan, run, progress):
            pass
    return run


def steps(plan, run, progress=None):
    """Write the rows of `plan` for an ImportRun, from where it stands: yields after each step, and each is one transaction.

    Everything that a step does, its progress too, is written or nothing of it. Gone when the run is no longer ours.
    """
    plan.sheet.unchanged()
    plan.dry, plan.into, plan.made, importer, by = False, run, [], plan.importer, run.by
    try:
        with _step(plan, run):
            for code, value in plan.rates.items():
                set_rate(code, value, by=by)
            importer.recall()
            importer.begin(by)
        yield
        for chunk in plan.chunks(None, lambda entry: None, after=run.done):
            left = plan.ledger.left(chunk[0].number, chunk[-1].number)
            with _step(plan, run):
                late = importer.write([row for row in chunk if row.number not in left], by)
                run.note_late(late)
                run.done = plan.seen
            if progress:
                progress(run.done, run.total)
            yield
        yield from _finished(plan, run, by)
    except Bad as bad:
        raise Refused(bad.reason, **bad.facts) from bad
    finally:
        plan.dry, plan.into = True, None


def _finished(plan, run, by):
    parts, more = plan.importer.finish(by), True
    while more:
        with _step(plan, run):
            more = next(parts, END) is not END
            if not more:
                counts = {name: count for name, count in plan.counts.items() if count} or run.result.get("counts", {})
                facts = {"run": run.id, "kind": plan.kind, "file": plan.sheet.name, **counts}
                record("import.finished", Company, by, **facts)
                run.status, run.finished_at, run.done = "done", now(), run.total
        yield


@contextlib.contextmanager
def _step(plan, run):
    """One transaction: what is done inside, the list of what it made, and how far the run is."""
    with transaction():
        yield
        bulk.insert(ImportItem, ITEM, [(run.id, noun, row_id) for noun, row_id in plan.made])
        run.advance(plan.made)
        plan.made.clear()


END = object()
