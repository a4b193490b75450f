"""The company is set up in a real browser: its logo, a test of its mail account, a rate, and what the audit says of it."""

import io
import re

import pytest
from PIL import Image
from playwright.sync_api import expect

from models import Setting
from models.currency import Rate
from tests.jobs.conftest import PostOffice
from tests.system.test_barriers import PHONE, WIDE, barriers, sideways


@pytest.fixture
def office():
    made = PostOffice()
    made.open()
    yield made
    made.close()


def test_a_logo_is_put_up_seen_by_everybody_and_taken_down(browse):
    picture = io.BytesIO()
    Image.new("RGB", (300, 200), "teal").save(picture, "PNG")
    page = browse("ada", "/settings/company")
    page.get_by_label("Picture").set_input_files(
        {"name": "l.png", "mimeType": "image/png", "buffer": picture.getvalue()}
    )
    page.get_by_role("button", name="Use this picture").click()
    expect(page.locator("#toasts")).to_contain_text("The logo is shown from now on.")
    shown = page.locator(".side__mark--logo")
    expect(shown).to_be_visible()
    assert shown.evaluate("img => img.complete && img.naturalWidth") == 300
    page.get_by_role("button", name="Remove the logo").click()
    expect(page.locator("#toasts")).to_contain_text("The logo is removed.")
    expect(page.locator(".side__mark--logo")).to_have_count(0)


def test_the_test_button_says_what_became_of_it_and_keeps_what_was_typed(browse, office):
    page = browse("ada", "/settings/mail")
    page.get_by_label("Server").fill("127.0.0.1")
    page.get_by_label("Encryption").select_option("none")
    page.locator("#port").fill("1")
    page.get_by_label("Sender").fill("CRM <crm@example.com>")
    page.get_by_role("button", name="Send me a test mail").click()
    expect(page.locator("#mail-trial")).to_contain_text("Could not connect to 127.0.0.1:1.")
    page.locator("#port").fill(str(office.port))
    page.get_by_role("button", name="Send me a test mail").click()
    expect(page.locator("#mail-trial")).to_contain_text("accepted the mail to ada@example.com")
    assert len(office.mails) == 1
    expect(page.get_by_label("Server")).to_have_value("127.0.0.1")
    assert Setting.read("mail.host") == ""
    page.get_by_role("button", name="Save").click()
    expect(page.locator("#mail-state")).to_contain_text("Mails go out by 127.0.0.1, as set on this page")


def test_a_rate_is_added_in_a_dialog_and_a_wrong_one_told_there(browse):
    page = browse("ada", "/settings/currencies/USD")
    page.get_by_role("link", name="New rate").click()
    dialog = page.get_by_role("dialog")
    dialog.get_by_label("Rate").fill("seven")
    dialog.get_by_role("button", name="Save").click()
    expect(dialog).to_contain_text("Write the rate as a number, such as 7.12.")
    dialog.get_by_label("Rate").fill("7.12")
    dialog.get_by_label("First day").fill("2026-01-01")
    dialog.get_by_role("button", name="Save").click()
    expect(page.locator("#rates")).to_contain_text("1 USD = 7.12 CNY")
    expect(page.get_by_role("dialog")).to_have_count(0)
    assert Rate.of("USD")[0].value == "7.12"


def test_the_audit_is_filtered_in_place_and_the_filter_is_in_the_address(browse, world):
    world.acme_renewal.enter(world.stage("Contract"), by=world.ann)
    Setting.write(world.ada, company__name="Northgate")
    page = browse("ada", "/settings/audit")
    page.get_by_label("Kind").select_option("Settings")
    expect(page).to_have_url(re.compile(r"audit\?kind=settings$"))
    expect(page.locator("#audit")).to_contain_text("changed the company's name from Example Trading to Northgate")
    expect(page.locator("#audit")).not_to_contain_text("moved it from")
    page.get_by_label("Kind").select_option("")
    page.get_by_label("Name or word").press_sequentially("renewal")
    expect(page.locator("#audit")).to_contain_text("moved it from Proposal to Contract")
    expect(page.locator("#audit")).not_to_contain_text("Northgate")
    expect(page.get_by_label("Name or word")).to_be_focused()
    page.reload()
    expect(page.get_by_label("Name or word")).to_have_value("renewal")


PATHS = (
    *(
        f"/settings/{path}"
        for path in ("company", "currencies", "currencies/new", "currencies/USD", "mail", "reach", "audit")
    ),
    *("/board?group=month", "/opportunities/{acme_renewal}/expectation"),
)


@pytest.mark.parametrize("device", [WIDE, PHONE], ids=["wide-light-en", "phone-dark-zh"])
def test_axe_finds_nothing_and_nothing_scrolls_sideways(browse, world, device):
    found = []
    page = browse("ada", "/settings/company", **device)
    for path in PATHS:
        page.goto(path.format(acme_renewal=world.acme_renewal.id))
        found += [
            f"{path}: {line}" for line in (*barriers(page), *([f"sideways {sideways(page)}"] if sideways(page) else []))
        ]
    assert found == []
