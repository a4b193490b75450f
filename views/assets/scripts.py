"""One script, joined of the libraries that every page needs and of the modules in static/js.

The sources stay modules that a browser could load one by one. Joined, each is a function that runs once, after those it
imports, so that no name of one meets that of another. Only the forms of import and export that are written here are
understood: any other is an error that says where.
"""

import posixpath
import re

VENDOR = ("vendor/htmx.min.js", "vendor/hx-ptag.min.js")  # the extension before htmx wakes, which it does afterwards
ENTRY = "app.js"

IMPORT = re.compile(r'import (?:\{ (\w+(?:, \w+)*) \} from )?"(\.[\w./]+)";(?: //.*)?')
EXPORT = re.compile(r"export (default )?(?:async )?(?:function|const) (\w+)\b")
ASKED = "await import("  # a behavior, by its file: the joined script has it at hand
STRAY = re.compile(r"^\s*(?:import|export)\b|\bimport\s*[(.]")

HEAD = '(() => {\n"use strict";\nconst there = new Map();\nconst bring = async (name) => there.get(name);\n'
FOOT = "})();\n"


class NotJoinable(Exception):
    """A module is written in a way that joining does not understand."""


def joined(root):
    """The text of the libraries and of all modules, ready to be sent."""
    folder = root / "js"
    modules = {path.relative_to(folder).as_posix(): path.read_text(encoding="utf-8") for path in _sources(folder)}
    libraries = "".join((root / name).read_text(encoding="utf-8").rstrip() + "\n;\n" for name in VENDOR)
    return libraries + HEAD + "".join(wrapped(name, modules[name]) for name in sequence(modules)) + FOOT


def _sources(folder):
    return [
        folder / ENTRY,
        *(path for part in ("behaviors", "charts", "frame") for path in (folder / part).glob("*.js")),
    ]


def sequence(modules):
    """The names in `modules` (name -> text), each after those it imports, the entry last."""
    done, under_way = [], []

    def visit(name):
        if name in done:
            return
        if name in under_way or name not in modules:
            raise NotJoinable(f"{under_way[-1]} imports {name}, which is not there, or imports it too")
        under_way.append(name)
        for other in imported(name, modules[name]):
            visit(other)
        done.append(under_way.pop())

    for name in (*sorted(modules.keys() - {ENTRY}), ENTRY):
        visit(name)
    return done


def imported(name, text):
    """The names of the modules that `text` imports."""
    return [beside(name, found[2]) for found in map(IMPORT.fullmatch, text.splitlines()) if found]


def beside(name, address):
    """The name of the module that `name` calls `address`."""
    return posixpath.normpath(posixpath.join(posixpath.dirname(name), address))


def wrapped(name, text):
    """A module as a function that is run once and leaves behind what it exports."""
    lines, exports = [], []
    for number, line in enumerate(text.splitlines(), 1):
        if found := IMPORT.fullmatch(line):
            names, address = found.groups()
            line = f'const {{ {names} }} = there.get("{beside(name, address)}");' if names else ""
        elif found := EXPORT.match(line):
            exports.append(f"default: {found[2]}" if found[1] else found[2])
            line = line.removeprefix("export ").removeprefix("default ")
        elif ASKED in line and name == ENTRY:
            line = line.replace(ASKED, "await bring(").replace("`./", "`")
        if STRAY.search(line):
            raise NotJoinable(f"{name}, line {number}: {line.strip()}")
        lines.append(line)
    body = "\n".join(lines)
    return f'there.set("{name}", (() => {{\n{body}\nreturn {{ {", ".join(exports)} }};\n}})());\n'
