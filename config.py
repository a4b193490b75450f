"""The settings: the only place that reads the environment and `.env`."""

import dataclasses
import functools
import os
import secrets
import sys
import time
from pathlib import Path

from dotenv import dotenv_values

import wishes
from wishes import ConfigError

ROOT = Path(__file__).parent
LANGUAGES = ("en", "zh-Hans")
MAIL_PORTS = {"starttls": 587, "ssl": 465, "none": 25}


@dataclasses.dataclass(frozen=True)
class Mail:
    """The server that takes our mail."""

    host: str
    port: int
    user: str | None
    password: str | None = dataclasses.field(repr=False)
    sender: str
    tls: str  # starttls, ssl or none


@dataclasses.dataclass(frozen=True)
class Settings:
    data_folder: Path
    database_url: str = dataclasses.field(repr=False)  # it may carry a password
    host: str
    port: int
    base_url: str  # without a slash at its end; links in mails begin with it
    mail: Mail | None  # None: no mail is sent
    language: str  # proposed at the first visit, as are currency and time zone
    currency: str
    time_zone: str
    chart_source: str  # cdn or local
    import_limit: int  # bytes of a file that is brought in
    env_file: Path  # `.env`, whether it is there or not
    backup_folder: Path
    backup_hour: int | None  # of the company's day, for the nightly backup; None: none is made
    backup_keep: tuple[int, int, int]  # of nights, weeks, months
    test_data: Path | None  # where the tests find real data
    test_database: str | None = dataclasses.field(repr=False)  # the PostgreSQL server on which they run; none: SQLite

    @property
    def behind_proxy(self):
        """Is there a web server of this machine before us? We speak plain http, so an https address means one.

        Only then does its word for a visitor's address count: from elsewhere anybody could write what they like.
        """
        return self.base_url.startswith("https:") and self.host in ("127.0.0.1", "::1", "localhost")

    @functools.cached_property
    def secret(self):
        """32 bytes that sign cookies: made once, kept in the data folder, readable by its owner only."""
        return _secret(self.folder() / "secret")

    def environment(self, **more):
        """The environment for a program that we start, with these values besides."""
        return {**os.environ, **more}

    def folder(self):
        """The data folder, made when absent. ConfigError when nothing can be written there."""
        try:
            self.data_folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        except OSError as error:
            raise ConfigError(
                f"The data folder {self.data_folder} cannot be made: {error.strerror}. Set SHANGJI_DATA."
            ) from error
        if not os.access(self.data_folder, os.W_OK | os.X_OK):
            raise ConfigError(f"The data folder {self.data_folder} cannot be written. Set SHANGJI_DATA or its rights.")
        return self.data_folder


def load(env=os.environ, root=ROOT):
    """Settings from `env`, then from `.env` in `root`, then defaults. An empty value counts as none, and hides `.env`.

    Raises ConfigError with a sentence.
    """
    given = {**dotenv_values(root / ".env"), **env}
    given = {name: value.strip() for name, value in given.items() if value and value.strip()}
    data_folder = (root / Path(given.get("SHANGJI_DATA", "data")).expanduser()).resolve()
    host, port = given.get("HOST", "127.0.0.1"), wishes.whole("PORT", given.get("PORT", "8000"), 65535)
    shown = "localhost" if host in ("0.0.0.0", "::", "127.0.0.1") else host  # noqa: S104
    test_data = root / given.get("SHANGJI_TEST_DATA", "../shared/data")
    return Settings(
        data_folder=data_folder,
        database_url=wishes.database_url(given.get("DATABASE_URL"), data_folder),
        host=host,
        port=port,
        base_url=wishes.base_url(given.get("BASE_URL", f"http://{shown}:{port}")),
        mail=_mail(given),
        language=wishes.one_of("SHANGJI_LANGUAGE", given.get("SHANGJI_LANGUAGE", "en"), LANGUAGES),
        currency=wishes.currency(given.get("SHANGJI_CURRENCY", "CNY")),
        time_zone=wishes.time_zone(given.get("SHANGJI_TIME_ZONE", "Asia/Shanghai")),
        chart_source=wishes.one_of("CHART_SOURCE", given.get("CHART_SOURCE", "cdn"), ("cdn", "local")),
        import_limit=1_000_000 * wishes.whole("IMPORT_LIMIT_MB", given.get("IMPORT_LIMIT_MB", "100"), 10_000),
        env_file=root / ".env",
        backup_folder=(root / Path(given.get("BACKUP_FOLDER", data_folder / "backups")).expanduser()).resolve(),
        backup_hour=wishes.hour(given.get("BACKUP_HOUR", "3")),
        backup_keep=wishes.kept(given.get("BACKUP_KEEP", "7 4 6")),
        test_data=test_data.resolve() if test_data.is_dir() else None,
        test_database=given.get("SHANGJI_TEST_DATABASE"),
    )


def passed_on(more):
    """The environment of a process that we start: ours, and what `more` has besides."""
    return more | os.environ


def start():
    """Settings for a process that begins: a wrong one ends it with a sentence instead of a traceback."""
    try:
        settings = load()
        settings.secret  # noqa: B018  it makes folder and file, or says why it cannot
    except ConfigError as error:
        sys.exit(f"Error: {error}")
    return settings


def _mail(given):
    if "MAIL_HOST" not in given:
        return None
    if "MAIL_FROM" not in given:
        raise ConfigError("MAIL_HOST is set, MAIL_FROM is not: set the address that mails come from.")
    if ("MAIL_USER" in given) != ("MAIL_PASSWORD" in given):
        raise ConfigError("MAIL_USER and MAIL_PASSWORD go together: set both or neither.")
    tls = wishes.one_of("MAIL_TLS", given.get("MAIL_TLS", "starttls"), tuple(MAIL_PORTS))
    return Mail(
        host=given["MAIL_HOST"],
        port=wishes.whole("MAIL_PORT", given.get("MAIL_PORT", str(MAIL_PORTS[tls])), 65535),
        user=given.get("MAIL_USER"),
        password=given.get("MAIL_PASSWORD"),
        sender=given["MAIL_FROM"],
        tls=tls,
    )


def _secret(path):
    """Read the secret, or make it. Of two processes that start together one makes it, the other waits for it."""
    try:
        handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0), 0o600)
    except FileExistsError:
        return _awaited(path)
    except OSError as error:
        raise ConfigError(f"The secret {path} cannot be written: {error.strerror}.") from error
    secret = secrets.token_bytes(32)
    with os.fdopen(handle, "wb") as file:
        file.write(secret)
    return secret


def _awaited(path):
    for _ in range(20):
        try:
            secret = path.read_bytes()
        except OSError as error:
            raise ConfigError(f"The secret {path} cannot be read: {error.strerror}.") from error
        if len(secret) == 32:
            return secret
        time.sleep(0.05)
    raise ConfigError(f"The secret {path} is damaged. Delete it: a new one is made, and everybody signs in again.")
