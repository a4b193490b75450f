"""The whole business in one file, checked; and the way back."""

from models.backup.archive import Unfit
from models.backup.folder import Backup, latest, named
from models.backup.making import make

__all__ = ["Backup", "Unfit", "latest", "make", "named"]
