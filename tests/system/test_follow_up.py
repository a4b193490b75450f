"""Following up in a real browser: logged, asked for what is next, planned, ticked off, put off; in place, by key, by phone."""

import datetime as dt

from playwright.sync_api import expect

from models import Activity
from models.setting import today

DAY = dt.timedelta(days=1)
PHONE = {"viewport": {"width": 390, "height": 844}, "has_touch": True, "is_mobile": True}


def opened(browse, world, who="ann", row="acme_renewal", **options):
    return browse(who, f"/opportunities/{getattr(world, row).id}", **options)


def test_logged_then_planned_then_ticked_off(browse, world):
    page = opened(browse, world)
    composer, plans = page.locator("#composer"), page.locator("#plans")
    expect(plans).to_contain_text("No next step")
    composer.locator(".kinds").get_by_text("Meeting").click()
    composer.get_by_role("button", name="Went well").click()
    expect(composer.get_by_label("Result", exact=True)).to_have_value("Went well")
    composer.get_by_label("What happened?").fill("They want a second line")
    composer.get_by_role("button", name="Save").click()

    expect(composer).to_contain_text("And next?")
    expect(composer.get_by_label("What is to be done?")).to_be_focused()
    assert page.evaluate("document.querySelector('#composer [name=kind]:checked').value") == "meeting"
    composer.get_by_label("What is to be done?").fill("Show the second line")
    composer.get_by_role("button", name="In a week").click()
    composer.get_by_role("button", name="Plan it").click()
    expect(plans).to_contain_text("Show the second line")
    expect(composer.get_by_label("What happened?")).to_have_value("")
    row = Activity.select().order_by(Activity.id.desc()).first()
    assert (row.kind, row.due_on) == ("meeting", today() + 7 * DAY)

    plans.get_by_role("link", name="Done").click()
    dialog = page.get_by_role("dialog")
    dialog.get_by_role("button", name="Put off").click()
    expect(dialog.get_by_label("Result", exact=True)).to_have_value("Put off")
    dialog.get_by_label("Result", exact=True).fill("Signed off")
    dialog.get_by_role("button", name="Done").click()
    expect(dialog).to_contain_text("And next?")
    dialog.get_by_role("button", name="Nothing for now").click()
    expect(dialog).to_have_count(0)
    expect(plans).to_contain_text("No next step")
    expect(page.locator(".feed")).to_contain_text("Signed off")
    assert Activity.get_by_id(row.id).done_on == today()


def test_put_off_by_one_click_and_taken_back(browse, world):
    row = Activity.plan(world.ann, "call", on=today(), opportunity=world.acme_renewal, subject="Ask for the order")
    page = opened(browse, world)
    plan = page.locator(f"#plan-{row.id}")
    expect(page.locator(".next--today")).to_contain_text("Ask for the order")
    plan.get_by_role("button", name="Tomorrow").click()
    expect(page.locator(".next--planned")).to_contain_text("Ask for the order")
    page.get_by_role("button", name="Undo").click()
    expect(page.locator(".next--today")).to_contain_text("Ask for the order")
    plan.get_by_role("button", name="More").click()
    plan.get_by_role("button", name="Put off: Next Monday").click()
    expect(page.locator(".next--planned")).to_contain_text("Ask for the order")
    assert Activity.get_by_id(row.id).due_on == today() + (7 - today().weekday()) * DAY


def test_keys_switch_what_is_written_and_nothing_typed_goes_elsewhere(browse, world):
    page = opened(browse, world)
    composer = page.locator("#composer")
    page.keyboard.press("l")
    expect(composer.get_by_label("What happened?")).to_be_focused()
    composer.get_by_label("What happened?").fill("Half a sentence")
    composer.get_by_role("link", name="Note", exact=True).click()
    expect(composer.get_by_label("Note", exact=True)).to_be_focused()
    composer.get_by_label("Note", exact=True).fill("Gate 4")
    page.keyboard.press("Control+Enter")
    expect(page.locator(".feed")).to_contain_text("Gate 4")
    page.keyboard.press("Escape")
    page.locator("#main").focus()
    page.keyboard.press("p")
    expect(composer.get_by_label("What is to be done?")).to_be_focused()
    expect(composer.get_by_label("What is to be done?")).to_have_value("")
    page.goto(f"/opportunities/{world.star_rollout.id}")
    expect(page.locator("#composer").get_by_label("What happened?")).to_have_value("")
    page.goto(f"/opportunities/{world.acme_renewal.id}")
    expect(page.locator("#composer").get_by_label("What happened?")).to_have_value("Half a sentence")


