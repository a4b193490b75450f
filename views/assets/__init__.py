"""What a page loads beside its HTML: styles, scripts, icons and pictures, under the digest of what is in them."""

from flask import Blueprint, abort, make_response, request

from views.assets.kept import asset

blueprint = Blueprint("assets", __name__, url_prefix="/static")

FOREVER = "public, max-age=31536000, immutable"


@blueprint.get("/<path:name>")
def show(name):
    """The file `name`. Browsers keep it for good where the address names its digest (`v`), else they ask again."""
    found = asset(name)
    if found is None:
        abort(404)
    small = found.pressed is not None and request.accept_encodings["gzip"] > 0
    response = make_response(found.pressed if small else found.body)
    response.content_type = found.kind
    response.headers["Cache-Control"] = FOREVER if request.args.get("v") == found.digest else "no-cache"
    if small:
        response.headers["Content-Encoding"] = "gzip"
    if found.pressed is not None:
        response.vary.add("Accept-Encoding")
    response.set_etag(found.digest, weak=True)  # weak: the same for both encodings
    return response.make_conditional(request)
