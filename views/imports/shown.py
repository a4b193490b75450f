"""The page of an import by where it stands: in the worker's hands, checked, or over."""

import dataclasses

from flask import request

from models.imports import news
from models.readiness import readiness
from views.imports import offers, terms
from views.imports.way import steps
from views.page import me, page
from views.typed import whole

PAGE = 50
FIGURES = ("amount", "price")
TABS = ("all", "create", "update", "skip", "error")


@dataclasses.dataclass
class Line:
    """A checked row as it is shown: `cells` are (text, is it to blame, is it a figure) of the main columns."""

    number: int
    verdict: str
    name: str
    blamed: bool
    cells: list
    why: str


def working(run):
    return page(
        "imports/working.html", steps=steps(run, "run" if run.status != "checking" else "check"), **progress(run)
    )


def progress(run):
    """What the bar says; `stuck`: nobody is there to do it."""
    return {"run": run, "stuck": not run.claimed_by and not readiness()["worker"]}


def checked(run):
    """The dry run: what would come of it, and every row."""
    news.seen(me())
    of = request.args.get("of", "all")
    of = of if of in (*TABS, "notes") else "all"
    return page(
        "imports/checked.html",
        part="imports/_rows.html",
        run=run,
        of=of,
        counts=run.result["counts"],
        notes=notes(run),
        steps=steps(run, "check"),
        undecided=offers.open_ones(run),
        tabs=[tab for tab in TABS if tab == "all" or run.result["counts"].get(tab)],
        **rows(run, of),
    )


def finished(run):
    """What came of it."""
    news.seen(me())
    return page(
        "imports/finished.html",
        run=run,
        counts=run.result.get("counts") or {},
        written=terms.made(run.result.get("written") or {}),
        undone=terms.made(run.result.get("undone") or {}),
        stayed=terms.made(run.result.get("stayed") or {}),
        trouble=terms.why(*run.trouble) if run.trouble else None,
        notes=notes(run),
        steps=steps(run, "result"),
    )


def notes(run):
    """[(sentence, count, numbers of the first rows)]"""
    found = run.result.get("notes") or ()
    return [(terms.why(note["reason"], note["facts"]), note["count"], note["rows"]) for note in found]


def rows(run, of):
    """A page of checked rows: `heads` of the main columns, `lines`, and the number after which there are `more`."""
    after = whole(request.args.get("after")) or 0
    places = [(field, place) for field in terms.MAIN[run.kind] if (place := _place(run, field)) is not None]
    found = run.rows(of, after, PAGE + 1) if of != "notes" else []
    headings = [column["heading"] for column in run.result.get("columns", ())]
    lines = [_line(row, places, headings) for row in found[:PAGE]]
    more = lines[-1].number if len(found) > PAGE else None
    return {
        "heads": [(terms.field_name(field), field in FIGURES) for field, _place in places],
        "lines": lines,
        "more": more,
        "after": after,
    }


def _place(run, field):
    return next((n for n, column in enumerate(run.result.get("columns", ())) if column["field"] == field), None)


def _line(row, places, headings):
    blamed = headings.index(row.column) if row.column in headings else None
    cells = [
        (row.cells[place] if place < len(row.cells) else "", place == blamed, field in FIGURES)
        for field, place in places
    ]
    shown = any(bad for _text, bad, _figure in cells)
    why = terms.why(row.reason, row.facts) if row.reason else ""
    if blamed is not None and not shown and row.verdict == "error":
        why = f"{row.column}: {why}"
    return Line(row.number, row.verdict, row.name, blamed is not None and not shown, cells, why)
