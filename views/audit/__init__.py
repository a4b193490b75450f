"""The audit: everything that happened, by person, kind, days and words; for administrators."""

from flask import Blueprint, request

from models import audit
from views.audit.sheet import sheet
from views.audit.told import kinds, told
from views.page import me, page
from views.settings.guard import only_administrators
from views.typed import a_day, whole

blueprint = Blueprint("audit", __name__, url_prefix="/settings/audit")
blueprint.register_blueprint(sheet)
blueprint.before_request(only_administrators)


@blueprint.get("")
def index():

    wanted = asked()
    events, older = audit.page(me(), wanted, request.args.get("after"))
    part = "audit/_lines.html" if "after" in request.args else "audit/_list.html"
    context = {"wanted": wanted, "entries": told(events), "older": older, "address": address(wanted)}
    return page("audit/index.html", part=part, people=audit.people(), kinds=kinds(), **context)


def asked():
    """What the address asks for; what makes no sense in it is passed over."""
    args = request.args
    who, kind = args.get("who", ""), args.get("kind", "")
    return audit.Wanted(
        who=whole(who),
        kind=kind if kind in audit.KINDS else "",
        first=a_day(args.get("from")),
        last=a_day(args.get("to")),
        q=args.get("q", "").replace("\0", "").strip()[:100],
    )


def address(wanted):
    """The same as parameters of an address."""
    said = {"who": wanted.who, "kind": wanted.kind, "from": wanted.first, "to": wanted.last, "q": wanted.q}
    return {name: value for name, value in said.items() if value not in (None, "")}
