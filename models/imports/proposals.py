"""What the texts of a file of opportunities mean while nobody chooses: an outcome, a stage, a person, a reason."""

from models.imports.choices import proposed
from models.imports.outcomes import closed_state, state
from models.pipeline import OUTCOMES, Pipeline


def proposal(importer, field, text):
    """{choice, hint} of a text, see choices.proposed; the choice is None where somebody has to say what it means."""
    if field == "outcome":
        return {"choice": state(text), "hint": None}
    if field == "stage":
        return _stage(importer.routes.values(), text)
    if field == "reason":
        found = [importer.names[outcome].choice(text) for outcome in OUTCOMES]
        return next((one for one in found if one["choice"] != "new"), max(found, key=lambda one: bool(one["hint"])))
    return importer.names[field].choice(text)


def _stage(routes, text):
    if ended := closed_state(text):
        return {"choice": ended, "hint": None}
    path = [stage for route in routes for stage in route.path if stage.id]
    if not path and (default := Pipeline.default()):
        path = default.path()
    return proposed(text, {stage.name: stage.id for stage in path})
