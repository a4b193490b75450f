"""What a row of opportunities becomes, rule by rule, and that it is what the verbs would have made of it."""

import datetime as dt

import pytest

from models import (
    Contact,
    Customer,
    Delivery,
    Event,
    FieldChange,
    Opportunity,
    OpportunityContact,
    StageEntry,
    Team,
    User,
)
from models.imports.trouble import Unreadable
from models.pipeline import CloseReason, Competitor, Pipeline, Source
from models.setting import Setting, today
from tests.models.imports.conftest import events_of, noted, told

HEAD = "ID,Name,Customer,Stage,Amount,Close date,Created,Owner"


def only(name):
    return Opportunity.get(Opportunity.name == name)


def test_an_open_row(world, brought):
    brought("opportunities", HEAD, 'k1,Big one,Acme,Needs,"1,000.50",2027-03-01,2026-01-05,Ann Li')
    row = only("Big one")
    assert (row.key, row.customer, row.stage, row.owner, row.team) == (
        "k1", world.acme, world.stage("Needs"), world.ann, world.north,
    )  # fmt: skip
    assert (row.amount, row.currency, row.base_amount, row.weighted) == (100_050, "CNY", 100_050, 30_015)
    assert (row.opened_on, row.expected_close_on, row.closed_on) == (dt.date(2026, 1, 5), dt.date(2027, 3, 1), None)
    assert (row.outcome, row.final_amount, row.probability, row.version) == (None, None, None, 1)
    assert not row.is_new_for_owner
    entry = StageEntry.get(StageEntry.opportunity == row)
    assert (entry.stage, entry.entered_at.date(), entry.left_at) == (row.stage, row.opened_on, None)
    assert events_of(row) == [("opportunity.created", "2026-01-05")]


def test_a_won_row_has_both_amounts_and_proves_no_stage(world, brought):
    brought("opportunities", HEAD, "k1,Big one,Acme,Won,500,2026-03-01,2026-01-05,Ann Li")
    row = only("Big one")
    assert (row.outcome, row.closed_on, row.expected_close_on) == ("won", dt.date(2026, 3, 1), None)
    assert (row.amount, row.final_amount, row.base_final_amount) == (50_000, 50_000, 50_000)
    assert row.stage == world.stage("First contact")
    assert not StageEntry.select().where(StageEntry.opportunity == row).exists()
    assert events_of(row) == [("opportunity.created", "2026-01-05"), ("opportunity.won", "2026-03-01")]


def test_a_lost_row_in_a_stage_of_its_own_proves_that_stage(world, brought):
    head = "Title,Stage,Status,Value,Deal created,Lost time,Lost reason,Competitor"
    brought("opportunities", head, "Gone,Proposal,Lost,0,2026-01-05,2026-02-01 09:30:00,Price too high,Rival Ltd")
    row = only("Gone")
    assert (row.outcome, row.stage, row.furthest_position) == ("lost", world.stage("Proposal"), 2)
    assert (row.close_reason, row.competitor) == (world.reason("lost", "Price too high"), Competitor.get())
    assert row.amount is None  # 0 on a loss is unknown
    entry = StageEntry.get(StageEntry.opportunity == row)
    assert (entry.entered_at.date(), entry.left_at.date()) == (dt.date(2026, 1, 5), dt.date(2026, 2, 1))


@pytest.mark.parametrize(
    ("stage", "amount", "expected"),
    [
        ("Needs", "", None),
        ("Needs", "0", 0),
        ("Lost", "0", None),
        ("Lost", "7", 700),
        ("无效", "0", None),
        ("Won", "0", 0),
        ("Won", "", None),
    ],
)
def test_unknown_is_not_zero(brought, stage, amount, expected):
    brought("opportunities", HEAD, f"k,Row,,{stage},{amount},2026-03-01,2026-01-05,")
    assert only("Row").amount == expected


