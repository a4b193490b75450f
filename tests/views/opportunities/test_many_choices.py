"""A company with hundreds of sources, tags, competitors, products and people: every one of them can still be chosen."""

import pytest

from models import Competitor, Product, Source, Tag, User
from models.tag import Tagging

MANY = 300
LAST = f"Entry {MANY - 1:03}"


@pytest.fixture
def many(world):
    names = [f"Entry {number:03}" for number in range(MANY)]
    Source.insert_many([{"name": name, "position": 50} for name in names]).execute()
    Competitor.insert_many([{"name": name} for name in names]).execute()
    Product.insert_many([{"name": name, "name_key": name} for name in names]).execute()
    User.insert_many([{"name": name} for name in names]).execute()
    Tag.insert_many([{"name": name, "name_key": name.lower()} for name in names]).execute()
    worn = {"subject_type": "opportunity", "subject_id": world.acme_renewal.id}
    Tagging.insert_many([{"tag": tag, **worn} for tag in Tag.select()]).execute()
    return world


PLACES = (
    ("/opportunities", 4),  # source, product, owner, and one tag
    ("/opportunities?outcome=lost", 5),  # … and the competitor
    ("/opportunities/new", 2),  # source and owner
    ("/opportunities/{row}/edit", 2),
    ("/opportunities/{row}/owner", 1),
    ("/opportunities/{row}/competitors/new", 1),
    ("/opportunities/{row}/lines/new", 1),
    ("/opportunities/{row}/closure/new?outcome=lost", 1),
    ("/settings/tags/{tag}/merger/new", 1),
    ("/settings/sources/{referral}/disposal/new", 1),
    ("/reports/win-loss", 1),
)


def test_the_last_of_many_is_offered(client_for, many):
    ids = {"row": many.acme_renewal.id, "tag": Tag.named("Other").id, "referral": many.source("Referral").id}
    ada = client_for("ada")
    for path, times in PLACES:
        answer = ada.get(path.format(**ids))
        assert answer.status_code == 200, path
        assert answer.text.count(f"{LAST}<") + answer.text.count(f'value="{LAST}"') >= times, path


def test_the_last_of_many_is_found_in_the_list(client_for, many):
    many.acme_renewal.edit(many.ann, source=Source.spelt(LAST))
    body = client_for("ada").get(f"/opportunities?source={Source.spelt(LAST).id}").text
    assert "Acme renewal" in body
