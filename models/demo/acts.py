"""Follow-ups and notes of a sale in the sample: what was done in each stage, and what is planned next."""

import dataclasses
import datetime as dt

from models.demo.tale import PHASES

DAY = dt.timedelta(days=1)
AHEAD = (-6, -3, -1, -1, 0, 0, 0, 1, 1, 2, 3, 4, 5, 7, 9, 12)  # days from today to the next step
MINE = (0, -1, 0, 2, None, 0, -3, 5, 1, None)  # of who asked for the sample, one after the other
MINUTES = {"call": (5, 10, 15, 20), "meeting": (45, 60, 90), "visit": (60, 90, 120, 180), "email": (None,), "message": (None,), "task": (30, 60)}  # fmt: skip


@dataclasses.dataclass(slots=True)
class Act:
    kind: str
    subject: str
    by: object
    person: object  # at the customer, or None
    made_at: dt.datetime
    made_on: dt.date
    done_at: dt.datetime | None = None
    done_on: dt.date | None = None
    due_on: dt.date | None = None
    outcome: str | None = None
    text: str | None = None
    minutes: int | None = None
    id: int = 0


class Acts:
    """`dense`: as much as people write who keep good notes; else a third of it, for very many sales."""

    def __init__(self, cast, words, calendar, dense):
        self.cast, self.words, self.calendar, self.dense = cast, words, calendar, dense
        self.mine = 0

    def add(self, tale, r):
        """Fill `acts` and `notes`, in the order of time."""
        for place, visit in enumerate(tale.visits):
            self._done(tale, r, visit, place)
        if tale.outcome is None:
            self._next(tale, r)
        self._notes(tale, r)
        tale.acts.sort(key=lambda act: act.made_at)

    def _phase(self, stage):
        path = self.cast.path
        at = next((at for at, one in enumerate(path) if one.id == stage.id), 0)
        return at * PHASES // len(path)

    def _done(self, tale, r, visit, place):
        """One to three in each stage; where somebody is at it, every ten days or so as long as it lasts."""
        calendar, until = self.calendar, visit.left_on or self.calendar.today
        choices = self.words.acts[self._phase(visit.stage)]
        days = (until - visit.on).days
        usual = min(days, 2 * (visit.stage.expected_days or 10))
        count = min(r.choice((1, 2, 2, 3)) if self.dense else not place or r.random() < 0.25, len(choices))
        offsets = sorted(r.randint(0, usual) for _one in range(count))
        if self.dense and tale.tended and tale.outcome is None and place == len(tale.visits) - 1:
            offsets += range(usual + 8, days + 1, r.choice((8, 10, 12)))
            if days > 5:
                offsets.append(days - r.randint(0, 5))
        elif tale.tended and tale.outcome is None and days > 5 and place == len(tale.visits) - 1:
            offsets.append(days - r.randint(0, 9))
        for nth, off in enumerate(offsets):
            day = calendar.work(visit.on + off * DAY)
            at = max(calendar.at(day, r.randint(535, 1075)), visit.at + dt.timedelta(minutes=nth + 1))
            if at > calendar.moment or at > (tale.closed_at or at) or (visit.left_at and at > visit.left_at):
                continue
            kind, subject, outcome, text = choices[(nth + tale.offer) % len(choices)]
            tale.acts.append(self._act(tale, r, kind, subject, at, day, outcome, text if nth < len(choices) else None))

    def _act(self, tale, r, kind, subject, at, day, outcome, text):
        act = Act(kind, subject, tale.answered_by(at), self._with(tale, r), at, day, at, day)
        act.outcome, act.text, act.minutes = outcome, text if r.random() < 0.6 else None, r.choice(MINUTES[kind])
        if self.dense and r.random() < 0.3:  # it had been planned some days before
            before = self.calendar.work(day - r.randint(1, 6) * DAY)
            made = self.calendar.at(before, r.randint(540, 1070))
            if tale.opened_at < made < at:
                act.made_at, act.made_on, act.due_on = made, before, day
        return act

    def _with(self, tale, r):
        people = [person for person, _role in tale.people]
        return r.choice(people) if people and r.random() < 0.75 else None

    def _next(self, tale, r):
        """The next step: planned by most, late for some, missing where nobody is at it any more."""
        owner, today = tale.last_owner, self.calendar.today
        ahead = r.choice(AHEAD) if r.random() < (0.86 if tale.tended else 0.3) else None
        if owner.mine:
            ahead = MINE[self.mine % len(MINE)]
            self.mine += 1
        if ahead is None:
            return
        due = today + ahead * DAY
        if ahead > 0:
            due = self.calendar.work(due)
        kind, subject = r.choice(self.words.plans[self._phase(tale.visits[-1].stage)])
        act = Act(kind, subject, owner, self._with(tale, r), tale.opened_at, tale.opened_on, due_on=due)
        last = max((one.done_at for one in tale.acts if one.done_on <= due), default=tale.visits[-1].at)
        last = max(last, tale.handed_at or last)
        if (last_on := _day(self.calendar, last)) > due:
            return
        act.made_at, act.made_on = min(last + dt.timedelta(minutes=2), self.calendar.moment), last_on
        tale.acts.append(act)

    def _notes(self, tale, r):
        if tale.acts and r.random() < (0.45 if self.dense else 0.1):
            act = r.choice(tale.acts)
            at = min(act.made_at + dt.timedelta(minutes=4), self.calendar.moment)
            tale.notes.append((at, act.made_on, r.choice(self.words.notes)))
        if tale.outcome in self.words.last_words and r.random() < (0.5 if self.dense else 0.05):
            at = min(tale.closed_at + dt.timedelta(minutes=6), self.calendar.moment)
            tale.notes.append((at, tale.closed_on, r.choice(self.words.last_words[tale.outcome])))


def _day(calendar, moment):
    """The company's day of a moment."""
    return moment.replace(tzinfo=dt.UTC).astimezone(calendar.zone).date()
