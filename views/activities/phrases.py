"""Words at hand for what came out of a follow-up: those that everybody needs, and the reader's own of late."""

from flask_babel import gettext as _

from models.activity import at_hand
from views.page import me

SHOWN = 7


def phrases():
    """{kind: [phrase]}, the reader's own recent ones first."""
    usual = {
        "call": [_("Reached"), _("No answer"), _("Call back later"), _("Interested"), _("Not interested now")],
        "email": [_("Sent the offer"), _("Sent information"), _("They answered"), _("No answer yet")],
        "meeting": [_("Went well"), _("Needs clarified"), _("Price discussed"), _("Wants to think it over"), _("Put off")],
        "visit": [_("Went well"), _("Saw the site"), _("Met the decision maker"), _("Nobody was there")],
        "message": [_("They answered"), _("No answer yet"), _("Sent information"), _("Made an appointment")],
        "task": [_("Done as planned"), _("Partly done"), _("Not needed any more")],
    }  # fmt: skip
    own = at_hand.phrases_of(me())
    return {kind: list(dict.fromkeys([*own.get(kind, ()), *words]))[:SHOWN] for kind, words in usual.items()}
