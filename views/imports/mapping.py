"""What is asked of the columns: which field each is, and the options beside; read from a form, an address, or as it stands."""

import dataclasses

from flask_babel import gettext as _

from models.imports import KINDS
from views.imports import terms
from views.typed import whole

TEXT, OUT, NEW = "", "-", "-new"


@dataclasses.dataclass
class Column:
    """`chosen` is a field, TEXT (kept as text) or OUT (left out); `error` a sentence or None."""

    place: int
    heading: str
    samples: list
    guess: str | None
    chosen: str
    error: str | None = None


class Asked:
    def __init__(self, run, given=None):
        """`given`: what was sent; None: as the import stands."""
        self.run, self.given = run, given
        options, known = run.options, KINDS[run.kind]
        self.version = run.version
        self.before = options.get("mapping") or {}
        self.duplicates = options.get("duplicates") or "skip"
        self.pipeline, self.pipeline_name = options.get("pipeline") or "", ""
        left = set(options.get("left_out") or ())
        self.columns = [
            Column(
                place,
                one["heading"],
                one["samples"],
                one["field"],
                one["field"] or (OUT if one["heading"] in left else TEXT),
            )
            for place, one in enumerate(run.result.get("columns", ()))
        ]
        if given is not None:
            self._read(given, known)

    def _read(self, given, known):
        self.version = whole(given.get("version")) or 0  # behind every other where it makes no sense
        for column in self.columns:
            told = given.get(f"column-{column.place}", column.chosen)
            column.chosen = told if told in known or told == OUT else TEXT
        self.duplicates = "import" if given.get("duplicates") == "import" else "skip"
        self.pipeline, self.pipeline_name = (
            given.get("pipeline", "")[:200],
            " ".join(given.get("name", "").split())[:200],
        )

    def _of(self, field, chosen=True):
        return [c.place for c in self.columns if (c.chosen if chosen else c.guess) == field]

    @property
    def taken(self):
        """{field: places of the columns that are it}"""
        return {field: places for field in KINDS[self.run.kind] if (places := self._of(field))}

    @property
    def missing(self):
        """Names of fields without which nothing can be imported: a list of lists, one of each is needed."""
        groups = [group for group in terms.MUST[self.run.kind] if not any(field in self.taken for field in group)]
        return [[terms.field_name(field) for field in group] for group in groups]

    def problems(self):
        """What stands in the way, as sentences; errors of columns are noted at them, too."""
        found = [
            _("One of the columns must be: %(fields)s.", fields=", ".join(group))
            if len(group) > 1
            else _("No column is the %(field)s yet.", field=group[0])
            for group in self.missing
        ]
        for field, places in self.taken.items():
            if len(places) > 1 and places != self._of(field, chosen=False):
                for place in places:
                    self.columns[place].error = _(
                        "Another column is the %(field)s, too.", field=terms.field_name(field)
                    )
                found.append(_("Several columns are the %(field)s.", field=terms.field_name(field)))
        if self.pipeline == NEW and not self.pipeline_name:
            found.append(_("Give the new pipeline a name."))
        return found

    @property
    def mapping(self):
        """As the models take it: only what was changed, so that guesses of several columns stay whole."""
        told = dict(self.before)
        for field in KINDS[self.run.kind]:
            now, was = self._of(field), self._of(field, chosen=False)
            if now != was:
                told[field] = self.columns[now[0]].heading if now else None
        return told

    @property
    def options(self):
        return {
            "left_out": [column.heading for column in self.columns if column.chosen == OUT],
            "duplicates": self.duplicates,
            "pipeline": (self.pipeline_name if self.pipeline == NEW else self.pipeline) or None,
        }
