"""The folder of backups: what lies there, the newest of them, and how long each is kept."""

import contextlib
import dataclasses
import datetime as dt
import json
import re
import shutil
import time
from pathlib import Path

from models.base import now
from models.setting import time_zone

NIGHTLY = re.compile(r"nightly-(\d{4}-\d{2}-\d{2})\.zip")
TROUBLE = "trouble.json"
LEFT = 6 * 3600  # seconds after which what is half done was left by a process that died


@dataclasses.dataclass(frozen=True)
class Backup:
    """The newest backup there is. `ok` is False when the last attempt failed; `words` then say why."""

    at: dt.datetime | None  # UTC; None: there is none
    bytes: int
    path: Path | None
    ok: bool
    words: str


def named():
    """The name of a backup that is made now."""
    return f"shangji-{now():%Y-%m-%d-%H%M%S}.zip"


def free(settings, word, end=""):
    """A path in the folder, by time and by why it is made, at which nothing lies."""
    begin, number = f"shangji-{now():%Y-%m-%d-%H%M%S}-{word}", 1
    while (path := settings.backup_folder / f"{begin}{(number > 1 and -number) or ''}{end}").exists():
        number += 1
    return path


def latest(settings):
    """The newest Backup in the folder, and whether the last attempt of a night went well. Never raises for a file."""
    found = []
    for path in (*settings.backup_folder.glob("nightly-*.zip"), *settings.backup_folder.glob("shangji-*.zip")):
        try:
            state = path.stat()
        except OSError:
            continue
        found.append((state.st_mtime, state.st_size, path))
    at, size, path = max(found, default=(None, 0, None))
    words = _trouble(settings)
    moment = at and dt.datetime.fromtimestamp(at, dt.UTC).replace(tzinfo=None, microsecond=0)
    return Backup(moment, size, path, not words, words)


def _trouble(settings):
    try:
        return str(json.loads((settings.backup_folder / TROUBLE).read_text(encoding="utf-8"))["words"])
    except (OSError, ValueError, KeyError, TypeError):
        return ""


def fail(settings, words):
    """Keep why the last attempt failed; on a full disk the log alone says it."""
    try:
        settings.backup_folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        text = json.dumps({"at": now().isoformat(), "words": words}, ensure_ascii=False)
        (settings.backup_folder / TROUBLE).write_text(text, encoding="utf-8")
    except OSError:
        return


def succeed(settings):
    (settings.backup_folder / TROUBLE).unlink(missing_ok=True)


def due(settings):
    """The company's day whose backup is missing, once its hour has come; else None."""
    if settings.backup_hour is None:
        return None
    moment = dt.datetime.now(time_zone())
    day = moment.date()
    return day if moment.hour >= settings.backup_hour and not nightly(settings, day).exists() else None


def nightly(settings, day):
    """Where the backup of the night that leads to `day` lies, or will."""
    return settings.backup_folder / f"nightly-{day.isoformat()}.zip"


def thin_out(settings):
    """Delete the backups of nights that are not kept, and what died half done. Others stay until somebody deletes them."""
    days = {}
    for path in settings.backup_folder.glob("nightly-*.zip"):
        with contextlib.suppress(TypeError, ValueError):  # another name is somebody's own file
            days[dt.date.fromisoformat(NIGHTLY.fullmatch(path.name)[1])] = path
    for day in set(days) - kept(days, *settings.backup_keep):
        days[day].unlink(missing_ok=True)
    for path in settings.backup_folder.glob("*.part"):
        if time.time() - path.stat().st_mtime > LEFT:
            shutil.rmtree(path, ignore_errors=True) if path.is_dir() else path.unlink(missing_ok=True)


def kept(days, daily, weekly, monthly):
    """Of these days the newest ones, and the newest of each of the last weeks and months that have one."""
    newest = sorted(days, reverse=True)
    weeks, months = {}, {}
    for day in newest:
        weeks.setdefault(day.isocalendar()[:2], day)
        months.setdefault((day.year, day.month), day)
    return {*newest[:daily], *list(weeks.values())[:weekly], *list(months.values())[:monthly]}
