"""Mail to people, through the server that the settings name."""

import contextlib
import email.utils
import hashlib
import hmac
import smtplib
import ssl
import urllib.parse
from email.headerregistry import Address
from email.message import EmailMessage

TIMEOUT = 10  # seconds that the server may be silent


def send(settings, number, to, subject, text):
    """Send one plain mail to `to` = (name, address). Raises OSError or smtplib.SMTPException when it was not taken.

    `number` names it: sent a second time, after a crash at the wrong moment, it carries the same Message-ID.
    """
    message = EmailMessage()
    message["Subject"] = " ".join(subject.split())
    message["From"] = settings.mail.sender
    message["To"] = Address(" ".join(to[0].split()), addr_spec=to[1])
    message["Date"] = email.utils.localtime()
    message["Message-ID"] = message_id(settings, number)
    message["Auto-Submitted"] = "auto-generated"
    message.set_content(text)
    with _connected(settings.mail) as server:
        server.send_message(message)


def message_id(settings, number):
    """The same for the same number of the same installation, and nobody else's."""
    digest = hmac.new(settings.secret, f"mail {number}".encode(), hashlib.sha256).hexdigest()[:24]
    return f"<{digest}@{urllib.parse.urlsplit(settings.base_url).hostname}>"


@contextlib.contextmanager
def _connected(mail):
    if mail.tls == "ssl":
        server = smtplib.SMTP_SSL(mail.host, mail.port, timeout=TIMEOUT, context=ssl.create_default_context())
    else:
        server = smtplib.SMTP(mail.host, mail.port, timeout=TIMEOUT)
    with server:
        if mail.tls == "starttls":
            server.starttls(context=ssl.create_default_context())
        if mail.user:
            server.login(mail.user, mail.password)
        yield server
