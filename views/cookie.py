"""The signed cookie of a browser: what it says counts as long as the row of its sign-in does."""

from flask.sessions import SecureCookieSessionInterface
from itsdangerous import BadSignature


class Cookie(SecureCookieSessionInterface):
    """How old it is is not asked: that says the row, and a clock that is set back would make strangers of everybody."""

    def open_session(self, app, request):
        try:
            kept = self.get_signing_serializer(app).loads(request.cookies.get(self.get_cookie_name(app), ""))
        except BadSignature:
            return self.session_class()
        return self.session_class(kept)
