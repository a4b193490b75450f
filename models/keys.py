"""How spellings compare: the keys by which exact duplicates of customers and contacts are found."""

import re
import unicodedata

from models.base import folded

# Legal endings tell nothing about who it is. Not 集团: 中国中车集团有限公司 and 中国中车股份有限公司 are two companies;
# and not 分公司 or 子公司: a branch has a name of its own.
ENDINGS = re.compile(
    r"(股份有限公司|有限责任公司|有限責任公司|有限公司|股 公司|(?<![分子])公司|股份|有限合伙|有限合夥|"
    r"(?<![a-z0-9])(company limited|limited|incorporated|corporation|ltd|inc|llc|corp|gmbh|plc|co|sa|ag|bv))$"
)
CJK = "\u3400-\u9fff"
UNSEEN = dict.fromkeys([0xAD, 0x200B, 0x200E, 0x200F, 0x2060, 0xFEFF, *range(0x202A, 0x202F), *range(0x2066, 0x206A)])


def tidy(text):
    """A line of text as it is kept: no control and direction marks, one space between words, None when nothing is left."""
    text = re.sub(r"[\x00-\x1f\x7f-\x9f\s]+", " ", str(text or "")).translate(UNSEEN)
    return re.sub(r" +", " ", text).strip() or None


def _words(text):
    """Folded, punctuation made a space, dotted initials joined (S.A. is SA), no space beside a Chinese character."""
    text = re.sub(r"\b([a-z])\.", r"\1", folded(tidy(text)))
    return " ".join("".join(" " if unicodedata.category(c)[0] == "P" else c for c in text).split())


def _joined(text):
    return re.sub(rf"(?<=[{CJK}]) | (?=[{CJK}])", "", text)


def name_key(name):
    """How two spellings of a company compare: width, case, punctuation, spaces and legal endings folded away."""
    text = _words(name)
    while (shorter := ENDINGS.sub("", text).strip()) and shorter != text:
        text = shorter
    return (_joined(text) or folded(tidy(name)))[:200]


def person_key(name):
    """How two spellings of a person compare: as of a company, but no part of a name is a legal ending."""
    return (_joined(_words(name)) or folded(tidy(name)))[:120]


def digits(text):
    """The digits of a phone number as it is dialled inside China: no +86, 0086 or 86 in front, area code with its 0."""
    text = re.sub(r"[^\d+]", "", folded(text))
    bare = re.sub(r"\D", "", text)
    if plain := re.fullmatch(r"(?:\+|00)860?(\d*)", text):
        rest = plain[1]
        return rest if re.match(r"1[3-9]|[48]00", rest) or not rest else f"0{rest}"
    return re.sub(r"^86(?=1[3-9]\d{9}$|0\d{9,11}$)", "", bare)


def phone_key(phone):
    """The digits that tell two numbers apart; "" under 6 digits, which is no number."""
    key = digits(phone)
    return key[:32] if len(key) >= 6 else ""


def email_key(email):
    """A mail address in lower case, half width; "" when there is none."""
    return folded(tidy(email)).replace(" ", "")[:254]


def keyed(values, key=name_key):
    """Values to write, tidied, with the keys that duplicates are found by; `key` folds the name."""
    values = {name: tidy(value) if name in LINES else value for name, value in values.items()}
    if "name" in values:
        values["name"] = values["name"] or ""
        values["name_key"] = key(values["name"])
    for field, fold in (("phone", phone_key), ("email", email_key)):
        if field in values:
            values[f"{field}_key"] = fold(values[field])
    return values


LINES = ("name", "title", "phone", "email", "website", "industry", "address", "wechat")  # one line each: tidied
