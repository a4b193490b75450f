"""What can be found, and by whom."""

from models.search import words

__all__ = ["words"]
