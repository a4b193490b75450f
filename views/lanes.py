"""What board, list and reports agree on: the orders of a lane, and the colour of a stage."""

SORTS = ("moved", "close", "amount", "step", "stuck", "neglected", "pushes", "grade", "intent")


def hue(position, count):
    """Where a stage stands on the walk of ten colours."""
    return 1 + round(9 * position / (count - 1)) if count > 1 else 1
