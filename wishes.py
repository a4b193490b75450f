"""What settings may be: each reads one from its text, or says in a sentence what would work."""

import re
import urllib.parse
import zoneinfo


class ConfigError(Exception):
    """A setting has a value that cannot work; the message is a sentence for the person who set it."""


def one_of(name, value, offered):
    if value not in offered:
        raise ConfigError(f"{name} is “{value}”; it can be {' or '.join(offered)}.")
    return value


def whole(name, value, most):
    if not value.isascii() or not value.isdigit() or not 0 < int(value) <= most:
        raise ConfigError(f"{name} is “{value}”; it must be a number from 1 to {most}.")
    return int(value)


def hour(value):
    if value == "off":
        return None
    if not value.isascii() or not value.isdigit() or int(value) > 23:
        raise ConfigError(f"BACKUP_HOUR is “{value}”; it must be an hour from 0 to 23, or off.")
    return int(value)


def kept(value):
    counts = value.split()
    if len(counts) != 3 or not all(count.isascii() and count.isdigit() for count in counts) or counts[0] == "0":
        raise ConfigError(f"BACKUP_KEEP is “{value}”; it must be how many nights, weeks and months, such as 7 4 6.")
    return tuple(int(count) for count in counts)


def database_url(value, data_folder):
    if value is None:
        return "sqlite:///" + urllib.parse.quote((data_folder / "shangji.db").as_posix(), safe="/:")
    if not re.match(r"(sqlite:///.|postgres(ql)?://.)", value):
        raise ConfigError("DATABASE_URL must begin with sqlite:///PATH or postgresql://USER:PASSWORD@HOST/NAME.")
    return value


def base_url(value):
    parts = urllib.parse.urlsplit(value)
    if parts.scheme not in ("http", "https") or not parts.hostname or parts.query or parts.fragment:
        raise ConfigError(f"BASE_URL is “{value}”; it must look like https://crm.example.com.")
    return value.rstrip("/")


def currency(value):
    if not re.fullmatch("[A-Z]{3}", value):
        raise ConfigError(f"SHANGJI_CURRENCY is “{value}”; it must be a code of three capital letters, such as CNY.")
    return value


def time_zone(value):
    try:
        zoneinfo.ZoneInfo(value)
    except (zoneinfo.ZoneInfoNotFoundError, ValueError, OSError) as error:
        raise ConfigError(f"SHANGJI_TIME_ZONE is “{value}”; it must be a name such as Asia/Shanghai.") from error
    return value
