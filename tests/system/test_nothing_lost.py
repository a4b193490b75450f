"""Nothing typed is lost: not when the session ends, not when another tab signed in anew, not when the server is away."""

import re

import pytest
from playwright.sync_api import expect

from models import Customer, Note, Opportunity, SignIn
from tests.jobs.conftest import eventually, free_port, program

__all__ = ["program"]


def sign_in_again(page, world, who="ann"):
    door = page.locator("#door-box")
    expect(door.get_by_label("Mail address")).to_have_value(f"{who}@example.com")
    expect(door.get_by_label("Password")).to_be_focused()
    door.get_by_label("Password").fill(world.password)
    door.get_by_role("button", name="Sign in").click()
    expect(page.locator("#door-box")).to_have_count(0)


def named(name):
    return Customer.select().where(Customer.name == name).count()


@pytest.fixture
def typed(browse):
    """A page with a dialog in which something is typed, and whose session has ended."""
    page = browse("ann", "/customers")
    page.get_by_role("link", name="New customer").click()
    page.locator("dialog:modal").get_by_label("Name").fill("Patient Ltd")
    SignIn.delete().execute()
    return page


def test_the_door_opens_over_the_dialog_and_what_was_typed_is_sent(typed, world):
    typed.get_by_role("button", name="Create customer").click()
    sign_in_again(typed, world)
    expect(typed.locator("dialog:modal")).to_have_count(0)
    assert named("Patient Ltd") == 1


def test_a_wrong_password_at_the_door_stays_there(typed, world):
    typed.get_by_role("button", name="Create customer").click()
    door = typed.locator("#door-box")
    door.get_by_label("Password").fill("guess")
    door.get_by_role("button", name="Sign in").click()
    expect(typed.locator("#door-box .field__error")).to_contain_text("Mail address or password is wrong.")
    typed.locator("#door-box").get_by_label("Password").fill(world.password)
    typed.locator("#door-box").get_by_role("button", name="Sign in").click()
    expect(typed.locator("dialog:modal")).to_have_count(0)
    assert named("Patient Ltd") == 1


def test_who_comes_in_later_still_has_it(typed, world):
    typed.get_by_role("button", name="Create customer").click()
    typed.locator("#door-box").get_by_role("button", name="Later").click()
    expect(typed.locator("#door-box")).to_have_count(0)
    dialog = typed.locator("dialog:modal")
    expect(dialog.get_by_role("alert")).to_contain_text("Not saved. Nothing is lost.")
    expect(dialog.get_by_label("Name")).to_have_value("Patient Ltd")
    dialog.get_by_role("button", name="Create customer").click()
    sign_in_again(typed, world)
    expect(typed.locator("dialog:modal")).to_have_count(0)
    assert named("Patient Ltd") == 1


def test_somebody_else_gets_a_page_of_their_own(typed, world):
    typed.get_by_role("button", name="Create customer").click()
    door = typed.locator("#door-box")
    door.get_by_label("Mail address").fill("bo@example.com")
    door.get_by_label("Password").fill(world.password)
    with typed.expect_navigation():
        door.get_by_role("button", name="Sign in").click()
    expect(typed.locator("#account-menu b")).to_have_text("Bo Chen")
    typed.get_by_role("link", name="New customer").click()
    expect(typed.locator("dialog:modal").get_by_label("Name")).to_have_value("")
    assert named("Patient Ltd") == 0


def test_a_page_of_its_own_keeps_what_was_typed_too(browse, world):
    page = browse("ann", "/opportunities/new")
    page.get_by_label("Name").fill("Typed at length")
    SignIn.delete().execute()
    page.get_by_role("button", name="Create opportunity").click()
    sign_in_again(page, world)
    expect(page).to_have_url(re.compile(r"/opportunities/\d+$"))
    assert Opportunity.select().where(Opportunity.name == "Typed at length").count() == 1


