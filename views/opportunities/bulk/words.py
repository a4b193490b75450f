"""How many would change, and did, in words."""

from flask_babel import gettext as _
from flask_babel import ngettext

from views.opportunities import terms
from views.words import day, number

TITLES = {
    "move": lambda: _("Move to another stage"),
    "assign": lambda: _("Assign"),
    "close": lambda: _("Close"),
    "expect": lambda: _("Change the expected close"),
    "tag": lambda: _("Tags"),
    "bin": lambda: _("Move to the bin"),
}


def counted(verb, count):
    """[(kind, sentence)] of a Count: what can be done, what is so already, and each reason why not; kind can, same or not."""
    can = {
        "move": lambda n: ngettext("%(n)s opportunity will be moved.", "%(n)s opportunities will be moved.", n, n=number(n)),
        "assign": lambda n: ngettext("%(n)s opportunity will be assigned.", "%(n)s opportunities will be assigned.", n, n=number(n)),
        "close": lambda n: ngettext("%(n)s opportunity will be closed.", "%(n)s opportunities will be closed.", n, n=number(n)),
        "expect": lambda n: ngettext("%(n)s opportunity gets this date.", "%(n)s opportunities get this date.", n, n=number(n)),
        "tag": lambda n: ngettext("The tags of %(n)s opportunity change.", "The tags of %(n)s opportunities change.", n, n=number(n)),
        "bin": lambda n: ngettext("%(n)s opportunity goes into the bin.", "%(n)s opportunities go into the bin.", n, n=number(n)),
    }  # fmt: skip
    lines = [("can", can[verb](count.can))]
    if count.same:
        lines.append(
            (
                "same",
                ngettext(
                    "%(n)s stays as it is: it is so already.",
                    "%(n)s stay as they are: they are so already.",
                    count.same,
                    n=number(count.same),
                ),
            )
        )
    for (reason, facts), many in count.refused.most_common():
        why = _(reason) % dict(facts)
        said_of = ngettext(
            "%(n)s stays as it is: %(why)s", "%(n)s stay as they are: %(why)s", many, n=number(many), why=why
        )
        lines.append(("not", said_of))
    return lines


def said(verb, form, count):
    """What was done, in a sentence."""
    n, many = count.can, {"n": number(count.can)}
    if verb == "move":
        name = form.stages[form.stage.data].name
        done = ngettext(
            "%(n)s opportunity is in %(stage)s now.", "%(n)s opportunities are in %(stage)s now.", n, stage=name, **many
        )
    elif verb == "assign":
        done = ngettext("%(n)s opportunity is assigned.", "%(n)s opportunities are assigned.", n, **many)
    elif verb == "close":
        how = str(terms.OUTCOMES[form.outcome.data])
        done = ngettext(
            "%(n)s opportunity is closed: %(how)s.", "%(n)s opportunities are closed: %(how)s.", n, how=how, **many
        )
    elif verb == "expect":
        on = day(form.expected_close_on.data)
        done = ngettext(
            "%(n)s opportunity is expected to close on %(day)s.",
            "%(n)s opportunities are expected to close on %(day)s.",
            n,
            day=on,
            **many,
        )
    elif verb == "tag":
        done = ngettext(
            "The tags of %(n)s opportunity are changed.", "The tags of %(n)s opportunities are changed.", n, **many
        )
    else:
        done = ngettext("%(n)s opportunity is in the bin.", "%(n)s opportunities are in the bin.", n, **many)
    if not count.left:
        return done
    return (
        done + " " + ngettext("%(n)s stayed as it was.", "%(n)s stayed as they were.", count.left, n=number(count.left))
    )
