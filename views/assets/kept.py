"""The files of static/ as they are sent: two of them joined of many, all kept in memory once they were asked for."""

import dataclasses
import functools
import gzip
import hashlib
import re
from pathlib import Path

from flask import current_app
from markupsafe import Markup

from views.assets import scripts, styles

ROOT = Path(__file__).parents[2] / "static"
JOINED = {"app.css": styles.joined, "app.js": scripts.joined}
KINDS = {
    ".css": "text/css; charset=utf-8",
    ".js": "text/javascript; charset=utf-8",
    ".svg": "image/svg+xml; charset=utf-8",
    ".png": "image/png",
    ".webmanifest": "application/manifest+json",
}
TEXT = "text/plain; charset=utf-8"


@dataclasses.dataclass(frozen=True)
class Asset:
    """A file as it goes out: `pressed` is the same in gzip, None where that would not make it smaller."""

    body: bytes
    kind: str
    digest: str
    pressed: bytes | None


def asset(name):
    """The Asset called `name`, None where there is none. Whoever works on them sees a change at the next request."""
    if current_app.debug:
        _made.cache_clear()
    return _made(name) if name in JOINED or name in files() else None


def address(name):
    """Where a page finds it."""
    found = asset(name)
    return f"/static/{name}?v={found.digest}" if found else f"/static/{name}"


@functools.cache
def glyphs(*names):
    """Those symbols of the sprite, for a page that shows them so often that the address of the sprite would weigh more."""
    sprite = (ROOT / "icons" / "sprite.svg").read_text(encoding="utf-8")
    found = (re.search(rf'<symbol id="i-{name}".*?</symbol>', sprite)[0] for name in names)
    return Markup("".join(found))  # noqa: S704  our own file


@functools.cache
def files():
    """The names of all files: no other path leads into the folder, or out of it."""
    return frozenset(path.relative_to(ROOT).as_posix() for path in ROOT.rglob("*") if path.is_file())


@functools.cache
def _made(name):
    body = JOINED[name](ROOT).encode() if name in JOINED else (ROOT / name).read_bytes()
    kind = KINDS.get(Path(name).suffix, TEXT)
    pressed = None if kind == KINDS[".png"] else gzip.compress(body, 9, mtime=0)
    if pressed is not None and len(pressed) >= len(body):
        pressed = None
    return Asset(body, kind, hashlib.sha256(body).hexdigest()[:12], pressed)
