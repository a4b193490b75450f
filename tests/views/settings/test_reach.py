"""What salespeople see is switched here, and holds at once; who is concerned stands beside it."""

import pytest

from models import Event, Opportunity, Setting


def save(client, **change):
    return client.post("/settings/reach", data={"salesperson": "own", "days": "14", **change})


def test_the_switch_widens_what_salespeople_see(client_for, world):
    ada = client_for("ada")
    body = ada.get("/settings/reach").text
    assert "This concerns 2 salespeople." in body  # ann and cy; finn is disabled
    assert "Ann Li · North" in body
    assert world.crane_upgrade not in Opportunity.visible_to(world.ann)
    assert save(ada, salesperson="team").status_code == 303
    assert world.crane_upgrade in Opportunity.visible_to(world.ann)
    assert client_for("ann").get(f"/opportunities/{world.crane_upgrade.id}").status_code == 200
    last = Event.select().order_by(Event.id.desc()).first()
    assert last.facts == {"key": "reach.salesperson", "before": "own", "after": "team"}


def test_the_days_of_neglect_are_set(client_for):
    assert save(client_for("ada"), days="21").status_code == 303
    assert Setting.read("neglected.days") == "21"


@pytest.mark.parametrize(
    "change", [{"days": "0"}, {"days": "soon"}, {"days": ""}, {"days": "366"}, {"salesperson": "all"}]
)
def test_what_cannot_be_is_422(client_for, change):
    assert save(client_for("ada"), **change).status_code == 422
    assert (Setting.read("neglected.days"), Setting.read("reach.salesperson")) == ("14", "own")


def test_a_second_editor_is_told(client_for, world):
    import re

    ada = client_for("ada")
    stamp = re.search(r'name="stamp" value="([^"]+)"', ada.get("/settings/reach").text)[1]
    Setting.write(world.ada, reach__salesperson="team")
    answer = save(ada, days="20", stamp=stamp)
    assert answer.status_code == 409
    assert "All of their team" in answer.text
    assert Setting.read("neglected.days") == "14"
