"""How a text is cut into words that can be looked for, and what somebody who types means by them.

Chinese has no spaces: in the index each character stands alone, and a run of them is a phrase. Of other words the
beginning is enough. Of a phone number any three digits in a row are.
"""

import dataclasses
import re
import unicodedata

from models.base import sql_function
from models.keys import digits, tidy

CJK = "\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"
ALONE = re.compile(f"([{CJK}])")
RUNS = re.compile(f"[{CJK}]+|[^{CJK}]+")
DIALLED = re.compile(r"[\d\s+()\-./]+")
LONGEST, MOST = 100, 12  # characters and words that are looked at
LEAST = 3  # digits
FIRST = "\ue001"  # opens the word that a whole name is, so that no other word begins like it


def even(text):
    """Full width made half, ligatures parted."""
    if not text or text.isascii():
        return text or ""
    return unicodedata.normalize("NFKC", text)


@sql_function
def spread(text):
    """A text as the index keeps it: a space around each Chinese character."""
    return ALONE.sub(r" \1 ", even(text))


@sql_function
def opening(name):
    """A name as one word of its own kind, without spaces and marks, so that its first characters find it."""
    word = "".join(filter(str.isalnum, even(name)))[:60]
    return word and FIRST + word


@sql_function
def endings(phone):
    """Every ending of a phone number, dialled from abroad and at home: any run of its digits begins one of them."""
    if not phone:
        return ""
    whole = re.sub(r"\D", "", even(phone))
    found = {number[at:] for number in (whole, digits(phone)) for at in range(len(number) - LEAST + 1)}
    return " ".join(sorted(found))


@dataclasses.dataclass(frozen=True)
class Asked:
    """What was typed: `words` to be found all together, and `number` where it may be part of a phone number."""

    text: str
    words: tuple
    number: str

    @classmethod
    def of(cls, typed):
        text = (tidy(even((typed or "")[: LONGEST * 2])) or "")[:LONGEST].encode(errors="ignore").decode()
        runs = (run for word in text.split() for run in RUNS.findall(word))
        words = tuple(run for run in runs if any(c.isalnum() for c in run))[:MOST]
        number = digits(text) if DIALLED.fullmatch(text) else ""
        return cls(text, words, number if len(number) >= LEAST else "")

    def __bool__(self):
        return bool(self.words)

    @property
    def all(self):
        """The query for what has all of the words, or the number."""
        words = " AND ".join(phrase(word) for word in self.words)
        return f'({words}) OR (numbers : "{self.number}"*)' if self.number else words

    @property
    def tiers(self):
        """Queries from the closest on: the very name, names that begin so, the rest of `all`."""
        name = opening(self.text)
        if not name:
            return (self.all,)
        exact, begins = f'"{name}"', f'"{name}"*'
        return exact, f"({begins}) NOT ({exact})", f"({self.all}) NOT ({begins})"


def phrase(word):
    """A word as a query: a phrase of Chinese characters, or the beginning of anything else. Quoted: it orders nothing."""
    quoted = '"' + spread(word).strip().replace('"', '""') + '"'
    return quoted if ALONE.match(word) else f"{quoted}*"


def folded(text):
    """(the text as words compare, for each of its characters the place of the one it came from)."""
    plain, places = [], []
    for at, character in enumerate(text):
        for part in unicodedata.normalize("NFKD", character).casefold():
            if not unicodedata.combining(part):
                plain.append(part)
                places.append(at)
    return "".join(plain), places


def found_in(text, asked):
    """[(start, end)] of where `text` answers what was Asked, in order, none over another."""
    plain, places = folded(text)
    patterns = [_pattern(folded(word)[0]) for word in asked.words]
    if asked.number:
        patterns.append(r"[\s()\-./]*".join(asked.number))
    spans = []
    for found in re.finditer("|".join(patterns) or r"(?!)", plain):
        if found.end() > found.start():
            spans.append((places[found.start()], places[found.end() - 1] + 1))
    return spans


def _pattern(word):
    return re.escape(word) if ALONE.match(word) else rf"(?<![^\W_{CJK}]){re.escape(word)}"


def parted(text, asked):
    """A text as [(piece, whether it answers)]."""
    pieces, at = [], 0
    for start, end in found_in(text, asked):
        if start < at:
            continue
        pieces += [(text[at:start], False), (text[start:end], True)]
        at = end
    return [piece for piece in (*pieces, (text[at:], False)) if piece[0]]


def excerpt(text, asked, before=24, size=120):
    """Of a long text the part around its first answer, as `parted`; None where nothing in it answers."""
    text = " ".join((text or "").split())
    spans = found_in(text, asked)
    if not spans:
        return None
    start = max(spans[0][0] - before, 0)
    if start and (space := text.find(" ", start, spans[0][0])) >= 0:
        start = space + 1
    cut = text[start : start + size]
    return parted(("…" if start else "") + cut + ("…" if start + size < len(text) else ""), asked)
