"""A small company that every test may count on: a named cast and a few named rows.

people (password "correct horse")          sees
ann   salesperson, North                   her own and those she collaborates on, North's without an owner
bo    team lead, North                     North's
cy    salesperson, South                   his own
mia   manager                              all
ada   administrator                        all
vic   viewer                               all, changes nothing
finn  salesperson, North, disabled         cannot sign in

opportunities        owner, team           stage, amount
acme_renewal         ann, North            Proposal, CNY 120,000.00; source Referral, contact acme_wei, due in 30 days
star_rollout         ann, North            Needs, amount unknown; a Chinese customer
crane_upgrade        bo, North             Negotiation, USD 10,000.00 = CNY 70,000.00, probability 80 by hand, overdue
north_unowned        nobody, North         First contact, CNY 8,000.00; customer dune
south_pilot          cy, South             Needs, CNY 50,000.00; customer bolt
bolt_shared          cy, South             Contract, CNY 200,000.00; ann may read
bolt_joint           cy, South             Proposal, CNY 30,000.00; ann may write
bolt_expired         cy, South             First contact, CNY 1,000.00; ann could read until yesterday
handed_over          cy, South             First contact, amount unknown; ann made it, mia gave it to cy, who has not seen it
orphan               nobody, no team       First contact, no customer; mia made it
acme_visit           ann's plan on the customer acme, in ten days; acme_note: a note of hers there
acme_won             ann, North            won today: expected CNY 90,000.00, agreed CNY 85,000.00
acme_lost            ann, North            lost today from Negotiation: "Chose a competitor", Rival Ltd
bolt_invalid         cy, South             invalid today: "Duplicate"
"""

import datetime as dt

from models import (
    Activity,
    Collaboration,
    Contact,
    Customer,
    Delivery,
    Note,
    Notification,
    Opportunity,
    Setting,
    StageEntry,
    Team,
    User,
)
from models.base import now
from models.currency import set_rate
from models.defaults import set_up
from models.pipeline import CloseReason, Pipeline, Source, Stage
from models.setting import today

PASSWORD = "correct horse"
CAST = ("ann", "bo", "cy", "mia", "ada", "vic")


class World:
    """The rows by name, each read anew from the database: `world.acme_renewal.outcome` is what is stored now."""

    password = PASSWORD

    def __init__(self, names):
        self.names = names

    def __getattr__(self, name):
        try:
            model, key = self.names[name]
        except KeyError:
            raise AttributeError(f"the world has no {name}; it has {', '.join(sorted(self.names))}") from None
        return model.get_by_id(key)

    def user(self, who):
        """The User of a name of the cast, or the User itself."""
        return who if isinstance(who, User) else getattr(self, who)

    def stage(self, name):
        return Stage.get(Stage.name == name)

    def reason(self, outcome, name):
        return CloseReason.get(CloseReason.outcome == outcome, CloseReason.name == name)

    def source(self, name):
        return Source.get(Source.name == name)


def build():
    """Write the world into the empty, migrated database. Returns {name: (model, id)}, to be wrapped in World."""
    rows = {}
    Setting.write(company__name="Example Trading")
    set_up()
    set_rate("USD", "7")
    rows["pipeline"] = Pipeline.default()
    _people(rows)
    _customers(rows)
    _open_opportunities(rows)
    _closed_opportunities(rows)
    User.update(
        agenda_on=dt.date(2999, 1, 1), briefed_on=dt.date(2999, 1, 1)
    ).execute()  # nobody's morning comes unless a test wants it
    for queued in (Delivery, Notification):  # what the building queued is nobody's business
        queued.delete().execute()
    return {name: (type(row), row.get_id()) for name, row in rows.items()}


def _people(rows):
    rows["north"] = north = Team.create(name="North", office="Beijing")
    rows["south"] = south = Team.create(name="South", office="Guangzhou")
    for key, name, role, team in (
        ("ann", "Ann Li", "salesperson", north),
        ("bo", "Bo Chen", "team_lead", north),
        ("cy", "Cy Wang", "salesperson", south),
        ("mia", "Mia Zhou", "manager", None),
        ("ada", "Ada Sun", "administrator", None),
        ("vic", "Vic Hu", "viewer", None),
        ("finn", "Finn Gao", "salesperson", north),
    ):
        rows[key] = User.add(name, f"{key}@example.com", PASSWORD, role=role, team=team)
    rows["finn"].disable(by=rows["ada"])


