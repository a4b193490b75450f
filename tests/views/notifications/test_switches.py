"""By which ways I am told of what, how long before, and whether my day comes by mail."""

from models import Preference
from models.agenda import wished
from models.reminder import lead_of
from models.switches import KINDS, chosen


def test_what_is_ticked_holds_from_then_on(client_for, world):
    ann = client_for("ann")
    answer = ann.post(
        "/notifications/switches", data={"bell_assigned": "y", "mail_reminder": "y", "lead": "60", "hour": "7"}
    )
    assert answer.location == "/account#notifications"
    on = {(kind, way) for kind, ways in chosen(world.ann).items() for way, wanted in ways.items() if wanted}
    assert on == {("assigned", "bell"), ("reminder", "mail")}
    assert lead_of(world.ann) == 60
    assert wished(world.ann) == {"on": False, "hour": 7}
    assert chosen(world.bo)["overdue"]["mail"]  # nobody else's


def test_my_account_shows_what_holds(client_for, world):
    Preference.put(world.ann, "notify", {"closed": {"bell": True, "mail": False}})
    Preference.put(world.ann, "agenda", {"on": True, "hour": 6})
    text = client_for("ann").get("/account").text
    assert text.count('name="bell_') == len(KINDS)
    assert "checked" in text.split('name="bell_closed"')[0].rsplit("<input", 1)[1]
    assert "checked" not in text.split('name="mail_closed"')[0].rsplit("<input", 1)[1]
    assert '<option selected value="6">06:00</option>' in text
    assert '<option selected value="15">15 minutes before</option>' in text
    assert "This server sends no mail yet." in text


def test_an_odd_hour_or_lead_is_422_and_changes_nothing(client_for, world):
    for wrong in ({"lead": "15", "hour": "25"}, {"lead": "7", "hour": "8"}, {"lead": "", "hour": "x"}):
        answer = client_for("ann").post("/notifications/switches", data=wrong)
        assert answer.status_code == 422
    assert Preference.select().where(Preference.user == world.ann).count() == 0
