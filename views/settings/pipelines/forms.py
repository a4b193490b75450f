"""What is asked of a pipeline, and of a stage."""

import hashlib
import json

from flask_babel import gettext, lazy_pgettext
from flask_babel import lazy_gettext as _
from wtforms import HiddenField, SelectField, SelectMultipleField, StringField
from wtforms.validators import DataRequired, InputRequired, NumberRange, Optional, ValidationError
from wtforms.widgets import CheckboxInput, ListWidget

from models.keys import tidy
from models.opportunity.demanded import DEMANDS
from models.path import LONGEST
from models.pipeline import Pipeline, Stage
from views.conflicts import VersionedForm
from views.fields import AtMost, Number, WholeNumber

CATEGORIES = {
    "pipeline": lazy_pgettext("forecast category", "Pipeline"),
    "best_case": lazy_pgettext("forecast category", "Best case"),
    "commit": lazy_pgettext("forecast category", "Commit"),
    "omitted": lazy_pgettext("forecast category", "Omitted"),
}
IN_DAYS = [Optional(), NumberRange(1, LONGEST, _("Write a number of days from 1 to %(max)s."))]


class Named(VersionedForm):
    name = StringField(_("Name"), [DataRequired(_("Enter a name.")), AtMost(120)], filters=[tidy])

    def must_be_free(self, there):
        """A ValidationError where another row has the name."""
        if there is not None and there.archived_at:
            raise ValidationError(
                gettext("“%(name)s” is there already, in the archive. Bring it back instead.", name=there.name)
            )
        if there is not None:
            raise ValidationError(gettext("“%(name)s” is there already.", name=there.name))


class PipelineForm(Named):
    """`like` is the pipeline whose stages a new one gets; `place` is where one stands among the others, from 0."""

    like = SelectField(_("Stages"), coerce=int, default=0)
    place = Number(validators=[Optional()])

    def __init__(self, row=None):
        self.row = row
        self.others = list(Pipeline.offered())
        place = next((n for n, one in enumerate(self.others) if row and one.id == row.id), len(self.others))
        super().__init__(data={"name": row.name, "version": row.edition, "place": place} if row else {})
        self.place.default = place
        self.like.choices = [(0, gettext("None yet")), *((one.id, gettext("As in %(name)s", name=one.name)) for one in self.others)]  # fmt: skip

    def model_of(self, pipeline_id):
        return next((one for one in self.others if one.id == pipeline_id), None)

    def validate_name(self, field):
        self.must_be_free(Pipeline.spelt(field.data, self.row.id if self.row else None))


class StageForm(Named):
    """`seen` says which effects its reader has seen; `after` is the stage behind which a new one comes (0: in front)."""

    rate = WholeNumber(_("Stage rate"), [InputRequired(_("Write a percentage from 0 to 100.")), NumberRange(0, 100, _("Write a percentage from 0 to 100."))])  # fmt: skip
    expected_days = WholeNumber(_("Expected days"), IN_DAYS)
    limit_days = WholeNumber(_("Stuck after, days"), IN_DAYS)
    category = SelectField(_("Forecast category"), choices=list(CATEGORIES.items()))
    required = SelectMultipleField(
        _("Required before one may enter"), widget=ListWidget(), option_widget=CheckboxInput()
    )
    after = SelectField(_("Place"), coerce=int)
    seen = HiddenField()

    def __init__(self, pipeline, row=None):
        self.pipeline, self.row = pipeline, row
        held = {name: getattr(row, name) for name in row.FIELDS} if row else {"required": "[]"}
        held["required"] = json.loads(held["required"])
        path = pipeline.path()
        last = path[-1].id if path else 0
        super().__init__(data={**held, "version": row.version if row else "", "after": last})
        self.required.choices = [(name, gettext(word)) for name, word in DEMANDS.items()]
        behind = [(stage.id, gettext("Behind %(stage)s", stage=stage.name)) for stage in path]
        self.path, self.after.choices = {stage.id: stage for stage in path}, [(0, gettext("In front of all")), *behind]
        if row:
            del self.after

    def value(self, name):
        if name == "required":
            return json.dumps([one for one in DEMANDS if one in (self.required.data or ())])
        return self[name].data

    def fill(self, name, row):
        self[name].data, self[name].raw_data = list(row.demands) if name == "required" else getattr(row, name), None

    def said(self, name, value):
        if name == "required":
            return ", ".join(gettext(DEMANDS[one]) for one in json.loads(value)) or "—"
        return str(CATEGORIES.get(value, value)) if name == "category" else super().said(name, value)

    def values(self):
        """What Stage.add and edit take."""
        return {name: self.value(name) for name in Stage.FIELDS}

    def stamp(self, foresight):
        """What stands for these values with these effects."""
        return hashlib.sha256(repr((foresight, sorted(self.values().items()))).encode()).hexdigest()[:16]

    def validate_name(self, field):
        self.must_be_free(Stage.spelt(field.data, self.row.id if self.row else None, self.pipeline))
