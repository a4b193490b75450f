"""The house stands as docs/architecture.md draws it: floors, thin views, named functions, small files, no loose ends."""

import ast
import re
import statistics
import subprocess

import pytest

import models
from tests.house import DOORS, ROOT, functions, imports, modules

WEB = ("flask", "flask_wtf", "flask_babel", "htmx_flask", "werkzeug", "jinja2", "wtforms")
# The floors inside models/, from the ground up: a module imports at its top only from its own floor or below.
STOREYS = (
    ("base", "prepared", "troubled"),
    ("keys", "cells", "alike", "paging", "versioned", "setting", "event", "told", "catalogue", "reactions", "schema"),
    ("team",),
    (
        "user",
        "sign_in",
        "rate",
        "currency",
        "path",
        "parted",
        "pipeline",
        "defaults",
        "product",
        "delivery",
        "readiness",
        "setup",
    ),
    ("access", "binned", "attached", "preference", "switches", "tag", "saved_view", "batch", "reset"),
    ("customer", "contact"),
    ("opportunity",),
    ("activity", "note"),
    ("story", "notification", "reminder", "agenda", "bin", "purge", "handover", "snapshot", "audit"),
    (
        "reports",
        "imports",
        "search",
        "demo",
        "briefing",
        "everything",
        "archive",
        "backup",
        "foresight",
        "retagged",
        "uploads",
        "mailing",
        "moving",
        "company",
    ),
    ("today",),
)
VIEW_FUNCTIONS = {"index", "show", "new", "create", "edit", "update", "destroy"}
MODEL_NAMES = {model.__name__ for model in models.ALL}
SQL_WORDS = {"where", "order_by", "group_by", "having", "limit", "offset", "execute", "execute_sql"}
ROW_WORDS = {
    "select",
    "get",
    "get_or_none",
    "get_by_id",
    "get_or_create",
    "filter",
    "raw",
    "insert",
    "insert_many",
    "update",
}
LONGEST = 200  # lines of a module
LONGEST_FUNCTION = 45


def short(path):
    return path.relative_to(ROOT).as_posix()


def test_models_know_nothing_of_the_web():
    above = (*WEB, *DOORS, "views")
    wrong = [
        (name, used)
        for name, (_, tree) in modules("models").items()
        for used in imports(tree)
        if used.split(".")[0] in above
    ]
    assert wrong == []


def test_views_know_neither_the_doors_nor_the_database_library():
    above = ("app", "cli", "jobs", "peewee", "playhouse", "sqlite3", "psycopg")
    wrong = [
        (name, used)
        for name, (_, tree) in modules("views").items()
        for used in imports(tree)
        if used.split(".")[0] in above
    ]
    assert wrong == []


def storey(name):
    """On which floor of models/ the module `models.…` lives."""
    part = name.split(".")[1]
    found = [number for number, parts in enumerate(STOREYS) if part in parts]
    assert found, f"say in tests/test_house.py on which storey {name} lives"
    return found[0]


def test_an_import_inside_models_only_points_down():
    wrong = []
    known = modules("models")
    for name, (_, tree) in known.items():
        if name == "models":
            continue
        for used in imports(tree, deep=False):
            if used in known and used != "models" and storey(used) > storey(name):
                wrong.append((name, used))
    assert wrong == []


def test_views_write_no_sql():
    wrong = []
    for path, tree in modules("views").values():
        for node in ast.walk(tree):
            if not (isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute)):
                continue
            of = node.func.value
            on_model = isinstance(of, ast.Name) and of.id in MODEL_NAMES and node.func.attr in ROW_WORDS
            if on_model or node.func.attr in SQL_WORDS:
                wrong.append(f"{short(path)}:{node.lineno} .{node.func.attr}(")
    assert wrong == []


def test_only_the_settings_read_the_environment():
    readers = {
        short(path)
        for path, tree in modules().values()
        for node in ast.walk(tree)
        if isinstance(node, ast.Attribute) and node.attr in ("environ", "getenv")
    }
    assert readers == {"config.py"}


def test_views_are_named_by_the_seven_words(the_app):
    names = {endpoint: view.__name__ for endpoint, view in the_app.view_functions.items()}
    assert {endpoint: name for endpoint, name in names.items() if name not in VIEW_FUNCTIONS} == {}
    told = {endpoint: name for endpoint, name in names.items() if not endpoint.startswith("health.")}
    assert {endpoint: name for endpoint, name in told.items() if endpoint.split(".")[-1] != name} == {}


def test_no_markup_is_made_in_python():
    markup = re.compile(
        r"<(/?(a|p|b|div|span|form|button|input|table|tr|td|ul|li|script|style|svg)\b|hx-)|\bhx-(get|post|swap|target)\b"
    )
    wrong = []
    for path, tree in modules("views", "models", "jobs").values():
        documented = {id(node.body[0].value) for node in ast.walk(tree) if _documented(node)}
        for node in ast.walk(tree):
            if (
                isinstance(node, ast.Constant)
                and isinstance(node.value, str)
                and id(node) not in documented
                and markup.search(node.value)
            ):
                wrong.append(f"{short(path)}:{node.lineno} {node.value[:60]}")
    assert wrong == []


def _documented(node):
    return isinstance(node, (ast.Module, ast.ClassDef, ast.FunctionDef)) and ast.get_docstring(node)


@pytest.mark.parametrize("name", modules())
def test_every_module_opens_with_a_sentence(name):
    path, tree = modules()[name]
    sentence = ast.get_docstring(tree)
    assert sentence, f"{short(path)} says nothing of itself"
    assert sentence.split("\n\n")[0].rstrip().endswith((".", "?")), sentence


def test_modules_are_short():
    lengths = {short(path): len(path.read_text(encoding="utf-8").splitlines()) for path, _ in modules().values()}
    assert {path: length for path, length in lengths.items() if length > LONGEST} == {}


def test_functions_are_short():
    lengths = [
        (length, f"{short(path)}:{node.name}") for path, tree in modules().values() for node, length in functions(tree)
    ]
    assert [found for found in lengths if found[0] > LONGEST_FUNCTION] == []
    assert statistics.median(length for length, _ in lengths) <= 8


def tracked():
    """Every text file that belongs to the project."""
    names = subprocess.run(
        ["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, text=True, check=True
    ).stdout.split("\0")
    for name in filter(None, names):
        path = ROOT / name
        if path.is_file() and path.suffix not in (".png", ".ico", ".woff2") and "vendor" not in path.parts:
            yield name, path.read_text(encoding="utf-8")


def test_no_loose_ends_and_no_paths_of_somebodys_machine():
    loose = re.compile(r"\b(TO" + r"DO|FIX" + r"ME|XX" + r"X)\b|(?<![\w.])/(work|root|home/\w+)/|/tm" + r"p/\w")
    wrong = [(name, found[0]) for name, text in tracked() if (found := loose.search(text))]
    assert wrong == []
