"""What the address of the list of colleagues asks for."""

from flask import request

from models.team import Team
from models.user import ROLES
from models.user.listed import STATES
from views.settings.users.forms import ROLE_NAMES


def asked():
    """What `User.among` takes; what makes no sense is passed over."""
    args = request.args
    team, role, state = args.get("team", ""), args.get("role", ""), args.get("state", "")
    return {
        "text": args.get("q", "")[:100].replace("\0", "").strip(),
        "role": role if role in ROLES else "",
        "team": int(team) if team.isascii() and team.isdecimal() and len(team) < 10 else None,
        "state": state if state in STATES else "",
    }


def address(wanted):
    """The same as parameters of an address."""
    said = {"q": wanted["text"], "role": wanted["role"], "team": wanted["team"], "state": wanted["state"]}
    return {name: value for name, value in said.items() if value not in (None, "")}


def choices():
    """What the selects of the tool bar offer."""
    return {"teams": list(Team.offered()), "roles": ROLE_NAMES}
