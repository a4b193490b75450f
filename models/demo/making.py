"""Making the sample: so many sales of the last eighteen months, the same for the same seed and day."""

from models.base import N_, Refused, now, transaction
from models.demo.ahead import Ids, helper
from models.demo.cast import assemble
from models.demo.marks import present
from models.demo.past import Past
from models.demo.story import LANGUAGES, Story, Wish
from models.event import record
from models.imports import bulk
from models.setting import Setting, must_be_kept_by, time_zone, today
from models.user import Company

USUAL, MOST = 400, 1_000_000
CHUNK = 1000  # sales a transaction
DENSE = 5000  # up to so many everybody keeps good notes
WEEKS = 10  # of which there are snapshots, where everybody keeps good notes

__all__ = ["LANGUAGES", "MOST", "USUAL", "make"]


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
    wish = Wish(count, seed, language, today(), now(), time_zone(), count <= DENSE, CHUNK)
    with transaction():
        story = begun(by, wish)
        done = written(story, 0)
        record("company.sample_made", Company, by, count=count)
    if done < count:
        _rest(story, done, progress)
    if progress:
        progress(count, count)
    return count


def _rest(story, done, progress):
    """Write what follows, by the chunk. One told ahead that took ids which others have by now is told once more."""
    count = story.wish.count
    with helper(story) as ahead:
        ahead.ask(done, Ids.now().following)
        while done < count:
            if progress:
                progress(done, count)
            chunk = ahead.told()
            with transaction():
                if chunk and chunk.asked == (done, Ids.now().following):
                    done = written(story, done, chunk)
                else:
                    done = written(story, done)
                    ahead.ask(done, Ids.now().following)


def begun(by, wish):
    """The Story, with its standing rows written."""
    calendar = wish.calendar()
    cast = assemble(wish.words, by, calendar.at(calendar.first, 0))
    if not cast.path:
        raise Refused(N_("There is no pipeline with a stage yet."))
    return Story(wish, cast, Past.made(calendar, WEEKS if wish.dense else 1))


def written(story, start, chunk=None):
    """Write the sales from the number `start` on, in the transaction that we are in. Returns where they end."""
    chunk = chunk or story.chunk(start, bulk.fresh_ids)
    chunk.write()
    story.cast.pipeline.bump()
    return chunk.stop
