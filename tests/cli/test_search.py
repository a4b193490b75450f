"""`flask search rebuild`: the index anew, whatever became of it."""

from models import search
from models.base import db


def test_the_index_is_made_anew(app, world):
    db.execute_sql("DELETE FROM customer_search")
    db.execute_sql("DROP TRIGGER search_customer_changed")
    assert search.look(world.mia, "上海", kinds=("customer",)) == []
    done = app.test_cli_runner().invoke(args=("search", "rebuild"))
    assert done.exit_code == 0
    assert "customer: 5\n" in done.output
    assert search.look(world.mia, "上海", kinds=("customer",))
    world.star.edit(world.ann, name="北京星辰")
    assert search.look(world.mia, "北京", kinds=("customer",))


def test_a_database_without_an_index_says_so(app, world, monkeypatch):
    monkeypatch.setattr(search.index, "indexed", lambda: False)
    done = app.test_cli_runner().invoke(args=("search", "rebuild"))
    assert done.output == "This database is searched without an index of its own.\n"
