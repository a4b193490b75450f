"""What the address of a list asks for: which opportunities, in which order, with which columns, under which saved view."""

import dataclasses
import urllib.parse

from flask import request
from werkzeug.datastructures import MultiDict

from models.opportunity import Opportunity
from models.opportunity.filter import Filter
from views.opportunities import columns, filters
from views.typed import whole


@dataclasses.dataclass(frozen=True)
class Asked:
    """`cols` are columns named by the address itself ("" for the reader's usual ones); `view` the id of a saved view."""

    wanted: Filter
    sort: str
    cols: str = ""
    view: int | None = None

    @property
    def keys(self):
        """The names of the columns to show."""
        return columns.keys(self.wanted.outcome, self.cols)

    @property
    def order(self):
        """The Order of the rows."""
        order = Opportunity.orders(self.wanted.day)[self.sort.removeprefix("-")]
        return order.flipped() if self.sort.startswith("-") else order

    def more(self, sort=None):
        """The parameters of the address beside those of its filter; `sort` in the place of its own."""
        sort = sort or self.sort
        said = {} if sort == columns.usual(self.wanted.outcome) else {"sort": sort}
        return said | ({"cols": self.cols} if self.cols else {}) | ({} if self.view is None else {"view": self.view})

    @property
    def filter(self):
        """The parameters of its filter alone."""
        return filters.address(self.wanted)

    @property
    def address(self):
        """The parameters of an address that asks for this."""
        return {**self.filter, **self.more()}


def asked(args=None):
    """The Asked of these parameters (default: those of the request)."""
    args = request.args if args is None else args
    wanted = filters.read(args).settled()
    sort, cols = args.get("sort", ""), args.get("cols", "")
    known = [key for key in cols[:400].split(",") if key in columns.offered(wanted.outcome)]
    usual = columns.usual(wanted.outcome)
    return Asked(
        wanted,
        sort if sort.removeprefix("-") in columns.sorts(wanted.outcome) else usual,
        ",".join(dict.fromkeys(known)),
        count(args, "view") if "view" in args else None,
    )


def parameters(text):
    """The parameters of an address, as a form carries them, as MultiDict; too many are none."""
    text = (text or "")[:4000].removeprefix("?")
    try:
        return MultiDict(urllib.parse.parse_qsl(text, max_num_fields=100))
    except ValueError:
        return MultiDict()


def count(args, name):
    """A small count of the address; 0 for none."""
    return whole(args.get(name)) or 0
