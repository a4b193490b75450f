"""Bringing in what other systems exported: a file, its mapping, its plan, its rows.

A file is read three times, row by row: to learn how its columns are written, to decide on every row (the Plan: counts,
every row with its verdict, what is worth knowing), and to write, by the chunk (doing.py). The terminal writes all in one
transaction; what comes from the browser is an ImportRun (run.py) that the worker checks and writes (working.py). What a file
leaves open is decided so, and told in the plan's notes:

- Stages that no pipeline has make one named after the file. Their rates are the probabilities of most open rows; without
  any, the share of won rows where at least 30 are closed, else even steps.
- A stage named like an outcome is one. A closed row proves only a stage that another column names; without it the row
  lies in the first stage and has no stage entries. An open row entered its stage on its opening day.
- Without an opening date a row is opened on the day of the import, or of its closing. Without a closing date a closed row
  takes the expected one if that is past, else the opening date, else the day of the import.
- 0 is an unknown amount on a lost or invalid row; an empty cell always is.
- What has no field is kept as lines of text.
- What is there already is left out: an opportunity by its key in that pipeline, or by customer, name, amount, currency and
  days; and a row that says in every cell what an earlier one says. A row that names neither itself nor a customer has
  nothing by which it could be told, and comes in; so does an earlier row's key in a row that differs. All that is told of.
- Customers, products and people who are there already are given what they lack; nothing of theirs is overwritten.
"""

from models.imports.choices import by_name as choices_by_name
from models.imports.chosen import Chosen
from models.imports.plan import Plan
from models.imports.trouble import Bad, Note, Problem, Unreadable
from models.imports.vocabulary import KINDS

__all__ = ["KINDS", "Bad", "Note", "Plan", "Problem", "Unreadable", "choices_by_name", "fields", "plan"]


def plan(kind, file, mapping=None, pipeline=None, rates=None, progress=None, **more):
    """Check a file of `kind` (one of KINDS) and return its Plan. Writes nothing.

    `mapping` overrides guesses: {field: heading, or None for no column}; `pipeline` names the one that opportunities go
    into; `rates` are those of currencies without one: {code: Decimal, units of the base currency}; `progress(done, total)`
    is called now and then; `more` as in plan.Chosen. Unreadable when the file as a whole cannot be imported.
    """
    told = progress or (lambda done, total: None)
    chosen = Chosen(mapping=mapping, pipeline=pipeline, rates=rates, **more)
    planned = Plan.of(kind, file, chosen, progress=lambda done, size: told(done, 2 * size))
    planned.check(lambda done, size: told(size + done, 2 * size))
    told(2 * planned.sheet.size, 2 * planned.sheet.size)
    return planned


def fields(kind):
    """The names of the fields that a file of `kind` may fill."""
    return tuple(KINDS[kind])
