"""Opportunities in rows: matching a filter, on a board, in a list. Filled in by the board and the list."""


class Listed:
    pass
