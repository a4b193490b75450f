"""The account that mails go out by: which one counts, a password nobody sees again, a real trial, mails in trouble."""

import dataclasses
import io
import time
import zipfile

import peewee as pw
import pytest
from aiosmtpd.controller import Controller
from aiosmtpd.smtp import AuthResult, LoginPassword

from jobs.worker import Worker
from models import Delivery, Event, Setting, mailing
from tests.jobs.conftest import PostOffice, free_port


def typed(at, **change):
    usual = {
        "host": "127.0.0.1",
        "port": str(at),
        "tls": "none",
        "user": "",
        "password": "",
        "sender": "CRM <crm@example.com>",
    }
    return {**usual, **change}


def work(app):
    with app.app_context():
        while Worker().turn():
            pass


def told():
    return [event.facts for event in Event.select().where(Event.name == "company.setting_changed")]


@pytest.fixture
def office():
    made = PostOffice()
    made.open()
    yield made
    made.close()


@pytest.fixture
def guarded():
    """A server that takes mail only from "crm" with the password "right"; it may repeat another one."""
    made = PostOffice()
    made.repeats = False

    def knows(server, session, envelope, mechanism, data):
        known = isinstance(data, LoginPassword) and (data.login, data.password) == (b"crm", b"right")
        said = f"535 5.7.8 {data.password.decode()} is not the password of crm" if made.repeats else None
        return AuthResult(success=known, handled=False, message=None if known else said)

    made.controller = Controller(
        made, hostname="127.0.0.1", port=made.port, authenticator=knows, auth_require_tls=False, auth_required=True
    )
    made.controller.start()
    yield made
    made.close()


def test_what_is_saved_counts_instead_of_the_environment(app, client_for, world, office):
    ada = client_for("ada")
    assert "No mail is sent" in ada.get("/settings/mail").text
    assert ada.post("/settings/mail", data=typed(office.port)).status_code == 303
    assert "Mails go out by 127.0.0.1, as set on this page" in ada.get("/settings/mail").text
    world.acme_renewal.assign(by=world.mia, owner=world.cy)
    work(app)  # it reads the settings before each mail
    assert [mail["From"] for mail in office.mails] == ["CRM <crm@example.com>"]
    assert ada.post("/settings/mail/removal").status_code == 303
    assert mailing.current(app.config["SETTINGS"]) is None


def test_the_environment_counts_where_nothing_is_saved(app, client_for):
    from config import Mail

    env = Mail("mail.example.com", 25, None, None, "env@example.com", "none")
    app.config["SETTINGS"] = dataclasses.replace(app.config["SETTINGS"], mail=env)
    assert "Mails go out by mail.example.com" in client_for("ada").get("/settings/mail").text
    assert mailing.current(app.config["SETTINGS"]) is env


def test_the_password_is_never_shown_told_or_lost(client_for, office, capsys, caplog):
    ada = client_for("ada")
    ada.post("/settings/mail", data=typed(office.port, user="crm", password="sesame-4711"))
    assert Setting.read("mail.password") == "sesame-4711"
    body = ada.get("/settings/mail").text
    assert "sesame-4711" not in body
    ada.post("/settings/mail", data=typed(office.port, user="crm", sender="Other <o@example.com>"))
    assert Setting.read("mail.password") == "sesame-4711"  # left empty: as it is
    assert {"key": "mail.password", "before": "", "after": "***"} in told()
    assert "sesame-4711" not in str(told())
    assert "sesame-4711" not in caplog.text + capsys.readouterr().err
    assert "sesame-4711" not in repr(mailing.stored())


@pytest.mark.parametrize("change", [{"host": "evil.example.com"}, {"user": "other"}])
def test_a_stored_password_goes_to_no_other_server_or_user(client_for, office, change):
    ada = client_for("ada")
    ada.post("/settings/mail", data=typed(office.port, user="crm", password="sesame-4711"))
    for path in ("/settings/mail", "/settings/mail/trials"):
        answer = ada.post(path, data=typed(office.port, **{"user": "crm", **change}))
        assert answer.status_code == 422
        assert "Enter the password for this server." in answer.text
    assert Setting.read("mail.host") == "127.0.0.1"