@pytest.mark.parametrize(
    ("word", "outcome"),
    [("Won", "won"), ("Closed Won", "won"), ("closedwon", "won"), ("赢单", "won"), ("贏單", "won"), ("Closed Lost", "lost"),
     ("输单", "lost"), ("輸單", "lost"), ("无效", "invalid"), ("Invalid", "invalid"), ("6 - Closed Won", "won")],
)  # fmt: skip
def test_stages_named_like_outcomes_are_outcomes(brought, word, outcome):
    brought("opportunities", HEAD, f"k,Row,,{word},1,2026-03-01,2026-01-05,")
    assert only("Row").outcome == outcome
    assert not Pipeline.get_or_none(Pipeline.name == "deals")


def test_flags_tell_the_outcome_where_the_stage_does_not(brought):
    head = "Deal Name,Deal Stage,Is Deal Closed?,Is Closed Won,Close Date,Create Date"
    brought(
        "opportunities",
        head,
        *(
            f"{n},Needs,{closed},{won},2026-03-01,2026-01-01"
            for n, closed, won in (("a", "true", "true"), ("b", "true", "false"), ("c", "false", "false"))
        ),
    )
    assert [only(name).outcome for name in "abc"] == ["won", "lost", None]


def test_a_column_called_closed_may_hold_something_else(brought):
    brought("opportunities", "Name,Stage,Closed", "a,Needs,by phone", "b,Needs,true", "c,Needs,no")
    assert [(only(name).outcome, only(name).text.imported) for name in "abc"] == [
        (None, "Closed: by phone"),
        ("lost", None),
        (None, None),
    ]


@pytest.mark.parametrize(
    ("line", "name"),
    [
        ("k1,Given,Acme,Robot", "Given"),
        ("k1,,Acme,Robot", "Acme – Robot"),
        ("k1,,Acme,", "k1"),
        ("k1,,,Robot", "k1"),
        (",,Acme,", "Acme"),
        (",,,Robot", "Robot"),
    ],
)
def test_a_name_where_there_is_none(brought, line, name):
    brought("opportunities", "ID,Name,Customer,Product,Stage", f"{line},Needs")
    assert Opportunity.select().order_by(Opportunity.id.desc()).first().name == name


def test_a_customer_is_found_by_its_key_or_made(world, brought):
    lines = ["a,Acme Ltd,Needs", "b,上海星辰科技有限公司,Needs", "c,ＮＥＷ　Co,Needs", "d,new co.,Needs"]
    planned = brought("opportunities", "Name,Customer,Stage", *lines)
    assert only("a").customer == world.acme
    assert only("b").customer == world.star
    assert only("c").customer == only("d").customer
    assert planned.counts["customers_found"] == 2
    assert planned.counts["customers_new"] == 1
    made = only("c").customer
    assert made.name == "ＮＥＷ Co"
    assert [name for name, _ in events_of(made)] == ["customer.created"]
    assert only("a").text.imported == "Customer: Acme Ltd"  # the other spelling is not lost


def test_owners_are_found_by_name_or_mail_or_made_without_a_way_in(world, brought):
    planned = brought(
        "opportunities", "Name,Stage,Owner", "a,Needs,ann li", "b,Needs,CY@example.com", "c,Needs,New Face"
    )
    assert [only(name).owner for name in "ab"] == [world.ann, world.cy]
    made = only("c").owner
    assert (made.name, made.email, made.password_hash, made.role) == ("New Face", None, None, "salesperson")
    assert any("cannot sign in: New Face" in sentence for sentence in noted(planned))


def test_two_people_of_one_name_are_not_guessed_between(world, plan):
    User.add("Ann Li", "other@example.com")
    planned = plan("opportunities", "Name,Stage,Owner", "a,Needs,Ann Li", "b,Needs,ann@example.com")
    assert [told(p) for p in planned.problems] == [
        (2, "Owner", "There are several people named Ann Li. Write the mail address instead.")
    ]


def test_who_cannot_own_keeps_closed_rows_but_gets_no_open_one(world, plan):
    head = "Name,Stage,Owner,Close date"
    planned = plan("opportunities", head, "a,Needs,Vic Hu,", "b,Won,Finn Gao,2026-01-01", "c,Needs,Finn Gao,")
    assert [told(p)[0] for p in planned.problems] == [2, 4]
    assert "cannot own opportunities" in told(next(iter(planned.problems)))[2]


