"""In which characters a file is written: UTF-8, UTF-16, GB18030 or Big5; and what parts its cells."""

import codecs
import csv
import functools
import itertools
import re

from models.base import N_
from models.imports.trouble import Unreadable

BLOCK = 1 << 20
SAMPLE = 200_000  # bytes of lines with Chinese in them: enough to tell two encodings apart
LEAST = 0.4  # share of common characters under which an encoding is not believed

# The commonest characters of texts, names, places and companies, simplified and traditional: they tell short texts apart.
EVERYDAY = frozenset(
    "的一是不了在人有我他这个们中来上大为和国地到以说时要就出会可也你对生能而子那得于着下自之年过发后作里用道行所然家种事成方多经么去法学如都同现当没动面起看定天分还进好小部其些主样理心本前开但因只从想实日军者意无力它与长把机十民第公此已工使情明性知全三又关点正业外将两高间由问很最重并物手应向头文体政美相见被利什二等产或新己制身果加西斯月话合回特代内信表化老给世位次度门任常先海通教儿原东声提立及比员解水名真论处走义各入几口认条平系气题活尔更别打女变四神总何电数安少报才结反受目太量再感建务做接必场件计管期市直德资命山金指克许统区保至队形社便空决治展马科司五基眼书非则听白却界达光放强即像难且权思王象完设式色路记南品住告类求据程北边死张该交规万取拉格望觉术领共确传师观清今切院让识候带导争运产客户称商阶段额预计期责注编号类别址邮箱手机微姓名称司限份有技贸实业集团科电子信息设备软件服北京上海广东深圳州江苏浙李陈黄刘杨吴赵周徐孙胡朱林何郭"
    "這個們來為國時會對於著過發後裡種經麼學現沒動還進樣開從實軍無與長機業將兩間問並應頭體見產資統區隊馬書則聽達強難權設記員類據邊張該規萬領確傳師觀讓識帶導爭運華龍電話號碼網路戶稱階額預計責備註編別郵聯絡負贏輸單總價幣臺灣台股份有限公司東廣陳黃劉楊吳趙孫偉義鄭謝許蘇葉呂"
)
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
    for name in sorted(scores, key=lambda name: sum(scores[name]), reverse=True):  # of equals the first: GB18030
        if scores[name][0] >= LEAST and _first_fault(path, name) is None:
            return name
    raise Unreadable(
        N_("The characters of the file are unknown: byte %(byte)s is not UTF-8, and it reads neither as GB18030 nor as Big5. Save it as CSV (UTF-8)."),
        byte=fault,
    )  # fmt: skip


def plausibility(sample, encoding):
    """Of the Chinese characters that `sample` (bytes) gives in this encoding, the shares (0 to 1) of the common ones and of
    the commonest."""
    letters = re.findall(r"[^\x00-\x7f\u2000-\u206f\u3000-\u303f\uff00-\uffef]", sample.decode(encoding, "ignore"))
    if not letters:
        return LEAST, 0
    common = _common("gb2312", 0xB0, 0xD7) if encoding == "gb18030" else _common("big5", 0xA4, 0xC6)
    return tuple(sum(letter in known for letter in letters) / len(letters) for known in (common, EVERYDAY))


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


def delimiter_of(sample):
    """Which of comma, semicolon and tab splits the first lines into most columns, evenly."""
    if hint := re.match(r"\"?sep=(.)", sample, re.IGNORECASE):
        return hint[1]
    whole = sample[: sample.rfind("\n") + 1] if len(sample) == 1 << 16 else sample

    def score(delimiter):
        try:
            rows = list(itertools.islice(filter(None, csv.reader(whole.splitlines(True), delimiter=delimiter)), 20))
        except csv.Error:
            return (0, 0)
        columns = len(rows[0]) if rows else 0
        alike = sum(len(row) == columns for row in rows) / max(1, len(rows))
        return (columns > 1 and alike > 0.5, columns)

    return max((",", ";", "\t"), key=score)
