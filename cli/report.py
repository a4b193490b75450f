"""The reports in the terminal: the same figures as on the page, from the same functions."""

import json
import unicodedata

import click
from flask_babel import force_locale

from cli.narrowing import narrowed
from cli.people import found
from cli.plain import Command, Day, migrated
from models.reports import REPORTS, ask
from models.reports.cross import cross
from models.reports.period import Period
from models.reports.win_loss import COLUMNS
from models.setting import Setting
from views.language import LOCALES
from views.reports import crossing_files, names, plain

DATED = {
    "closed": "those closed in it, and open ones as of now, where it has any",
    "opened": "those opened in it",
    "done": "follow-ups done in it",
    "period": "as its definition says",
    "": "takes no period, shows what is open now",
}


def told_of_days():
    """What must lie in the period from --from to --to, report by report."""
    found = {of: [name for name, known in REPORTS.items() if known.dated == of] for of in DATED}
    return "The period, by report: " + "; ".join(f"{', '.join(found[of])}: {said}" for of, said in DATED.items()) + "."


@click.command(cls=Command, epilog=told_of_days())
@click.argument("name", required=False)
@click.option("--list", "listed", is_flag=True, help="Show the names of the reports, and by what each can be split.")
@click.option("--by", help="Split by this, for example month, owner or customer.")
@click.option("--across", help="Cross it with this too, for example win-loss --by reason --across owner.")
@click.option(
    "--from", "first", type=Day(), metavar="DAY", help="The period begins on this day, as 2026-01-31; see below."
)
@click.option("--to", "last", type=Day(), metavar="DAY", help="The period ends with this day.")
@click.option("--pipeline", metavar="NAME", help="Only this pipeline.")
@click.option("--team", metavar="NAME", help="Only what this team has. With none: only what no team has.")
@click.option("--owner", metavar="MAIL", help="Only what this person answers for. With none: only what nobody has.")
@click.option("--user", "mail", metavar="MAIL", help="Only what this person may see. Default: everything.")
@click.option("--format", "kind", type=click.Choice(("table", "json", "csv")), default="table", show_default=True)
def report(name, listed, by, across, first, last, mail, kind, **narrow):
    """Print the report NAME.

    Amounts are in the base currency. In JSON they are in its minor units (cents), rates in percent.
    """
    migrated()
    Setting.read_once()
    click.get_current_context().call_on_close(Setting.forget_read)
    if listed or name is None:
        if not listed:
            raise click.UsageError("Say which report. These exist:\n\n" + listing())
        click.echo(listing())
        return
    must_make_sense(name, by, across, first or last)
    wanted = narrowed(**narrow)
    user, period = found(mail) if mail else None, Period.between(first, last) if first or last else None
    with force_locale(LOCALES[Setting.read("company.language")]):
        if across:
            made = cross(name, user, wanted, period or Period.named("all"), by, across)
            text = CROSSED[kind](made)
        else:
            text = FORMATS[kind](ask(name, user, wanted, period, by, compared=True))
        click.echo(text, nl=kind != "csv")


def must_make_sense(name, by, across, dated):
    """UsageError for what no report answers."""
    if name not in REPORTS:
        raise click.UsageError(f"There is no report {name}. These exist:\n\n{listing()}")
    if dated and not REPORTS[name].timely:
        raise click.UsageError(f"{name} shows what is open now: it takes no --from and no --to.")
    if by and by not in REPORTS[name].by:
        known = ", ".join(REPORTS[name].by)
        raise click.UsageError(f"{name} cannot be split by {by}." + (f" It can by: {known}." if known else ""))
    if across and (by == across or not {by, across} <= set(REPORTS[name].crossed)):
        known = ", ".join(REPORTS[name].crossed)
        raise click.UsageError(f"{name} cannot be crossed so." + (f" It can, by two of: {known}." if known else ""))


def listing():
    """One line a report: its name, and by what it can be split."""
    width = max(map(len, REPORTS))
    return "\n".join(f"{name:{width}}  {', '.join(known.by)}".rstrip() for name, known in REPORTS.items())


OVERVIEW = ["text", "text", "figure", "text", "figure", "figure", "figure"]


def in_columns(answer):
    """Title, period and the table with its columns aligned, however wide the characters; the definition below."""
    headings, rows = plain.table(answer)
    told = (*answer.columns, *answer.compared)
    kinds = ["text", *(column.kind for column in told)] if answer.by else OVERVIEW
    record = plain.record(answer)
    title = record["title"] if not answer.report.timely else f"{record['title']} · {names.period(answer.period)}"
    title = " · ".join(filter(None, [title, names.against(answer)]))
    definition = [*filter(None, [record["formula"]]), *record["definition"]]
    return "\n".join([title, "", *aligned(headings, rows, kinds), "", *definition])


def crossed_in_columns(made):
    """A line a cell that holds something; the sums have "All" in the place of a name."""
    headings, rows = crossing_files.table(made)
    record = crossing_files.record(made)
    kinds = ["text", "text", *(column.kind for column in COLUMNS)]
    return "\n".join([record["title"], "", *aligned(headings, rows, kinds), "", *record["definition"]])


def aligned(headings, rows, kinds):
    """Lines of a table whose columns are as wide as they need to be, however wide the characters."""
    figures = [[readable(cell, kind) for cell, kind in zip(row, kinds, strict=True)] for row in rows]
    widths = [max(map(columns, cells)) for cells in zip(headings, *figures, strict=True)]
    lines = [
        "  ".join(padded(*cell) for cell in zip(row, widths, kinds, strict=True)).rstrip()
        for row in (headings, *figures)
    ]
    lines.insert(1, "  ".join("-" * width for width in widths))
    return lines


def readable(text, kind):
    """A bare figure for the eye: thousands parted, a dash for unknown."""
    if kind == "text":
        return text
    whole, point, rest = text.partition(".")
    return f"{int(whole):,}{point}{rest}" if whole else "-"


def columns(text):
    """How many columns of a terminal a text takes: two for a wide character, none for one that combines."""
    return sum(
        0 if unicodedata.combining(sign) else 2 if unicodedata.east_asian_width(sign) in "WF" else 1 for sign in text
    )


def padded(text, width, kind):
    gap = " " * (width - columns(text))
    return text + gap if kind == "text" else gap + text


FORMATS = {
    "table": in_columns,
    "csv": plain.sheet,
    "json": lambda answer: json.dumps(plain.record(answer), ensure_ascii=False, indent=2),
}
CROSSED = {
    "table": crossed_in_columns,
    "csv": crossing_files.sheet,
    "json": lambda made: json.dumps(crossing_files.record(made), ensure_ascii=False, indent=2),
}
