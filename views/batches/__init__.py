"""What somebody just did, to be taken back."""

from flask import Blueprint

from views.batches.undo import undo

blueprint = Blueprint("batches", __name__, url_prefix="/batches")
blueprint.register_blueprint(undo)
