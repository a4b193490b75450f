"""The marks of an opportunity in words: each says why it is there. What repeats is put into words once."""

from typing import NamedTuple

from flask_babel import gettext as _
from flask_babel import ngettext, pgettext

from models.base import now
from models.opportunity import marked
from views.kinds import NAMES
from views.words import clock, day, day_short, my_day, weekday

ICONS = {"overdue": "step-overdue", "today": "step-today", "planned": "step-planned", "none": "step-none"}


class Mark(NamedTuple):
    """A glyph, a word and what it means in whole; `group` is step, stuck, neglected, pushes or intent."""

    group: str
    kind: str
    icon: str
    word: str
    why: str


class Marks:
    """Puts the marks of flat rows (`Opportunity.cards`) into words, by the reader's day; one for a page of rows."""

    def __init__(self):
        self.day, self.moment, self.patience = my_day(), now(), marked.patience()
        self._said, self._called = {}, {}

    def of(self, row):
        """The marks of an open row in the order in which they are shown, but for its intent; none for a closed one."""
        if row.outcome:
            return []
        return [mark for mark in (self.step(row), self.stuck(row), self.neglected(row), self.pushes(row)) if mark]

    def step(self, row):
        """The next step."""
        kind = marked.step(row, self.day)
        if kind == "none":
            return self._once((kind,), lambda: (_("No step"), _("Nothing is planned next.")))
        at = clock(row.step_at) if kind == "today" and row.step_at else ""
        key = (kind, row.next_step_on, row.next_step_kind, row.step_subject, at)
        return self._once(key, lambda: self._planned(row, kind, at), group="step")

    def stuck(self, row):
        """Longer in its stage than its limit; else None."""
        most = marked.limit_of(row.limit_days, row.expected_days)
        if not marked.is_stuck(row, most, self.moment):
            return None
        days = marked.days_here(row, self.moment)
        key = ("stuck", row.stage_id, days)
        return self._once(key, lambda: (short_days(days), in_stage(row, days, most)))

    def neglected(self, row):
        """Without contact for longer than our patience; else None."""
        if not marked.is_neglected(row, self.day, self.patience):
            return None
        days = marked.days_alone(row, self.day)
        return self._once(("neglected", days), lambda: (short_days(days), without_contact(days, self.patience)))

    def pushes(self, row):
        """How often the expected close moved later; else None."""
        if not row.pushes:
            return None
        return self._once(("pushes", row.pushes, row.pushed_days), lambda: (f"×{row.pushes}", pushed(row)))

    def intent(self, row):
        """The purchase intent; None while it is unknown."""
        if row.intent not in marked.INTENT_RANK:
            return None
        return self._once(("intent", row.intent), lambda: intents()[row.intent])

    def _planned(self, row, kind, at):
        key = (row.next_step_kind, row.step_subject)
        what = self._called[key] = self._called.get(key) or called(*key)
        distance = abs((row.next_step_on - self.day).days)
        if kind == "overdue":
            return late(distance), due_ago(what, row.next_step_on, distance)
        if kind == "today":
            word = _("Today %(time)s", time=at) if at else _("Today")
            why = (
                _("%(what)s is due today at %(time)s.", what=what, time=at)
                if at
                else _("%(what)s is due today.", what=what)
            )
            return word, why
        word = weekday(row.next_step_on) if distance < 7 else day_short(row.next_step_on)
        return word, _("%(what)s is planned for %(day)s.", what=what, day=day(row.next_step_on))

    def _once(self, key, say, group=None):
        if key not in self._said:
            kind = key[0]
            icon = ICONS.get(kind) or {"stuck": "hourglass", "neglected": "moon", "pushes": "chevrons-right"}.get(kind)
            word, why = say()
            group = group or ("step" if kind == "none" else kind)
            self._said[key] = Mark(group, kind, icon or f"intent-{key[1]}", word, why)
        return self._said[key]


def standing(row):
    """All the marks of one open opportunity, for the head of its page; none of a closed one."""
    if row.outcome:
        return []
    (card,), marks = row.as_card(), Marks()
    return [*marks.of(card), *filter(None, [marks.intent(card)])]


def called(kind, subject):
    """A follow-up by its kind and subject."""
    name = str(NAMES.get(kind, kind))
    return _("%(kind)s “%(subject)s”", kind=name, subject=subject) if subject else name


def late(days):
    return ngettext("%(num)dd late", "%(num)dd late", days)


def short_days(days):
    return ngettext("%(num)dd", "%(num)dd", days)


def due_ago(what, on, days):
    return ngettext(
        "%(what)s was due %(num)d day ago, on %(day)s.", "%(what)s was due %(num)d days ago, on %(day)s.", days,
        what=what, day=day(on),
    )  # fmt: skip


def in_stage(row, days, most):
    """How long it is in its stage, how long one usually is, and from when on it is stuck."""
    facts = {"stage": row.stage_name, "usual": row.expected_days, "most": most}
    if row.expected_days:
        return ngettext(
            "In %(stage)s for %(num)d day, usually %(usual)s; stuck after %(most)s.",
            "In %(stage)s for %(num)d days, usually %(usual)s; stuck after %(most)s.", days, **facts,
        )  # fmt: skip
    return ngettext(
        "In %(stage)s for %(num)d day; stuck after %(most)s.",
        "In %(stage)s for %(num)d days; stuck after %(most)s.", days, **facts,
    )  # fmt: skip


def without_contact(days, most):
    return ngettext(
        "No contact for %(num)d day; neglected after %(most)s.",
        "No contact for %(num)d days; neglected after %(most)s.", days, most=most,
    )  # fmt: skip


def pushed(row):
    """How often the expected close moved later, and how far."""
    days = ngettext("%(num)d day", "%(num)d days", row.pushed_days)
    return ngettext(
        "Expected close pushed once, by %(days)s.",
        "Expected close pushed %(num)d times, %(days)s in all.", row.pushes, days=days,
    )  # fmt: skip


def intents():
    """{purchase intent: (its word, what it means)} of those that are known."""
    return {
        "high": (pgettext("purchase intent", "High"), _("High purchase intent")),
        "medium": (pgettext("purchase intent", "Medium"), _("Medium purchase intent")),
        "low": (pgettext("purchase intent", "Low"), _("Low purchase intent")),
    }
