"""What a search costs over many rows, against the least it could cost: `python bench/search.py [ROWS]` (default 50000)."""

import random
import statistics
import sys
import tempfile
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent.parent))

from models import (
    Activity,
    Contact,
    Customer,
    Note,
    Opportunity,
    OpportunityText,
    Pipeline,
    Stage,
    Team,
    User,
    base,
    schema,
    search,
)
from models.base import db
from models.defaults import set_up
from models.keys import name_key, phone_key
from models.search import index
from models.search.words import Asked
from models.setting import Setting, today

CITIES = ["上海", "北京", "广州", "深圳", "杭州", "南京", "苏州", "成都", "武汉", "西安"]
SIGNS = "星辰恒拓视觉科技贸易工业机械电子信息能源建设医疗教育金融物流食品包装化工材料环保智能数据云网络安全"
WORDS = [
    "renewal",
    "upgrade",
    "project",
    "service",
    "extension",
    "spares",
    "refit",
    "order",
    "framework",
    "pilot",
    "licence",
    "support",
]
ASKED = {
    "two Chinese characters": "上海",
    "two rarer ones": "星辰",
    "Chinese and Latin": "上海 renew",
    "a Latin beginning": "renew",
    "two letters": "re",
    "phone digits": "0013",
    "a whole number": "",  # one that is there, see `fill`
    "a mail address": "buyer77@",
    "a name that is one": "",
    "nothing": "zzzz",
}


