"""In which characters a file is written: UTF-8, UTF-16, GB18030 or Big5."""

import codecs
import functools
import re

from models.base import N_
from models.imports.trouble import Unreadable

BLOCK = 1 << 20
SAMPLE = 200_000  # bytes of lines with Chinese in them: enough to tell two encodings apart
LEAST = 0.4  # share of common characters under which an encoding is not believed

OFFICE = (b"PK\x03\x04", b"\xd0\xcf\x11\xe0")
BOMS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)


def encoding_of(path):
    """The name of the codec that reads the file at `path` to its end. Unreadable when there is none.

    Text in Big5 mostly decodes as GB18030 too, into garbage, so what decodes is not enough: of the two the one whose
    characters are the common ones counts.
    """
    with open(path, "rb") as file:
        head = file.read(1 << 16)
    if not head.strip():
        raise Unreadable(N_("The file is empty."))
    if head.startswith(OFFICE):
        raise Unreadable(N_("This is an Excel workbook. Save it as CSV (UTF-8) and import that."))
    encoding = next((name for bom, name in BOMS if head.startswith(bom)), None) or _utf16(head)
    if encoding is None and _binary(head):
        raise Unreadable(N_("This is not a text file. Save the table as CSV (UTF-8) and import that."))
    return _checked(path, encoding) if encoding else _guessed(path)


def _utf16(head):
    """UTF-16 without a mark: every second byte of plain ASCII is zero."""
    even, odd = head[0::2].count(0), head[1::2].count(0)
    if max(even, odd) < max(4, len(head) / 10) or min(even, odd) > max(even, odd) / 4:
        return None
    return "utf-16-le" if odd > even else "utf-16-be"


def _binary(head):
    """More than a stray control character."""
    strange = len(re.findall(rb"[\x00-\x08\x0e-\x1a\x1c-\x1f]", head))
    return strange > 5 + len(head) / 50


def _checked(path, encoding):
    place = _first_fault(path, encoding)
    if place is not None:
        raise Unreadable(N_("The file is damaged: byte %(byte)s is not %(encoding)s."), byte=place, encoding=encoding)
    return encoding


def _guessed(path):
    fault = _first_fault(path, "utf-8")
    if fault is None:
        return "utf-8-sig"
    sample = _chinese_lines(path)
    scores = {name: plausibility(sample, name) for name in ("gb18030", "cp950", "big5hkscs")}
    for name in sorted(scores, key=scores.get, reverse=True):  # of equals the first: GB18030
        if scores[name] >= LEAST and _first_fault(path, name) is None:
            return name
    raise Unreadable(
        N_("The characters of the file are unknown: byte %(byte)s is not UTF-8, and it reads neither as GB18030 nor as Big5. Save it as CSV (UTF-8)."),
        byte=fault,
    )  # fmt: skip


def plausibility(sample, encoding):
    """Share (0 to 1) of common characters among the Chinese ones that `sample` (bytes) gives in this encoding."""
    letters = re.findall(r"[^\x00-\x7f\u2000-\u206f\u3000-\u303f\uff00-\uffef]", sample.decode(encoding, "ignore"))
    if not letters:
        return LEAST
    common = _common("gb2312", 0xB0, 0xD7) if encoding == "gb18030" else _common("big5", 0xA4, 0xC6)
    return sum(letter in common for letter in letters) / len(letters)


@functools.cache
def _common(encoding, first, last):
    """The characters in everyday use: each of the two standards puts them into one block of lead bytes."""
    pairs = (bytes((lead, trail)) for lead in range(first, last + 1) for trail in range(0x40, 0xFF))
    return frozenset(pair.decode(encoding, "ignore") for pair in pairs) - {""}


def _first_fault(path, encoding):
    """Where (in bytes, roughly) the file stops being text in this encoding; None when it does not."""
    decoder, done = codecs.getincrementaldecoder(encoding)(), 0
    with open(path, "rb") as file:
        try:
            while block := file.read(BLOCK):
                decoder.decode(block)
                done += len(block)
            decoder.decode(b"", final=True)
        except UnicodeDecodeError as error:
            return done + error.start
    return None


def _chinese_lines(path):
    sample = b""
    with open(path, "rb") as file:
        while len(sample) < SAMPLE and (block := file.read(BLOCK)):
            sample += b"\n".join(re.findall(rb"[^\n]*[\x80-\xff][^\n]*", block))
    return sample[: SAMPLE * 2]
