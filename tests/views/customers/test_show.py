"""The page of a customer: facts, people, what it brings within reach, and what happened."""

import pytest

from models import Activity, Contact, Customer
from models.setting import today


def test_it_shows_facts_people_and_opportunities(client_for, world):
    body = client_for("ann").get(f"/customers/{world.acme.id}").text
    for said in (
        "info@acme.example",
        'href="tel:13800138000"',
        "Wei Zhang",
        "Acme renewal",
        "120,000",
        "85,000",
        "of 2 closed",
    ):
        assert said in body
    assert body.index("Acme renewal") < body.index("Acme service")  # open first


def test_a_plan_says_of_which_opportunity_it_is(client_for, world):
    row = Activity.plan(world.ann, "call", today(), opportunity=world.acme_renewal, subject="Ask for the order")
    link = f'href="/opportunities/{world.acme_renewal.id}" dir="auto">Acme renewal</a>'
    plan = (
        client_for("ann").get(f"/customers/{world.acme.id}").text.split(f'id="plan-{row.id}"')[1].split("</section>")[0]
    )
    assert link in plan
    assert link not in client_for("ann").get(f"/opportunities/{world.acme_renewal.id}").text.split('id="plans"')[1]


def test_opportunities_beyond_reach_are_neither_shown_nor_counted(client_for, world):
    body = client_for("ann").get(f"/customers/{world.bolt.id}").text
    assert "Bolt joint bid" in body
    assert "South pilot" not in body
    assert "2 opportunities" in body
    assert "230,000" in body


@pytest.mark.parametrize(("who", "status"), [("ann", 200), ("bo", 200), ("cy", 404), ("vic", 200)])
def test_who_may(client_for, world, who, status):
    assert client_for(who).get(f"/customers/{world.acme.id}").status_code == status


@pytest.mark.parametrize(("who", "name", "edits", "creates"),
                         [("ann", "acme", True, True), ("ann", "bolt", False, True), ("vic", "acme", False, False)])  # fmt: skip
def test_buttons_are_for_those_who_may(client_for, world, who, name, edits, creates):
    row = getattr(world, name)
    body = client_for(who).get(f"/customers/{row.id}").text
    assert (f'href="/customers/{row.id}/edit"' in body) is edits
    assert ("Read only" in body) is not edits
    assert (f"/contacts/new?customer={row.id}" in body) is creates


def test_what_a_file_or_a_user_wrote_is_text(client_for, world):
    world.acme.edit(
        world.ann, name='<b>"A" & co</b>', website="javascript:alert(1).com", description="<script>1</script>"
    )
    body = client_for("ann").get(f"/customers/{world.acme.id}").text
    assert "<b>&#34;A&#34;" not in body
    assert "&lt;b&gt;&#34;A&#34; &amp; co&lt;/b&gt;" in body
    assert "<script>1" not in body
    assert 'href="https://javascript:alert(1).com"' in body


def test_the_story_says_who_changed_what(client_for, world):
    world.acme.edit(world.mia, industry="Steel", owner=world.bo, description="x")
    world.acme_wei.edit(world.ann, title="Head")
    body = " ".join(client_for("ann").get(f"/customers/{world.acme.id}").text.split())
    assert '<b dir="auto">Mia Zhou</b> changed this customer' in body
    assert '<li>Industry: <b dir="auto">Steel</b></li>' in body
    assert '<li>Owner: <del>Ann Li</del> → <b dir="auto">Bo Chen</b></li>' in body
    assert "<li>Description</li>" in body
    assert '<b dir="auto">Ann Li</b> changed the contact Wei Zhang' in body


def test_earlier_events_follow_on(client_for, world, htmx):
    for number in range(30):
        world.acme.edit(world.ann, industry=f"Branch {number}")
    page = client_for("ann")
    body = page.get(f"/customers/{world.acme.id}").text
    assert body.count("changed this customer") == 20
    earlier = body.split("timeline?after=")[1].split('"')[0]
    rest = page.get(f"/customers/{world.acme.id}/timeline?after={earlier}", headers=htmx).text
    assert rest.count("changed this customer") == 10
    assert "Back to Acme" in page.get(f"/customers/{world.acme.id}/timeline?after={earlier}").text


def test_an_unknown_event_breaks_nothing(client_for, world):
    from models.event import record

    record("customer.sent_to_the_moon", world.acme, None, how="fast")
    assert "sent to the moon" in client_for("ann").get(f"/customers/{world.acme.id}").text


def test_the_page_costs_the_same_for_many(client_for, world, count_queries):
    page, address = client_for("ann"), f"/customers/{world.acme.id}"
    page.get(address)
    with count_queries() as few:
        page.get(address)
    for number in range(8):
        Contact.add(world.ann, customer=world.acme, name=f"Person {number}")
        world.acme.edit(world.ann, owner=world.bo if number % 2 else world.ann) if number % 2 == 0 else None
    with count_queries() as many:
        page.get(address)
    assert len(many) <= len(few) <= 32


def test_a_customer_may_belong_to_another(client_for, world):
    Customer.update(parent=world.bolt).where(Customer.id == world.acme.id).execute()
    assert "Belongs to" in client_for("ann").get(f"/customers/{world.acme.id}").text
    assert "Belongs to" not in client_for("bo").get(f"/customers/{world.acme.id}").text  # Bolt is out of bo's reach


@pytest.mark.parametrize("row_id", ["0", "999999", "9" * 30])
def test_no_such_customer(client_for, row_id):
    assert client_for("mia").get(f"/customers/{row_id}").status_code == 404
