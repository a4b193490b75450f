"""From the names of stages in a file to a pipeline: one that knows them all, or a new one named after the file."""

import collections
import dataclasses

from models.base import N_, folded
from models.imports.trouble import Bad, Unreadable
from models.pipeline import Pipeline, Stage

ENOUGH = 30  # closed rows from which a share of won ones means something

# The usual way of a sale: orders stages for which the file gives no probabilities.
USUAL = (
    ("prospect", "lead", "new", "inquir", "enquir", "first", "线索", "初步", "初次", "接触", "潜在"),
    ("qualif", "engag", "need", "discover", "contacted", "需求", "沟通", "意向", "验证"),
    ("solution", "demo", "present", "meeting", "trial", "方案", "演示", "试用"),
    ("propos", "quot", "报价"),
    ("negotiat", "review", "谈判", "商务"),
    ("contract", "commit", "finali", "clos", "sign", "合同", "签"),
)


@dataclasses.dataclass
class Step:
    name: str
    said: collections.Counter = dataclasses.field(default_factory=collections.Counter)  # probabilities of open rows
    rate: int | None = None


class Survey:
    """What the rows of one pipeline of the file say of its stages, in the order in which they appear."""

    def __init__(self):
        self.steps, self.won, self.closed = {}, 0, 0

    def learn(self, name, outcome, probability):
        """A row in stage `name` ("" when it proves none), with what its cell says of the probability."""
        if outcome in ("won", "lost"):
            self.closed += 1
            self.won += outcome == "won"
        if name:
            step = self.steps.setdefault(folded(name), Step(name))
            if outcome is None and probability:
                step.said[probability] += 1

    def settle(self, percent):
        """Give each stage the rate that most of its open rows have; `percent` reads a cell."""
        for step in self.steps.values():
            if step.said:
                step.rate = percent(step.said.most_common(1)[0][0])

    def told(self):
        """What was learnt and settled, as plain values; `Survey.of` reads them."""
        return [self.won, self.closed, [[step.name, step.rate] for step in self.steps.values()]]

    @classmethod
    def of(cls, told):
        survey = cls()
        survey.won, survey.closed = told[:2]
        survey.steps = {folded(name): Step(name, rate=rate) for name, rate in told[2]}
        return survey


class Route:
    """A pipeline with its stages by name; not written before `make`."""

    def __init__(self, pipeline, stages):
        self.pipeline, self.path = pipeline, stages
        self.stages = {folded(stage.name): stage for stage in stages}

    @property
    def is_new(self):
        return self.pipeline.id is None

    def stage(self, name):
        """The Stage of this name, the first one for "". Raises Bad for an unknown name."""
        found = self.stages.get(folded(name)) if name else self.path[0]
        if found is None:
            reason = N_("There is no stage “%(stage)s” in the pipeline “%(pipeline)s”.")
            raise Bad(reason, stage=name, pipeline=self.pipeline.name)
        return found

    @property
    def new_stages(self):
        return [stage for stage in self.path if stage.id is None]

    def make(self):
        """Write what is new of the pipeline. Returns [(noun, id)] of it."""
        made = []
        if self.is_new:
            self.pipeline.position = Pipeline.select().count()
            self.pipeline.save(force_insert=True)
            made.append(("pipeline", self.pipeline.id))
        for stage in self.new_stages:
            stage.pipeline = self.pipeline
            stage.save(force_insert=True)
            made.append(("stage", stage.id))
        return made


def routed(survey, names, wanted=None, note=None, added=()):
    """The Route for one pipeline of a file. `wanted` is the name of the pipeline asked for, else `names` are preferred
    of those that fit; a new one gets the first of them. `added` are the folded names of stages that the one asked for gets.

    `note(reason, **facts)` hears how rates came about. Unreadable when there is neither a pipeline nor a stage.
    """
    offered = list(Pipeline.offered())
    if wanted:
        there = next((p for p in Pipeline.select() if folded(p.name) == folded(wanted)), None)
        if there and (there.archived_at or not there.path()):
            raise Unreadable(N_("The pipeline “%(name)s” is not in use any more."), name=there.name)
        if there:
            return Route(there, _with(there, survey, added))
        if len(wanted) > 120:
            raise Unreadable(N_("The name of the pipeline is longer than %(most)s characters."), most=120)
    elif not survey.steps:
        if offered:
            return Route(offered[0], offered[0].path())
    else:
        liked = {folded(name) for name in names}
        for pipeline in sorted(offered, key=lambda p: folded(p.name) not in liked):
            if survey.steps.keys() <= {folded(stage.name) for stage in pipeline.path()}:
                return Route(pipeline, pipeline.path())
    if not survey.steps:
        raise Unreadable(N_("The file names no stages, and there is no pipeline to take its rows."))
    return _new(survey, wanted or _free(names[0]), note)


def _with(pipeline, survey, added):
    """The stages of a pipeline, and behind them those that are wanted and that it has not."""
    path = pipeline.path()
    held, last = {folded(stage.name) for stage in path}, path[-1]
    for key, step in survey.steps.items():
        if key in added and key not in held:
            rate = last.rate if step.rate is None else step.rate
            last = Stage(pipeline=pipeline, name=step.name, position=path[-1].position + 1, rate=rate, category=_category(rate))  # fmt: skip
            path.append(last)
    return path


def _free(name):
    """`name`, or with a number when another pipeline has it."""
    taken, again, free = {folded(p.name) for p in Pipeline.select(Pipeline.name)}, 1, name[:100]
    while folded(free) in taken:
        again += 1
        free = f"{name[:100]} ({again})"
    return free


def _new(survey, name, note):
    pipeline, steps = Pipeline(name=name), list(survey.steps.values())
    rates = {step.name: step.rate for step in steps if step.rate is not None}
    if not rates:
        usual = [_usual(step.name) for step in steps]
        if None not in usual:
            steps = [step for _, _, step in sorted(zip(usual, range(len(steps)), steps, strict=True))]
        rates = _guessed(survey, steps, note)
    last = 0
    for step in steps:  # without rows that tell: as likely as the stage named before it
        last = rates.setdefault(step.name, last)
    stages = [
        Stage(pipeline=pipeline, name=s.name, position=place, rate=rates[s.name], category=_category(rates[s.name]))
        for place, s in enumerate(sorted(steps, key=lambda step: rates[step.name]))
    ]
    return Route(pipeline, stages)


def _usual(name):
    plain = folded(name)
    return next((place for place, words in enumerate(USUAL) if any(word in plain for word in words)), None)


def _guessed(survey, steps, note):
    """Rates where the file gives none: the share of won rows, which is all that the file proves, else even steps."""
    if survey.closed >= ENOUGH:
        rate = round(100 * survey.won / survey.closed)
        if note:
            note(N_("The file gives no probabilities: every stage got the share of won rows, %(rate)s %%."), rate=rate)
        return {step.name: rate for step in steps}
    if note:
        note(N_("The file gives no probabilities: the stages got even steps. Correct their rates."))
    return {step.name: round(100 * place / (len(steps) + 1)) for place, step in enumerate(steps, 1)}


def _category(rate):
    return "commit" if rate >= 90 else "best_case" if rate >= 50 else "pipeline"
