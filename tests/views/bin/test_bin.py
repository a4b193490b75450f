"""The bin on screen: asked first, taken back, looked through, restored, emptied."""

import json
import re

import pytest

from models import Activity, Customer, Note, Opportunity
from models import bin as lying
from models.opportunity.followed import follow


@pytest.fixture(autouse=True)
def nothing_said(world):
    """No follow-ups and notes but those of the tests here."""
    for model in (Activity, Note):
        for row in model.select():
            row.delete_instance()
            follow(row.opportunity_id)


def bin_it(client, noun, row, **more):
    return client.post(f"/bin/disposals/{noun}/{row.id}", **more)


# Into it


def test_the_dialog_says_what_goes_along(client_for, world, htmx):
    body = client_for("mia").get(f"/bin/disposals/customer/{world.acme.id}/new", headers=htmx).text
    assert "Delete “Acme”?" in body
    assert "3 opportunities and 1 contact" in body
    assert "30 days" in body


def test_a_closed_one_is_named_as_such(client_for, world, htmx):
    body = client_for("mia").get(f"/bin/disposals/opportunity/{world.acme_won.id}/new", headers=htmx).text
    assert "the figures of its period change" in body


def test_deleting_offers_its_undo_and_tells_the_page(client_for, world, htmx):
    ann = client_for("ann")
    answer = bin_it(ann, "opportunity", world.acme_renewal, headers=htmx, data={"version": world.acme_renewal.version})
    assert answer.status_code == 200
    assert "opportunity-changed" in answer.headers["HX-Trigger"]
    assert world.acme_renewal.deleted_at
    undo = re.search(r'action="(/batches/\d+/undo)"', answer.text)[1]
    assert ann.post(undo, headers=htmx).status_code == 200
    assert world.acme_renewal.deleted_at is None


def test_on_its_page_it_leads_to_the_list_in_a_panel_it_closes_it(client_for, world, htmx):
    ann, row = client_for("ann"), world.acme_renewal
    page = {**htmx, "HX-Current-URL": f"http://localhost/opportunities/{row.id}?from=list"}
    answer = bin_it(ann, "opportunity", row, headers=page, data={"panel": "1"})
    assert "panel-close" in json.loads(answer.headers["HX-Trigger"])
    world.acme_renewal.restore(world.ann)
    answer = bin_it(ann, "opportunity", row, headers=page)
    assert answer.headers["HX-Location"] == "/opportunities"


def test_undo_of_a_customer_leads_back_to_it(client_for, world, htmx):
    ann = client_for("ann")
    page = {**htmx, "HX-Current-URL": f"http://localhost/customers/{world.star.id}"}
    assert bin_it(ann, "customer", world.star, headers=page).headers["HX-Location"] == "/customers"
    undo = re.search(r'action="(/batches/\d+/undo)"', ann.get("/customers").text)[1]
    answer = ann.post(undo, headers=htmx)
    assert answer.headers["HX-Location"] == f"/customers/{world.star.id}"
    assert world.star.deleted_at is None


def test_what_may_not_go_says_why(client_for, world, htmx):
    ann = client_for("ann")
    for answer in (
        ann.get(f"/bin/disposals/customer/{world.acme.id}/new", headers=htmx),
        bin_it(ann, "customer", world.acme, headers=htmx),
    ):
        assert answer.status_code == 409
        assert "Some of its opportunities are not yours to delete" in answer.text
        assert "3 opportunities" not in answer.text, "how many there are beyond reach is nobody's business"
    assert world.acme.deleted_at is None


def test_what_was_changed_since_is_asked_again(client_for, world, htmx):
    ann, version = client_for("ann"), world.acme_renewal.version
    world.acme_renewal.edit(world.bo, name="Acme, again")
    answer = bin_it(ann, "opportunity", world.acme_renewal, headers=htmx, data={"version": version})
    assert answer.status_code == 409
    assert f'name="version" value="{world.acme_renewal.version}"' in answer.text
    assert world.acme_renewal.deleted_at is None


@pytest.mark.parametrize("path", ["user/1", "nothing/1", "opportunity/0", f"opportunity/{10**30}"])
def test_what_there_is_not_is_404(client_for, path):
    assert client_for("ada").get(f"/bin/disposals/{path}/new").status_code == 404
    assert client_for("ada").post(f"/bin/disposals/{path}").status_code == 404


def test_its_page_is_gone_and_so_are_its_edges(client_for, world, htmx):
    world.star.bin(world.ann)
    mia = client_for("mia")
    for path in (
        f"/opportunities/{world.star_rollout.id}",
        f"/customers/{world.star.id}",
        f"/contacts/{world.star_lin.id}",
        f"/opportunities/{world.star_rollout.id}/stage",
        f"/customers/{world.star.id}/edit",
    ):
        assert mia.get(path).status_code == 404, path
    for path in ("/opportunities?q=ERP", "/board", "/customers?q=星辰", "/contacts?q=林晓", "/customers/picks?q=星辰"):
        body = mia.get(path, headers=htmx).text
        assert "星辰 ERP" not in body, path
        assert "上海星辰" not in body, path
        assert f"/contacts/{world.star_lin.id}" not in body, path


# Looking through it


