"""The sections of the settings: what each is called, where it is, and who may go there."""

import dataclasses

from flask import current_app, request, url_for
from flask_babel import gettext as _
from flask_babel import pgettext

from models.base import N_, NP_
from views.page import me


@dataclasses.dataclass(frozen=True)
class Section:
    """`name` and `about` are msgids; `group` is one of GROUPS; `may` says which users go there."""

    key: str
    group: str
    name: str
    about: str
    endpoint: str
    glyph: str
    context: str = ""  # of the name, where one English word is two Chinese ones
    also: str = ""  # what else the palette finds it by

    @property
    def title(self):
        return pgettext(self.context, self.name) if self.context else _(self.name)

    @property
    def text(self):
        return _(self.about)

    @property
    def url(self):
        return url_for(self.endpoint)

    @property
    def here(self):
        """Is the page that is shown one of this section's?"""
        area, _dot, rest = (request.blueprint or "").partition(".")
        return self.key == (rest.split(".")[0] if area == "settings" else area)


GROUPS = {
    "selling": NP_("settings", "Selling"),
    "people": NP_("settings", "People"),
    "company": NP_("settings", "Company"),
}
SECTIONS = (
    Section("pipelines", "selling", N_("Pipelines and stages"), N_("The steps of a sale, with their rates, limits and required fields."), "settings.pipelines.index", "route", also="stage 阶段"),
    Section("reasons", "selling", N_("Close reasons"), N_("Why an opportunity was won, lost or invalid."), "settings.reasons.index", "flag", also="outcome"),
    Section("sources", "selling", N_("Sources"), N_("Where opportunities come from."), "settings.sources.index", "megaphone"),
    Section("competitors", "selling", N_("Competitors"), N_("Who else is in the running."), "settings.competitors.index", "swords"),
    Section("products", "selling", NP_("settings", "Products")[1], N_("What is sold, with their prices."), "settings.products.index", "package", context="settings"),
    Section("tags", "selling", N_("Tags"), N_("Words that people put on opportunities and customers."), "settings.tags.index", "tag"),
    Section("users", "people", N_("Users and roles"), N_("Who signs in, and what each of them may do."), "settings.users.index", "users"),
    Section("teams", "people", N_("Teams"), N_("Who works together, and in which office."), "settings.teams.index", "user-cog"),
    Section("reach", "people", N_("Reach and reminders"), N_("What salespeople see, and when an opportunity is neglected."), "settings.reach.index", "eye", also="neglected"),
    Section("company", "company", N_("Company"), N_("Name, logo, time zone, fiscal year and the first day of the week."), "settings.company.index", "building-2", context="settings"),
    Section("currencies", "company", N_("Currencies"), N_("The currencies in use, and their rates by day."), "settings.currencies.index", "coins", also="rate"),
    Section("mail", "company", N_("Mail"), N_("How mails are sent, with a test."), "settings.mail.index", "mail", also="smtp"),
    Section("export", "company", N_("Export"), N_("Everything as one file, to take along."), "settings.export.index", "download", also="backup zip csv"),
    Section("sample", "company", N_("Sample data"), N_("A business to look around in, and the way to remove it."), "settings.sample.index", "lightbulb", also="demo 演示"),
    Section("imports", "company", N_("Imports"), N_("Files brought in: opportunities, customers, contacts, products, users."), "imports.index", "upload", also="csv excel"),
    Section("audit", "company", N_("Audit"), N_("Who changed what, and when."), "audit.index", "history"),
)  # fmt: skip


def offered():
    """The Sections that there are and that the reader may enter, in order."""
    if not me() or me().role != "administrator":
        return []
    return [section for section in SECTIONS if section.endpoint in current_app.view_functions]


def grouped():
    """[(name of the group, [Section])] of what is offered."""
    found = offered()
    groups = [(pgettext(*name), [one for one in found if one.group == key]) for key, name in GROUPS.items()]
    return [group for group in groups if group[1]]


def current():
    """The Section whose page is shown, or None."""
    return next((section for section in offered() if section.here), None)
