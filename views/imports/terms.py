"""What imports are spoken of in: kinds of files, their fields, states, verdicts, and reasons in words."""

from flask_babel import gettext as _
from flask_babel import ngettext, pgettext

from models import access
from models.base import N_, NP_
from models.imports import KINDS

ORDER = {  # kind: (its name, what the file needs)
    "opportunities": (N_("Opportunities"), N_("One row each, open or closed: with stage, amount, dates and owner as far as they are there.")),
    "customers": (N_("Customers"), N_("One row each, with at least the name. Who is there already is only given what they lack.")),
    "contacts": (N_("Contacts"), N_("One row each, with at least the name and the customer.")),
    "products": (NP_("settings", "Products"), N_("One row each, with at least the name.")),
    "users": (N_("Users"), N_("One row each, with at least the name; with a mail address they can be let in later.")),
}  # fmt: skip
GLYPHS = {"opportunities": "square-kanban", "customers": "building-2", "contacts": "contact", "products": "package", "users": "users"}  # fmt: skip
MUST = {  # any of these fields, for each of the groups
    "opportunities": (("name", "key", "product", "stage", "amount"),),
    "customers": (("name",),),
    "contacts": (("name", "first_name", "last_name"), ("customer",)),
    "products": (("name",),),
    "users": (("name",),),
}
FIELDS = {
    "key": N_("Number in the imported file"),
    "name": N_("Name"),
    "first_name": N_("First name"),
    "last_name": N_("Last name"),
    "customer": N_("Customer"),
    "contact": N_("Contact"),
    "product": N_("Product"),
    "owner": N_("Owner"),
    "team": N_("Team"),
    "pipeline": N_("Pipeline"),
    "stage": N_("Stage"),
    "outcome": N_("Outcome"),
    "is_closed": N_("Closed, yes or no"),
    "is_won": N_("Won, yes or no"),
    "amount": N_("Amount"),
    "currency": N_("Currency"),
    "probability": N_("Probability"),
    "expected_close_on": N_("Expected close"),
    "closed_on": N_("Closing date"),
    "opened_on": N_("Opening date"),
    "source": N_("Source"),
    "reason": N_("Close reason"),
    "competitor": N_("Competitor"),
    "grade": N_("Grade"),
    "intent": N_("Purchase intent"),
    "requirement": N_("Requirement"),
    "description": N_("Description"),
    "title": N_("Job title"),
    "phone": N_("Phone"),
    "email": N_("Mail address"),
    "wechat": N_("WeChat"),
    "website": N_("Website"),
    "industry": N_("Industry"),
    "address": N_("Address"),
    "employees": N_("Employees"),
    "parent": N_("Parent company"),
    "series": N_("Series"),
    "price": N_("Price"),
    "role": N_("Role"),
    "office": N_("Office"),
}
MAIN = {  # the fields that the dry run shows of a row, beside its name
    "opportunities": ("customer", "stage", "outcome", "amount", "expected_close_on", "owner"),
    "customers": ("phone", "email", "industry", "owner"),
    "contacts": ("customer", "title", "phone", "email"),
    "products": ("series", "price", "currency"),
    "users": ("email", "role", "team"),
}
STATUSES = {
    "uploaded": NP_("import", "Not checked yet"),
    "checking": NP_("import", "Being checked"),
    "checked": NP_("import", "Checked, not run yet"),
    "queued": NP_("import", "Waiting"),
    "running": NP_("import", "Running"),
    "done": NP_("import", "Done"),
    "failed": NP_("import", "Failed"),
    "cancelled": NP_("import", "Cancelled"),
    "undoing": NP_("import", "Being taken back"),
    "undone": NP_("import", "Taken back"),
}
STATE_GLYPHS = {
    "uploaded": "file-spreadsheet",
    "checked": "clipboard-check",
    "done": "circle-check",
    "failed": "circle-alert",
    "cancelled": "ban",
    "undone": "undo-2",
}
VERDICTS = {
    "create": (NP_("import", "New"), "plus"),
    "update": (NP_("import", "Completed"), "pencil"),
    "skip": (NP_("import", "Left out"), "copy"),
    "error": (NP_("import", "Error"), "circle-alert"),
}


def offered(user):
    """[(kind, its name, what it needs)] of what the user may bring in."""
    return [
        (kind, kind_name(kind), _(about)) for kind, (_name, about) in ORDER.items() if access.may_import(user, kind)
    ]


def kind_name(kind):
    name = ORDER[kind][0]
    return _(name) if isinstance(name, str) else pgettext(*name)


def status_name(status):
    return pgettext(*STATUSES[status])


def field_name(field):
    return _(FIELDS[field])


def fields(kind):
    """[(field, its name)] that a file of a kind may fill, in the order in which they are offered."""
    return [(field, field_name(field)) for field in FIELDS if field in KINDS[kind]]


def verdict(name):
    """(what it is called, its glyph)"""
    context, glyph = VERDICTS[name]
    return pgettext(*context), glyph


def why(reason, facts):
    """A reason of the models as a sentence; fields that it names go by their names."""
    told = {name: field_name(fact) if name == "field" and fact in FIELDS else fact for name, fact in facts.items()}
    return _(reason) % told


def made(counts):
    """[sentence part] of {noun: how many}: what came of an import, or went with it."""
    words = {
        "opportunity": lambda n: ngettext("%(num)d opportunity", "%(num)d opportunities", n),
        "customer": lambda n: ngettext("%(num)d customer", "%(num)d customers", n),
        "contact": lambda n: ngettext("%(num)d contact", "%(num)d contacts", n),
        "product": lambda n: ngettext("%(num)d product", "%(num)d products", n),
        "user": lambda n: ngettext("%(num)d user", "%(num)d users", n),
        "team": lambda n: ngettext("%(num)d team", "%(num)d teams", n),
        "pipeline": lambda n: ngettext("%(num)d pipeline", "%(num)d pipelines", n),
        "stage": lambda n: ngettext("%(num)d stage", "%(num)d stages", n),
        "source": lambda n: ngettext("%(num)d source", "%(num)d sources", n),
        "close_reason": lambda n: ngettext("%(num)d close reason", "%(num)d close reasons", n),
        "competitor": lambda n: ngettext("%(num)d competitor", "%(num)d competitors", n),
    }
    return [say(counts[noun]) for noun, say in words.items() if counts.get(noun)]
