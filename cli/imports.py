"""Bringing in files from the terminal: what they hold, what would come of it, and doing it."""

import click

from cli.pairs import Bar, Pair, Rate, Value
from cli.plain import Command, Group, migrated
from models import imports

COUNTED = {  # what a count is called, in the order in which it is told
    "skip": "left out", "error": "refused", "open": "open", "won": "won", "lost": "lost", "invalid": "invalid",
    "customers_new": "new customers", "customers_found": "customers there already",
    "products_new": "new products", "products_found": "products there already", "users_new": "new users",
    "users_found": "users there already", "contacts_new": "new contacts", "contacts_found": "contacts there already", "owners_new": "new owners", "teams_new": "new teams",
    "pipelines_new": "new pipelines", "stages_new": "new stages", "sources_new": "new sources",
    "reasons_new": "new close reasons", "competitors_new": "new competitors",
}  # fmt: skip


@click.group("import", cls=Group)
def import_():
    """Bring in users, customers, contacts, products or opportunities from a CSV file or a workbook (XLSX).

    The file may be in UTF-8, GBK, Big5 or UTF-16, with commas, semicolons or tabs. What its columns mean is guessed from
    their headings, in Chinese and English; --map corrects a guess. What is there already is left out. All other rows come
    in, or none.
    """


def told(kind, file, dry_run, pairs=(), rates=(), pipeline=None, values=(), sheet=None, duplicates=False, leave=False):
    """Check a file, say what came of it, and import it unless `dry_run`. ClickException when rows are refused."""
    migrated()
    mapping = {}
    for field, column in pairs:
        if field in mapping:
            raise click.UsageError(f"--map {field} is given twice.")
        mapping[field] = column or None
    with Bar("Checking") as bar:
        more = {"values": named(values), "sheet": sheet, "duplicates": "import" if duplicates else "skip"}
        plan = imports.plan(kind, file, mapping, pipeline, dict(rates), progress=bar, **more)
    describe(plan)
    refuse(plan)
    if plan.refused and not leave:
        raise click.ClickException(f"Refused rows: {plan.refused} of {plan.counts['rows']}. Nothing was imported.")
    if dry_run:
        click.echo("This was a dry run: nothing was imported.")
        return
    with Bar("Importing") as bar:
        plan.run(progress=bar, leave=leave)
    click.echo(f"Imported: {plan.counts['create'] + plan.counts['update']:,} rows.")


def refuse(plan):
    """Name every refused row, and what would help."""
    for problem in plan.problems:
        place = f", {problem.column}" if problem.column else ""
        click.echo(f"Row {problem.row}{place}: {problem.reason % problem.facts}", err=True)
    for code in plan.currencies:
        click.echo(f"Say what one {code} is worth: --rate {code}=VALUE.", err=True)


def named(values):
    """--value options as the plan takes them: {field: {text: choice}}, rows by their names."""
    chosen = {}
    for field, text, choice in values:
        chosen.setdefault(field, {})[text] = choice
    return imports.choices_by_name(chosen)


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


def options(kind, *more):
    """The options that a kind of file has, on a command."""

    def on(command):
        known = ", ".join(imports.fields(kind))
        words = f"This field is that column; an empty COLUMN takes none. The fields: {known}."
        every = (
            click.argument("file", type=click.Path()),
            click.option("--dry-run", is_flag=True, help="Only say what would come of it."),
            click.option("--map", "pairs", type=Pair(), multiple=True, metavar="FIELD=COLUMN", help=words),
            click.option("--sheet", metavar="NAME", help="The sheet of a workbook; else its first one."),
            click.option("--leave-refused", "leave", is_flag=True, help="Import the others when rows are refused."),
        )
        for option in reversed((*every, *more)):
            command = option(command)
        return import_.command(cls=Command)(command)

    return on


rate_option = click.option("--rate", "rates", type=Rate(), multiple=True, metavar="CODE=VALUE", help="What one unit of a currency is worth in the company's; kept as its rate.")  # fmt: skip
value_option = click.option("--value", "values", type=Value(), multiple=True, metavar="FIELD:TEXT=NAME", help="In this field that text means the row of that NAME; or new, empty (keep it as text), skip (leave such rows out), for stage and outcome won, lost, invalid, open.")  # fmt: skip
pipeline_option = click.option("--pipeline", metavar="NAME", help="Put them into this pipeline; a new name makes one.")
duplicates_option = click.option("--duplicates", is_flag=True, help="Import rows that are there already once more.")


@options("users", value_option)
def users(file, **chosen):
    """People, their teams and offices. Who has no mail address or password cannot sign in."""
    told("users", file, **chosen)


@options("customers", value_option)
def customers(file, **chosen):
    """Customers. Those there already, by name, are only given what they lack."""
    told("customers", file, **chosen)


@options("contacts")
def contacts(file, **chosen):
    """Contacts, each at its customer. Those there already, by mail, mobile number or name, are only given what they lack."""
    told("contacts", file, **chosen)


@options("products", rate_option)
def products(file, **chosen):
    """Products. Those there already, by name, are only given what they lack."""
    told("products", file, **chosen)


@options("opportunities", rate_option, value_option, pipeline_option, duplicates_option)
def opportunities(file, **chosen):
    """Opportunities, each row one, open or closed, with whatever customers, products and owners they name.

    Stages that no pipeline has make a pipeline named after the file. Rows without an opening date are opened today.
    """
    told("opportunities", file, **chosen)
