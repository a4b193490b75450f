"""Mail to people, through the server that the settings name: each at most once, whatever becomes of the connection."""

import email.errors
import email.policy
import email.utils
import hashlib
import hmac
import select
import smtplib
import time
import urllib.parse
from email.headerregistry import Address
from email.message import EmailMessage

from models.mailing import connected

TIMEOUT = 10  # seconds that the server may be silent
VERDICT = 120  # … and after the last line of a mail, when it may look into what it got
PULSE = 5  # how often a worker that waits says that it lives
HANG_UP = 0.2  # how long we look whether a server that has the text is gone, before we say that it is all


class Rejected(Exception):
    """The server will never take this mail, or it cannot be written: trying again helps nobody."""


class Unsure(Exception):
    """The connection ended after the whole mail was sent and before the server said whether it took it."""


def send(settings, delivery, to, subject, text):
    """Send one plain mail for `delivery` to `to` = (name, address); when it was taken, the delivery is finished.

    Raises OSError or smtplib.SMTPException where it was surely not taken, Rejected, or Unsure. The Message-ID is that
    of the delivery: the same each time.
    """
    message = _written(settings, delivery, to, subject, text)
    with connected(settings.mail, TIMEOUT) as server:
        _offer(server, settings.mail.sender, to[1])
        _hand_over(server, message, delivery)


def message_id(settings, number):
    """The same for the same number of the same installation, and nobody else's."""
    digest = hmac.new(settings.secret, f"mail {number}".encode(), hashlib.sha256).hexdigest()[:24]
    return f"<{digest}@{urllib.parse.urlsplit(settings.base_url).hostname}>"


def _written(settings, delivery, to, subject, text):
    """The mail as bytes with dots doubled, without the line that ends it."""
    message = EmailMessage(policy=email.policy.SMTP.clone(cte_type="7bit", utf8=not to[1].isascii()))
    try:
        message["Subject"] = " ".join(subject.split())
        message["From"] = settings.mail.sender
        message["To"] = Address(" ".join(to[0].split()), addr_spec=to[1])
        message["Date"] = email.utils.localtime()
        message["Message-ID"] = message_id(settings, delivery.id)
        message["Auto-Submitted"] = "auto-generated"
        message.set_content(text)
        written = message.as_bytes()
    except (email.errors.MessageError, ValueError, IndexError) as error:
        raise Rejected(f"the address {to[1]!r} cannot be written: {error}") from error
    lines = (b"." + line if line.startswith(b".") else line for line in written.split(b"\r\n"))
    return b"\r\n".join(lines).removesuffix(b"\r\n")


def _offer(server, sender, address):
    """Sender and recipient, up to where the server waits for the text."""
    server.ehlo_or_helo_if_needed()
    international = not address.isascii()
    if international and not server.has_extn("smtputf8"):
        raise Rejected(f"the server takes no address like {address}")
    code, said = server.mail(email.utils.parseaddr(sender)[1], ["SMTPUTF8", "BODY=8BITMIME"] if international else [])
    if code != 250:
        raise smtplib.SMTPSenderRefused(code, said, sender)
    _accepted(*server.rcpt(address), among=(250, 251))
    _accepted(*server.docmd("DATA"), among=(354,))


def _accepted(code, said, among=(250,)):
    if 500 <= code < 600:
        raise Rejected(f"{code} {said.decode('utf-8', 'replace')}")
    if code not in among:
        raise smtplib.SMTPDataError(code, said)


def _hand_over(server, message, delivery):
    """The text, then the line that ends it. Between them the delivery is marked: from there on silence means "unsure"."""
    server.send(message)
    if not delivery.hold():
        raise smtplib.SMTPException("this mail is in another worker's hands")
    try:
        if _speaks(server, HANG_UP):  # before its time: it refuses, or it is gone
            _accepted(*server.getreply(), among=())
        server.send(b"\r\n.\r\n")
    except (OSError, smtplib.SMTPException, Rejected):
        delivery.release()
        raise
    verdict = _verdict(server, delivery)
    if verdict[0] != 250:
        delivery.release()
    _accepted(*verdict)
    delivery.finish()


def _verdict(server, delivery):
    """What the server says to the whole mail: (code, text). Unsure when it does not say it."""
    deadline = time.monotonic() + VERDICT
    try:
        while not _speaks(server, PULSE):
            if time.monotonic() > deadline:
                raise TimeoutError(f"no answer within {VERDICT} seconds")
            delivery.pulse()
        return server.getreply()
    except (OSError, smtplib.SMTPException) as error:
        raise Unsure(f"the server had the whole mail and did not say whether it took it: {error}") from error


def _speaks(server, seconds):
    """Is there something to read, or the end, within `seconds`?"""
    if getattr(server.sock, "pending", lambda: 0)():
        return True
    return bool(select.select([server.sock], [], [], seconds)[0])
