"""What the sample business says in a language: its people, what it sells, whom it sells to, and how they talk."""

import dataclasses


@dataclasses.dataclass(frozen=True)
class Offer:
    """Something that is sold, at a price in yuan; what the sales of it are called, what customers want of it, what we say."""

    name: str
    series: str
    price: int
    often: int  # how often it is asked for
    luck: float  # how much likelier than others it is sold
    titles: tuple
    needs: tuple
    answer: str


@dataclasses.dataclass(frozen=True)
class Person:
    """A colleague: how many sales they carry, how well and how fast they sell."""

    name: str
    role: str
    team: int | None
    share: int
    skill: float = 1.0
    pace: float = 1.0


@dataclasses.dataclass(frozen=True)
class Words:
    """Everything that is written in one language; `acts` and `plans` by the five phases of a sale."""

    teams: tuple
    people: tuple
    offers: tuple
    sites: tuple
    title: str  # of a sale, of {title} and {site}
    rivals: tuple
    rival_notes: tuple
    tags: tuple
    heads: tuple  # how customers' names begin: (as written, in a mail address)
    tails: tuple
    trades: tuple
    towns: tuple
    customer: str  # the name, of {head} {tail} {trade} {town}
    streets: tuple
    surnames: tuple  # (as written, in a mail address)
    given: tuple
    person: str  # the name, of {surname} {given}
    titles: tuple  # of contacts, the deciding ones first
    phone: str  # of {n}, four digits
    acts: tuple  # for each phase: (kind, subject, outcome, text or None)
    plans: tuple  # for each phase: (kind, subject)
    notes: tuple
    last_words: dict  # by outcome: notes at the end
