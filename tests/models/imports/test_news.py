"""Who left an import to the worker hears in the bell what came of it."""

import json

from models import Notification
from models.imports import news
from models.imports.run import ImportRun


def run(world, status):
    return ImportRun.create(kind="customers", file_name="firms.csv", status=status, by=world.mia)


def test_only_the_last_word_is_new(world):
    one = run(world, "checked")
    news.tell(one)
    ImportRun.update(status="done").execute()
    news.tell(one)
    unread = Notification.select().where(Notification.user == world.mia, Notification.read_at.is_null())
    assert [json.loads(row.facts_json)["status"] for row in unread] == ["done"]
    assert Notification.unread(world.mia)[0] == 1
    news.seen(world.mia)
    assert Notification.unread(world.mia)[0] == 0


def test_what_waits_and_what_nobody_began_is_no_news(world):
    for status in ("uploaded", "checking", "queued", "running", "cancelled", "undoing"):
        news.tell(run(world, status))
    ImportRun.update(by=None, status="done").execute()
    news.tell(ImportRun.get())
    gone = run(world, "done")
    gone.delete_instance()
    news.tell(gone)
    assert not Notification.select().exists()