def test_what_rows_name_is_found_or_made(world, brought):
    head = "Name,Stage,Product,Source,Lead Source,Team,Lost reason,Close date"
    brought("opportunities", head, "a,Lost,GTX Pro,referral,,North,Weather,2026-01-01", "b,Needs,GTXPro,Fair,,West,,")
    assert only("a").product == only("b").product
    assert only("a").source == world.source("Referral")
    assert only("b").source == Source.get(Source.name == "Fair")
    assert (only("a").team, only("b").team) == (world.north, Team.get(Team.name == "West"))
    reason = only("a").close_reason
    assert (reason.name, reason.outcome) == ("Weather", "lost")
    assert CloseReason.select().where(CloseReason.name == "Weather").count() == 1


def test_contacts_come_to_their_customers(world, brought):
    brought(
        "opportunities",
        "Name,Stage,Customer,Contact",
        "a,Needs,Acme,wei zhang",
        "b,Needs,Acme,Li Si",
        "c,Needs,,Nobody",
    )
    people = {row.opportunity.name: row.contact for row in OpportunityContact.select()}
    assert people["a"] == world.acme_wei
    assert (people["b"].name, people["b"].customer) == ("Li Si", world.acme)
    assert "c" not in people
    assert only("c").text.imported == "Contact: Nobody"
    assert Contact.select().where(Contact.name_key == "wei zhang").count() == 1


def test_no_cell_is_lost(world, brought):
    head = 'Name,Stage,Grade,Intent,Colour,"Multi line",Pipeline,Opened days'
    brought("opportunities", head, 'a,Needs,Hot,maybe,blue,"one\ntwo",Anything,', "b,Needs,A,高,,,,")
    assert only("a").text.imported.splitlines() == [
        "Grade: Hot", "Intent: maybe", "Colour: blue", "Multi line: one", "    two", "Pipeline: Anything",
    ]  # fmt: skip
    assert (only("b").grade, only("b").intent, only("b").text.imported) == ("A", "high", None)


def test_dates_that_are_missing(world, brought):
    head = "Name,Stage,Created,Close date,Expected close date"
    planned = brought(
        "opportunities", head, "a,Needs,,,", "b,Won,2026-01-05,,", "c,Won,,,", "d,Lost,2026-01-05,,2026-02-01",
        "e,Won,,2026-02-01,", "f,Lost,2026-01-05,,2099-01-01",
    )  # fmt: skip
    days = {row.name: (str(row.opened_on), row.closed_on and str(row.closed_on)) for row in Opportunity.select()}
    day = str(today())
    assert [days[name] for name in "abcdef"] == [
        (day, None), ("2026-01-05", "2026-01-05"), (day, day), ("2026-01-05", "2026-02-01"),
        ("2026-02-01", "2026-02-01"), ("2026-01-05", "2026-01-05"),
    ]  # fmt: skip
    assert str(only("f").expected_close_on) == "2099-01-01"
    notes = noted(planned)
    assert notes["Without an opening date: opened on the day of the import, or of their closing"] == (3, [2, 4, 6])
    assert notes["Closed without a closing date: the expected one was taken"] == (1, [5])
    assert notes["Closed without a closing date: the opening date, or the day of the import was taken"] == (
        3,
        [3, 4, 7],
    )


