"""What the list and the page of a colleague show beside their fields."""

from models.handover.held import counts_of
from models.opportunity.used import opened
from models.reset import may_get_link
from models.sign_in import SignIn
from views.page import me
from views.settings.users.links import mails


def lines(rows):
    """Of the list: rows, what each has open, when each last signed in."""
    ids = [row.id for row in rows]
    return {"rows": rows, "open": opened("owner", ids), "seen": SignIn.last_of(ids)}


def about(row):
    """Of the page of one."""
    return {
        "held": counts_of(row),
        "places": SignIn.of(row),
        "seen": SignIn.last_of([row.id]).get(row.id),
        "mails": mails(),
        "linkable": may_get_link(row),
        "own": row.id == me().id,
    }
