"""The company's settings: saved with before and after, the base currency held where sums are in it, the logo drawn anew."""

import io

import pytest
from PIL import Image

from models import Event, Opportunity, Setting, User, company, uploads
from models.base import Refused
from models.currency import Rate
from models.reports.dimension import sizes


def values(**change):
    usual = {
        "name": "Example Trading",
        "language": "en",
        "currency": "CNY",
        "time_zone": "Asia/Shanghai",
        "fiscal_month": "1",
        "week_start": "monday",
        "ranking": "y",
    }
    return {**usual, **change}


def save(client, **change):
    return client.post("/settings/company", data=values(**change))


def picture(form="PNG", size=(40, 30), mode="RGB", **more):
    out = io.BytesIO()
    Image.new(mode, size, "teal").save(out, form, **more)
    out.seek(0)
    return out


def send(client, file, name="logo.png"):
    return client.post("/settings/company/logo", data={"picture": (file, name)}, content_type="multipart/form-data")


def test_what_is_saved_holds_and_each_change_is_told_with_before_and_after(client_for, world):
    ada = client_for("ada")
    answer = save(ada, name="Northgate", time_zone="Europe/Berlin", fiscal_month="4", week_start="sunday", ranking="")
    assert answer.status_code == 303
    assert Setting.read("company.time_zone") == "Europe/Berlin"
    assert Setting.read("company.fiscal_month") == "4"
    assert Setting.read("reports.ranking") == "no"
    told = [
        event
        for event in Event.select().where(Event.actor_id == world.ada.id)
        if event.name == "company.setting_changed"
    ]
    found = {event.facts["key"]: (event.facts["before"], event.facts["after"]) for event in told}
    assert found == {
        "company.name": ("Example Trading", "Northgate"),
        "company.time_zone": ("Asia/Shanghai", "Europe/Berlin"),
        "company.fiscal_month": ("1", "4"),
        "company.week_start": ("monday", "sunday"),
        "reports.ranking": ("yes", "no"),
    }
    assert "Northgate" in ada.get("/settings/company").text


@pytest.mark.parametrize(
    "change", [{"name": " "}, {"time_zone": "Mars/North"}, {"fiscal_month": "13"}, {"week_start": "friday"}]
)
def test_what_cannot_be_is_422_and_keeps_what_was_typed(client_for, change):
    answer = save(client_for("ada"), **{"name": "Typed name", **change})
    assert answer.status_code == 422
    assert Setting.read("company.name") == "Example Trading"
    assert "Typed name" in answer.text or "name" in change


def test_classes_of_size_are_typed_as_amounts_and_told(client_for, world):
    ada = client_for("ada")
    assert 'placeholder="10,000 50,000 200,000 1,000,000"' in ada.get("/settings/company").text
    assert (
        save(ada, sizes=" 5,000， 2万;100 000").status_code == 422
    )  # of two spellings of a space only one parts classes
    assert save(ada, sizes="5,000, 2万；100,000").status_code == 303
    assert Setting.read("reports.sizes") == "5000 20000 100000"
    assert sizes() == [5_000, 20_000, 100_000]
    told = [event.facts for event in Event.select().where(Event.actor_id == world.ada.id)]
    assert {"key": "reports.sizes", "before": "", "after": "5000 20000 100000"} in told
    assert 'value="5,000 20,000 100,000"' in ada.get("/settings/company").text
    assert "5,000" in client_for("mia").get("/reports/win-loss?by=size").text
    assert "where the classes of size begin" in ada.get("/settings/audit").text
    assert save(ada, sizes=" ").status_code == 303
    assert sizes() == [10_000, 50_000, 200_000, 1_000_000]
    assert "where the classes of size begin" in ada.get("/settings/audit").text


@pytest.mark.parametrize(
    ("typed", "why"),
    [
        ("5000 x", "Write the amount in digits"),
        ("-5000", "An amount is not below zero."),
        ("0 5000", "Each class begins with a whole amount above zero."),
        ("5000 2000", "Write each class once, from small to large."),
        ("5000 5000", "Write each class once, from small to large."),
        (" ".join(map(str, range(1, 14))), "At most 12 classes."),
        ("1 " * 150, "At most 200 characters."),
        ("999999亿", "Each class begins with a whole amount above zero."),
    ],
)
def test_what_are_no_classes_is_said_next_to_the_field(client_for, typed, why):
    answer = save(client_for("ada"), name="Typed name", sizes=typed)
    assert answer.status_code == 422
    assert why in answer.text.split('id="sizes-field"')[1].split('id="ranking')[0]
    assert f'value="{typed.strip()}"' in answer.text
    assert Setting.read("company.name") == "Example Trading"


def test_who_set_other_classes_meanwhile_is_told(client_for, world):
    import re

    ada = client_for("ada")
    stamp = re.search(r'name="stamp" value="([^"]+)"', ada.get("/settings/company").text)[1]
    Setting.write(world.ada, reports__sizes="100 500")
    answer = save(ada, sizes="200", stamp=stamp)
    assert answer.status_code == 409
    assert "100 500" in answer.text


@pytest.mark.parametrize("wrong", ["5000 x", "0", "3 2", "1.5", "²"])
def test_the_model_refuses_what_are_no_classes(world, wrong):
    with pytest.raises(Refused):
        company.configure(world.ada, reports__sizes=wrong)


