"""What the worker has done for somebody, as the bell says it."""

from flask_babel import gettext as _


def imported(row, facts, who):
    """Where an import stands by now."""
    said = {
        "checked": _("“%(file)s” was checked: look at what would come of it."),
        "done": _("“%(file)s” was imported."),
        "failed": _("The import of “%(file)s” did not get to its end."),
        "undone": _("The import of “%(file)s” was taken back."),
    }
    return said[facts["status"]] % {"file": facts["file"]}


def backed_up(row, facts, who):
    """That no backup could be made."""
    return _("Last night's backup failed. The server's log says why; it is tried again every hour.")