def test_a_stored_password_stays_on_the_way_it_was_typed_for(client_for, office):
    ada = client_for("ada")
    ada.post("/settings/mail", data=typed(465, user="crm", password="sesame-4711", tls="ssl"))
    for path in ("/settings/mail", "/settings/mail/trials"):
        answer = ada.post(path, data=typed(office.port, user="crm", tls="none"))
        assert answer.status_code == 422
        assert "Without encryption anybody on the way can read the password." in answer.text
    assert office.mails == []
    assert ada.post("/settings/mail", data=typed(587, user="crm", tls="starttls")).status_code == 303
    assert mailing.stored().password == "sesame-4711"  # encrypted before and after
    again = typed(25, user="crm", password="sesame-4711", tls="none")
    assert ada.post("/settings/mail", data=again).status_code == 303
    assert ada.post("/settings/mail", data=typed(587, user="crm", tls="starttls")).status_code == 303
    assert mailing.stored().password == "sesame-4711"  # safer than before


def test_without_a_user_no_password_is_kept(client_for, office):
    ada = client_for("ada")
    ada.post("/settings/mail", data=typed(office.port, user="crm", password="sesame-4711"))
    ada.post("/settings/mail", data=typed(office.port, user=""))
    assert Setting.read("mail.password") == ""
    assert ada.post("/settings/mail", data=typed(office.port, user="crm")).status_code == 422


def test_the_password_is_in_no_export_and_on_no_page_of_the_audit(client_for, office):
    ada = client_for("ada")
    ada.post("/settings/mail", data=typed(office.port, user="crm", password="sesame-4711"))
    ada.post("/settings/mail", data=typed(office.port, user="crm", password="sesame-4712"))
    with zipfile.ZipFile(io.BytesIO(ada.get("/settings/export/file").data)) as archive:
        assert not any(b"sesame" in archive.read(name) for name in archive.namelist())
    page = ada.get("/settings/audit").text
    assert "mail" in page.lower()
    assert "sesame" not in page


@pytest.mark.parametrize("password", ["sesame-4711", "密码-4711", "sésame"])
def test_what_goes_wrong_does_not_say_the_password(app, client_for, world, guarded, htmx, caplog, capsys, password):
    guarded.repeats = True
    ada = client_for("ada")
    answer = ada.post("/settings/mail/trials", data=typed(guarded.port, user="crm", password=password), headers=htmx)
    assert password not in answer.text
    assert ("refused the login" in answer.text) == password.isascii()
    Setting.write(world.ada, mail__host="127.0.0.1", mail__port=str(guarded.port), mail__tls="none", mail__user="crm")
    Setting.write(world.ada, mail__password=password, mail__sender="crm@example.com")
    world.acme_renewal.assign(by=world.mia, owner=world.cy)
    Delivery.update(attempts=7).execute()
    work(app)
    delivery = Delivery.get()
    assert delivery.error
    said = delivery.error + caplog.text + "".join(capsys.readouterr()) + ada.get("/settings/mail").text
    assert password not in said
    assert "密" not in said


@pytest.mark.parametrize(
    "change",
    [{"host": ""}, {"host": "two words"}, {"port": "99999"}, {"port": "x"}, {"sender": "nobody"}, {"sender": "a@b"}, {"sender": "a@b.co, c@d.co"}, {"sender": "=?utf-8?q?=0ABcc:x@y.z?= <a@b.co>"}, {"tls": "maybe"}],
)  # fmt: skip
def test_what_cannot_be_is_422(client_for, office, change):
    answer = client_for("ada").post("/settings/mail", data=typed(office.port, **change))
    assert answer.status_code == 422
    assert Setting.read("mail.host") == ""


def test_a_second_editor_is_told(client_for, world, office):
    import re

    ada = client_for("ada")
    stamp = re.search(r'name="stamp" value="([^"]+)"', ada.get("/settings/mail").text)[1]
    Setting.write(world.ada, mail__host="other.example.com", mail__sender="x@example.com")
    answer = ada.post("/settings/mail", data=typed(office.port, stamp=stamp))
    assert answer.status_code == 409
    assert "other.example.com" in answer.text


