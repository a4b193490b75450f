"""An opportunity's page in a real browser: edited where it stands, walked along, followed while others change it."""

import re

import pytest
from playwright.sync_api import expect

from models import Opportunity
from models.product import Product, product_key
from tests.system.test_barriers import PHONE as NARROW
from tests.system.test_barriers import WIDE, barriers, sideways

PHONE = {"viewport": {"width": 390, "height": 844}, "has_touch": True, "is_mobile": True}


def opened(browse, world, row, who="ann", **options):
    return browse(who, f"/opportunities/{getattr(world, row).id}", **options)


def test_a_value_is_edited_where_it_stands_by_keyboard_alone(browse, world):
    page, row = opened(browse, world, "acme_renewal"), world.acme_renewal
    value = page.locator(f"#value-amount-{row.id}")
    value.focus()
    page.keyboard.press("Enter")
    field = page.get_by_role("textbox", name="Amount")
    expect(field).to_be_focused()
    page.keyboard.type("150,000")
    page.keyboard.press("Enter")
    expect(value).to_contain_text("¥150,000")
    expect(value).to_be_focused()
    expect(page.locator(".opp__figs")).to_contain_text("weighted ¥75,000")
    expect(page.locator(".feed__item").first).to_contain_text("Amount")
    assert world.acme_renewal.amount == 15_000_000


def test_escape_gives_back_what_stood_there(browse, world):
    page, row = opened(browse, world, "acme_renewal"), world.acme_renewal
    value = page.locator(f"#value-requirement-{row.id}")
    value.click()
    field = page.get_by_role("form", name="Requirement").locator("textarea")
    expect(field).to_be_focused()
    field.fill("Something else")
    page.keyboard.press("Escape")
    expect(field).to_have_count(0)
    expect(value).to_be_focused()
    expect(value).to_contain_text("Two more years, 200 seats")
    value.click()
    expect(field).to_have_value("Two more years, 200 seats")
    field.fill("300 seats")
    page.keyboard.press("Control+Enter")
    expect(value).to_contain_text("300 seats")


def test_what_is_wrong_stands_beside_the_field_and_the_panel_stays(browse, world):
    page, row = browse("ann"), world.acme_renewal
    page.get_by_role("link", name="Acme renewal", exact=True).click()
    panel = page.locator("#panel")
    panel.locator(f"#value-probability-{row.id}").click()
    field = panel.get_by_role("textbox", name="Probability")
    field.fill("200")
    page.keyboard.press("Enter")
    expect(panel.get_by_text("Write a percentage from 0 to 100.")).to_be_visible()
    expect(field).to_be_focused()
    expect(field).to_have_value("200")
    page.keyboard.press("Escape")
    expect(field).to_have_count(0)
    expect(panel.locator(".panel")).to_be_visible()
    page.keyboard.press("Escape")
    expect(panel.locator(".panel")).to_have_count(0)


def test_the_second_of_two_editors_chooses_in_the_place(browse, world):
    page, row = opened(browse, world, "acme_renewal"), world.acme_renewal
    page.locator(f"#value-grade-{row.id}").click()
    form = page.get_by_role("form", name="Grade")
    form.get_by_label("Grade").select_option("B")
    world.acme_renewal.edit(world.bo, grade="C")
    form.get_by_role("button", name="Save").click()
    expect(form.get_by_text("Take the one of Bo Chen")).to_be_visible()
    assert world.acme_renewal.grade == "C"
    form.get_by_text("Keep mine").click()
    form.get_by_role("button", name="Save").click()
    expect(form).to_have_count(0)
    expect(page.locator(f"#value-grade-{row.id}")).to_contain_text("B")
    assert world.acme_renewal.grade == "B"


def test_news_of_others_arrive_and_leave_an_open_form_alone(browse, world):
    page, row = opened(browse, world, "acme_renewal"), world.acme_renewal
    page.locator(f"#value-requirement-{row.id}").click()
    field = page.get_by_role("form", name="Requirement").locator("textarea")
    field.fill("Half a thought")
    world.acme_renewal.edit(world.bo, amount=700_000, grade="D")
    page.evaluate("htmx.trigger(document.querySelector('[hx-ptag][id^=opportunity-live]'), 'refresh')")
    expect(page.locator(f"#value-amount-{row.id}")).to_contain_text("¥7,000")
    expect(field).to_have_value("Half a thought")
    expect(field).to_be_focused()
    page.keyboard.press("Control+Enter")
    expect(page.locator(f"#value-requirement-{row.id}")).to_contain_text("Half a thought")
    assert (world.acme_renewal.requirement, world.acme_renewal.grade) == ("Half a thought", "D")


