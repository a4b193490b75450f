"""Bringing in what other systems exported: a file, its mapping, its plan, its rows."""

from models.imports.plan import Plan
from models.imports.trouble import Bad, Note, Problem, Unreadable
from models.imports.vocabulary import KINDS

__all__ = ["KINDS", "Bad", "Note", "Plan", "Problem", "Unreadable", "fields", "plan"]


def plan(kind, file, mapping=None, pipeline=None, rates=None, progress=None):
    """Check a file of `kind` (one of KINDS) and return its Plan. Writes nothing.

    `mapping` overrides guesses: {field: heading, or None for no column}; `pipeline` names the one that opportunities go
    into; `rates` are those of currencies without one: {code: Decimal, units of the base currency}; `progress(done, total)` is called now and then. Unreadable when the file as a whole cannot be imported.
    """
    return Plan.of(kind, file, mapping, pipeline, rates, progress)


def fields(kind):
    """The names of the fields that a file of `kind` may fill."""
    return tuple(KINDS[kind])