def test_a_second_editor_is_told_what_holds_now(client_for, world):
    import re

    ada = client_for("ada")
    stamp = re.search(r'name="stamp" value="([^"]+)"', ada.get("/settings/company").text)[1]
    Setting.write(world.ada, company__name="Changed by Mia")
    answer = save(ada, name="Changed by Ada", stamp=stamp)
    assert answer.status_code == 409
    assert "Changed by Mia" in answer.text
    assert 'value="Changed by Ada"' in answer.text
    stamp = re.search(r'name="stamp" value="([^"]+)"', answer.text)[1]
    assert save(ada, name="Changed by Ada", stamp=stamp).status_code == 303


def test_the_base_currency_stays_while_sums_are_in_it(client_for):
    ada = client_for("ada")
    assert "opportunities have an amount" in ada.get("/settings/company").text
    answer = save(ada, currency="EUR")
    assert answer.status_code == 409
    assert "The base currency stays" in answer.text
    assert Setting.read("company.currency") == "CNY"


def test_a_young_company_may_still_choose_it(app, empty_database):
    from models import company
    from models.base import Refused
    from models.currency import Currency, set_rate
    from models.defaults import set_up

    set_up()
    ada = User.add("Ada", "ada@example.com", "correct horse", role="administrator")
    row = Opportunity.add(ada, name="No amount yet")
    set_rate("USD", "7")
    with pytest.raises(Refused, match="rates to it"):
        company.configure(ada, company__currency="EUR")
    Currency.known("USD").drop(ada)
    company.configure(ada, company__currency="EUR")
    assert Opportunity.get_by_id(row.id).currency == "EUR"
    assert not Rate.select().exists()
    Opportunity.get_by_id(row.id).edit(ada, amount=100)
    with pytest.raises(Refused, match="have an amount"):
        company.configure(ada, company__currency="CNY")


@pytest.mark.parametrize(("form", "mode"), [("PNG", "RGBA"), ("JPEG", "RGB"), ("WEBP", "RGB"), ("PNG", "P")])
def test_a_logo_is_drawn_anew_and_shown_to_everybody(app, client, client_for, form, mode, tmp_path):
    ada = client_for("ada")
    assert send(ada, picture(form, (1600, 800), mode)).status_code == 303
    digest = Setting.read("company.logo")
    shown = client.get(f"/logo/{digest}.png")  # nobody is signed in
    assert shown.status_code == 200
    assert shown.headers["X-Content-Type-Options"] == "nosniff"
    assert "immutable" in shown.headers["Cache-Control"]
    kept = Image.open(io.BytesIO(shown.data))
    assert (kept.format, kept.size) == ("PNG", (512, 256))
    assert f"/logo/{digest}.png" in client.get("/sign-in").text
    assert f"/logo/{digest}.png" in client_for("ann").get("/board").text
    assert ada.post("/settings/company/logo/removal").status_code == 303
    assert client.get(f"/logo/{digest}.png").status_code == 404
    assert "/logo/" not in client.get("/sign-in").text


def test_what_a_picture_carried_along_is_gone(app, client, client_for):
    carried = Image.Exif()
    carried[0x010E] = "where I live"
    assert send(client_for("ada"), picture("JPEG", exif=carried)).status_code == 303
    shown = client.get(f"/logo/{Setting.read('company.logo')}.png")
    assert b"where I live" not in shown.data


def test_another_logo_replaces_the_first_on_the_disk(app, client_for):
    ada = client_for("ada")
    folder = app.config["SETTINGS"].data_folder / "uploads"
    send(ada, picture(size=(41, 30)))
    first = folder / f"logo-{Setting.read('company.logo')}.png"
    assert first.is_file()
    send(ada, picture(size=(30, 41)))
    assert not first.exists()
    assert (folder / f"logo-{Setting.read('company.logo')}.png").is_file()


def test_what_is_no_picture_is_refused_beside_the_field(client_for):
    ada = client_for("ada")
    svg = io.BytesIO(b"<svg xmlns='http://www.w3.org/2000/svg'><script>alert(1)</script></svg>")
    bomb = picture(size=(5000, 5000), mode="1")  # 3 KB that say they are 25 million points
    cut = io.BytesIO(picture("PNG", (400, 400)).getvalue()[:200])
    for file, said in (
        (svg, "This is no picture"),
        (cut, "This is no picture"),
        (picture("GIF"), "This is no picture"),
        (bomb, "too many points"),
        (io.BytesIO(b"\x89PNG" + b"x" * 1_100_000), "larger than 1 MB"),
        (io.BytesIO(b"\x89PNG" + b"x" * 20_000_000), "larger than 1 MB"),
    ):
        answer = send(ada, file)
        assert answer.status_code == 422, said
        assert said in answer.text
    assert ada.post("/settings/company/logo").status_code == 422
    assert Setting.read("company.logo") == ""


def test_a_picture_that_tells_nonsense_of_itself_is_refused_and_no_error():
    whole = picture(
        "JPEG",
        exif=b"Exif\0\0MM\0*\0\0\0\x08\0\x02\x01\x0e\0\x02\0\0\0\x02x\0\0\0\x01\x12\0\x03\0\0\0\x01\0\x06\0\0\0\0\0\0",
    ).getvalue()
    refused = 0
    for place in range(20, 80):
        for value in (0, 2, 255):
            try:
                uploads.drawn(whole[:place] + bytes([value]) + whole[place + 1 :])
            except Refused:
                refused += 1
    assert refused


def test_no_other_file_is_served(app, client, client_for):
    send(client_for("ada"), picture())
    folder = app.config["SETTINGS"].data_folder
    (folder / "uploads" / "logo-other.png").write_bytes(b"x")
    assert client.get("/logo/other.png").status_code == 404
    assert uploads.logo(folder, "../secret") is None
    assert uploads.logo(folder, "") is None