@pytest.mark.parametrize(
    ("line", "column", "word"),
    [
        ("k,Row,,Won,1,2999-01-01,2026-01-05,", "Close date", "The year"),
        ("k,Row,,Won,1,2099-01-01,2026-01-05,", "Close date", "closing date cannot be in the future"),
        ("k,Row,,Won,1,2026-01-01,2026-01-05,", "Close date", "before the opening date"),
        ("k,Row,,Needs,1,,2099-01-05,", "Created", "opening date cannot be in the future"),
        ("k,Row,,Needs,lots,,,", "Amount", "“lots” is not an amount"),
        ("k,Row,,Needs,-1,,,", "Amount", "below zero"),
        ("k,Row,,Needs,€5,,,", "Amount", "no rate for EUR"),
        ("k,Row,,Needs,1,2026-02-30,,", "Close date", "“2026-02-30” is not a date"),
        (f"{'k' * 65},Row,,Needs,1,,,", "ID", "longer than 64"),
        (f"k,Row,{'c' * 201},Needs,1,,,", "Customer", "longer than 200"),
        (f"k,Row,,Needs,1,,,{'o' * 121}", "Owner", "longer than 120"),
    ],
)
def test_a_row_is_refused_with_its_number_column_and_reason(plan, line, column, word):
    planned = plan("opportunities", HEAD, "ok,Fine,,Needs,1,,,", line)
    (problem,) = planned.problems
    row, where, sentence = told(problem)
    assert (row, where) == (3, column)
    assert word in sentence


def test_an_unknown_outcome_is_refused(plan):
    planned = plan("opportunities", "Name,Stage,Status", "a,Needs,Deleted", "b,Needs,Open")
    assert [told(p) for p in planned.problems] == [
        (2, "Status", "“Deleted” is no outcome. An outcome is open, won, lost or invalid.")
    ]


def test_a_stage_that_the_pipeline_asked_for_lacks(plan):
    planned = plan("opportunities", "Name,Stage", "a,Needs", "b,Haggling", pipeline="Sales")
    assert [told(p) for p in planned.problems] == [
        (3, "Stage", "There is no stage “Haggling” in the pipeline “Sales”.")
    ]


def test_a_long_name_is_cut_and_kept(brought):
    brought("opportunities", "Name,Stage", f"{'n' * 250},Needs")
    row = Opportunity.select().order_by(Opportunity.id.desc()).first()
    assert len(row.name) == 200
    assert row.text.imported == f"Name: {'n' * 250}"


def test_currencies_by_sign_column_and_heading(world, brought):
    brought(
        "opportunities",
        "Name,Stage,Amount,Currency",
        "a,Needs,$10,",
        "b,Needs,10,usd",
        "c,Needs,￥10,",
        "d,Needs,10,人民币",
    )
    assert [(only(n).currency, only(n).base_amount) for n in "abcd"] == [
        ("USD", 7000),
        ("USD", 7000),
        ("CNY", 1000),
        ("CNY", 1000),
    ]
    brought("opportunities", "Name,Stage,金额（万元）", "e,Needs,28", name="other.csv")
    assert only("e").amount == 28_000_000


def test_sign_and_column_that_contradict_each_other(plan):
    planned = plan("opportunities", "Name,Stage,Amount,Currency", "a,Needs,€10,USD", "b,Needs,$10,USD")
    assert [told(p) for p in planned.problems] == [(2, "Amount", "The amount is in EUR, its currency is USD.")]


def test_a_rate_may_come_with_the_import(world, brought):
    import decimal

    brought("opportunities", "Name,Stage,Amount", "a,Needs,€10", rates={"EUR": decimal.Decimal("7.8")})
    assert (only("a").currency, only("a").base_amount) == ("EUR", 7800)
    from models.currency import rate

    assert rate("EUR") == decimal.Decimal("7.8")


def test_a_probability_that_differs_from_its_stage_is_kept_by_hand(brought):
    brought("opportunities", "Name,Stage,Probability", "a,Needs,0.3", "b,Needs,0.8", "c,Needs,", "d,Won,1")
    assert [only(name).probability for name in "abcd"] == [None, 80, None, None]


def test_an_unknown_set_of_stages_makes_a_pipeline_named_after_the_file(world, brought):
    planned = brought(
        "opportunities", "Name,Stage,Probability", "a,Late,80%", "b,Early,10%", "c,Won,100%", name="其他 系统.csv"
    )
    made = Pipeline.get(Pipeline.name == "其他 系统")
    assert [(stage.name, stage.rate) for stage in made.path()] == [("Early", 10), ("Late", 80)]
    assert (planned.counts["pipelines_new"], planned.counts["stages_new"]) == (1, 2)
    assert only("c").stage.name == "Early"
    assert made.version > 1
    again = brought("opportunities", "Name,Stage,Probability", "d,Early,", name="其他 系统.csv")
    assert only("d").pipeline == made
    assert again.counts["pipelines_new"] == 0


