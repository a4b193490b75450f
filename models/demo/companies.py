"""The customers of the sample business and the people there, told by their number: always the same, none twice."""

import dataclasses
import random

from models.keys import email_key, name_key, person_key, phone_key

STRIDE = 7919  # parts what follows each other


@dataclasses.dataclass(slots=True)
class Person:
    name: str
    key: str
    title: str
    phone: str
    email: str | None
    id: int = 0
    named: bool = False  # does a sale need them?


@dataclasses.dataclass(slots=True)
class Company:
    name: str
    key: str
    trade: str
    phone: str
    address: str
    employees: int
    website: str
    people: list
    id: int = 0
    owner: object = None
    first: object = None  # the moment (UTC) and the day of its first sale
    first_on: object = None


class Directory:
    """All the customers there can be in a language."""

    def __init__(self, words, seed, dense):
        self.words, self.seed, self.dense = words, seed, dense
        self.sizes = [len(part) for part in (words.heads, words.tails, words.trades, words.towns)]
        self.total = self.sizes[0] * self.sizes[1] * self.sizes[2] * self.sizes[3]
        self.start = random.Random(f"{seed} customers").randrange(self.total)  # noqa: S311

    def company(self, number):
        """The customer of a number."""
        words, place = self.words, (self.start + number * STRIDE) % self.total
        chosen = random.Random(self.seed * 10_000_019 - number)  # noqa: S311
        parts = []
        for size in self.sizes:
            place, at = divmod(place, size)
            parts.append(at)
        head, tail = words.heads[parts[0]], words.tails[parts[1]]
        trade, town = words.trades[parts[2]], words.towns[parts[3]]
        name = words.customer.format(head=head[0], tail=tail[0], trade=trade, town=town)
        if number >= self.total:
            name = f"{name} {number // self.total + 1}"
        domain = f"{head[1]}{tail[1]}.example"
        return Company(
            name=name,
            key=name_key(name),
            trade=trade,
            phone=self._phone(chosen),
            address=f"{town}, {chosen.choice(words.streets).format(n=chosen.randint(2, 188))}",
            employees=int(chosen.lognormvariate(4.8, 0.8)) + 8,
            website=f"https://www.{domain}",
            people=self._people(chosen, domain),
        )

    def _people(self, chosen, domain):
        found = {}
        for title in chosen.sample(self.words.titles, chosen.choice((1, 2, 2, 3)) if self.dense else 1):
            surname, plain = chosen.choice(self.words.surnames)
            name = self.words.person.format(surname=surname, given=chosen.choice(self.words.given))
            email = f"{plain}{chosen.randint(1, 99)}@{domain}" if chosen.random() < 0.7 else None
            found.setdefault(name, Person(name, person_key(name), title, self._phone(chosen), email))
        rank = self.words.titles.index
        return sorted(found.values(), key=lambda person: rank(person.title))

    def _phone(self, chosen):
        return self.words.phone.format(n=f"{chosen.randrange(10000):04d}")


def customer_values(company):
    """{column: value} of a Customer."""
    owner = company.owner
    return {
        "id": company.id, "name": company.name, "name_key": company.key, "kind": "organisation", "phone": company.phone,
        "phone_key": phone_key(company.phone), "email_key": "", "website": company.website, "industry": company.trade,
        "address": company.address, "employees": company.employees, "owner": owner.id, "team": owner.team,
        "created_by": owner.id, "created_at": company.first, "updated_at": company.first, "version": 1,
    }  # fmt: skip


def contact_values(company, person):
    """{column: value} of a Contact."""
    return {
        "id": person.id, "customer": company.id, "name": person.name, "name_key": person.key, "title": person.title,
        "phone": person.phone, "phone_key": phone_key(person.phone), "email": person.email,
        "email_key": email_key(person.email), "created_by": company.owner.id, "created_at": company.first,
        "updated_at": company.first, "version": 1,
    }  # fmt: skip
