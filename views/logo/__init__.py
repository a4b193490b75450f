"""The company's logo, as every page shows it, the door too."""

from flask import Blueprint, abort, current_app, send_file

from models import uploads

blueprint = Blueprint("logo", __name__, url_prefix="/logo")


@blueprint.get("/<digest>.png")
def show(digest):
    """The picture with this digest; another picture has another address, so browsers keep it."""
    path = uploads.logo(current_app.config["SETTINGS"].data_folder, digest)
    if path is None:
        abort(404)
    response = send_file(path, mimetype="image/png", max_age=31_536_000)
    response.headers["Cache-Control"] = "public, max-age=31536000, immutable"
    response.headers["Content-Security-Policy"] = "default-src 'none'"
    return response
