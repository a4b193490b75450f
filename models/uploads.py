"""Pictures that people bring: looked into, drawn anew and kept in the data folder under what they are made of."""

import hashlib
import io
import os
import struct

from PIL import Image, ImageOps

from models.base import N_, Refused
from models.setting import Setting, must_be_kept_by

MOST = 1024 * 1024  # bytes that come in
PIXELS = 16_000_000  # … and points that they may say they hold: a small file can unpack into gigabytes
SIDE = 512  # of the picture that is kept
FORMATS = ("PNG", "JPEG", "WEBP")
BROKEN = (  # what readers of pictures raise when bytes are not what they should be
    *(OSError, ValueError, SyntaxError, EOFError, ArithmeticError, MemoryError, LookupError, TypeError, struct.error),
    Image.DecompressionBombError,
)


def drawn(data):
    """The picture in `data` (bytes) as a PNG that fits into SIDE x SIDE, without anything that it carried along.

    Refuses what is too large, no picture, or of another kind.
    """
    if len(data) > MOST:
        raise Refused(N_("The picture is larger than 1 MB."))
    try:
        picture = Image.open(io.BytesIO(data), formats=FORMATS)
        if picture.width * picture.height > PIXELS:
            raise Refused(N_("The picture has too many points. Make it smaller first."))
        picture = ImageOps.exif_transpose(picture).convert("RGBA")
    except BROKEN as error:
        raise Refused(N_("This is no picture that can be read. Choose a PNG, JPEG or WebP file.")) from error
    picture.thumbnail((SIDE, SIDE))
    clean = Image.new("RGBA", picture.size)
    clean.paste(picture)
    out = io.BytesIO()
    clean.save(out, "PNG", optimize=True)
    return out.getvalue()


def put_logo(by, data_folder, data):
    """Keep the picture in `data` (bytes) as the company's logo. Refuses who may not."""
    must_be_kept_by(by)
    picture = drawn(data)
    digest = hashlib.sha256(picture).hexdigest()[:32]
    folder = data_folder / "uploads"
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    part = folder / f"logo-{digest}.{os.getpid()}.part"
    part.write_bytes(picture)
    part.replace(folder / f"logo-{digest}.png")
    former = Setting.read("company.logo")
    Setting.write(by, company__logo=digest)
    if former not in ("", digest):
        (folder / f"logo-{former}.png").unlink(missing_ok=True)


def drop_logo(by, data_folder):
    """The company has no logo any more. Refuses who may not."""
    must_be_kept_by(by)
    former = Setting.read("company.logo")
    Setting.write(by, company__logo="")
    if former:
        (data_folder / "uploads" / f"logo-{former}.png").unlink(missing_ok=True)


def logo(data_folder, digest):
    """The path of the logo that is in use, if `digest` is its own; else None."""
    path = data_folder / "uploads" / f"logo-{digest}.png"
    return path if digest and digest == Setting.read("company.logo") and path.is_file() else None
