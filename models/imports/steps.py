"""The steps of an import: begun, configured, started; cancelled, taken back, removed. The worker does what takes long."""

import json

from models import access
from models.base import N_, Refused, Stale, now, transaction
from models.event import packed, record
from models.imports.sensible import sensible
from models.user import Company


class Gone(Exception):
    """The run is no longer in the hands of who works on it."""


class Steps:
    @classmethod
    def begin(cls, by, kind, upload_path, file_name):
        """A file that was uploaded (see lifting.take_in) is looked at. Returns the run, with its columns and their guesses.

        Refused who may not import this kind; Unreadable what is no table: the file is deleted then.
        """
        from models.imports.lifting import let_go
        from models.imports.seen import glance

        try:
            must_be_imported_by(by, kind)
            run = cls(kind=kind, file_name=_called(file_name), path=str(upload_path), by=by)
            run.result_json = packed(glance(run))
        except BaseException:
            let_go(upload_path)
            raise
        with transaction():
            run.save(force_insert=True)
            record("import.uploaded", Company, by, run=run.id, kind=kind, file=run.file_name)
        return run

    def look(self, by, sheet, version=None):
        """Look at another sheet of the workbook: what was chosen for the columns of the former one is forgotten."""
        from models.imports.seen import glance

        self._must_be(by, "uploaded", "checked", "failed")
        if not self.path:
            raise Refused(N_("The file of this import was deleted. Upload it again."))
        options = {name: value for name, value in self.options.items() if name not in ("mapping", "values", "left_out")}
        self.options_json = packed(options | sensible({"sheet": sheet}))
        found = packed(glance(self))
        self._write(version, status="uploaded", options_json=self.options_json, result_json=found, error=None)

    def configure(self, by, mapping=None, values=None, options=None, version=None):
        """Choose; what is None stays as it was. The worker checks the file then. Stale when another version was read."""
        self._must_be(by, "uploaded", "checking", "checked", "failed")
        if self.result.get("written"):
            raise Refused(N_("Rows of this file were imported already. Take them back, or go on."))
        if not self.path:
            raise Refused(N_("The file of this import was deleted. Upload it again."))
        options = dict(options or {})
        options |= {name: given for name, given in (("mapping", mapping), ("values", values)) if given is not None}
        chosen = packed(self.options | sensible(options))
        self._write(version, status="checking", options_json=chosen, done=0, total=0, error=None, claimed_by=None)

    def start(self, by, version=None):
        """Import the rows that can be; what was refused or is there already is left out. Goes on where it was stopped."""
        self._must_be(by, "checked", "cancelled", "failed")
        if not self.path:
            raise Refused(N_("The file of this import was deleted. Upload it again."))
        counts = self.result.get("counts", {})
        if self.result.get("undone") or self.result.get("stayed"):
            raise Refused(N_("This import was taken back already. Upload the file again."))
        if not counts.get("rows"):
            raise Refused(N_("The file was not checked yet."))
        if not counts.get("create") and not counts.get("update"):
            raise Refused(N_("There is nothing to import in this file."))
        done, total = self.result.get("at", 0), counts["rows"]
        result = packed({name: value for name, value in self.result.items() if name != "tries"})
        self._write(version, status="queued", done=done, total=total, result_json=result, error=None, claimed_by=None)

    def cancel(self, by):
        """Stop it where it is. What came in stays until it is taken back."""
        self._must_be(by, "checking", "queued", "running")
        if self.status == "checking":
            self._write(status="uploaded", claimed_by=None)
        else:
            self._write(status="cancelled", finished_at=now(), claimed_by=None)

    def undo(self, by):
        """Let the worker put into the bin what this import made and nobody changed since."""
        self._must_be(by, "done", "cancelled", "failed")
        if not self.undoable:
            raise Refused(N_("This import cannot be taken back any more."))
        result = self.result | {"undone_by": by.id if by else None}
        total = sum(result.get("written", {}).get(noun, 0) for noun in ("opportunity", "contact", "customer"))
        self._write(status="undoing", done=0, total=total, result_json=packed(result), claimed_by=None)

    def remove(self, by):
        """Forget the file; an import that wrote nothing is forgotten as a whole."""
        self._must_be(by, "uploaded", "checked", "done", "failed", "cancelled", "undone")
        self.forget_file()
        if not self.result.get("written"):
            self.delete_instance()

    # What the worker tells.

    def advance(self, made=(), **more):
        """Tell how far it is, in the transaction that we are in, and what was made meanwhile: [(noun, id)].

        Gone when it is no longer ours: cancelled, or another worker has it.
        """
        model, result = type(self), self.result
        written = result.setdefault("written", {})
        for noun, _id in made:
            written[noun] = written.get(noun, 0) + 1
        if self.status in ("running", "done"):
            result["at"] = self.done
        result.pop("tries", None)
        self.result_json = packed(result | more)
        holder = model.claimed_by.is_null() if self.claimed_by is None else model.claimed_by == self.claimed_by
        ours = (model.id == self.id, holder, model.status << ("running", "undoing", "checking"))
        values = {
            name: getattr(self, name) for name in ("status", "done", "total", "result_json", "finished_at", "error")
        }
        if not model.update(seen_at=now(), **values).where(*ours).execute():
            raise Gone(self.id)

    def tried(self):
        """Note that somebody begins with it; forgotten as soon as it comes further."""
        self.result_json = packed(self.result | {"tries": self.result.get("tries", 0) + 1})

    def note_late(self, count):
        """So many rows turned out to be there already when their turn came."""
        if count:
            result = self.result
            result["late"] = result.get("late", 0) + count
            self.result_json = packed(result)

    def _must_be(self, by, *statuses):
        must_be_imported_by(by, self.kind)
        if self.status not in statuses:
            raise Refused(N_("This import is at another step by now. Load the page again."))

    def _write(self, version=None, **changes):
        """Write columns, one version on. Stale when it is not at `version`, or went on since it was read."""
        model, expected = type(self), self.version if version is None else version
        same = (model.id == self.id, model.version == expected, model.status == self.status)
        with transaction():
            if not model.update(version=model.version + 1, **changes).where(*same).execute():
                raise Stale(N_("Somebody else changed this in the meantime."))
        for name, value in {**changes, "version": expected + 1}.items():
            setattr(self, name, value)


def must_be_imported_by(by, kind):
    """Refuse who may not import this kind of file. `by` None is the system."""
    if by is not None and not access.may_import(by):
        raise Refused(N_("Only a manager may import."))
    if by is not None and not access.may_import(by, kind):
        raise Refused(N_("Only an administrator may import people."))


def failure(reason, facts):
    """Why an import failed, as it is kept."""
    return json.dumps([reason, facts], ensure_ascii=False, default=str)


def _called(file_name):
    """The name of a file as it is shown: never a path."""
    plain = str(file_name or "").replace("\\", "/").rsplit("/", 1)[-1]
    return "".join(c for c in plain if c.isprintable())[:200] or "file.csv"
