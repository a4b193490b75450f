"""What a drop says: the stage, and the version of the card that was dragged."""

from flask_wtf import FlaskForm
from wtforms.validators import InputRequired, ValidationError

from views.fields import Number
from views.opportunities.forms import seen_version


class DropForm(FlaskForm):
    stage = Number(validators=[InputRequired()])
    version = seen_version()

    def __init__(self, pipeline):
        super().__init__()
        self.stages = {stage.id: stage for stage in pipeline.path()}

    def validate_stage(self, field):
        if field.data not in self.stages:
            raise ValidationError

    @property
    def target(self):
        return self.stages[self.stage.data]
