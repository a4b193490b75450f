"""The account that mails go out by: the one stored in the settings, else that of the environment; and a trial of it."""

import contextlib
import dataclasses
import smtplib
import ssl
import threading
from email.errors import MessageError
from email.message import EmailMessage

from models.base import N_, Refused
from models.setting import HIDDEN, Setting

KEYS = ("mail.host", "mail.port", "mail.tls", "mail.user", "mail.password", "mail.sender")
PORTS = {"starttls": 587, "ssl": 465, "none": 25}
PATIENCE = 9  # seconds that somebody waits for a trial


@dataclasses.dataclass(frozen=True)
class Account:
    """The server that takes our mail; the same fields as those that the environment gives."""

    host: str
    port: int
    user: str | None
    password: str | None = dataclasses.field(repr=False)
    sender: str
    tls: str  # starttls, ssl or none


@dataclasses.dataclass(frozen=True)
class Trial:
    """What became of a mail that was sent to try: `how` is accepted, unreachable, tls, login, unable, sender, recipient,
    refused or silent; `said` are the server's own words."""

    how: str
    said: str = ""


def stored():
    """The Account in the settings, None where there is none."""
    if not Setting.read("mail.host"):
        return None
    host, port, tls, user, password, sender = (Setting.read(key) for key in KEYS)
    return Account(host, int(port or PORTS[tls]), user or None, password or None, sender, tls)


def current(settings):
    """The account that counts, or None: then no mail is sent. `settings` are those of the environment."""
    return stored() or settings.mail


def effective(settings):
    """`settings` with the account that counts."""
    mail = current(settings)
    return settings if mail is settings.mail else dataclasses.replace(settings, mail=mail)


def meant(host, port, tls, user, password, sender):
    """The Account that somebody typed; without a `password` that of the stored account, if it is for the same server and user.

    Refuses a user without any password: one that was stored is sent to no other server than the one it was typed for, and
    not in the clear where it was typed for an encrypted connection.
    """
    kept = stored()
    if user and not password:
        same = kept is not None and (kept.host, kept.user) == (host, user)
        if not same or not kept.password:
            raise Refused(N_("Enter the password for this server."))
        if tls == "none" and kept.tls != "none":
            raise Refused(
                N_("Without encryption anybody on the way can read the password. Enter it anew if that is meant.")
            )
        password = kept.password
    if user and not f"{user}{password}".isascii():  # all that the protocol takes
        raise Refused(N_("User and password of a mail server are plain Latin letters, digits and signs."))
    return Account(host, port or PORTS[tls], user or None, (user and password) or None, sender, tls)


def configure(by, account, stamp=None):
    """From now on mails go out by this Account. Stale when the settings are not those of `stamp` any more."""
    values = {f"mail__{name}": str(getattr(account, name) or "") for name in ("host", "port", "tls", "user", "sender")}
    return Setting.write(by, stamp=stamp, mail__password=account.password or "", **values)


def forget(by):
    """From now on what the environment says counts again."""
    return Setting.write(by, **{f"mail__{key.removeprefix('mail.')}": "" for key in KEYS if key != "mail.tls"})


def stamp():
    """What tells two editors apart, see `Setting.stamp_of`."""
    return Setting.stamp_of(KEYS)


def address_in(sender):
    """The mail address of a sender as it is typed ("Sales <crm@example.com>"), or None where no mail can come from it."""
    message = EmailMessage()
    try:
        message["From"] = sender
        written = message["From"].addresses
    except (ValueError, IndexError, MessageError):
        return None
    return written[0].addr_spec if len(written) == 1 else None


@contextlib.contextmanager
def connected(mail, timeout):
    """A server of smtplib, signed in; it may be silent for `timeout` seconds."""
    if mail.tls == "ssl":
        server = smtplib.SMTP_SSL(mail.host, mail.port, timeout=timeout, context=ssl.create_default_context())
    else:
        server = smtplib.SMTP(mail.host, mail.port, timeout=timeout)
    try:
        if mail.tls == "starttls":
            server.starttls(context=ssl.create_default_context())
        if mail.user:
            _sign_in(server, mail)
        yield server
        with contextlib.suppress(OSError, smtplib.SMTPException):  # it has the mail, however it says goodbye
            server.quit()
    finally:
        server.close()


def _sign_in(server, mail):
    """What goes wrong here is kept and shown, and does not say the password, though servers and libraries repeat it."""
    try:
        server.login(mail.user, mail.password)
    except UnicodeEncodeError:
        raise smtplib.SMTPAuthenticationError(535, b"user and password must be ASCII") from None
    except smtplib.SMTPAuthenticationError as error:
        said = _text(error.smtp_error).replace(mail.password, HIDDEN)
        raise smtplib.SMTPAuthenticationError(error.smtp_code, said.encode()) from None


def tried(account, to, subject, text, patience=PATIENCE):
    """Send a mail to the address `to` by this Account now, and wait at most `patience` seconds. Returns the Trial."""
    found = []
    asked = account, to, subject, text, patience / 2
    thread = threading.Thread(target=lambda: found.append(_try(*asked)), daemon=True)
    thread.start()
    thread.join(patience)
    return found[0] if found else Trial("silent")


def _try(account, to, subject, text, timeout):
    try:
        message = EmailMessage()
        message["Subject"], message["From"], message["To"] = subject, account.sender, to
        message.set_content(text)
        with connected(account, timeout) as server:
            server.send_message(message)
    except smtplib.SMTPAuthenticationError as error:
        return Trial("login", _said(error))
    except smtplib.SMTPNotSupportedError as error:
        return Trial("unable", str(error))
    except smtplib.SMTPSenderRefused as error:
        return Trial("sender", _said(error))
    except smtplib.SMTPRecipientsRefused as error:
        return Trial("recipient", "; ".join(f"{code} {_text(said)}" for code, said in error.recipients.values()))
    except smtplib.SMTPResponseException as error:
        return Trial("refused", _said(error))
    except ssl.SSLError as error:
        return Trial("tls", error.reason or str(error))
    except (OSError, smtplib.SMTPException) as error:
        return Trial("unreachable", str(error))
    except (ValueError, IndexError, MessageError) as error:  # an address or a name that cannot be written
        return Trial("refused", str(error))
    return Trial("accepted")


def _said(error):
    return f"{error.smtp_code} {_text(error.smtp_error)}"


def _text(said):
    text = said.decode("utf-8", "replace") if isinstance(said, bytes) else str(said)
    return " ".join(text.split())[:300]