def test_who_saved_a_plan_from_its_time_stands_in_no_field_of_what_comes_next(browse, world):
    page = opened(browse, world)
    page.keyboard.press("p")
    expect(page.locator("#composer").get_by_role("button", name="Plan it")).to_be_visible()
    time = page.locator("#composer").get_by_label("Time")
    time.fill("23:30")
    time.press("Control+Enter")
    expect(page.locator(".next--planned")).to_be_visible()
    expect(page.locator("#composer").get_by_label("What happened?")).to_be_visible()
    assert not page.evaluate("document.activeElement.matches('input, textarea, select')")


def test_a_dialog_over_the_composer_has_fields_of_its_own(browse, world):
    page = opened(browse, world)
    page.locator("#plans").get_by_role("link", name="Plan", exact=True).click()
    dialog = page.get_by_role("dialog")
    expect(dialog.get_by_label("What is to be done?")).to_be_focused()
    dialog.get_by_label("Visit").check(force=True)
    twice = "[...document.querySelectorAll('[id]')].map((e) => e.id).filter((id, i, all) => all.indexOf(id) !== i)"
    assert page.evaluate(twice) == []
    dialog.get_by_role("button", name="Tomorrow").click()
    dialog.get_by_role("button", name="Plan it").click()
    expect(dialog).to_have_count(0)
    expect(page.locator(".next--planned")).to_contain_text("Visit")


def test_what_somebody_else_does_leaves_what_is_typed_alone(browse, world):
    page = opened(browse, world)
    text = page.locator("#composer").get_by_label("What happened?")
    text.fill("Half a sentence")
    Activity.plan(world.bo, "call", on=today() + DAY, opportunity=world.acme_renewal, subject="From Bo")
    page.evaluate("document.querySelector('[id^=opportunity-live]').dispatchEvent(new Event('refresh'))")
    expect(page.locator("#plans")).to_contain_text("From Bo")
    expect(text).to_have_value("Half a sentence")


def test_on_a_phone_all_of_it_fits(browse, world):
    Activity.plan(world.ann, "visit", on=today(), opportunity=world.acme_renewal, subject="A long subject " * 8)
    page = opened(browse, world, **PHONE)
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    plan = page.locator(".next--today")
    plan.get_by_role("link", name="Done").tap()
    dialog = page.get_by_role("dialog")
    expect(dialog.get_by_role("button", name="Done")).to_be_in_viewport()
    dialog.get_by_role("button", name="Done").tap()
    expect(dialog).to_contain_text("And next?")


def test_in_the_panel_over_the_board(browse, world):
    page = browse("ann")
    page.get_by_role("link", name="Acme renewal", exact=True).click()
    panel = page.locator("#panel")
    panel.locator("#plans").get_by_text("No next step").wait_for()
    page.keyboard.press("p")
    panel.get_by_label("What is to be done?").fill("Bring the sample")
    page.keyboard.press("Control+Enter")
    expect(panel.locator("#plans")).to_contain_text("Bring the sample")
    expect(panel.locator(".feed")).to_contain_text("Bring the sample")
    card = page.locator(".card", has_text="Acme renewal")
    expect(card.locator(".mark--planned")).to_be_attached()


def test_without_scripts(browse, world):
    page = opened(browse, world, java_script_enabled=False)
    composer = page.locator("#composer")
    composer.get_by_label("What happened?").fill("By hand")
    composer.get_by_role("button", name="Save").click()
    expect(page.get_by_role("heading", name="And next?")).to_be_visible()
    page.get_by_label("What is to be done?").fill("Once more")
    page.get_by_role("button", name="Plan it").click()
    expect(page.locator("#plans")).to_contain_text("Once more")
    page.locator("#plans").get_by_role("link", name="Done").click()
    page.get_by_label("Result", exact=True).fill("All well")
    page.get_by_role("button", name="Done").click()
    page.get_by_role("link", name="Nothing for now").click()
    expect(page.locator(".feed")).to_contain_text("All well")
