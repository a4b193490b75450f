"""Bringing in files from the terminal: what they hold, what would come of it, and doing it."""

import decimal
import sys

import click

from cli.plain import Command, Group, migrated
from models import imports

COUNTED = {  # what a count is called, in the order in which it is told
    "open": "open", "won": "won", "lost": "lost", "invalid": "invalid",
    "customers_new": "new customers", "customers_found": "customers there already",
    "products_new": "new products", "products_found": "products there already", "users_new": "new users",
    "users_found": "users there already", "owners_new": "new owners", "teams_new": "new teams",
    "pipelines_new": "new pipelines", "stages_new": "new stages", "sources_new": "new sources",
    "reasons_new": "new close reasons", "competitors_new": "new competitors",
}  # fmt: skip


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
        try:
            rate = decimal.Decimal(number)
        except decimal.InvalidOperation:
            rate = decimal.Decimal(0)
        if not rate.is_finite() or rate <= 0 or len(code) != 3 or not code.isalpha():
            self.fail(f"“{value}” is no rate; write it as USD=7.12.", param, ctx)
        return code.upper(), rate


@click.group("import", cls=Group)
def import_():
    """Bring in users, customers, products or opportunities from a CSV file.

    The file may be in UTF-8, GBK, Big5 or UTF-16, with commas, semicolons or tabs. What its columns mean is guessed from
    their headings, in Chinese and English; --map corrects a guess. All rows come in, or none.
    """


def told(kind, file, dry_run, pairs, rates=(), pipeline=None):
    """Check a file, say what came of it, and import it unless `dry_run`. ClickException when rows are refused."""
    migrated()
    mapping = {}
    for field, column in pairs:
        if field in mapping:
            raise click.UsageError(f"--map {field} is given twice.")
        mapping[field] = column or None
    with Bar("Checking") as bar:
        plan = imports.plan(kind, file, mapping, pipeline, dict(rates), progress=bar)
    describe(plan)
    if plan.refused:
        for problem in plan.problems:
            place = f", {problem.column}" if problem.column else ""
            click.echo(f"Row {problem.row}{place}: {problem.reason % problem.facts}", err=True)
        raise click.ClickException(f"Refused rows: {plan.refused} of {plan.counts['rows']}. Nothing was imported.")
    if dry_run:
        click.echo("This was a dry run: nothing was imported.")
        return
    with Bar("Importing") as bar:
        plan.run(progress=bar)
    click.echo(f"Imported: {plan.counts['rows']:,} rows.")


def describe(plan):
    """What the file is, which column is which field, what would come of it, and what is worth knowing."""
    sheet = plan.sheet
    split = {",": "commas", ";": "semicolons", "\t": "tabs"}.get(sheet.delimiter, sheet.delimiter)
    click.echo(f"{sheet.name}: {plan.counts['rows']:,} rows, {sheet.encoding_name}, parted by {split}")
    for heading, field in plan.mapping.fields().items():
        click.echo(f"  {heading} → {field or '(kept as text)'}")
    counts = [f"{word}: {plan.counts[name]:,}" for name, word in COUNTED.items() if plan.counts[name]]
    click.echo("Would come of it: " + (", ".join(counts) or "nothing new"))
    for note in plan.notes:
        rows = (
            f" (row {', '.join(map(str, note.rows))}{', …' if note.count > len(note.rows) else ''})"
            if note.rows
            else ""
        )
        click.echo(
            f"  · {note.reason % note.facts}: {note.count:,}{rows}" if note.rows else f"  · {note.reason % note.facts}"
        )


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


file_argument = click.argument("file", type=click.Path())
dry_option = click.option("--dry-run", is_flag=True, help="Only say what would come of it.")
rate_option = click.option("--rate", "rates", type=Rate(), multiple=True, metavar="CODE=VALUE", help="What one unit of a currency is worth in the company's; kept as its rate.")  # fmt: skip


def map_option(kind):
    known = ", ".join(imports.fields(kind))
    words = f"This field is that column; an empty COLUMN takes none. The fields: {known}."
    return click.option("--map", "pairs", type=Pair(), multiple=True, metavar="FIELD=COLUMN", help=words)


@import_.command(cls=Command)
@file_argument
@dry_option
@map_option("users")
def users(file, dry_run, pairs):
    """People, their teams and offices. Who has no mail address or password cannot sign in."""
    told("users", file, dry_run, pairs)


@import_.command(cls=Command)
@file_argument
@dry_option
@map_option("customers")
def customers(file, dry_run, pairs):
    """Customers. Those there already, by name, are only given what they lack."""
    told("customers", file, dry_run, pairs)


@import_.command(cls=Command)
@file_argument
@dry_option
@map_option("products")
@rate_option
def products(file, dry_run, pairs, rates):
    """Products. Those there already, by name, are only given what they lack."""
    told("products", file, dry_run, pairs, rates)


@import_.command(cls=Command)
@file_argument
@dry_option
@map_option("opportunities")
@rate_option
@click.option("--pipeline", metavar="NAME", help="Put them into this pipeline; a new name makes a new one.")
def opportunities(file, dry_run, pairs, rates, pipeline):
    """Opportunities, each row one, open or closed, with whatever customers, products and owners they name.

    Stages that no pipeline has make a pipeline named after the file. Rows without an opening date are opened today.
    """
    told("opportunities", file, dry_run, pairs, rates, pipeline)