def test_product_lines_make_the_amount(browse, world):
    Product.create(name="Seat", name_key=product_key("Seat"), price=50_000, currency="CNY")
    page, row = opened(browse, world, "acme_renewal"), world.acme_renewal
    amount = page.locator(f"#field-amount-{row.id}")
    for name, quantity, discount in (("Seat", "200", ""), ("Training", "1.5", "10")):
        page.get_by_role("link", name="Add a product").click()
        form = page.get_by_role("form", name="Add a product")
        form.get_by_label("Product").fill(name)
        form.get_by_label("Quantity").fill(quantity)
        form.get_by_label("Discount").fill(discount)
        if name == "Training":
            form.get_by_role("button", name="Add").click()
            expect(form.get_by_text("Enter the price of one.")).to_be_visible()
            form.get_by_label("Unit price").fill("1,000")
        page.keyboard.press("Enter") if name == "Training" else form.get_by_role("button", name="Add").click()
        expect(form).to_have_count(0)
    expect(amount).to_contain_text("¥101,350")
    expect(page.locator(f"#value-amount-{row.id}")).to_have_count(0)
    page.get_by_role("link", name="Training").click()
    page.get_by_role("button", name="Remove").click()
    expect(amount).to_contain_text("¥100,000")
    assert world.acme_renewal.amount == 10_000_000


def test_people_tags_and_competitors_are_added_in_place(browse, world):
    page = opened(browse, world, "acme_renewal")
    page.get_by_role("link", name="Add a contact").click()
    form = page.get_by_role("form", name="Add a contact")
    form.get_by_role("combobox", name="Contact").press_sequentially("Li Na")
    page.get_by_role("option", name="Make “Li Na” a new contact").click()
    form.get_by_label("Role").select_option("Decision maker")
    page.keyboard.press("Enter")
    expect(page.get_by_role("region", name="Contacts")).to_contain_text("Decision maker")
    page.get_by_role("link", name="Add a tag").click()
    expect(page.get_by_role("combobox", name="Tag")).to_be_focused()
    page.keyboard.type("Phase two")
    page.keyboard.press("Enter")
    tags = page.get_by_role("region", name="Tags")
    expect(tags).to_contain_text("Phase two")
    tags.get_by_role("button", name="Take off Phase two").click()
    expect(tags).to_contain_text("No tags")
    page.get_by_role("link", name="Add a competitor").click()
    expect(page.get_by_role("combobox", name="Competitor")).to_be_focused()
    page.keyboard.type("Rival Ltd")
    page.keyboard.press("Enter")
    expect(page.get_by_role("region", name="Competitors")).to_contain_text("Rival Ltd")
    page.get_by_role("link", name="Add a collaborator").click()
    page.get_by_label("Colleague").select_option("Cy Wang")
    page.get_by_role("button", name="Add", exact=True).click()
    expect(page.get_by_role("region", name="Collaborators")).to_contain_text("Cy Wang")


def test_the_walk_goes_down_the_lane_and_closes_onto_the_board(browse, world):
    world.star_rollout.enter(world.stage("Proposal"), by=world.ann)
    world.bolt_joint.enter(world.stage("Contract"), by=world.ann)
    page = browse("ann")
    page.get_by_role("link", name="星辰 ERP 项目", exact=True).click()
    panel = page.locator("#panel")
    expect(panel.locator(".opp__name")).to_contain_text("星辰 ERP 项目")
    expect(page).to_have_title(re.compile("星辰 ERP 项目"))
    panel.locator("#walk-j[data-htmx-powered]").wait_for()
    page.keyboard.press("j")
    expect(panel.locator(".opp__name")).to_contain_text("Acme renewal")
    expect(page).to_have_url(re.compile(rf"/opportunities/{world.acme_renewal.id}\?from=board$"))
    panel.locator("#walk-k[data-htmx-powered]").wait_for()
    page.keyboard.press("k")
    expect(panel.locator(".opp__name")).to_contain_text("星辰 ERP 项目")
    page.go_back()
    expect(panel.locator(".opp__name")).to_contain_text("Acme renewal")
    page.reload()
    expect(page.get_by_role("link", name="Previous (K)")).to_be_visible()
    page.keyboard.press("k")
    expect(page.locator(".opp__name")).to_contain_text("星辰 ERP 项目")


