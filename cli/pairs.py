"""Options that say what something of a file means, and how far the reading of it is."""

import decimal
import sys

import click

from models.base import Refused
from models.rate import fit


class Pair(click.ParamType):
    """FIELD=COLUMN"""

    name = "pair"

    def convert(self, value, param, ctx):
        name, mark, rest = value.partition("=")
        return (
            (name.strip(), rest.strip()) if mark and name.strip() else self.fail(f"“{value}” lacks its =.", param, ctx)
        )


class Rate(Pair):
    """CODE=VALUE"""

    def convert(self, value, param, ctx):
        code, number = super().convert(value, param, ctx)
        if len(code) != 3 or not code.isascii() or not code.isalpha():
            self.fail(f"“{value}” is no rate; write it as USD=7.12.", param, ctx)
        try:
            return code.upper(), decimal.Decimal(fit(number))
        except Refused as refused:
            self.fail(f"“{value}” is no rate; write it as USD=7.12. {refused}", param, ctx)


class Value(Pair):
    """FIELD:TEXT=NAME"""

    def convert(self, value, param, ctx):
        field, mark, rest = value.partition(":")
        text, choice = super().convert(rest, param, ctx) if mark else self.fail(f"“{value}” lacks its :.", param, ctx)
        return field.strip(), text, choice


class Bar:
    """Progress on the terminal, on standard error; none where nobody looks."""

    def __init__(self, label):
        self.label, self.bar, self.done = label, None, 0

    def __call__(self, done, total):
        if self.bar is None:
            self.bar = click.progressbar(length=total, label=self.label, file=sys.stderr)
            self.bar.__enter__()
        self.bar.update(done - self.done)
        self.done = done

    def __enter__(self):
        return self

    def __exit__(self, *error):
        if self.bar is not None:
            self.bar.__exit__(*error)
