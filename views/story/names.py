"""What the facts of events name by id, fetched once for all of them; what lies out of the reader's reach is left out."""

from models import story
from models.contact import Contact
from models.customer import Customer
from models.pipeline import Source
from models.product import Product
from models.team import Team
from models.user import User
from views.page import me

GIVEN = (".assigned", ".handed_over", ".moved_along")
PEOPLE = ("owner", "former", "user", "assignee")


def names(of, events, facts):
    """{kind of row: {id: name, or the row itself for follow-ups, notes and opportunities}}."""
    changes = [said.get("changes", {}) for said in facts]

    def among(*fields):
        return {value for change in changes for field in fields for value in change.get(field, ()) if value}

    given = [said for event, said in zip(events, facts, strict=True) if event.name.endswith(GIVEN)]
    people = {said.get(key) for said in facts for key in PEOPLE if isinstance(said.get(key), int)}
    people |= among("owner", "assignee") | {event.actor_id for event in events}
    teams = {said.get(key) for said in given for key in ("team", "former_team")}
    about = _subjects(events)
    sales = about["opportunity"] | {event.opportunity_id for event in events}
    sales -= {of.id, None} if of.noun == "opportunity" else {None}
    return {
        "user": User.names(people - {None}),
        "team": Team.names(teams - {None}),
        "customer": Customer.names_for(me(), among("customer")),
        "contact": Contact.names_for(me(), among("contact") | about["contact"]),
        "source": Source.names(among("source")),
        "product": Product.names(among("product")),
        "activity": story.follow_ups(about["activity"]),
        "note": story.notes(about["note"]),
        "opportunity": story.sales(me(), sales),
    }


def _subjects(events):
    found = {noun: set() for noun in ("opportunity", "customer", "contact", "activity", "note")}
    for event in events:
        found.setdefault(event.subject_type, set()).add(event.subject_id)
    return found
