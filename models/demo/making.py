"""Making the sample: so many sales of the last eighteen months, the same for the same seed and day."""

import dataclasses

from models.base import N_, Refused, now, transaction
from models.demo.acts import Acts
from models.demo.calendar import Calendar
from models.demo.cast import assemble
from models.demo.chinese import WORDS as CHINESE
from models.demo.companies import Directory
from models.demo.english import WORDS as ENGLISH
from models.demo.marks import present
from models.demo.past import Past
from models.demo.tale import Teller
from models.demo.turns import Turns
from models.demo.writing import Writer
from models.event import record
from models.setting import Setting, must_be_kept_by, time_zone, today
from models.user import Company

USUAL, MOST = 400, 1_000_000
CHUNK = 1000  # sales a transaction
DENSE = 5000  # up to so many everybody keeps good notes
WEEKS = 10  # of which there are snapshots, where everybody keeps good notes
SHARE = 0.42  # customers for a sale
SPREAD = 2654435761  # parts numbers that follow each other
LANGUAGES = {"zh": CHINESE, "en": ENGLISH}


@dataclasses.dataclass(frozen=True)
class Wish:
    """How much, of which chance, in which language."""

    count: int = USUAL
    seed: int = 1
    language: str = "en"


def make(by, count=USUAL, seed=1, language=None, progress=None):
    """Fill the company with a sample: `count` opportunities with all that belongs to them. Returns the count.

    `by` gets some of them, so that their day holds something; None: nobody does. `progress(done, total)` is called now
    and then. Refuses who may not, when a sample is there already, and a count that is none. Nobody is told of anything.
    """
    must_be_kept_by(by)
    if present():
        raise Refused(N_("The sample data is there already. Remove it first."))
    if not 1 <= count <= MOST:
        raise Refused(N_("The sample has at least 1 and at most %(most)d opportunities."), most=MOST)
    language = language or ("zh" if Setting.read("company.language").startswith("zh") else "en")
    wish, done = Wish(count, seed, language), 0
    with transaction():
        maker = Maker(by, wish)
        done = maker.chunk(0)
        record("company.sample_made", Company, by, count=count)
    while done < count:
        if progress:
            progress(done, count)
        with transaction():
            done = maker.chunk(done)
    if progress:
        progress(count, count)
    return count


class Maker:
    def __init__(self, by, wish):
        words, moment = LANGUAGES[wish.language], now()
        self.wish = wish
        self.calendar = Calendar(today(), moment, time_zone(), wish.language)
        began = self.calendar.at(self.calendar.first, 0)
        self.cast = assemble(words, by, began)
        if not self.cast.path:
            raise Refused(N_("There is no pipeline with a stage yet."))
        dense = wish.count <= DENSE
        self.directory = Directory(words, wish.seed, dense)
        self.share = SHARE if dense else SHARE / 2
        self.teller = Teller(self.cast, words, self.calendar, wish.seed)
        self.turns = Turns(self.cast, words, self.calendar)
        self.acts = Acts(self.cast, words, self.calendar, dense)
        self.writer = Writer(self.cast)
        self.past = Past(self.calendar, WEEKS if dense else 1)

    def chunk(self, start):
        """Write the next sales from the number `start` on, in the transaction that we are in. Returns where it ended."""
        stop = min(start + CHUNK, self.wish.count)
        tales = self._tales(start, stop)
        ids = self.writer.write(tales)
        self.past.write(zip(ids, tales, strict=True))
        self.cast.pipeline.bump()
        return stop

    def _tales(self, start, stop):
        some = max(round((stop - start) * self.share), 1)
        base, companies, tales = round(start * self.share), {}, []
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
