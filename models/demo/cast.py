"""Who sells in the sample business, and what: teams, people, products, competitors and tags, made once."""

import dataclasses

from models.currency import decimals
from models.demo.marks import mark
from models.pipeline import CloseReason, Competitor, Pipeline, Source
from models.product import Product, product_key
from models.setting import Setting
from models.tag import Tag
from models.team import Team
from models.user import User

UNITS = {"CNY": 1, "TWD": 4.5, "HKD": 1.1, "JPY": 20, "KRW": 190, "VND": 3500, "INR": 12, "THB": 5}  # for a yuan
ELSE = 0.15
YIELDS = (0.9, 0.8, 1.35, 0.75, 1.0, 0.7, 0.65, 0.75, 1.1, 1.15, 0.8, 1.45, 0.9)  # how well sources sell, in order
OFTEN = (14, 7, 13, 5, 11, 4, 4, 6, 12, 4, 2, 14, 3)
FOUNDER = 9  # the share of sales of who asked for the sample, so that their day holds something


@dataclasses.dataclass(frozen=True)
class Seller:
    id: int
    team: int | None
    role: str
    share: int
    skill: float
    pace: float
    mine: bool = False  # who asked for the sample


@dataclasses.dataclass(frozen=True, slots=True)
class Step:
    """A stage as it is, quickly asked."""

    id: int
    name: str
    position: int
    rate: int
    expected_days: int | None
    category: str
    pipeline_id: int

    @classmethod
    def of(cls, stage):
        return cls(*(getattr(stage, field.name) for field in dataclasses.fields(cls)))


@dataclasses.dataclass(frozen=True)
class Cast:
    """The rows that sales are made of, by id."""

    sellers: list
    givers: dict  # {team id or None: the id of who gives sales away there}
    products: list  # ids, in the order of the offers
    prices: list  # in minor units
    rivals: list  # (id, name)
    tags: list  # (id, name)
    sources: list  # (id, how often, how well)
    reasons: dict  # {outcome: [(id, name)]}
    pipeline: object
    path: list
    currency: str


def assemble(words, by, moment):
    """Make what is missing of the standing rows, mark them as sample, and return the Cast. `moment`: when they came (UTC)."""
    teams = [_made(Team, name, created_at=moment) for name in words.teams]
    sellers = []
    for person in words.people:
        team = None if person.team is None else teams[person.team]
        user = User.create(name=person.name, role=person.role, team=team, created_at=moment)
        mark("user", [user.id])
        sellers.append(Seller(user.id, team, person.role, person.share, person.skill, person.pace))
    givers = {seller.team: seller.id for seller in sellers if seller.role in ("manager", "team_lead")}
    if by is not None:
        sellers.append(Seller(by.id, by.team_id, by.role, FOUNDER, 1.05, 1.0, True))
        givers.setdefault(by.team_id, by.id)
    currency = Setting.read("company.currency")
    prices = [worth(offer.price, currency) for offer in words.offers]
    products = [
        _made(Product, offer.name, name_key=product_key(offer.name), series=offer.series, price=price,
              currency=currency, created_at=moment)
        for offer, price in zip(words.offers, prices, strict=True)
    ]  # fmt: skip
    pipeline = Pipeline.default()
    return Cast(
        sellers,
        givers,
        products,
        prices,
        [(_made(Competitor, name, created_at=moment), name) for name in words.rivals],
        [(_made(Tag, name, name_key=name.casefold(), created_at=moment), name) for name in words.tags],
        _sources(),
        {outcome: _reasons(outcome) for outcome in ("won", "lost", "invalid")},
        pipeline,
        [Step.of(stage) for stage in pipeline.path()],
        currency,
    )


def _made(model, name, **more):
    """The id of the row of this name: one that is there stays whose it is, a new one is of the sample."""
    row = model.get_or_none(model.name == name)
    if row is None:
        row = model.create(name=name, **more)
        mark(model.noun, [row.id])
    return row.id


def _sources():
    """(id, how often, how well it sells) of the company's sources."""
    rows = list(Source.offered().select(Source.id).tuples())
    return [(row_id, OFTEN[at % len(OFTEN)], YIELDS[at % len(YIELDS)]) for at, (row_id,) in enumerate(rows)]


def _reasons(outcome):
    return list(CloseReason.offered(outcome).select(CloseReason.id, CloseReason.name).tuples())


def worth(yuan, currency):
    """An amount in yuan as minor units of a currency, about its worth, with three figures."""
    return readable(yuan * UNITS.get(currency, ELSE) * 10 ** decimals(currency), decimals(currency))


def readable(amount, places):
    """An amount in minor units as people quote it: whole, three figures."""
    step = 10 ** max(len(str(int(amount))) - 3, places)
    return max(round(amount / step) * step, step)
