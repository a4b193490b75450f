"""The sales of the sample as rows, told from their numbers and from chance alone: the database is asked nothing."""

import dataclasses

from models.demo.acts import Acts
from models.demo.calendar import Calendar
from models.demo.chinese import WORDS as CHINESE
from models.demo.companies import Directory
from models.demo.english import WORDS as ENGLISH
from models.demo.tale import Teller
from models.demo.turns import Turns
from models.demo.writing import Writer

SHARE = 0.42  # customers for a sale
SPREAD = 2654435761  # parts numbers that follow each other
LANGUAGES = {"zh": CHINESE, "en": ENGLISH}


@dataclasses.dataclass(frozen=True)
class Wish:
    """How much, of which chance, in which language; on which day and at which moment (UTC) of which time zone."""

    count: int
    seed: int
    language: str
    today: object
    moment: object
    zone: object
    dense: bool  # does everybody keep good notes?
    chunk: int  # sales a transaction

    @property
    def words(self):
        return LANGUAGES[self.language]

    def calendar(self):
        return Calendar(self.today, self.moment, self.zone, self.language)


class Story:
    """`facts`: the Wish, the Cast and the Past. They can be handed to another process, and make the same story there."""

    def __init__(self, wish, cast, past):
        self.facts = wish, cast, past
        calendar, words = wish.calendar(), wish.words
        self.wish, self.cast, self.past = wish, cast, past
        self.directory = Directory(words, wish.seed, wish.dense)
        self.share = SHARE if wish.dense else SHARE / 2
        self.teller = Teller(cast, words, calendar, wish.seed)
        self.turns = Turns(cast, words, calendar, wish.dense)
        self.acts = Acts(cast, words, calendar, wish.dense)

    def chunk(self, start, fresh):
        """The Chunk that begins with the sale of the number `start`. `fresh(model, count)`: ids that its rows may have."""
        stop = min(start + self.wish.chunk, self.wish.count)
        return Writer(self.cast, fresh).chunk(self._tales(start, stop), self.past, stop)

    def _tales(self, start, stop):
        some = max(round((stop - start) * self.share), 1)
        base, companies, tales = round(start * self.share), {}, []
        self.acts.mine = 0
        for number in range(start, stop):
            share = (number * SPREAD % 2**32 / 2**32) ** 1.4  # some customers come again and again
            at = base + int(share * some)
            if at not in companies:
                companies[at] = self.directory.company(at)
            company = companies[at]
            tale, chance = self.teller.tell(number, self.wish.count, company)
            if company.owner is None:
                company.owner, company.first, company.first_on = tale.owner, tale.opened_at, tale.opened_on
            if tale.opened_at < company.first:
                company.first, company.first_on = tale.opened_at, tale.opened_on
            self.turns.add(tale, chance)
            self.acts.add(tale, chance)
            tales.append(tale)
        return tales
