"""Rows of a report in the order of one of its figures, where they have no order of their own."""

import dataclasses

SORTED = ("owner", "person", "team", "office", "source", "product", "customer", "reason", "competitor")  # Dimensions


def ordered(answer, sort):
    """The Answer with its rows by the figure `sort`, the largest first and unknown ones last; by "name" as the alphabet has it.

    As it is where the rows have an order of their own, and for a figure that nobody knows.
    """
    if not sortable(answer):
        return answer
    column = next((column for column in answer.columns if column.name == sort), None)
    if sort == "name":
        rows = sorted(answer.rows, key=lambda row: (row.key is None, row.name or ""))
    elif column:
        rows = sorted(answer.rows, key=lambda row: _place(answer.figure(row, column)))
    else:
        return answer
    return dataclasses.replace(answer, rows=rows)


def sortable(answer):
    return answer.by is not None and answer.by.name in SORTED


def _place(figure):
    return (figure is None, -(figure or 0))
