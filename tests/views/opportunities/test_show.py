"""The page and the panel: what they tell, to whom, and at what cost."""

import datetime as dt

import pytest

from models import Contact, Event, Opportunity, OpportunityContact
from models.setting import today


def get(client, row, headers=None):
    return client.get(f"/opportunities/{row.id}", headers=headers)


def test_the_page_and_the_panel_are_made_of_the_same(client_for, world, htmx):
    client = client_for("ann")
    whole, part = get(client, world.acme_renewal).text, get(client, world.acme_renewal, htmx).text
    assert "<html" in whole
    assert "<html" not in part
    assert part.lstrip().startswith("<aside")
    for body in (whole, part):
        assert f'id="opportunity-{world.acme_renewal.id}"' in body
        for said in ("Acme renewal", "¥120,000", "weighted ¥60,000", "rate of the stage", "cycle of 70 days",
                     "High intent", "Ann Li", "Wei Zhang", "Two more years, 200 seats", "Referral",
                     "20 days, usually 10"):  # fmt: skip
            assert said in body, said


def test_a_probability_set_by_hand_says_so(client_for, world):
    body = get(client_for("bo"), world.crane_upgrade).text
    assert "80%" in body
    assert "set by hand; the stage has 70%" in body
    assert "5 days late" in body
    assert "$10,000" in body
    assert "¥70,000" in body


def test_a_won_one_tells_both_amounts(client_for, world):
    body = get(client_for("ann"), world.acme_won).text
    assert "for ¥85,000" in body
    assert "expected ¥90,000" in body
    assert "Reason: Price" in body
    assert "Reopen" in body
    assert "closure/new" not in body


def test_a_lost_one_names_who_won(client_for, world):
    body = get(client_for("ann"), world.acme_lost).text
    assert "to Rival Ltd" in body
    assert "Chose a competitor" in body


@pytest.mark.parametrize(("who", "row"), [("vic", "acme_renewal"), ("ann", "bolt_shared"), ("ann", "handed_over")])
def test_who_may_only_look_has_nothing_to_press(client_for, world, who, row):
    body = get(client_for(who), getattr(world, row)).text
    assert "Read only" in body
    for address in ("/edit", "/owner", "/closure", 'name="stage"'):
        assert f'href="/opportunities/{getattr(world, row).id}{address}' not in body
    assert "path__step" in body
    assert '<button type="submit" class="path__step' not in body


def test_the_mark_of_something_new_goes_with_the_owners_look(client_for, world):
    assert "Not seen by its owner yet" in get(client_for("mia"), world.handed_over).text
    assert world.handed_over.is_new_for_owner
    assert "New for you" in get(client_for("cy"), world.handed_over).text
    assert "New for you" not in get(client_for("cy"), world.handed_over).text


def test_what_people_typed_is_text_and_not_markup(client_for, world):
    nasty = "<script>alert(1)</script>"
    row = Opportunity.add(world.ann, name=nasty, requirement=nasty)
    row.edit(world.ann, description=nasty, name=nasty + "!")
    body = get(client_for("ann"), row).text
    assert nasty not in body
    assert "&lt;script&gt;alert(1)&lt;/script&gt;!" in body


def test_a_page_with_a_long_story_costs_no_more(client_for, world, count_queries):
    row, client = world.acme_renewal, client_for("mia")
    with count_queries() as queries:
        get(client, row)
    short = len(queries)
    for number in range(30):
        row.edit(world.mia, amount=number, customer=(world.star, world.acme)[number % 2], expected_close_on=today())
        row.assign(world.mia, owner=(world.cy, world.ann)[number % 2])
        contact = Contact.add(world.ann, customer=world.acme, name=f"Nr {number}")
        OpportunityContact.create(opportunity=row, contact=contact, role="user")
    with count_queries() as queries:
        body = get(client, row).text
    assert body.count('class="feed__item') == 20
    assert len(queries) <= 24, queries
    assert len(queries) - short <= 3


def test_the_story_tells_values_in_words(client_for, world):
    row = world.acme_renewal
    later = row.expected_close_on + dt.timedelta(days=9)
    row.edit(world.bo, amount=13_000_000)
    row.edit(world.bo, customer=world.star)
    row.edit(world.bo, expected_close_on=later, probability=65, grade=None)
    row.edit(world.bo, requirement="More")
    row.assign(world.mia, owner=world.cy)
    body = get(client_for("mia"), row).text
    for said in (
        'Bo Chen changed “Amount” from <del>¥120,000</del> to <b dir="auto">¥130,000</b>',
        'Bo Chen changed “Customer” from <del>Acme</del> to <b dir="auto">上海星辰科技有限公司</b>',
        "Bo Chen changed 3 fields",
        'Probability: <b dir="auto">65%</b>',
        "Bo Chen rewrote “Requirement”",
        'gave it from Ann Li to <b dir="auto">Cy Wang</b>',
    ):
        assert said in body, said


def test_an_amount_of_the_past_is_told_in_its_own_currency(client_for, world):
    row = world.acme_renewal
    row.edit(world.ann, amount=50_000)
    row.edit(world.ann, currency="USD")
    body = get(client_for("ann"), row).text
    assert 'to <b dir="auto">¥500</b>' in body
    assert "Currency" in body


def test_a_name_outside_the_reach_is_not_told(client_for, world):
    row = world.acme_renewal
    row.edit(world.mia, customer=world.crane)
    row.edit(world.mia, customer=world.acme)
    body = get(client_for("ann"), row).text
    assert "Crane Works" not in body


def test_an_event_that_nobody_knows_is_told_plainly(client_for, world):
    Event.create(
        name="opportunity.polished",
        subject_type="opportunity",
        subject_id=world.acme_renewal.id,
        happened_on=today(),
        opportunity_id=world.acme_renewal.id,
    )
    assert "polished" in get(client_for("ann"), world.acme_renewal).text


def test_the_time_of_day_is_told_only_of_what_was_written_on_its_day(client_for, world):
    row = world.acme_renewal
    Event.update(happened_on=dt.date(2020, 5, 4)).where(
        Event.subject_type == "opportunity", Event.subject_id == row.id
    ).execute()
    assert "feed__time" not in get(client_for("ann"), row).text
    row.edit(world.ann, grade="B")
    assert get(client_for("ann"), row).text.count("feed__time") == 1
