"""The filter that board and list share: read from the address, offered as choices, shown as chips."""

import dataclasses
import functools

from flask import has_request_context, request, url_for

from models import access
from models.opportunity import GRADES, INTENTS
from models.opportunity.conditions import CATEGORIES
from models.opportunity.filter import DAYS, IDS, NONE, OUTCOMES, STAGES, Filter, several
from models.opportunity.furthest import KNOWN, MISSING
from models.opportunity.marked import REASONS, STALLED, STEPS
from models.opportunity.spans import SPANS, WITHOUT
from models.pipeline import CloseReason, Competitor, Pipeline, Source, Stage
from models.product import Product
from models.tag import Tag
from models.team import Team
from views.opportunities import amounts, terms
from views.opportunities.filter_words import labels, outcomes, pushed, said, stalled, steps
from views.page import me
from views.typed import a_day, whole
from views.words import my_day

MOST = 50  # values of one field
ENDS = tuple(f"{name}_{end}" for name in DAYS for end in ("from", "to"))
MOST_OF = {"proba": 100, "cycle": 100_000, "pushe": 100_000}  # by how their names begin
FIGURES = ("amount_from", "amount_to", "probability_from", "probability_to", "cycle_from", "cycle_to", "pushed_to")


def read(args=None, **fixed):
    """The Filter that an address asks for; what makes no sense in it is passed over. `fixed` wins.

    Of ids and grades there may be several: the parameter again, or with commas between them.
    """
    args = request.args if args is None else args
    found = {name: _all(args, name, _id) for name in IDS if name != "pipeline"}
    found["pipeline"] = _id(args.get("pipeline"))
    found |= {name: _all(args, name, _word(*words)) for name, words in _words().items()}
    found |= {name: a_day(args.get(name)) for name in ENDS}
    found |= {name: _figure(args.get(name), MOST_OF.get(name[:5], amounts.MOST // 1000)) for name in FIGURES}
    found |= {name: _word(*SPANS, WITHOUT)(args.get(name)) or "" for name in DAYS}
    found |= {name: _id(args.get(name)) for name in STAGES}
    found["pushed"] = min(_all(args, "pushed", _id), default=None)
    found["history"] = _word(MISSING, KNOWN)(args.get("history")) or ""
    found["category"] = _word(*CATEGORIES)(args.get("category")) or ""
    found["amount"] = _word("known", "unknown")(args.get("amount")) or ""
    found["outcome"] = _word(*OUTCOMES)(args.get("outcome")) or "open"
    found["office"], found["q"] = _line(args.get("office"), 120), _line(args.get("q"), 100)
    return Filter(**found | fixed, day=my_day() if has_request_context() and me() else None)


def _words():
    return {"grade": (*GRADES, "none"), "intent": INTENTS, "step": STEPS, "stalled": STALLED, "todo": REASONS}


def _all(args, name, one):
    """Every value of a parameter that makes sense, as a tuple."""
    texts = args.getlist(name) if hasattr(args, "getlist") else [args.get(name)]
    parts = [part for text in texts if text for part in text.split(",")][:MOST]
    return tuple(value for value in map(one, parts) if value is not None)


def _word(*words):
    return lambda text: text if text in words else None


def _id(text):
    if text in ("none", "0"):
        return NONE
    return whole(text)


def _figure(text, most):
    """Whole units as people type them: 100,000 or 10万."""
    text = (text or "")[:40].removesuffix("%")
    if not text.strip("千万萬亿億，").isascii():
        return None
    try:
        figure = amounts.parsed(text, "JPY")
    except ValueError:
        return None
    return figure if figure is not None and figure <= most else None


def _line(text, longest):
    return (text or "").replace("\0", "").strip()[:longest].strip()


def address(wanted, **change):
    """The parameters of an address that asks for `wanted`, with `change` applied (None takes one out)."""
    shown = dataclasses.replace(wanted, **change).set() if change else wanted.set()
    return {name: _written(name, value) for name, value in shown.items()}


def _written(name, value):
    """A value as an address says it: "none" for without, commas between several."""
    if name in FIGURES or name in ENDS:
        return value
    if isinstance(value, tuple):
        return ",".join(str(_written(name, one)) for one in value)
    return "none" if name in IDS and value == NONE else value


@dataclasses.dataclass
class Choice:
    """A field of the filter: `options` are (value, name); `chosen` the present value as text, several with commas."""

    name: str
    label: str
    options: list
    chosen: str

    @property
    def ticked(self):
        return self.chosen.split(",") if self.chosen else []

    @property
    def value_name(self):
        return ", ".join(str(name) for value, name in self.options if str(value) in self.ticked) or self.chosen

    @property
    def single(self):
        """The options of a select, which knows one value only: several that are chosen are one more."""
        return [*self.options, (self.chosen, self.value_name)] if "," in self.chosen else self.options


def choices(wanted, *names):
    """The fields `names` of the filter as Choices, with what this reader may choose from, and what is chosen."""
    pipelines = functools.cache(lambda: _rows(Pipeline.offered()))
    makers = {
        "owner": lambda: _rows(access.owners_seen_by(me())),
        "team": lambda: _rows(Team.offered_to(me())),
        "source": lambda: _rows(Source.offered()),
        "product": lambda: _rows(Product.offered()),
        "competitor": lambda: _rows(Competitor.offered()),
        "rival": lambda: _rows(Competitor.offered()),
        "tag": lambda: _rows(Tag.offered()),
        "reason": lambda: _reasons(wanted),
        "stage": lambda: _stages(wanted, pipelines),
        "pipeline": pipelines,
        "grade": lambda: [(grade, grade) for grade in GRADES],
        "intent": lambda: list(terms.INTENTS.items()),
        "step": lambda: list(steps().items()),
        "stalled": lambda: list(stalled().items()),
        "pushed": lambda: list(pushed().items()),
        "outcome": outcomes,
    }
    made, called = [], labels()
    for name in names:
        label, nothing = called[name]
        chosen = several(getattr(wanted, name))
        options = list(makers[name]())
        for value in chosen:  # left, archived, or out of reach: still chosen
            if name in IDS and value != NONE and value not in [key for key, _name in options]:
                options.append((value, wanted.called(name, me(), value) or "?"))
        if nothing and name not in ("stage", "pipeline"):
            options.append(("none", nothing))
        made.append(Choice(name, label, options, str(_written(name, chosen))))
    return made


def _rows(query):
    return [(row.id, row.name) for row in query]


def _stages(wanted, pipelines):
    """Stages of the pipeline that is asked for; of all with the name of theirs in front, where there are several."""
    pipelines = {} if wanted.pipeline else dict(pipelines())
    called = "{1} · {0}" if len(pipelines) > 1 else "{0}"
    stages = Stage.offered(wanted.pipeline)
    return [(stage.id, called.format(stage.name, pipelines.get(stage.pipeline_id))) for stage in stages]


def _reasons(wanted):
    """Reasons of the outcome that is asked for; of all with their outcome in front."""
    if wanted.outcome in terms.OUTCOMES:
        return _rows(CloseReason.offered(wanted.outcome))
    outcomes_named = ((outcome, str(word)) for outcome, word in terms.OUTCOMES.items())
    return [
        (row.id, f"{word} · {row.name}") for outcome, word in outcomes_named for row in CloseReason.offered(outcome)
    ]


def chips(wanted, endpoint, keep=(), offered=(), **values):
    """What is filtered, as (label, value, address without it); `keep` names are never shown as chips."""
    called, offered = labels(), {choice.name: choice for choice in offered}
    for name in wanted.set():
        if name not in keep:
            without = dataclasses.replace(wanted, **{name: getattr(Filter(), name)})
            yield called[name][0], said(wanted, name, offered), url_for(endpoint, **values, **address(without))
