"""The life of one sale in the sample: which stages it walked, what changed on the way, how it ended; decided, not written."""

import dataclasses
import datetime as dt
import random

from models.demo.cast import readable

PHASES = 5
ENDS = (0.30, 0.58, 0.84, 0.95, 1.0)  # by which share of the path a lost one has been lost, phase by phase
DORMANT = 150  # days that nobody ends what is dead


@dataclasses.dataclass(slots=True)
class Visit:
    stage: object
    on: dt.date
    at: dt.datetime
    left_at: dt.datetime | None = None
    left_on: dt.date | None = None


@dataclasses.dataclass(slots=True)
class Tale:
    """One sale. `edits` and `told` are in the order of time; actors and owners are Sellers."""

    name: str
    company: object
    owner: object
    creator: object
    offer: int
    source: int | None
    opened_on: dt.date
    opened_at: dt.datetime
    amount: int | None  # as it was at the opening, like the next four
    expected: dt.date | None
    intent: str
    grade: str | None
    requirement: str
    solution: str | None = None  # as it is now
    last_owner: object = None
    handed_at: dt.datetime | None = None  # when the last owner got it from the first one
    visits: list = dataclasses.field(default_factory=list)
    edits: list = dataclasses.field(default_factory=list)  # (at, on, {tracked column: (old, new)})
    told: list = dataclasses.field(default_factory=list)  # (at, on, event, facts, actor): each one write
    lines: list = dataclasses.field(default_factory=list)  # (product id, name, quantity, price, amount)
    rivals: list = dataclasses.field(default_factory=list)  # ((id, name), note)
    people: list = dataclasses.field(default_factory=list)  # (Person, role)
    helpers: list = dataclasses.field(default_factory=list)  # (Seller, writes)
    tags: list = dataclasses.field(default_factory=list)  # (id, name)
    acts: list = dataclasses.field(default_factory=list)
    notes: list = dataclasses.field(default_factory=list)  # (at, on, text)
    outcome: str | None = None
    closed_on: dt.date | None = None
    closed_at: dt.datetime | None = None
    reason: tuple | None = None  # (id, name)
    rival: tuple | None = None
    final: int | None = None
    tended: bool = True  # is somebody still at it?

    def now(self, field, first=None):
        """The value of a column after the last edit."""
        for _at, _on, changes in reversed(self.edits):
            if field in changes:
                return changes[field][1]
        return first

    def answered_by(self, at):
        """The Seller who answered for it at a moment."""
        return self.last_owner if self.handed_at and at >= self.handed_at else self.owner

    def change(self, at, on, event, changed, actor, /, **facts):
        """One write: columns of typed history (those that change) and the event that tells of it."""
        if changed:
            self.edits.append((at, on, changed))
        self.told.append((at, on, event, facts, actor))


