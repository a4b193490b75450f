"""Who left an import to the worker is told in the bell when it is through with it."""

from models.event import packed
from models.imports.run import ImportRun
from models.notification import Notification
from models.troubled import courtesy

KIND = "imported"
TOLD = ("checked", "done", "failed", "undone")


def tell(run):
    """Tell whoever began the ImportRun where it stands by now, if that is news."""
    run = ImportRun.get_or_none(ImportRun.id == run.id)
    if run is None or run.by_id is None or run.status not in TOLD:
        return
    seen(run.by)  # only the last word counts
    facts = {"run": run.id, "file": run.file_name, "status": run.status}
    Notification.create(user=run.by, kind=KIND, facts_json=packed(facts))


def seen(user):
    """The user looks at their imports: what the bell says of them is nothing new any more."""
    with courtesy():
        Notification.hush(user, [KIND])
