"""What changes while a sale of the sample is open: its date, its worth, who is in it, who answers for it."""

import datetime as dt

from models.demo.cast import readable
from models.demo.tale import places

LATER = (7, 7, 14, 14, 21, 30, 45)
MOST_PUSHES = 6


class Turns:
    """`dense`: as much as people write who keep good notes; else less than half of what need not be written."""

    def __init__(self, cast, words, calendar, dense):
        self.much = 1 if dense else 0.4
        self.cast, self.words, self.calendar = cast, words, calendar
        self.by_id = {seller.id: seller for seller in cast.sellers}
        self.sellers = [seller for seller in cast.sellers if seller.share and seller.role == "salesperson"]

    def add(self, tale, r):
        """Tell what happened to it meanwhile; `edits` and `told` are in the order of time when it returns."""
        self._people(tale, r)
        self._lines(tale, r)
        self._judged(tale, r)
        self._pushed(tale, r)
        self._rivals(tale, r)
        self._tagged(tale, r)
        self._handed(tale, r)
        self._closed(tale, r)
        tale.edits.sort(key=lambda edit: edit[0])
        tale.told.sort(key=lambda told: told[0])
        if tale.handed_at:
            tale.told = [(*told[:4], self._actor(tale, *told)) for told in tale.told]

    @staticmethod
    def _actor(tale, at, _on, _event, _facts, actor):
        """Whoever had it then did what its first owner is said to have done."""
        return tale.answered_by(at) if actor is tale.owner and at > tale.handed_at else actor

    def _entered(self, tale, place):
        """(at, on) a little after the visit with this place in the path began; None when it never did."""
        if place >= len(tale.visits):
            return None
        visit = tale.visits[place]
        return self._soon(tale, visit.at, visit.on, 7 + place)

    def _soon(self, tale, at, on, minutes):
        at = min(at + dt.timedelta(minutes=minutes), self.calendar.moment)
        return (min(at, tale.closed_at) if tale.closed_at else at), on

    def _people(self, tale, r):
        people = tale.company.people
        if not people or r.random() < 0.08:
            return
        first = people[-1]
        self._joined(tale, first, "primary")
        later = self._entered(tale, 1)
        if later is None:
            return
        for person, role in zip(people[:-1], ("decision_maker", r.choice(("influencer", "user"))), strict=False):
            if r.random() < 0.75:
                self._joined(tale, person, role)
                facts = {"contact": person, "name": person.name, "role": role}
                tale.change(*later, "opportunity.contact_added", {}, tale.owner, **facts)

    def _joined(self, tale, person, role):
        person.named = True
        tale.people.append((person, role))

    def _lines(self, tale, r):
        """Three in ten (where notes are good) are made up of products, which make their amount."""
        if tale.amount is None or r.random() > 0.3 * self.much:
            return
        total, sold = None, [tale.offer]
        if r.random() < 0.6:
            sold.append(len(self.words.offers) - 1 if tale.offer != len(self.words.offers) - 1 else 2)
        at, on = tale.opened_at, tale.opened_on
        whole = tale.amount
        tale.amount = None
        for place, offer in enumerate(sold):
            price = whole if place == 0 else self.cast.prices[offer]
            quantity = 2 if place == 0 and whole > 3 * self.cast.prices[offer] else 1
            price = price // quantity
            name, former = self.words.offers[offer].name, total
            total = (total or 0) + price * quantity
            tale.lines.append((self.cast.products[offer], name, quantity, price, price * quantity))
            at, on = self._soon(tale, at, on, 2)
            facts = {"name": name, "amount": total, "former": former, "currency": self.cast.currency}
            tale.change(at, on, "opportunity.line_added", {"amount": (former, total)}, tale.owner, **facts)

    def _judged(self, tale, r):
        """After the first talk one knows more: intent, grade, the amount, what we offer, now and then the chances."""
        if (when := self._entered(tale, 1)) and r.random() < 0.8 * self.much:
            intent = r.choice(
                ("high", "high", "medium") if tale.outcome == "won" else ("high", "medium", "medium", "low")
            )
            changes = {} if intent == tale.intent else {"intent": (tale.intent, intent)}
            if tale.grade is None:
                changes["grade"] = (None, r.choice("AAB" if tale.outcome == "won" else "ABBCCD"))
            self._edit(tale, *when, changes)
        if (when := self._entered(tale, 2)) is None:
            return
        tale.solution = self.words.offers[tale.offer].answer
        changes = {"solution": (None, tale.solution)}
        if not tale.lines and tale.amount and r.random() < 0.3 * self.much:
            amount = readable(tale.amount * r.uniform(0.75, 1.35), places(self.cast.currency))
            changes |= {"amount": (tale.amount, amount)} if amount != tale.amount else {}
        self._edit(tale, *when, changes)
        if (when := self._entered(tale, 3)) and r.random() < 0.15:
            self._edit(tale, *when, {"probability": (None, r.choice((40, 60, 80, 85, 95)))})

    def _edit(self, tale, at, on, changes):
        if not changes:
            return
        facts = {"changes": {name: list(pair) for name, pair in changes.items()}}
        if "amount" in changes:
            facts["currency"] = self.cast.currency
        tracked = {name: pair for name, pair in changes.items() if name != "solution"}
        tale.change(at, on, "opportunity.edited", tracked, tale.owner, **facts)

    def _pushed(self, tale, r):
        """When the date comes near and nothing is signed, most put it off; some leave it. What will be won is put off less."""
        calendar, expected, last = self.calendar, tale.expected, tale.opened_on
        horizon = tale.closed_on or calendar.today
        likely = 0.33 if tale.outcome == "won" else 0.9
        for _push in range(MOST_PUSHES):
            if expected is None or expected > horizon or r.random() > likely:
                return
            day = calendar.work(max(expected - dt.timedelta(days=r.randint(0, 4)), last + dt.timedelta(days=1)))
            at = calendar.at(day, r.randint(530, 1070))
            if at > calendar.moment or (tale.closed_at and at >= tale.closed_at):
                return
            later = calendar.work(max(expected, day) + dt.timedelta(days=r.choice(LATER)))
            self._edit(tale, at, day, {"expected_close_on": (expected, later)})
            expected, last = later, day

    def _rivals(self, tale, r):
        when = self._entered(tale, 2)
        found = (
            [tale.rival]
            if tale.rival
            else r.sample(self.cast.rivals, 1)
            if when and r.random() < 0.3 * self.much
            else []
        )
        for rival in found:
            note = r.choice(self.words.rival_notes)
            tale.rivals.append((rival, note))
            facts = {"competitor": rival[1], "note": note}
            at, on = when or self._entered(tale, 0)
            tale.change(*self._soon(tale, at, on, 3), "opportunity.competitor_added", {}, tale.owner, **facts)

    def _tagged(self, tale, r):
        if r.random() < 0.22 * self.much:
            tale.tags = r.sample(self.cast.tags, r.choice((1, 1, 2)))
            at, on = self._soon(tale, tale.opened_at, tale.opened_on, 5)
            added = [name for _id, name in tale.tags]
            tale.change(at, on, "opportunity.tagged", {}, tale.owner, added=added, removed=[])

    def _handed(self, tale, r):
        """One in twenty found another owner on its way, one in fifteen somebody who helps."""
        others = [seller for seller in self.sellers if seller.team == tale.owner.team and seller.id != tale.owner.id]
        if not others:
            return
        if (when := self._entered(tale, 1)) and r.random() < 0.05 and not tale.owner.mine:
            to, former = r.choice(others), tale.owner
            actor = self.by_id[self.cast.givers.get(former.team, former.id)]
            facts = {"owner": to.id, "team": to.team, "former": former.id, "former_team": former.team}
            tale.last_owner, (tale.handed_at, on) = to, self._soon(tale, *when, 9)
            changes = {"owner": (former.id, to.id)}
            tale.change(tale.handed_at, on, "opportunity.assigned", changes, actor, **facts)
        elif r.random() < 0.07 * self.much:
            helper, writes = r.choice(others), r.random() < 0.5
            tale.helpers.append((helper, writes))
            at, on = self._soon(tale, tale.opened_at, tale.opened_on, 6)
            facts = {"user": helper.id, "writes": writes, "until": None}
            tale.change(at, on, "opportunity.collaborator_added", {}, tale.owner, **facts)

    def _closed(self, tale, r):
        if tale.outcome is None:
            return
        facts = {"reason": tale.reason and tale.reason[1], "reason_id": tale.reason and tale.reason[0],
                 "stage": tale.visits[-1].stage.name}  # fmt: skip
        if tale.outcome == "won":
            amount = tale.now("amount", tale.amount)
            tale.final = (
                amount if r.random() < 0.4 else readable(amount * r.uniform(0.86, 0.99), places(self.cast.currency))
            )
            facts |= {"amount": tale.final, "currency": self.cast.currency}
        elif tale.outcome == "lost":
            facts["competitor"] = tale.rival and tale.rival[1]
        event = "opportunity.invalidated" if tale.outcome == "invalid" else f"opportunity.{tale.outcome}"
        tale.visits[-1].left_at, tale.visits[-1].left_on = tale.closed_at, tale.closed_on
        change = {"outcome": (None, tale.outcome)}
        tale.change(tale.closed_at, tale.closed_on, event, change, tale.last_owner, **facts)
