"""What the house tests look at: the program's own files, read and parsed once."""

import ast
import functools
import re
from pathlib import Path

ROOT = Path(__file__).parent.parent
DOORS = ("app", "cli", "jobs", "config", "wishes")
FLOORS = (*DOORS, "views", "models")


@functools.cache
def modules(*floors):
    """{dotted name: (path, tree)} of the program's Python files, of all floors or of those named."""
    found = {}
    for floor in floors or FLOORS:
        for path in sorted([ROOT / f"{floor}.py", *(ROOT / floor).rglob("*.py")]):
            if path.exists():
                parts = path.relative_to(ROOT).with_suffix("").parts
                found[".".join(part for part in parts if part != "__init__")] = (path, parsed(path))
    return found


@functools.cache
def parsed(path):
    return ast.parse(path.read_text(encoding="utf-8"))


@functools.cache
def templates():
    """{name: text} of every template."""
    folder = ROOT / "templates"
    return {
        path.relative_to(folder).as_posix(): path.read_text(encoding="utf-8") for path in sorted(folder.rglob("*.html"))
    }


def imports(tree, deep=True):
    """Dotted names that a module imports; only those at its top when not `deep`. `from a import b` gives a and a.b."""
    for node in ast.walk(tree) if deep else tree.body:
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            yield node.module
            yield from (f"{node.module}.{alias.name}" for alias in node.names)


def functions(tree):
    """Every function of a module with its length in lines, the docstring not counted."""
    for node in ast.walk(tree):
        if isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef)):
            documented = node.body[0] if ast.get_docstring(node) else None
            told = documented.end_lineno - documented.lineno + 1 if documented else 0
            yield node, node.end_lineno - node.lineno + 1 - told


def first_branches(text):
    """A template as it reads when every `if` is true and every loop runs once: Jinja's own marks are gone."""
    text = re.sub(r"\{#.*?#\}", "", text, flags=re.S)
    out, hidden = [], []  # `hidden`: for each open block whether its text is left out
    for piece in re.split(r"(\{%.*?%\})", text, flags=re.S):
        word = re.match(r"\{%[-+]?\s*(\w+)", piece)
        word = word and word[1]
        if word in ("if", "for"):
            hidden.append(False)
        elif word in ("macro", "call") or (word == "set" and "=" not in piece):
            hidden.append(word != "call")
        elif word in ("elif", "else") and hidden:
            hidden[-1] = True
        elif word in ("endif", "endfor", "endmacro", "endcall", "endset"):
            hidden.pop()
        elif not word and not any(hidden):
            out.append(re.sub(r"\{\{.*?\}\}", "x", piece, flags=re.S))
    return "".join(out)
