"""How a row ended, by what its cells say: won, lost, invalid, or open."""

import functools
import re

from models.base import N_
from models.imports import values
from models.imports.choices import chosen
from models.imports.trouble import Bad
from models.imports.vocabulary import squashed

WORDS = {
    "won": "won win closedwon dealwon 赢单 已赢单 成交 已成交 赢单关闭 成交关闭 成功关闭",
    "lost": "lost loss closedlost deallost 输单 已输单 丢单 已丢单 战败 失败 未成交 流失 输单关闭 失败关闭",
    "invalid": "invalid closedinvalid disqualified junk 无效 已无效 无效商机 无效关闭 作废 废弃",
    "open": "open active inprogress ongoing 进行中 跟进中 在跟 未结束 未关闭 正常",
}
ENDS = ("won", "lost", "invalid", "open")
MEANING = {word: outcome for outcome, words in WORDS.items() for word in words.split()}


@functools.lru_cache(maxsize=1024)
def state(text):
    """won, lost, invalid or open, if that is what `text` says, else None."""
    word = squashed(text)
    return MEANING.get(word) or MEANING.get(re.sub(r"\d+", "", word))


def closed_state(text):
    """won, lost or invalid, if `text` names an outcome and not a stage, else None."""
    return None if (found := state(text)) == "open" else found


def outcome(row):
    """(outcome or None while open, the name of the stage that the row proves or "").

    Its own column counts most, then a stage named like an outcome, then columns that say yes to "closed" or "won".
    Raises Bad for an outcome that nobody knows.
    """
    ended, proven = _staged(row)
    won, closed = (row.choice(field, values.flag) for field in ("is_won", "is_closed"))
    told = row.text("outcome")
    choice = chosen(row, "outcome", told)
    if told and choice != "empty":
        found = choice if choice in ENDS else state(told)
        if found is None:
            reason = N_("“%(value)s” is no outcome. An outcome is open, won, lost or invalid.")
            raise Bad(reason, row.mapping.heading("outcome"), value=told[:80])
        return (None if found == "open" else found), proven
    return (None if ended == "open" else ended) or ("won" if won else "lost" if closed else None), proven


def _staged(row):
    """(outcome that the stage's cell tells or None, the name of the stage that it proves or "")."""
    stage = row.text("stage", 120)
    choice = chosen(row, "stage", stage)
    if choice == "empty":
        return None, ""
    if choice in ENDS:
        return choice, ""
    if choice == "new":
        return None, stage
    if choice is not None and (name := row.mapping.stages.get(choice)):
        return None, name
    ended = closed_state(stage) if stage else None
    return ended, "" if ended else stage