def test_the_walk_keeps_filter_and_order_of_the_list(browse, world):
    page = browse("mia", "/opportunities?owner=3&sort=name&outcome=all")
    names = page.locator(".sheet__name").all_inner_texts()
    page.locator(".sheet__name").first.click()
    panel = page.locator("#panel")
    expect(panel.locator(".opp__name")).to_contain_text(names[0])
    for name in names[1:]:
        panel.locator("#walk-j[data-htmx-powered]").wait_for()
        page.keyboard.press("j")
        expect(panel.locator(".opp__name")).to_contain_text(name)
    expect(panel.get_by_role("button", name="Next", exact=True)).to_be_disabled()
    page.keyboard.press("j")
    page.keyboard.press("Escape")
    expect(page).to_have_url(re.compile("sort=name"))


def test_on_a_phone_a_value_is_edited_with_a_thumb(browse, world):
    page, row = opened(browse, world, "acme_renewal", **PHONE), world.acme_renewal
    page.locator(f"#value-expected_close_on-{row.id}").tap()
    page.get_by_label("Cycle in days").fill("90")
    page.get_by_role("form", name="Expected close").get_by_role("button", name="Save").tap()
    expect(page.locator(".opp__figs")).to_contain_text("cycle of 90 days")
    assert page.evaluate("document.documentElement.scrollWidth") <= 390


def test_without_scripts_a_field_and_a_line_are_changed(browse, world):
    page = opened(browse, world, "acme_renewal", java_script_enabled=False)
    page.locator(f"#value-grade-{world.acme_renewal.id}").click()
    page.locator("select[name=grade]").select_option("D")
    page.get_by_role("form", name="Grade").get_by_role("button", name="Save").click()
    expect(page).to_have_url(re.compile(f"/opportunities/{world.acme_renewal.id}$"))
    page.get_by_role("link", name="Add a product").click()
    page.get_by_role("combobox", name="Product").fill("Seat")
    page.get_by_label("Unit price").fill("500")
    page.get_by_role("button", name="Add").click()
    expect(page.locator(".opp__figs")).to_contain_text("¥500")
    page.get_by_role("link", name="Seat", exact=True).click()
    page.get_by_role("button", name="Remove").click()
    expect(page.get_by_role("region", name="Products")).to_contain_text("No products")
    assert (world.acme_renewal.grade, world.acme_renewal.amount) == ("D", 50_000)


def test_it_prints_clean(browse, world):
    page = opened(browse, world, "acme_renewal")
    page.emulate_media(media="print")
    for hidden in (".opp__acts", ".side", ".top", ".value__pen", ".facts__head .btn", ".walk"):
        for one in page.locator(hidden).all():
            expect(one).to_be_hidden()
    for words in ("Acme", "Two more years, 200 seats", "Buyer", "created this opportunity"):
        expect(page.locator(".opppage").get_by_text(words).first).to_be_visible()
    assert Opportunity.select().exists()


@pytest.mark.parametrize("options", [WIDE, NARROW], ids=["wide", "phone"])
def test_no_form_in_place_is_a_barrier(browse, world, options):
    row = world.acme_renewal
    row.add_competitor(world.ann, "Rival Ltd", "8% below us")
    row.tag(world.ann, add=["Phase two", "重点"])
    row.share(world.ann, world.cy, writes=True)
    line = row.add_line(world.ann, "Seat", price=50_000)
    page = opened(browse, world, "acme_renewal", **options)
    opens = ("value-customer", "value-expected_close_on", "value-requirement", "value-owner", "people-slot")
    for name in (*(f"{name}-{row.id}" for name in opens), f"line-edit-{line.id}"):
        page.locator(f"#{name}-add" if "slot" in name else f"#{name}").click()
        page.locator("form.inplace").first.wait_for()
        assert not barriers(page), name
        assert not sideways(page), name
        page.keyboard.press("Escape")
        expect(page.locator("form.inplace")).to_have_count(0)