def test_it_lists_heads_with_what_went_along_who_and_until_when(client_for, world):
    world.star.bin(world.ann)
    body = client_for("ann").get("/bin").text
    assert "上海星辰科技有限公司" in body
    assert "1 opportunity and 1 contact" in body
    assert "Ann Li" in body
    assert "星辰 ERP" not in body
    assert client_for("cy").get("/bin").text.count("bin-customer") == 0


def test_by_kind_and_word(client_for, world, htmx):
    world.acme_renewal.bin(world.ann)
    world.star.bin(world.ann)
    ann = client_for("ann")
    for query, here, not_here in (
        ("kind=customer", "上海星辰", "Acme renewal"),
        ("q=renew", "Acme renewal", "上海星辰"),
        ("kind=nonsense", "Acme renewal", "Nothing of that"),
    ):
        body = ann.get(f"/bin?{query}", headers=htmx).text
        assert here in body, query
        assert not_here not in body, query
    assert "Nothing of that lies in the bin" in ann.get("/bin?q=zebra", headers=htmx).text
    assert "The bin is empty" in client_for("cy").get("/bin").text


def test_more_of_it(client_for, world, htmx, monkeypatch):
    monkeypatch.setattr(lying, "PAGE", 2)
    for row in (world.acme_renewal, world.star, world.acme_wei):
        row.bin(world.ann)
    ann = client_for("ann")
    first = ann.get("/bin", headers=htmx).text
    more = re.search(r'href="(/bin\?after=[^"]+)"', first)[1].replace("&amp;", "&")
    second = ann.get(more, headers=htmx).text
    assert (first.count("<tr id="), second.count("<tr id=")) == (2, 1)
    assert ann.get(more).status_code == 200


# Out of it


def test_one_is_restored_by_its_button_whatever_is_ticked(client_for, world, htmx):
    world.acme_renewal.bin(world.ann)
    world.star.bin(world.ann)
    answer = client_for("ann").post(
        "/bin/restorations", data={"one": world.star.mark, "row": world.acme_renewal.mark}, headers=htmx
    )
    assert "“上海星辰科技有限公司” is back." in answer.text
    assert "bin-changed" in answer.headers["HX-Trigger"]
    assert (world.star.deleted_at, world.star_rollout.deleted_at) == (None, None)
    assert world.acme_renewal.deleted_at


def test_ticked_ones_are_restored_what_others_wait_for_first(client_for, world, htmx):
    world.star_rollout.bin(world.ann)
    world.star.bin(world.ann)
    world.acme_renewal.bin(world.ann)
    marks = [row.mark for row in (world.star_rollout, world.acme_renewal, world.star)]
    answer = client_for("ann").post("/bin/restorations", data={"row": marks}, headers=htmx)
    assert "3 records are back." in answer.text


def test_with_its_customer_in_the_bin_it_asks_for_both(client_for, world, htmx):
    world.star_rollout.bin(world.ann)
    world.star.bin(world.ann)
    ann = client_for("ann")
    answer = ann.post("/bin/restorations", data={"one": world.star_rollout.mark}, headers=htmx)
    assert answer.status_code == 409
    assert "Restore both" in answer.text
    answer = ann.post("/bin/restorations", data={"one": world.star_rollout.mark, "above": "1"}, headers=htmx)
    assert answer.status_code == 200
    assert (world.star.deleted_at, world.star_rollout.deleted_at) == (None, None)


def test_what_is_not_theirs_is_not_restored(client_for, world, htmx):
    world.star.bin(world.ann)
    for who in ("cy", "vic"):
        answer = client_for(who).post("/bin/restorations", data={"one": world.star.mark}, headers=htmx)
        assert "not in the bin any more" in answer.text
    assert world.star.deleted_at


def test_without_scripts(client_for, world):
    ann = client_for("ann")
    assert bin_it(ann, "opportunity", world.acme_renewal).location == "/opportunities"
    assert ann.post("/bin/restorations", data={"row": world.acme_renewal.mark}).location == "/bin"
    assert world.acme_renewal.deleted_at is None


# For good


def test_a_manager_deletes_for_good_after_a_question(client_for, world, htmx):
    star = world.star
    star.bin(world.ann)
    Note.create(text="Gone", customer=world.acme, created_by=world.ann).bin(world.mia)
    mia = client_for("mia")
    body = mia.get("/bin/purges/new", query_string={"row": star.mark}, headers=htmx).text
    assert "1 opportunity, 1 contact, and 1 customer" in body.replace(
        "1 customer, 1 opportunity, and 1 contact", "1 opportunity, 1 contact, and 1 customer"
    )
    answer = mia.post("/bin/purges", data={"row": star.mark}, headers=htmx)
    assert "Deleted for good" in answer.text
    assert not Customer.select().where(Customer.id == star.id).exists()
    assert Note.lying().count() == 1
    assert not Opportunity.select().where(Opportunity.name.contains("ERP")).exists()


@pytest.mark.parametrize("who", ["ann", "bo", "cy", "vic"])
def test_nobody_else_does(client_for, world, who):
    world.star.bin(world.ann)
    client = client_for(who)
    assert client.get("/bin/purges/new", query_string={"row": world.star.mark}).status_code == 403
    assert client.post("/bin/purges", data={"row": world.star.mark}).status_code == 403
