"""What the page and the panel of an opportunity show, worked out once for both."""

import dataclasses

from flask_babel import gettext as _
from flask_babel import ngettext

from views import story
from views.activities import answers, plans
from views.activities.subject import Subject
from views.lanes import hue
from views.opportunities.beside import beside, figures
from views.opportunities.marks import standing


@dataclasses.dataclass
class Mark:
    """A stage on the path: its colour (1 to 10), how full its bar is and where the usual days end (percent), in words."""

    stage: object
    hue: int
    state: str  # done, here or ahead
    filled: int
    tick: int | None
    note: str
    over: bool


def shown(row):
    """The context of `opportunities/_opportunity.html`; asked before the owner's look is noted."""
    return {
        "opportunity": row,
        "new": row.is_new_for_owner,
        "stamp": row.stamp(),
        "marks": marks(row),
        "standing": standing(row),
        **story.around(row),
        **beside(row),
        **figures(row),
        **plans.around(row),
        "composer": answers.inline(Subject(opportunity=row)),
    }


def marks(row):
    """The path as Marks."""
    steps = row.steps()
    return [_mark(row, step, hue(number, len(steps))) for number, step in enumerate(steps)]


def _mark(row, step, colour):
    passed = step.stage.position < row.stage.position or row.outcome == "won"
    state = "here" if step.here and row.open else "done" if passed or step.here else "ahead"
    usual, days = step.stage.expected_days, step.days
    if state == "ahead":
        filled = 0
    elif state == "here" and usual and not step.over:
        filled = max(4, round(100 * (days or 0) / usual))
    else:
        filled = 100
    tick = round(100 * usual / days) if step.over and state != "ahead" else None
    return Mark(step.stage, colour, state, filled, tick, _note(step, state), bool(step.over) and state != "ahead")


def _note(step, state):
    usual, days = step.stage.expected_days, step.days
    if state == "ahead" and days is None:
        return ngettext("usually %(num)d day", "usually %(num)d days", usual) if usual else ""
    if days is None:
        return _("skipped") if state == "done" else ""
    spent = ngettext("%(num)d day", "%(num)d days", days)
    if state == "here" and usual:
        return _("%(spent)s, usually %(usual)s", spent=spent, usual=usual)
    if step.over and state == "done":
        return _("%(spent)s, %(over)s over", spent=spent, over=step.over)
    return spent
