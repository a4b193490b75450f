"""What stands beside an opportunity on its page: people, colleagues, competitors, tags, product lines; each a part of its own."""

from flask_babel import gettext as _

from models.opportunity import Opportunity
from models.setting import Setting, today
from models.tag import Tag
from views.fields import apart
from views.opportunities import amounts
from views.opportunities.done import in_place
from views.opportunities.terms import ROLES
from views.page import me, page
from views.words import money

PEOPLE = "opportunities/people/_people.html"
COLLEAGUES = "opportunities/collaborators/_collaborators.html"
RIVALS = "opportunities/competitors/_competitors.html"
TAGS = "opportunities/tags/_tags.html"
LINES = "opportunities/lines/_lines.html"


def beside(row):
    """The context of all parts."""
    return {
        "contacts": row.contacts(),
        "roles": ROLES,
        "collaborators": row.collaborators(),
        "may_share": row.may_be_shared_by(me()),
        "rivals": row.competitors(),
        "tags": Tag.on(row),
        "lines": [said(line) for line in row.product_lines()],
    }


def figures(row):
    """What a value on the page needs beside the row."""
    return {
        "may_change": Opportunity.may_change(me(), row),
        "has_lines": row.has_lines,
        "today": today(),
        "base": Setting.read("company.currency"),
    }


def said(line):
    """A ProductLine with its quantity in words."""
    return {"row": line, "quantity": amounts.quantity_typed(line.quantity)}


def part(row, template, target):
    """After a change of one part: that part anew, and the word for the rest of the page."""
    context = {**beside(row), **figures(row)}
    return in_place(row, "opportunities/part.swap.html", part=template, target=f"#{target}-{row.id}", **context)


def form(template, row, form, status=200, why=None, **more):
    """The form of a part in its place; without scripts a page of its own."""
    status = 422 if form.errors and status == 200 else status
    context = {"opportunity": row, "form": apart(form), "why": why, "inner": template, **more}
    return page("opportunities/part.html", part=template, status=status, **context)


def words(error):
    """Why a verb refused, in the reader's words."""
    return _(error.reason) % error.facts


def in_words(row, line):
    """A ProductLine in one line: what, how many, at what price."""
    price = money(line.price, row.currency)
    less = f" −{line.discount}%" if line.discount else ""
    return f"{line.name}, {amounts.quantity_typed(line.quantity)} × {price}{less} = {money(line.amount, row.currency)}"


def tags_offered():
    return [tag.name for tag in Tag.offered()]
