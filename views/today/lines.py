"""The lines of the list of today: each thing to do with its reasons in words, and what can be done about it."""

import dataclasses

from flask_babel import gettext as _
from flask_babel import ngettext, pgettext

from models.opportunity import Opportunity
from models.today import changeable
from models.user import User, hue_of
from views.kinds import GLYPHS, NAMES
from views.opportunities.filter_words import todo as titles_of
from views.opportunities.marks import Mark, Marks, due_ago, late, short_days
from views.page import me
from views.words import clock, day, money, money_short


@dataclasses.dataclass(frozen=True)
class Shown:
    """A group with its lines (dicts of finished words), of `count` things, `sales` of them opportunities."""

    name: str
    title: str
    count: int
    sales: int
    lines: list

    @property
    def rest(self):
        return self.count - len(self.lines)


def groups(found, chosen):
    """Groups of `models.today` that have things, in words."""
    titles, marks = titles_of(), Marks()
    titles["new"] = _("New for me") if chosen.mine else titles["new"]
    rows = [thing.opportunity.id for group in found for thing in group.things if thing.opportunity]
    acts = [thing.activity.id for group in found for thing in group.things if thing.activity]
    rows += [thing.activity.opportunity_id for group in found for thing in group.things if thing.activity]
    may = Opportunity.changeable_among(me(), set(rows) - {None})
    may_act = changeable(me(), acts)
    helpers = {thing.opportunity.step_assignee_id for group in found for thing in group.things if thing.opportunity}
    words = _Words(marks, chosen, may, may_act, User.names(helpers - {None}))
    return [
        Shown(of.name, titles[of.name], of.count, of.sales, [words.line(of.name, thing) for thing in of.things])
        for of in found
        if of.count
    ]


class _Words:
    def __init__(self, marks, chosen, may, may_act, names):
        self.marks, self.chosen, self.may, self.may_act, self.names = marks, chosen, may, may_act, names

    def line(self, group, thing):
        return self.of_opportunity(group, thing.opportunity) if thing.opportunity else self.of_activity(thing.activity)

    def of_opportunity(self, group, row):
        due = group in ("overdue", "today")
        title = row.step_subject or self.kind(row.next_step_kind) if due else row.name
        return {
            "id": f"o{row.id}",
            "opportunity": row.id,
            "activity": row.next_step_id if due else None,
            "href": f"/opportunities/{row.id}",
            "target": "#panel",
            "title": title,
            "icon": GLYPHS.get(row.next_step_kind, "flag") if due else "flag",
            "of": " · ".join(filter(None, (row.name if due else "", row.customer_name))),
            "mark": self.mark(group, row),
            "reasons": list(self.reasons(group, row)),
            "amount": money_short(row.amount, row.currency),
            "amount_full": money(row.amount, row.currency),
            "stage": row.stage_name,
            "change": row.id in self.may,
            "log": f"opportunity={row.id}",
            **self.person(row.owner_id, row.owner_name, row.owner_hue),
        }

    def of_activity(self, row):
        of = row.opportunity_name or row.customer_name or row.contact_name or ""
        more = row.customer_name if row.opportunity_name else row.contact_name if row.customer_name else ""
        sale = row.opportunity_id if row.opportunity_id in self.may else None
        about = f"opportunity={sale}" if sale else f"customer={row.customer_id}" if row.customer_id else ""
        return {
            "id": f"a{row.id}",
            "opportunity": None if row.outcome else sale,
            "activity": row.id,
            "href": f"/opportunities/{row.opportunity_id}" if row.opportunity_id else f"/activities/{row.id}/edit",
            "target": "#panel" if row.opportunity_id else "#dialog",
            "title": row.subject or self.kind(row.kind),
            "icon": GLYPHS.get(row.kind, "flag"),
            "of": " · ".join(filter(None, (of, more))),
            "mark": self.due_mark(row.due_on, row.due_at),
            "reasons": [self.due(row.kind, row.due_on, row.due_at)],
            "amount": money_short(row.amount, row.currency) if row.opportunity_id else "",
            "amount_full": money(row.amount, row.currency) if row.opportunity_id else "",
            "stage": row.stage_name or "",
            "change": row.id in self.may_act,
            "log": about,
            **self.person(row.assignee_id, row.assignee_name, row.assignee_hue),
        }

    def person(self, row_id, name, hue):
        """Whose it is, where the list is of several."""
        shown = self.chosen.several and row_id
        return {"who": name if shown else "", "hue": hue_of(row_id, hue) if shown else None}

    def mark(self, group, row):
        """What stands at the beginning of the line: the reason of its group, short."""
        if group in ("overdue", "today"):
            return self.due_mark(row.next_step_on, row.step_at)
        if group == "new":
            return Mark("new", "today", "inbox", pgettext("to me", "New"), "")
        if group == "past":
            return Mark("past", "overdue", "circle-alert", self.past(row), "")
        return {"stuck": self.marks.stuck, "neglected": self.marks.neglected, "none": self.marks.step}[group](row)

    def due_mark(self, on, at):
        days = (self.marks.day - on).days
        if days > 0:
            return Mark("step", "overdue", "step-overdue", late(days), "")
        return Mark("step", "today", "step-today", clock(at) if at else _("Today"), "")

    def past(self, row):
        return _("%(days)s past", days=short_days((self.marks.day - row.expected_close_on).days))

    def kind(self, name):
        return str(NAMES.get(name, name))

    def due(self, kind, on, at):
        """When a follow-up was due, or is today."""
        what, days = self.kind(kind), (self.marks.day - on).days
        if days > 0:
            return due_ago(what, on, days)
        if at:
            return _("%(what)s is due today at %(time)s.", what=what, time=clock(at))
        return _("%(what)s is due today.", what=what)

    def reasons(self, group, row):
        """Every reason to do something about the opportunity, that of its group first."""
        if group in ("overdue", "today"):
            yield self.due(row.next_step_kind, row.next_step_on, row.step_at)
            if name := self.names.get(row.step_assignee_id if row.step_assignee_id != row.owner_id else None):
                yield _("%(name)s is to do it.", name=name)
        if row.owner_id and row.owner_seen_at is None:
            yield (
                _("Assigned to you, and not looked at yet.")
                if row.owner_id == me().id
                else _("Its owner has not looked at it yet.")
            )
        if row.expected_close_on and row.expected_close_on < self.marks.day:
            days = (self.marks.day - row.expected_close_on).days
            yield ngettext(
                "Expected close was %(num)d day ago, on %(day)s.", "Expected close was %(num)d days ago, on %(day)s.", days,
                day=day(row.expected_close_on),
            )  # fmt: skip
        yield from (mark.why for mark in (self.marks.stuck(row), self.marks.neglected(row)) if mark)
        if row.next_step_on is None:
            yield self.marks.step(row).why
        if mark := self.marks.pushes(row):
            yield mark.why
