"""A report as plain figures: for a spreadsheet, for the terminal, for another program."""

import csv
import io

from flask_babel import gettext as _

from models.currency import decimals
from models.setting import Setting
from views.reports import kinds, names

RISKY = ("=", "+", "-", "@", "\t", "\r", "＝", "＋", "－", "＠")  # a spreadsheet would take it for a formula


def table(answer):
    """(headings, rows of texts), the total last. Figures are bare: 4238, 10005534.00, 63.15; "" for unknown."""
    if answer.by is None:
        return _overview(answer)
    earlier = answer.compared
    headings = [_(answer.by.title), *(names.header(column) for column in answer.columns)]
    headings += [_("%(figure)s, period before", figure=names.header(column)) for column in earlier]
    rows = [
        [
            row.key if answer.by.timely and row is not answer.total else kinds.of(answer).row(answer, row),
            *(bare(answer.figure(row, column), column.kind) for column in answer.columns),
            *(bare(answer.earlier(row, column), column.kind) for column in earlier),
        ]
        for row in (*answer.rows, answer.total)
    ]
    return headings, rows


def _overview(answer):
    headings = [_("Report"), _("Figure"), _("Value"), _("Unit"), _("Amount known for"), _("of"), _("Period before")]
    units = {"count": "", "money": Setting.read("company.currency"), "percent": "%"}
    return headings, [
        [
            _(row.report.title),
            _(row.name),
            bare(row.value, row.kind),
            units[row.kind],
            bare(row.known, "count"),
            bare(row.of, "count"),
            bare(row.before, row.kind),
        ]
        for row in answer.rows
    ]


def bare(value, kind):
    """A figure without ornament."""
    if value is None:
        return ""
    if kind == "money":
        return names.major(value)
    return f"{value:.2f}" if kind == "percent" or isinstance(value, float) else str(value)


def sheet(answer):
    """The table as CSV text with CRLF, every text safe to open in a spreadsheet."""
    return lines(*table(answer))


def lines(headings, rows):
    """Rows of texts below their headings as CSV."""
    out = io.StringIO()
    writer = csv.writer(out)
    writer.writerow(map(harmless, headings))
    writer.writerows([harmless(cell) for cell in row] for row in rows)
    return out.getvalue()


def harmless(text):
    """Text that a spreadsheet does not run: a leading = + - @ gets an apostrophe before it."""
    return f"'{text}" if text.startswith(RISKY) else text


def record(answer):
    """The figures as plain values for JSON: amounts in minor units of `currency`, rates in percent, days in ISO form."""
    told = head(answer.report, answer.period)
    told["before"] = _days(answer.period.before() if answer.by is None else answer.before and answer.before.period)
    if answer.by is None:
        figures = [
            {"report": row.report.name, "name": _(row.name), "value": rounded(row.value), "kind": row.kind}
            | ({} if row.of is None else {"known": row.known, "of": row.of})
            | ({} if row.before is None else {"before": rounded(row.before)})
            for row in answer.rows
        ]
        return {**told, "rows": figures}
    rows = [_row(answer, row) for row in (*answer.rows, answer.total)]
    told |= {"by": answer.by.name, "rows": rows[:-1], "total": rows[-1]} | kinds.of(answer).record(answer)
    return told


def head(report, period):
    """What JSON says of a report before its figures."""
    code = Setting.read("company.currency")
    return {
        "report": report.name,
        "title": _(report.title),
        "formula": _(report.formula) if report.formula else None,
        "definition": [_(paragraph) for paragraph in report.definition],
        "currency": code,
        "decimals": decimals(code),
        "from": period.first and period.first.isoformat(),
        "to": period.last and period.last.isoformat(),
    }


def _row(answer, row):
    told = {"key": row.key, "name": kinds.of(answer).row(answer, row)}
    told |= {column.name: rounded(answer.figure(row, column)) for column in answer.columns}
    if answer.before:
        told["before"] = {column.name: rounded(answer.earlier(row, column)) for column in answer.compared}
    return told


def _days(period):
    """A period as JSON says it; null where there is none."""
    return period and {"from": period.first.isoformat(), "to": period.last.isoformat()}


def rounded(value):
    """A rate with two decimals; whole numbers as they are."""
    return round(value, 2) if isinstance(value, float) else value