def fill(count):
    """A company with `count` opportunities, as many follow-ups and notes together, and a fifth of customers and contacts."""
    pick = random.Random(7)  # noqa: S311 (the same rows each time, no secret)
    set_up()
    teams = [Team.create(name=f"Team {number}") for number in range(12)]
    users = [User.create(name=f"Seller {n}", team=pick.choice(teams)) for n in range(60)]
    manager = User.create(name="Manager", role="manager")
    customers, contacts = [], []
    for n in range(1, count // 5 + 1):
        name, phone = f"{pick.choice(CITIES)}{signs(pick, 4)}有限公司", f"1{pick.randrange(10**9, 10**10)}"
        user = pick.choice(users)
        facts = {"name": name, "name_key": name_key(name), "owner": user, "team": user.team, "industry": signs(pick, 2)}
        customers.append({**facts, "phone": phone, "phone_key": phone_key(phone)})
        name = signs(pick, 3)
        facts = {"customer": n, "name": name, "name_key": name, "email": f"buyer{n}@{pick.choice(WORDS)}.example"}
        contacts.append({**facts, "phone": phone[::-1], "phone_key": phone_key(phone[::-1])})
    insert(Customer, customers)
    insert(Contact, contacts)
    stages, pipeline = list(Stage.select()), Pipeline.default()
    insert(Opportunity, (row(pick, count // 5, pipeline, stages, users) for _number in range(count)))
    insert(OpportunityText, ({"opportunity": n, "requirement": text(pick)} for n in range(1, count + 1)))
    insert(Note, ({"opportunity": pick.randrange(1, count), "text": text(pick)} for _number in range(count // 2)))
    insert(
        Activity,
        (
            {"kind": "call", "opportunity": pick.randrange(1, count), "subject": text(pick)[:30]}
            for _n in range(count // 2)
        ),
    )
    ASKED["a whole number"], ASKED["a name that is one"] = customers[99]["phone"], customers[99]["name"]
    return manager, users[0]


def signs(pick, count):
    return "".join(pick.choices(SIGNS, k=count))


def text(pick):
    return signs(pick, 50) + " " + " ".join(pick.choices(WORDS, k=6))


def row(pick, customers, pipeline, stages, users):
    stage, user = pick.choice(stages), pick.choice(users)
    return {
        "name": f"{pick.choice(CITIES)}{signs(pick, 3)} {pick.choice(WORDS)} {pick.randrange(10**5)}",
        "customer": pick.randrange(1, customers),
        "pipeline": pipeline,
        "stage": stage,
        "owner": user,
        "team": user.team,
        "currency": "CNY",
        "opened_on": today(),
        "touched_on": today(),
        "outcome": pick.choice([None, "won", "lost"]),
    }


def insert(model, rows):
    batch = []
    for values in rows:
        batch.append(values)
        if len(batch) == 500:
            model.insert_many(batch).execute()
            batch = []
    if batch:
        model.insert_many(batch).execute()


def clock(run, times=25):
    """Median milliseconds of `run`."""
    taken = []
    for _turn in range(times):
        start = time.perf_counter()
        run()
        taken.append((time.perf_counter() - start) * 1000)
    return statistics.median(taken)


def floor(asked):
    """The least that an answer costs: the words looked up in each index, the first twenty rows that come, of anybody's."""
    for kind in index.DOCS:
        db.execute_sql(f"SELECT rowid FROM {kind}_search WHERE {kind}_search MATCH ? LIMIT 20", (asked.all,)).fetchall()  # noqa: S608


OWN = {
    "opportunity": "SELECT id FROM opportunities WHERE owner_id = ?",
    "customer": "SELECT id FROM customers WHERE owner_id = ?",
    "contact": "SELECT id FROM contacts WHERE customer_id IN (SELECT id FROM customers WHERE owner_id = ?)",
    "note": "SELECT id FROM notes WHERE opportunity_id IN (SELECT id FROM opportunities WHERE owner_id = ?)",
    "activity": "SELECT id FROM activities WHERE opportunity_id IN (SELECT id FROM opportunities WHERE owner_id = ?)",
}


def narrowed(user, asked):
    """What narrowing the same words to the reader's own rows costs when it is written plainly."""
    for kind in index.DOCS:
        sql = f"SELECT rowid FROM {kind}_search WHERE {kind}_search MATCH ? AND rowid IN ({OWN[kind]}) LIMIT 20"  # noqa: S608
        db.execute_sql(sql, (asked.all, user.id)).fetchall()


def found(user, asked):
    """Which rows are told: those within reach, the closest first."""
    for kind in search.KINDS:
        search.found.page(user, kind, asked, size=20)


def report(user):
    """Prints the floor, what finding costs and how many times the floor that is, and the whole answer with its rows.

    Who sees only a part is measured against the plain way to narrow it, too: the bare floor stops at anybody's first rows.
    """
    Setting.read_once()  # as in a request
    narrow = user.role == "salesperson"
    own = f" {'narrowed':>9} {'ratio':>6}" if narrow else ""
    print(f"\n{user.name}\n{'asked':24} {'floor ms':>9} {'found ms':>9} {'ratio':>6}{own} {'told ms':>8}")
    for what, typed in ASKED.items():
        asked = Asked.of(typed)
        least = clock(lambda asked=asked: floor(asked))
        taken = clock(lambda asked=asked: found(user, asked))
        told = clock(lambda typed=typed: search.look(user, typed))
        within = clock(lambda asked=asked: narrowed(user, asked)) if narrow else 0
        own = f" {within:9.2f} {taken / within:6.1f}" if narrow else ""
        print(f"{what:24} {least:9.2f} {taken:9.2f} {taken / least:6.1f}{own} {told:8.2f}")


def main():
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 50_000
    with tempfile.TemporaryDirectory() as folder:
        real = base.connect(f"sqlite:///{folder}/bench.db")
        schema.migrate()
        start = time.perf_counter()
        with base.transaction():
            people = fill(count)
        print(f"{count} opportunities written and indexed in {time.perf_counter() - start:.1f} s")
        start = time.perf_counter()
        held = sum(index.rebuild().values())
        print(f"{held} rows indexed anew in {time.perf_counter() - start:.1f} s")
        for user in people:
            report(user)
        real.close()


if __name__ == "__main__":
    main()
