"""What is asked of whatever stands in a catalogue: above all a name that no other one has."""

from flask_babel import gettext
from flask_babel import lazy_gettext as _
from wtforms import StringField
from wtforms.validators import DataRequired, ValidationError

from models.keys import tidy
from views.conflicts import VersionedForm
from views.fields import AtMost


class NamedForm(VersionedForm):
    """The form of a row, or of a new one; a subclass says of which `model`."""

    model = None
    name = StringField(_("Name"), [DataRequired(_("Enter a name.")), AtMost(120)], filters=[tidy])

    def __init__(self, *args, row=None, **kwargs):
        self.row = row
        held = {name: getattr(row, name) for name in row.FIELDS} if row else {}
        super().__init__(*args, data={**self.held(held), "version": row.version if row else ""}, **kwargs)

    def held(self, held):
        """The row's values as the fields show them."""
        return held

    def values(self):
        """What the model's `add` and `edit` take."""
        return {name: self.value(name) for name in self.model.FIELDS}

    def validate_name(self, field):
        there = self.model.spelt(field.data, self.row.id if self.row else None)
        if there and there.archived:
            raise ValidationError(
                gettext("“%(name)s” is there already, in the archive. Bring it back instead.", name=there.name)
            )
        if there:
            raise ValidationError(gettext("“%(name)s” is there already.", name=there.name))