def test_several_pipelines_in_one_file(world, brought):
    brought("opportunities", "Name,Pipeline,Stage", "a,One,Alpha", "b,Two,Beta", "c,One,Won")
    assert [only(name).pipeline.name for name in "abc"] == ["deals – One", "deals – Two", "deals – One"]


def test_history_carries_the_days_of_the_file_and_sends_nothing(world, brought):
    before = Delivery.select().count()
    brought("opportunities", HEAD, "k,Row,Acme,Won,5,2026-03-01,2026-01-05,Cy Wang", by=world.mia)
    row = only("Row")
    changes = {c.field: (c.new, str(c.at.date())) for c in FieldChange.select().where(FieldChange.opportunity == row)}
    assert changes == {
        "amount": ("500", "2026-01-05"), "owner": (str(world.cy.id), "2026-01-05"), "team": (str(world.south.id), "2026-01-05"),
        "intent": ("unknown", "2026-01-05"), "outcome": ("won", "2026-03-01"),
    }  # fmt: skip
    assert row.created_by == world.mia
    assert Delivery.select().count() == before
    finished = Event.get(Event.name == "import.finished")
    assert finished.actor_id == world.mia.id
    assert (finished.facts["file"], finished.facts["kind"], finished.facts["won"]) == ("deals.csv", "opportunities", 1)


def columns(row):
    """What two rows must have in common to be the same sale."""
    fields = set(Opportunity._meta.fields) - {
        "id",
        "name",
        "key",
        "version",
        "created_at",
        "updated_at",
        "entered_stage_at",
        "owner_seen_at",
    }
    return {field: row.__data__[field] for field in fields}


def history(row):
    changes = FieldChange.select().where(FieldChange.opportunity == row)
    return sorted((c.field, c.old, c.new) for c in changes)


@pytest.mark.parametrize("outcome", ["open", "won", "lost"])
def test_an_imported_row_is_what_the_verbs_make(world, brought, outcome):
    opened, closed = today() - dt.timedelta(days=20), today() - dt.timedelta(days=2)
    state = {"open": ("Open", "", ""), "won": ("Won", closed, "Price"), "lost": ("Lost", closed, "Timing")}[outcome]
    head = (
        "Name,Customer,Stage,Status,Value,Currency,Created,Closed on,Close reason,Owner,Expected close date,Probability"
    )
    brought(
        "opportunities",
        head,
        f"imported,Acme,Proposal,{state[0]},333.35,USD,{opened},{state[1]},{state[2]},Ann Li,2099-01-01,",
    )
    by_hand = Opportunity.add(
        None, name="by hand", customer=world.acme, stage=world.stage("Proposal"), amount=33_335, currency="USD",
        opened_on=opened, owner=world.ann, expected_close_on=dt.date(2099, 1, 1),
    )  # fmt: skip
    if outcome == "won":
        by_hand.win(by=None, on=closed, reason=world.reason("won", "Price"))
    if outcome == "lost":
        by_hand.lose(by=None, on=closed, reason=world.reason("lost", "Timing"))
    by_hand = Opportunity.get_by_id(by_hand.id)
    assert columns(only("imported")) == columns(by_hand)
    assert history(only("imported")) == history(by_hand)


@pytest.mark.parametrize(
    "lines",
    [("线索名称,手机,备注", "李示例,139,"), ("Customer,Phone", "Acme,1")],
)
def test_a_list_of_something_else_is_refused(plan, lines):
    with pytest.raises(Unreadable, match="does not look like a list of opportunities"):
        plan("opportunities", *lines)


def test_days_are_noon_of_the_company(world, brought):
    Setting.write(company__time_zone="America/New_York")
    brought("opportunities", "Name,Stage,Created", "a,Needs,2026-01-05")
    assert only("a").entered_stage_at == dt.datetime(2026, 1, 5, 17)
    assert Customer.select().where(Customer.name == "a").count() == 0
