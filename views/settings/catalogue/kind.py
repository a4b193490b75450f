"""What a catalogue of the settings is about: its model, its form, its columns and its words."""

import dataclasses
from collections.abc import Callable


@dataclasses.dataclass(frozen=True)
class Kind:
    """`key` is the section; `counts(rows)` gives the template `cells` what it shows beside the rows.

    `field` is how a filter of opportunities names the row; `heads` are (label, class) of the columns after the name.
    """

    key: str
    model: type
    form: type
    field: str
    cells: str
    heads: tuple
    counts: Callable
    new: object  # the words, lazily translated
    edit: object
    find: object
    empty: object
    about: object
    fields: str = "settings/catalogue/_fields.html"
    ordered: bool = False  # put into an order by hand; else by name, a page at a time
    tabs: tuple = ()  # (word, endpoint) of the kinds that share its section; their keys are `section.name`

    @property
    def name(self):
        """Of its Blueprint, within that of its section."""
        return self.key.rpartition(".")[2]

    @property
    def noun(self):
        return self.model.noun
