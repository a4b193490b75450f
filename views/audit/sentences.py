"""Events that no timeline shows, in words: settings, users, imports, files. A sentence for each name."""

import dataclasses
import datetime as dt
import re

from flask_babel import gettext as _

from views.audit.fields import NOUNS, key_name, said
from views.words import day


@dataclasses.dataclass(frozen=True)
class Said:
    """A sentence of the catalogue, and what fills its places; `str` of it is plain text."""

    text: str
    values: dict

    def __str__(self):
        return self.text % self.values


def filled(text, values):
    """The Said of these; what an old event does not tell is a dash."""
    places = re.findall(r"%\((\w+)\)s", text)
    return Said(text, {place: "—" if values.get(place) in (None, "") else str(values[place]) for place in places})


def sentence(event, facts, who, teams):
    """An event as Said. `who` is the name of who did it."""
    noun, _dot, verb = event.name.partition(".")
    name = facts.get("name") or facts.get("file") or facts.get("code")
    if event.name == "company.setting_changed":
        return _setting(facts, who)
    if event.name in TOLD:
        return filled(TOLD[event.name](), {**facts, "who": who, "name": name})
    if noun == "currency":
        return _currency(verb, facts, who)
    values = {"who": who, "name": name, "other": facts.get("other") or facts.get("former")}
    if verb in GENERIC and noun in NOUNS:
        return filled(GENERIC[verb](), {**values, "noun": NOUNS[noun]})
    return filled("%(who)s: %(event)s", {"who": who, "event": event.name.replace(".", " ").replace("_", " ")})


GENERIC = {
    "added": lambda: _("%(who)s added %(noun)s %(name)s"),
    "edited": lambda: _("%(who)s changed %(noun)s %(name)s"),
    "changed": lambda: _("%(who)s changed %(noun)s %(name)s"),
    "renamed": lambda: _("%(who)s renamed %(noun)s %(other)s to %(name)s"),
    "archived": lambda: _("%(who)s archived %(noun)s %(name)s"),
    "unarchived": lambda: _("%(who)s brought %(noun)s %(name)s back into use"),
    "replaced": lambda: _("%(who)s put %(other)s in the place of %(noun)s %(name)s"),
    "merged": lambda: _("%(who)s merged %(other)s into %(noun)s %(name)s"),
    "removed": lambda: _("%(who)s removed %(noun)s %(name)s"),
    "deleted": lambda: _("%(who)s deleted %(noun)s %(name)s"),
    "dropped": lambda: _("%(who)s deleted %(noun)s %(name)s"),
    "shared": lambda: _("%(who)s shared %(noun)s %(name)s with everybody"),
    "arranged": lambda: _("%(who)s put into another order: %(noun)s"),
    "ordered": lambda: _("%(who)s put into another order: %(noun)s"),
    "emptied": lambda: _("%(who)s moved everything out of %(noun)s %(name)s"),
}
TOLD = {
    "user.signed_in": lambda: _("%(who)s signed in"),
    "user.password_changed": lambda: _("%(who)s chose a new password"),
    "user.address_changed": lambda: _("%(who)s changed a mail address from %(former)s to %(email)s"),
    "user.disabled": lambda: _("%(who)s ended the account of %(name)s"),
    "user.enabled": lambda: _("%(who)s let %(name)s sign in again"),
    "user.signed_out": lambda: _("%(who)s signed %(name)s out everywhere"),
    "user.role_changed": lambda: _("%(who)s changed the role of %(name)s"),
    "user.moved_team": lambda: _("%(who)s moved %(name)s to another team"),
    "user.language_changed": lambda: _("%(who)s changed the language of %(name)s"),
    "user.reset_asked": lambda: _("Somebody asked for a link to a new password"),
    "user.reset_sent": lambda: _("%(who)s sent %(name)s a link to a new password"),
    "user.invited": lambda: _("%(who)s invited %(name)s by mail"),
    "user.link_shown": lambda: _("%(who)s was shown a link for %(name)s to sign in by"),
    "user.replaced": lambda: _("%(who)s let %(value)s take the place of %(former)s everywhere"),
    "user.handed_over": lambda: _("%(who)s handed over what a colleague answered for"),
    "user.agenda_due": lambda: _("The mail of the morning was due"),
    "user.briefing_due": lambda: _("The weekly briefing was due"),
    "activity.reminded": lambda: _("A reminder of a follow-up was due"),
    "activity.fell_due": lambda: _("A follow-up became overdue"),
    "company.bin_emptied": lambda: _("%(who)s emptied the bin"),
    "company.sample_made": lambda: _("%(who)s made the sample data: %(count)s opportunities"),
    "company.sample_removed": lambda: _("%(who)s removed the sample data"),
    "company.mail_retried": lambda: _("%(who)s had a mail sent again"),
    "company.mail_dismissed": lambda: _("%(who)s let a mail in trouble be"),
    "company.audit_exported": lambda: _("%(who)s took the audit away as a file: %(count)s lines"),
    "company.exported": lambda: _("%(who)s took everything away as files: %(rows)s rows"),
    "company.restored": lambda: _("%(who)s filled this installation from such files: %(rows)s rows"),
    "activity.exported": lambda: _("%(who)s took %(count)s follow-ups away as a file"),
    "opportunity.exported": lambda: _("%(who)s took %(count)s opportunities away as a file"),
    "import.uploaded": lambda: _("%(who)s uploaded %(file)s to be imported"),
    "import.finished": lambda: _("%(who)s imported a file"),
    "import.undone": lambda: _("%(who)s took an import back"),
}


def _setting(facts, who):
    key = facts["key"]
    old, new = (said(key, facts.get(side)) for side in ("before", "after"))
    values = {"who": who, "what": key_name(key), "old": old, "new": new}
    if key == "mail.password" or (key == "company.logo" and old and new):
        return filled(_("%(who)s changed %(what)s"), values)
    if key == "company.logo":
        return filled(_("%(who)s removed %(what)s") if new is None else _("%(who)s added %(what)s"), values)
    if old is None:
        return filled(_("%(who)s set %(what)s to %(new)s"), values)
    return filled(_("%(who)s changed %(what)s from %(old)s to %(new)s"), values)


def _currency(verb, facts, who):
    def rate(pair):
        on = dt.date.fromisoformat(pair[0])
        since = _("from the beginning") if on.year == 1970 else _("from %(day)s", day=day(on))
        return f"{pair[1]} ({since})"

    values = {"who": who, "code": facts.get("code")}
    before, after = facts.get("before"), facts.get("after")
    values |= {"old": rate(before) if before else "—", "new": rate(after) if after else "—"}
    words = {
        "added": _("%(who)s added the currency %(code)s"),
        "archived": _("%(who)s archived the currency %(code)s"),
        "unarchived": _("%(who)s brought the currency %(code)s back into use"),
        "removed": _("%(who)s removed the currency %(code)s"),
        "rate_set": _("%(who)s set the rate of %(code)s to %(new)s")
        if not before
        else _("%(who)s changed the rate of %(code)s from %(old)s to %(new)s"),
        "rate_changed": _("%(who)s changed the rate of %(code)s from %(old)s to %(new)s"),
        "rate_removed": _("%(who)s removed the rate %(old)s of %(code)s"),
    }
    return filled(words.get(verb, verb), values)