def _customers(rows):
    ann, bo, cy = rows["ann"], rows["bo"], rows["cy"]
    rows["acme"] = acme = Customer.add(
        ann, name="Acme", owner=ann, phone="+86 138 0013 8000", email="info@acme.example"
    )
    rows["star"] = star = Customer.add(ann, name="上海星辰科技有限公司", owner=ann, industry="制造业")
    rows["crane"] = Customer.add(bo, name="Crane Works", owner=bo)
    rows["bolt"] = bolt = Customer.add(cy, name="Bolt", owner=cy, website="https://bolt.example")
    rows["dune"] = Customer.add(None, name="Dune")
    rows["acme_wei"] = Contact.add(ann, customer=acme, name="Wei Zhang", title="Buyer", phone="13900139000")
    rows["star_lin"] = Contact.add(ann, customer=star, name="林晓", wechat="linxiao")
    rows["acme_visit"] = Activity.plan(
        ann, "visit", on=today() + dt.timedelta(days=10), customer=acme, subject="See the hall"
    )
    rows["acme_note"] = Note.add(ann, "Buys in spring", customer=acme)
    rows["bolt_pat"] = Contact.add(cy, customer=bolt, name="Pat Moor", email="pat@bolt.example")


def _open_opportunities(rows):
    def add(key, name, by, stage, days, **values):
        """Opened `days` ago; entered its stage half that time ago."""
        values = {"stage": stages["First contact"], "opened_on": today() - dt.timedelta(days=days), **values}
        row = Opportunity.add(by, name=name, **values)
        if stage != "First contact":
            row.enter(stages[stage], by=None)
        moment = now() - dt.timedelta(days=days // 2)
        Opportunity.update(entered_stage_at=moment).where(Opportunity.id == row.id).execute()
        StageEntry.update(entered_at=moment).where(
            StageEntry.opportunity == row, StageEntry.left_at.is_null()
        ).execute()
        rows[key] = row

    stages = {stage.name: stage for stage in rows["pipeline"].path()}
    ann, bo, cy, mia = rows["ann"], rows["bo"], rows["cy"], rows["mia"]
    soon, past = today() + dt.timedelta(days=30), today() - dt.timedelta(days=5)
    referral = Source.get(Source.name == "Referral")
    add("acme_renewal", "Acme renewal", ann, "Proposal", 40, customer=rows["acme"], contact=rows["acme_wei"],
        amount=12_000_000, source=referral, expected_close_on=soon, grade="A", intent="high",
        requirement="Two more years, 200 seats")  # fmt: skip
    add("star_rollout", "星辰 ERP 项目", ann, "Needs", 20, customer=rows["star"], contact=rows["star_lin"])
    add("crane_upgrade", "Crane upgrade", bo, "Negotiation", 60, customer=rows["crane"], amount=1_000_000, currency="USD",
        probability=80, expected_close_on=past)  # fmt: skip
    add("north_unowned", "Dune first order", mia, "First contact", 6, customer=rows["dune"], amount=800_000,
        owner=None, team=rows["north"])  # fmt: skip
    add("south_pilot", "South pilot", cy, "Needs", 30, customer=rows["bolt"], amount=5_000_000, expected_close_on=soon)
    add("bolt_shared", "Bolt frame contract", cy, "Contract", 50, customer=rows["bolt"], amount=20_000_000)
    add("bolt_joint", "Bolt joint bid", cy, "Proposal", 16, customer=rows["bolt"], amount=3_000_000)
    add("bolt_expired", "Bolt spare parts", cy, "First contact", 8, customer=rows["bolt"], amount=100_000)
    add("handed_over", "Handed over", ann, "First contact", 2)
    rows["handed_over"].assign(by=mia, owner=cy)
    add("orphan", "Orphan enquiry", mia, "First contact", 4, owner=None, team=None)
    yesterday = today() - dt.timedelta(days=1)
    Collaboration.create(opportunity=rows["bolt_shared"], user=ann)
    Collaboration.create(opportunity=rows["bolt_joint"], user=ann, writes=True)
    Collaboration.create(opportunity=rows["bolt_expired"], user=ann, until_on=yesterday)


def _closed_opportunities(rows):
    def add(key, name, owner, customer, amount):
        rows[key] = Opportunity.add(
            owner, name=name, customer=customer, amount=amount, opened_on=today() - dt.timedelta(days=45)
        )
        return rows[key]

    def reason(outcome, name):
        return CloseReason.get(CloseReason.outcome == outcome, CloseReason.name == name)

    ann, cy = rows["ann"], rows["cy"]
    won = add("acme_won", "Acme first order", ann, rows["acme"], 9_000_000)
    won.win(by=ann, amount=8_500_000, reason=reason("won", "Price"))
    lost = add("acme_lost", "Acme service", ann, rows["acme"], 4_000_000)
    lost.enter(Stage.get(Stage.name == "Negotiation"), by=ann)
    lost.lose(by=ann, reason=reason("lost", "Chose a competitor"), competitor="Rival Ltd")
    add("bolt_invalid", "Bolt duplicate", cy, rows["bolt"], None).invalidate(
        by=cy, reason=reason("invalid", "Duplicate")
    )
