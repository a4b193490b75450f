"""An import is taken back: what it made beside its rows is put away, each told, where nothing needs it any more."""

from models import (
    Activity,
    Competitor,
    Customer,
    Event,
    ImportItem,
    ImportRun,
    Pipeline,
    Product,
    Source,
    Stage,
    Team,
    User,
)
from models.audit import Wanted, page
from models.base import now
from models.setting import today
from tests.models.imports.conftest import worked

HEAD = "Name,Stage,Customer,Contact,Owner,Product,Source"


def taken_back(run, by):
    run.undo(by)
    return worked()


def test_each_row_that_is_put_away_is_told(world, imported):
    run = imported(
        "opportunities", HEAD, *(f"row {n},Unheard {n},New,Face,New Face {n},Robot {n},Fair" for n in range(2))
    )
    ImportRun.update(by=world.mia).execute()
    taken_back(run, world.mia)
    for model, count, verb in ((User, 2, "disabled"), (Product, 2, "archived"), (Source, 1, "archived"), (Pipeline, 1, "archived"), (Stage, 2, "archived")):  # fmt: skip
        rows = list(model.select().where(model.id.in_(run.made(model.noun))))
        assert len(rows) == count
        for row in rows:
            last = Event.about(row).order_by(Event.id.desc()).first()
            assert (last.name, last.actor_id, last.facts) == (f"{row.noun}.{verb}", world.mia.id, {"name": row.name})
    told, _more = page(world.ada, Wanted(kind="users"))
    assert [event.name for event in told[:2]] == ["user.disabled"] * 2


def test_nothing_that_hangs_on_another_row_by_now_is_put_away(world, imported):
    """Product lines, competitors, customers' teams and people's tasks use a row as much as an opportunity's fields do."""
    run = imported("opportunities", HEAD, *(f"row {n},Needs,,,Face {n},Robot {n}," for n in range(3)))
    rival = Competitor.named("Rival", world.ada)
    team = Team.add(world.ada, name="Fresh")
    for row in (rival, team):
        ImportItem.create(run=run, subject_type=row.noun, subject_id=row.id)
    robot, faces = Product.get(Product.name == "Robot 0"), [User.get(User.name == f"Face {n}") for n in range(3)]
    sale = world.acme_renewal
    sale.add_line(world.ada, product=robot, price=5)
    sale.add_competitor(world.ada, "Rival")
    sale.share(world.ada, faces[0])
    task = Activity.plan(world.ada, "call", opportunity=sale, on=today())
    Activity.update(assignee=faces[1]).where(Activity.id == task.id).execute()
    Customer.update(team=team).where(Customer.id == world.acme.id).execute()
    taken_back(run, world.ada)
    for row in (robot, rival, team):
        assert type(row).get_by_id(row.id).archived_at is None, row.name
    assert Product.get(Product.name == "Robot 1").archived_at
    assert [bool(User.get_by_id(face.id).disabled_at) for face in faces] == [False, False, True]


def test_the_only_pipeline_stays(world, imported):
    run = imported("opportunities", HEAD, "row,Unheard,New,Face,Ann Li,,")
    Pipeline.update(archived_at=now()).where(Pipeline.id.not_in(run.made("pipeline"))).execute()
    taken_back(run, world.ada)
    assert Pipeline.default().path()


def test_a_pipeline_that_stays_keeps_its_stages(world, imported):
    """The only one, with several stages of which nobody is in any."""
    run = imported("opportunities", HEAD, "row,Unheard,New,Face,Ann Li,,", "row 2,Unheard 2,New,Face,Ann Li,,")
    Pipeline.update(archived_at=now()).where(Pipeline.id.not_in(run.made("pipeline"))).execute()
    taken_back(run, world.ada)
    assert [stage.name for stage in Pipeline.default().path()] == ["Unheard", "Unheard 2"]


def test_parents_go_with_the_customers_below_them(world, imported):
    rows = ("Child,Parent", "Parent,Grandparent", "Ring,Round", "Round,Ring", "Touched,Above")
    run = imported("customers", "account,subsidiary_of", *rows)
    Customer.get(Customer.name == "Touched").edit(world.ada, phone="123456")
    taken_back(run, world.ada)
    left = {row.name for row in Customer.kept(Customer.name).where(Customer.id.in_(run_ids(rows)))}
    assert {"Touched", "Above"} <= left  # somebody took it up, and it hangs on the other
    assert not left & {"Child", "Parent", "Grandparent"}


def run_ids(rows):
    """Ids of the customers that the rows name."""
    names = {name for row in rows for name in row.split(",")}
    return Customer.select(Customer.id).where(Customer.name.in_(names))
