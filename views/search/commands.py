"""Pages to go to and things to do, by their names in either language; and what can be done where the reader is."""

import dataclasses
import re

from flask import current_app, url_for
from flask_babel import gettext as _

from models import access
from models.base import N_, folded
from models.opportunity import Opportunity
from views import language
from views.page import me
from views.settings import sections


@dataclasses.dataclass
class Command:
    """`dialog` opens over the page; `press` names the control of the page that does it."""

    word: str
    glyph: str
    href: str
    key: str = ""
    dialog: bool = False
    press: str = ""
    also: str = ""  # what else it is found by


PAGES = (
    ("today.show", N_("Today"), "list-checks", "G T"),
    ("board.show", N_("Board"), "square-kanban", "G B"),
    ("opportunities.index", N_("List"), "rows-3", "G L"),
    ("customers.index", N_("Customers"), "building-2", "G C"),
    ("contacts.index", N_("Contacts"), "users", "G P"),
    ("activities.listing.index", N_("Follow-ups"), "clipboard-check", ""),
    ("reports.show", N_("Reports"), "chart-column", "G R"),
    ("briefings.show", N_("Weekly briefing"), "calendar-days", ""),
    ("notifications.index", N_("Notifications"), "bell", ""),
    ("bin.index", N_("Bin"), "trash-2", ""),
    ("account.show", N_("Account and password"), "circle-user", ""),
)
NEW = (
    ("opportunities.new", N_("New opportunity"), "plus", "N", {}),
    ("customers.new", N_("New customer"), "building-2", "", {}),
    ("contacts.new", N_("New contact"), "user-plus", "", {}),
    ("activities.new", N_("Log a follow-up"), "check", "", {"mode": "log"}),
    ("activities.new", N_("Plan a follow-up"), "calendar-clock", "", {"mode": "plan"}),
)
HERE = (  # on the page of an opportunity that the reader may change; whether it has to be open
    ("activities.new", N_("Log a follow-up here"), "check", {"mode": "log"}, False),
    ("activities.new", N_("Plan a follow-up here"), "calendar-clock", {"mode": "plan"}, False),
    ("opportunities.stage.edit", N_("Move to…"), "move-right", {}, True),
    ("opportunities.owner.edit", N_("Assign to…"), "user-check", {}, True),
    ("opportunities.edit", N_("Edit this opportunity"), "pencil", {}, False),
    ("opportunities.closure.new", N_("Close as won"), "trophy", {"outcome": "won"}, True),
    ("opportunities.closure.new", N_("Close as lost"), "circle-x", {"outcome": "lost"}, True),
)
THEMES = (
    ("light", N_("Light appearance"), "sun"),
    ("dark", N_("Dark appearance"), "moon"),
    ("auto", N_("Appearance as the device"), "monitor"),
)


def pages(typed=""):
    """The pages that there are, those whose name answers what was typed."""
    return _matching(typed, [*(_command(*page) for page in PAGES if _there(page[0])), *_imports(), *_settings()])


def commands(typed="", at=""):
    """What can be done, at the address `at` and everywhere; of it what answers what was typed."""
    made = [_command(*new[:4], dialog=True, **new[4]) for new in NEW if _there(new[0]) and access.may_create(me())]
    return _matching(typed, [*_here(at), *made])


def own(typed=""):
    """What readers set for themselves, of it what answers what was typed."""
    return _matching(typed, _own())


def _here(at):
    found = re.fullmatch(r"/opportunities/(\d{1,12})", at or "")
    row = Opportunity.reached(me(), int(found[1])) if found else None
    if not row or not Opportunity.may_change(me(), row):
        return []
    kept = [one for one in HERE if _there(one[0]) and (row.open or not one[4])]
    return [_command(one[0], one[1], one[2], dialog=True, **one[3], **_subject(one[0], row)) for one in kept]


def _subject(endpoint, row):
    return {"opportunity" if endpoint == "activities.new" else "opportunity_id": row.id}


def _imports():
    """What is there of imports for who may bring in files."""
    if access.may_import(me()):
        yield Command(_("Imports"), "upload", url_for("imports.index"), also="Imports")
        yield Command(_("New import"), "upload", url_for("imports.new"), also="New import CSV Excel XLSX")


def _settings():
    """The sections of the settings that the reader may enter."""
    found = sections.offered()
    if found:
        yield Command(_("Settings"), "settings", url_for("settings.index"), also="Settings")
    for one in found:
        yield Command(_("Settings: %(section)s", section=one.title), one.glyph, one.url, also=f"{one.name} {one.also}")


def _own():
    """The controls stand in the menu of the account."""
    account, menu = url_for("account.show"), "#account-menu"
    for value, word, glyph in THEMES:
        yield Command(_(word), glyph, account, press=f"{menu} [name=theme][value={value}]", also=word)
    for code, name in language.NAMES.items():
        press = f'{menu} [name=language][value="{code}"]'
        yield Command(_("Language: %(name)s", name=name), "languages", account, press=press, also="language 语言")
    yield Command(_("Shortcuts"), "keyboard", account, key="?", press="#shortcuts", also="shortcuts keyboard")
    yield Command(
        _("Sign out"),
        "log-out",
        account,
        press=f'{menu} form[action="{url_for("sessions.destroy")}"] button',
        also="sign out",
    )


def _command(endpoint, word, glyph, key="", dialog=False, **args):
    return Command(_(word), glyph, url_for(endpoint, **args), key, dialog, also=word)


def _there(endpoint):
    return endpoint in current_app.view_functions


def _matching(typed, found):
    words = folded(typed).split()
    return [one for one in found if all(word in folded(f"{one.word} {one.also}") for word in words)]