class Teller:
    """Tells the sale of a number; `mine` counts the open ones of who asked for the sample."""

    def __init__(self, cast, words, calendar, seed):
        self.cast, self.words, self.calendar, self.seed = cast, words, calendar, seed
        self.carriers = [seller for seller in cast.sellers if seller.share]
        self.shares = [seller.share for seller in self.carriers]
        self.wanted = [offer.often for offer in words.offers]
        self.by_id = {seller.id: seller for seller in cast.sellers}

    def tell(self, number, count, company):
        """(the Tale of the sale with this number of so many, what chance goes on with)."""
        r = random.Random(self.seed * 10_000_019 + number)  # noqa: S311
        day = self.calendar.opening((number + r.random()) / count)
        tale = self._opening(r, day, company)
        owner = tale.owner
        won, index = self._fate(r, tale, owner)
        self._walk(r, tale, won, index, owner)
        self._end(r, tale, won)
        return tale, r

    def _opening(self, r, day, company):
        cast, words = self.cast, self.words
        owner = company.owner if company.owner and r.random() < 0.7 else r.choices(self.carriers, self.shares)[0]
        offer = r.choices(range(len(words.offers)), self.wanted)[0]
        sold = words.offers[offer]
        at = min(self.calendar.at(day, r.randint(520, 1060)), self.calendar.moment)
        amount = readable(cast.prices[offer] * min(max(r.lognormvariate(0, 0.5), 0.4), 4), places(cast.currency))
        source = r.choices(cast.sources, [often for _id, often, _well in cast.sources])[0] if cast.sources else None
        giver = self.by_id[cast.givers.get(owner.team, owner.id)] if r.random() < 0.25 else owner
        days = sum(stage.expected_days or 10 for stage in cast.path) * r.uniform(0.7, 1.3)
        tale = Tale(
            name=words.title.format(title=r.choice(sold.titles), site=r.choice(words.sites)),
            company=company,
            owner=owner,
            creator=giver,
            offer=offer,
            source=source,
            opened_on=day,
            opened_at=at,
            amount=None if r.random() < 0.05 else amount,
            expected=self.calendar.work(day + dt.timedelta(days=round(days))) if r.random() < 0.94 else None,
            intent=r.choice(("unknown", "unknown", "medium", "high", "low")),
            grade=None if r.random() < 0.6 else r.choice("ABBCCD"),
            requirement=r.choice(sold.needs),
        )
        tale.last_owner = owner
        return tale

    def _fate(self, r, tale, owner):
        """(will it be won: True, False, or None for invalid; the place in the path where it ends)."""
        last = len(self.cast.path) - 1
        if r.random() < 0.06:
            return None, min(r.choice((0, 0, 1)), last)
        well = tale.source[2] if tale.source else 1
        chance = 0.4 * owner.skill * well * self.words.offers[tale.offer].luck
        if tale.amount and tale.amount > 1.5 * self.cast.prices[tale.offer]:
            chance *= 0.75
        if tale.amount is not None and r.random() < min(chance, 0.85):
            return True, last
        end = r.random()
        return False, min(next(at for at, upto in enumerate(ENDS) if end <= upto) * (last + 1) // PHASES, last)

    def _walk(self, r, tale, won, index, owner):
        """Enter stage after stage, as far as the present; now and then a step back."""
        path, calendar = self.cast.path, self.calendar
        tale.tended = r.random() < 0.7
        order = [*path[: index + 1]]
        if index > 2 and r.random() < 0.06:
            order[index:index] = [path[index - 2], path[index - 1]]
        day, at = tale.opened_on, tale.opened_at
        for place, stage in enumerate(order):
            if place:
                former = tale.visits[-1]
                former.left_at, former.left_on = at, day
                facts = {"stage": stage.name, "stage_id": stage.id, "former": former.stage.name,
                         "former_id": former.stage.id, "days": (at - former.at).days}  # fmt: skip
                tale.change(at, day, "opportunity.stage_entered", {}, tale.owner, **facts)
            tale.visits.append(Visit(stage, day, at))
            days = (stage.expected_days or 10) * r.lognormvariate(-0.1, 0.55) * owner.pace
            if place == len(order) - 1:
                days *= 1 if won else 1.5
                if won is False and r.random() < 0.15:
                    days, tale.tended = days + DORMANT, False
                if won and r.random() < 0.5:
                    days = self._pulled(day, days)
            day = calendar.work(day + dt.timedelta(days=max(round(days), 1)))
            at = calendar.at(day, r.randint(520, 1060))
            if at > calendar.moment:
                return
        tale.closed_on, tale.closed_at = day, at

    def _pulled(self, day, days):
        """Who could sign a little later or earlier signs before the quarter ends."""
        wanted = day + dt.timedelta(days=round(days))
        end = self.calendar.end_of_quarter(wanted)
        return (end - day).days if 0 <= (end - wanted).days <= 25 and end > day else days

    def _end(self, r, tale, won):
        if tale.closed_at is None:
            return
        cast = self.cast
        tale.outcome = "invalid" if won is None else "won" if won else "lost"
        reasons = cast.reasons[tale.outcome]
        if tale.outcome == "won":
            tale.reason = r.choice(reasons) if reasons and r.random() < 0.8 else None
        else:
            tale.reason = r.choices(reasons, range(len(reasons), 0, -1))[0] if reasons else None
        if tale.outcome == "lost" and cast.rivals and r.random() < 0.4:
            tale.rival = r.choices(cast.rivals, range(len(cast.rivals), 0, -1))[0]


def places(currency):
    """How many decimals a currency has."""
    from models.currency import decimals

    return decimals(currency)