def note(page, world, row, text=None):
    page.goto(f"/opportunities/{row.id}")
    page.locator("html[data-started]").wait_for(state="attached")
    page.keyboard.press("o")
    field = page.locator("#composer-note-text")
    expect(field).to_be_visible()
    if text:
        field.fill(text)
    return field


def test_a_note_written_when_the_session_ends_is_kept(browse, world):
    page = browse("ann", "/account")
    note(page, world, world.acme_renewal, "They want it by spring.")
    SignIn.delete().execute()
    page.locator("#composer").get_by_role("button", name="Save").click()
    sign_in_again(page, world)
    expect(page.locator(".feed")).to_contain_text("They want it by spring.")
    assert Note.get(Note.opportunity == world.acme_renewal).text == "They want it by spring."


def test_a_half_written_note_comes_back_where_it_was_written_and_nowhere_else(browse, world):
    page = browse("ann", "/account")
    page.on("dialog", lambda one: one.accept())
    note(page, world, world.acme_renewal, "Half a thought")
    expect(note(page, world, world.star_rollout)).to_have_value("")
    expect(note(page, world, world.acme_renewal)).to_have_value("Half a thought")


def test_a_field_edited_in_its_place_is_saved_after_signing_in(browse, world):
    page = browse("ann", f"/opportunities/{world.acme_renewal.id}")
    page.locator(f"#value-name-{world.acme_renewal.id}").click()
    field = page.locator(f"#inplace-name-{world.acme_renewal.id} [name=name]")
    field.fill("Acme, two more years")
    SignIn.delete().execute()
    field.press("Enter")
    sign_in_again(page, world)
    expect(page.locator(".opp__name")).to_contain_text("Acme, two more years")
    assert world.acme_renewal.name == "Acme, two more years"


def test_a_reason_for_losing_is_sent_after_signing_in(browse, world):
    page = browse("ann", f"/opportunities/{world.acme_renewal.id}")
    page.locator(".opp__acts").get_by_role("link", name="Lost").click()
    page.locator("#closure-form").get_by_label("Reason").select_option("Budget")
    SignIn.delete().execute()
    page.locator("#closure-form").get_by_role("button", name="Close as lost").click()
    sign_in_again(page, world)
    expect(page.locator("dialog:modal")).to_have_count(0)
    assert world.acme_renewal.outcome == "lost"


def test_what_is_done_to_many_is_done_after_signing_in(browse, world):
    page = browse("bo", f"/opportunities?owner={world.ann.id}&sort=name")
    page.locator(".list__row .tick").nth(0).click()
    page.locator(".list__row .tick").nth(1).click()
    SignIn.delete().execute()
    page.get_by_role("toolbar").get_by_role("button", name="Assign").click()
    sign_in_again(page, world, "bo")
    dialog = page.locator("#dialog dialog")
    dialog.get_by_label("Person or team").select_option("Bo Chen")
    expect(dialog).to_contain_text("2 opportunities will be assigned.")
    page.wait_for_load_state("networkidle")
    SignIn.delete().execute()
    dialog.get_by_role("button", name="Assign", exact=True).click()
    sign_in_again(page, world, "bo")
    expect(page.locator("#toasts")).to_contain_text("2 opportunities are assigned.")
    assert {world.acme_renewal.owner, world.star_rollout.owner} == {world.bo}


def test_a_drop_is_done_after_signing_in(browse, world):
    from tests.system.test_board import drag, lane

    page = browse("ann")
    SignIn.delete().execute()
    drag(page, page.locator(f"#card-{world.acme_renewal.id}"), lane(page, world, "Contract").locator(".lane__list"))
    sign_in_again(page, world)
    expect(lane(page, world, "Contract").get_by_text("Acme renewal")).to_be_visible()
    assert world.acme_renewal.stage.name == "Contract"


