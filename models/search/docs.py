"""What the index says of a row of each kind, and the triggers that say it anew whenever something of it changes."""

import dataclasses

OPEN = 2**40  # open opportunities stand behind this place: read from the end, they come first, the newest at the front
GAP = "' \ue000 '"  # a word that nobody types, between fields: no phrase reaches over it


@dataclasses.dataclass(frozen=True)
class Doc:
    """How rows of a table are told to the index: SQL over the row `r` and what is `joined` to it; `watched` columns matter."""

    table: str
    watched: tuple
    name: str
    body: tuple
    numbers: str = "NULL"
    joined: str = ""
    place: str = "r.id"

    def select(self, which):
        """SQL: the documents of the rows for which the condition `which` holds."""
        body = f" || {GAP} || ".join(f"COALESCE({part}, '')" for part in self.body)
        return (
            f"SELECT {self.place}, opening({self.name}), spread({self.name}), spread({body}), endings({self.numbers}) "  # noqa: S608
            f"FROM {self.table} AS r {self.joined} WHERE r.deleted_at IS NULL AND {which}"
        )


def _tags(kind):
    return (
        f"(SELECT group_concat(g.name, {GAP}) FROM taggings AS x JOIN tags AS g ON g.id = x.tag_id "  # noqa: S608
        f"WHERE x.subject_type = '{kind}' AND x.subject_id = r.id)"
    )


CUSTOMER = "LEFT JOIN customers AS c ON c.id = r.customer_id"
DOCS = {
    "opportunity": Doc(
        "opportunities",
        ("name", "key", "customer_id", "outcome", "deleted_at"),
        "r.name",
        ("r.key", "c.name", "t.requirement", "t.description", "t.solution", _tags("opportunity")),
        joined=f"{CUSTOMER} LEFT JOIN opportunity_texts AS t ON t.opportunity_id = r.id",
        place=f"r.id + CASE WHEN r.outcome IS NULL THEN {OPEN} ELSE 0 END",
    ),
    "customer": Doc(
        "customers",
        ("name", "phone", "email", "website", "address", "industry", "description", "deleted_at"),
        "r.name",
        ("r.email", "r.website", "r.address", "r.industry", "r.description", _tags("customer")),
        numbers="r.phone",
    ),
    "contact": Doc(
        "contacts",
        ("name", "title", "phone", "email", "wechat", "description", "customer_id", "deleted_at"),
        "r.name",
        ("r.title", "r.email", "r.wechat", "c.name", "r.description", _tags("contact")),
        numbers="r.phone",
        joined=CUSTOMER,
    ),
    "note": Doc("notes", ("text", "deleted_at"), "NULL", ("r.text",)),
    "activity": Doc("activities", ("subject", "text", "outcome", "deleted_at"), "r.subject", ("r.text", "r.outcome")),
}
COLUMNS = "start, name, body, numbers"
TABLE = (
    f"CREATE VIRTUAL TABLE {{kind}}_search USING fts5({COLUMNS}, "
    "tokenize = 'unicode61 remove_diacritics 2', prefix = '2 3')"
)


def _forget(kind, ids):
    """SQL: takes rows out of the index; `ids` is an expression or a subselect, in brackets."""
    places = ids
    if kind == "opportunity":
        source = ids[1:-1] if "SELECT" in ids else f"SELECT {ids[1:-1]} AS id"
        places = f"(SELECT id FROM ({source}) UNION ALL SELECT id + {OPEN} FROM ({source}))"  # noqa: S608
    return f"DELETE FROM {kind}_search WHERE rowid IN {places};"  # noqa: S608


def _say(kind, ids):
    """SQL: puts rows into the index."""
    return f"INSERT INTO {kind}_search (rowid, {COLUMNS}) {DOCS[kind].select(f'r.id IN {ids}')};"


def _tell(kind, ids):
    """SQL: what the index says of rows, said anew."""
    return f"{_forget(kind, ids)} {_say(kind, ids)}"


def _changed(*columns):
    return " OR ".join(f"OLD.{column} IS NOT NEW.{column}" for column in columns)


def triggers():
    """{name: SQL} of the triggers that keep the index in step."""
    made = {}

    def on(name, event, table, does, when=""):
        when = f"WHEN {when} " if when else ""
        made[f"search_{name}"] = f"CREATE TRIGGER search_{name} AFTER {event} ON {table} {when}BEGIN {does} END"

    for kind, doc in DOCS.items():
        watched = ", ".join(doc.watched)
        if kind != "opportunity":
            on(f"{kind}_made", "INSERT", doc.table, _say(kind, "(NEW.id)"))
        on(f"{kind}_changed", f"UPDATE OF {watched}", doc.table, _tell(kind, "(NEW.id)"), _changed(*doc.watched))
        on(f"{kind}_gone", "DELETE", doc.table, _forget(kind, "(OLD.id)"))
    texts, told = ("requirement", "description", "solution"), _tell("opportunity", "(NEW.opportunity_id)")
    on("text_made", "INSERT", "opportunity_texts", told)  # it follows its opportunity at once: said once, not twice
    on("text_changed", f"UPDATE OF {', '.join(texts)}", "opportunity_texts", told, _changed(*texts))
    named = "".join(
        _tell(kind, f"(SELECT id FROM {DOCS[kind].table} WHERE customer_id = NEW.id)")  # noqa: S608
        for kind in ("opportunity", "contact")
    )
    on("customer_renamed", "UPDATE OF name", "customers", named, _changed("name"))
    for kind in ("opportunity", "customer", "contact"):
        on(f"{kind}_tagged", "INSERT", "taggings", _tell(kind, "(NEW.subject_id)"), f"NEW.subject_type = '{kind}'")
        on(f"{kind}_untagged", "DELETE", "taggings", _tell(kind, "(OLD.subject_id)"), f"OLD.subject_type = '{kind}'")
    tagged = "".join(
        _tell(kind, f"(SELECT subject_id AS id FROM taggings WHERE tag_id = NEW.id AND subject_type = '{kind}')")  # noqa: S608
        for kind in ("opportunity", "customer", "contact")
    )
    on("tag_renamed", "UPDATE OF name", "tags", tagged, _changed("name"))
    return made
