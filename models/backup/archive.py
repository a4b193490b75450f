"""The file of a backup: a zip whose manifest says what lies in it, how large each part is, and its checksum."""

import contextlib
import hashlib
import json
import os
import re
import shutil
import struct
import zipfile
import zlib
from pathlib import Path

FORMAT = 1
MANIFEST = "manifest.json"
DATABASE = "database"
PIECE = 1024 * 1024
MARGIN = 20_000_000  # bytes that are left free besides
LARGEST_MANIFEST = 10_000_000
NAMES = re.compile(r"database|secret|settings\.env|uploads/[A-Za-z0-9][A-Za-z0-9._-]{0,200}")
KEYS = {"format", "made_at", "kind", "migration", "counts", "parts"}
BROKEN = (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError, ValueError, struct.error)


class Unfit(Exception):
    """A backup cannot be made or used; the message is a sentence for whoever runs the command."""


class Unsound(Unfit):
    """The database itself is damaged."""


def write(path, parts, facts, go_on):
    """Make the file `path` of `parts` (name -> Path) and what else the manifest says. It appears whole or not at all."""
    part = path.with_name(f"{path.name}.{os.getpid()}.part")
    try:
        with _private(part) as file, zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as archive:
            told = {name: _added(archive, name, source, go_on) for name, source in parts.items()}
            manifest = {"format": FORMAT, **facts, "parts": told}
            archive.writestr(MANIFEST, json.dumps(manifest, indent=1, ensure_ascii=False))
        with part.open("rb+") as file:
            os.fsync(file.fileno())
        with opened(part) as (archive, manifest):
            for name in manifest["parts"]:
                _copied(archive, manifest, name, None, go_on)
        part.replace(path)
        settled(path.parent)
    finally:
        part.unlink(missing_ok=True)
    return manifest


def _private(path):
    """A new file that only its owner can read."""
    return os.fdopen(os.open(path, os.O_RDWR | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0), 0o600), "wb+")


def settled(folder):
    """A name in `folder` that was given just now outlives a power cut. Windows cannot be asked for it."""
    with contextlib.suppress(OSError):
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)


def _added(archive, name, source, go_on):
    digest, size = hashlib.sha256(), 0
    with source.open("rb") as file, archive.open(name, "w", force_zip64=True) as to:
        while piece := file.read(PIECE):
            must_go_on(go_on)
            to.write(piece)
            digest.update(piece)
            size += len(piece)
    return {"bytes": size, "sha256": digest.hexdigest()}


def must_go_on(go_on):
    if not go_on():
        raise Unfit("It was stopped before the backup was done.")


@contextlib.contextmanager
def opened(path):
    """(archive, manifest) of a backup; Unfit where it is none, or its parts are not those that the manifest names."""
    try:
        with zipfile.ZipFile(path) as archive:
            yield archive, _manifest(archive)
    except FileNotFoundError as error:
        raise Unfit(f"There is no file {path}.") from error
    except BROKEN as error:
        raise Unfit(f"{Path(path).name} is no backup of Shangji, or it is damaged: {error}.") from error
    except OSError as error:
        raise Unfit(f"{Path(path).name} cannot be read or unpacked: {error.strerror}.") from error


def _manifest(archive):
    names = archive.namelist()
    if MANIFEST not in names or archive.getinfo(MANIFEST).file_size > LARGEST_MANIFEST:
        raise Unfit("This is no backup of Shangji: it has no manifest.")
    try:
        manifest = json.loads(archive.read(MANIFEST))
    except ValueError as error:
        raise Unfit("The backup is damaged: its manifest cannot be read.") from error
    if not isinstance(manifest, dict) or not isinstance(manifest.get("parts"), dict):
        raise Unfit("The backup is damaged: its manifest is not complete.")
    if manifest.get("format") != FORMAT:
        raise Unfit("The backup was made by a newer version of Shangji. Bring the program up to date first.")
    if not set(manifest) >= KEYS or DATABASE not in manifest["parts"]:
        raise Unfit("The backup is damaged: its manifest is not complete.")
    if sorted(names) != sorted([MANIFEST, *manifest["parts"]]):
        raise Unfit("The backup is damaged: other files lie in it than its manifest names.")
    for name, told in manifest["parts"].items():
        if not NAMES.fullmatch(name):
            raise Unfit(f"The backup holds a file that does not belong there: {name[:80]!r}.")
        if not isinstance(told, dict) or told.get("bytes") != archive.getinfo(name).file_size:
            raise Unfit(f"The backup is damaged: {name} has not the size that its manifest says.")
    return manifest


def unpack(path, folder, go_on=lambda: True):
    """Put every part of a backup below `folder`, and return the manifest. Unfit when one is not as it was packed."""
    with opened(path) as (archive, manifest):
        must_fit(folder, sum(part["bytes"] for part in manifest["parts"].values()))
        for name in manifest["parts"]:
            to = folder / name
            to.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
            with _private(to) as file:
                _copied(archive, manifest, name, file, go_on)
                file.flush()
                os.fsync(file.fileno())
    return manifest


def _copied(archive, manifest, name, to, go_on):
    """Read a part to its end, into the file `to` if there is one. No more is read than the manifest says there is."""
    told, digest, size = manifest["parts"][name], hashlib.sha256(), 0
    with archive.open(name) as file:
        while piece := file.read(PIECE):
            must_go_on(go_on)
            size += len(piece)
            if size > told["bytes"]:
                break
            digest.update(piece)
            if to:
                to.write(piece)
    if size != told["bytes"] or digest.hexdigest() != told.get("sha256"):
        raise Unfit(f"The backup is damaged: {name} is not what was packed.")


def must_fit(folder, size):
    """Unfit when so many bytes have no place on the disk of `folder`."""
    if (free := shutil.disk_usage(folder).free) < size + MARGIN:
        raise Unfit(
            f"There is not enough space in {folder}: {(size + MARGIN) // 1_000_000} MB are needed, "
            f"{free // 1_000_000} MB are free."
        )