def test_a_link_clicked_with_nothing_typed_leads_to_the_door(browse, world):
    page = browse("ann", "/customers")
    SignIn.delete().execute()
    page.get_by_role("link", name="Contacts").click()
    expect(page).to_have_url(re.compile(r"/sign-in\?next="))


def test_a_page_asking_by_itself_does_not_leave_what_is_being_typed(browse, world):
    page = browse("ann")
    page.get_by_role("link", name="New", exact=False).first.click()
    page.locator("dialog:modal").get_by_label("Name").fill("Slowly typed")
    SignIn.delete().execute()
    with page.expect_response(lambda answer: answer.status == 401):
        page.evaluate("htmx.trigger('#board-live', 'refresh')")
    page.wait_for_timeout(300)
    expect(page.locator("dialog:modal").get_by_label("Name")).to_have_value("Slowly typed")
    expect(page.locator("#door-box")).to_have_count(0)


def test_another_tabs_session_is_taken_over(browse, world, complaints):
    page = browse("ann", "/customers")
    page.get_by_role("link", name="New customer").click()
    page.locator("dialog:modal").get_by_label("Name").fill("Patient Ltd")
    SignIn.delete().execute()
    other = page.context.new_page()
    other.goto("/sign-in")
    other.get_by_label("Mail address").fill("ann@example.com")
    other.get_by_label("Password").fill(world.password)
    other.get_by_role("button", name="Sign in").click()
    expect(other.locator(".frame")).to_be_visible()
    page.get_by_role("button", name="Create customer").click()
    expect(page.locator("dialog:modal")).to_have_count(0)
    assert named("Patient Ltd") == 1
    complaints[:] = [text for text in complaints if "status of 400" not in text]


def test_a_proxy_without_a_server_behind_it_does_not_replace_the_form(browse, complaints):
    page = browse("ann", "/customers")
    page.get_by_role("link", name="New customer").click()
    dialog = page.locator("dialog:modal")
    dialog.get_by_label("Name").fill("Patient Ltd")
    page.route(
        "**/customers", lambda route: route.fulfill(status=502, body="<h1>Bad gateway</h1>", content_type="text/html")
    )
    dialog.get_by_role("button", name="Create customer").click()
    expect(dialog.get_by_role("alert")).to_contain_text("Not saved. Nothing is lost.")
    page.unroute("**/customers")
    dialog.get_by_role("button", name="Create customer").click()
    expect(dialog).to_have_count(0)
    assert named("Patient Ltd") == 1
    page.wait_for_timeout(200)  # what the console says of the 502 arrives
    complaints.clear()


def test_a_server_that_was_killed_and_started_again_gets_it(new_context, world, program, app):
    port = free_port()
    server = program("run", "--port", str(port), SHANGJI_LANGUAGE="en")
    context = new_context(base_url=f"http://127.0.0.1:{port}", locale="en-GB")
    page = context.new_page()
    eventually(lambda: answers(page))
    page.get_by_label("Mail address").fill("ann@example.com")
    page.get_by_label("Password").fill(world.password)
    page.get_by_role("button", name="Sign in").click()
    page.goto("/customers/new")
    page.locator("html[data-started]").wait_for(state="attached")
    page.get_by_label("Name").fill("Patient Ltd")
    server.kill()
    server.wait(10)
    page.get_by_role("button", name="Create customer").click()
    expect(page.locator("#toasts")).to_contain_text("Not saved. Nothing is lost.")
    program("run", "--port", str(port), SHANGJI_LANGUAGE="en")
    eventually(lambda: page.request.get("/healthz", fail_on_status_code=False).ok if up(port) else False)
    page.get_by_role("button", name="Try again").click()
    expect(page).to_have_url(re.compile(r"/customers/\d+$"))
    assert named("Patient Ltd") == 1


def up(port):
    import socket

    with socket.socket() as probe:
        return probe.connect_ex(("127.0.0.1", port)) == 0


def answers(page):
    try:
        page.goto("/sign-in")
    except Exception:
        return False
    return True
