"""Who may change what the company has set: administrators and the system, whichever verb is asked."""

import contextlib
import io

import pytest

from models import Delivery, Event, Setting, company, mailing, uploads
from models.base import Refused
from models.demo import making, removing
from models.everything import writing
from models.user import User

ACCOUNT = mailing.Account("smtp.example.com", 25, None, None, "crm@example.com", "none")
OTHERS = ("ann", "bo", "cy", "mia", "vic")
VERBS = {
    "write": lambda by, _folder: Setting.write(by, reach__salesperson="team"),
    "company": lambda by, _folder: company.configure(by, company__name="Northgate"),
    "base currency": lambda by, _folder: company.configure(by, company__currency="EUR"),
    "mail": lambda by, _folder: mailing.configure(by, ACCOUNT),
    "no mail": lambda by, _folder: mailing.forget(by),
    "logo": lambda by, folder: uploads.put_logo(by, folder, picture()),
    "no logo": lambda by, folder: uploads.drop_logo(by, folder),
    "sample": lambda by, _folder: making.make(by, 5),
    "no sample": lambda by, _folder: removing.remove(by),
    "export": lambda by, _folder: writing.write(io.BytesIO(), by=by),
    "mail again": lambda by, _folder: Delivery(id=1).again(by),
    "mail let be": lambda by, _folder: Delivery(id=1).dismiss(by),
    "role": lambda by, _folder: User.by_email("finn@example.com").change_role("manager", by),
    "team": lambda by, _folder: User.by_email("finn@example.com").join(None, by),
    "name": lambda by, _folder: User.by_email("finn@example.com").rename("Finn", by),
    "address": lambda by, _folder: User.by_email("finn@example.com").move_to("f@example.com", by),
    "language": lambda by, _folder: User.by_email("finn@example.com").speak("en", by),
    "password": lambda by, _folder: User.by_email("finn@example.com").set_password("correct horse", by),
    "colleague": lambda by, _folder: User.add("Gus", "gus@example.com", by=by),
    "manager": lambda by, _folder: User.add("Gus", role="manager", by=by),
}


def picture():
    from PIL import Image

    out = io.BytesIO()
    Image.new("RGB", (8, 8)).save(out, "PNG")
    return out.getvalue()


@pytest.mark.parametrize("verb", VERBS)
def test_nobody_but_an_administrator_and_the_system_may(world, tmp_path, verb):
    before = Event.select().count()
    for who in OTHERS:
        with pytest.raises(Refused, match="Only an administrator may change settings"):
            VERBS[verb](world.user(who), tmp_path)
    assert Event.select().count() == before
    assert not (tmp_path / "uploads").exists()


@pytest.mark.parametrize("who", ["ada", None])
@pytest.mark.parametrize("verb", VERBS)
def test_they_may(world, tmp_path, verb, who):
    said = contextlib.nullcontext()
    if verb in ("base currency", "no sample"):  # not because of who asks
        said = pytest.raises(Refused, match=r"base currency stays|no sample data")
    with said:
        VERBS[verb](who and world.user(who), tmp_path)


def test_everybody_changes_what_is_their_own(world):
    world.vic.rename("Victor Hu", by=world.vic)
    world.vic.speak("en", by=world.vic)
    world.vic.set_password("horse correct", by=world.vic)
    assert world.vic.name == "Victor Hu"
    with pytest.raises(Refused):
        world.vic.change_role("manager", by=world.vic)


def test_an_import_of_a_manager_names_colleagues_who_cannot_sign_in(world):
    assert User.add("Gus", by=world.mia).role == "salesperson"
