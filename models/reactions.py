"""What follows from an event: the only place. Each line: event name -> reactions that the worker delivers."""

FOLLOWS = {
    "opportunity.assigned": ("mail_new_owner",),
    "user.reset_asked": ("mail_password_reset",),
}


def queue(event):
    """Write a delivery row for each reaction to `event`, in the transaction that we are in."""
    names = FOLLOWS.get(event.name, ())
    if not names:
        return
    from models.delivery import Delivery

    Delivery.insert_many([{"event": event.id, "reaction": name} for name in names]).execute()