def test_a_test_mail_goes_to_the_administrator_and_stores_nothing(client_for, office, htmx):
    answer = client_for("ada").post("/settings/mail/trials", data=typed(office.port), headers=htmx)
    assert answer.status_code == 200
    assert "accepted the mail to ada@example.com" in answer.text
    (mail,) = office.mails
    assert (mail["To"], mail["From"]) == ("ada@example.com", "CRM <crm@example.com>")
    assert Setting.read("mail.host") == ""


def test_it_says_what_went_wrong(client_for, office, guarded, htmx):
    ada = client_for("ada")

    def tried(port, **change):
        return ada.post("/settings/mail/trials", data=typed(port, **change), headers=htmx).text

    assert "Could not connect" in tried(free_port())
    assert "Could not connect" in tried(25, host="no-such-host.invalid")
    assert "refused the login" in tried(guarded.port, user="crm", password="wrong")
    assert "accepted the mail" in tried(guarded.port, user="crm", password="right")
    assert "cannot do what was asked" in tried(office.port, tls="starttls")
    assert "no encrypted connection" in tried(office.port, tls="ssl")
    office.refusal = "554 5.7.1 We take nothing from you"
    said = tried(office.port)
    assert "refused the mail" in said
    assert "554 5.7.1 We take nothing from you" in said


def test_a_server_that_is_silent_does_not_hold_the_page(monkeypatch, office):
    office.hold = 30
    account = mailing.Account("127.0.0.1", office.port, None, None, "crm@example.com", "none")
    begun = time.monotonic()
    assert mailing.tried(account, "ada@example.com", "x", "x", patience=2).how in ("silent", "unreachable")
    assert time.monotonic() - begun < 5


def in_trouble(world, status="failed"):
    world.acme_renewal.assign(by=world.mia, owner=world.cy)
    Delivery.update(status=status, error="550 no such user").execute()
    return Delivery.get()


def test_mails_in_trouble_are_listed_and_sent_again(app, client_for, world, office):
    ada, row = client_for("ada"), in_trouble(world)
    body = ada.get("/settings/mail").text
    assert "550 no such user" in body
    assert "Cy Wang" in body
    ada.post("/settings/mail", data=typed(office.port))
    assert ada.post(f"/settings/mail/deliveries/{row.id}").status_code == 303
    work(app)
    assert len(office.mails) == 1
    assert Event.select().where(Event.name == "company.mail_retried", Event.actor_id == world.ada.id).exists()


def test_mails_in_trouble_are_let_be(client_for, world, office):
    ada, row = client_for("ada"), in_trouble(world, "unsure")
    assert "It may have arrived" in ada.get("/settings/mail").text
    assert ada.post(f"/settings/mail/deliveries/{row.id}/removal").status_code == 303
    assert "550 no such user" not in ada.get("/settings/mail").text
    assert ada.post(f"/settings/mail/deliveries/{row.id}").status_code == 404


def test_a_long_list_of_trouble_is_not_shown_whole(client_for, world, monkeypatch):
    monkeypatch.setattr("views.settings.mail.SHOWN", 1)
    in_trouble(world)
    world.star_rollout.assign(by=world.mia, owner=world.cy)
    Delivery.update(status="failed", error="551 the newer one").execute()
    Delivery.update(error="550 the older one").where(Delivery.id == Delivery.select(pw.fn.MIN(Delivery.id))).execute()
    ada = client_for("ada")
    body = ada.get("/settings/mail").text
    assert "551 the newer one" in body
    assert "550 the older one" not in body
    assert "1 more is older." in body
    oldest = Delivery.select(pw.fn.MIN(Delivery.id)).scalar()
    assert ada.post(f"/settings/mail/deliveries/{oldest}/removal").status_code == 303


@pytest.mark.parametrize(
    "sender",
    ["crm@example.com", "Sales <crm@example.com>", "销售部 <crm@example.com>", '"Sales, Inc" <crm@example.com>'],
)
def test_senders_that_mails_can_come_from(sender):
    assert mailing.address_in(sender) == "crm@example.com"


@pytest.mark.parametrize("to", ["a@b.co\nBcc: x@y.z", "<"])
def test_what_cannot_be_written_is_told_and_no_error(office, to):
    account = mailing.Account("127.0.0.1", office.port, None, None, "crm@example.com", "none")
    assert mailing.tried(account, to, "x", "x", patience=2).how in ("refused", "recipient")
    assert office.mails == []
