"""What somebody chose for an import, as far as it means something: whoever sends it, it cannot break the worker."""

from models.base import N_, Refused
from models.imports import choices
from models.rate import fit

LONGEST = 300


def sensible(options):
    """`options` as an ImportRun keeps them, see run.py; what nobody knows is dropped. Refused for a rate that is none."""
    kept = {name: READ[name](value) for name, value in options.items() if name in READ}
    return {name: value for name, value in kept.items() if value is not None or name in ("pipeline", "sheet")}


def _text(value):
    return str(value).strip()[:LONGEST] or None if value else None


def _mapping(value):
    return {str(field): _text(heading) for field, heading in value.items()} if isinstance(value, dict) else None


def _rates(value):
    return {code: _rate(code, text) for code, text in value.items()} if isinstance(value, dict) else None


def _rate(code, text):
    try:
        if len(code) == 3 and code.isalpha():
            return fit(text)
    except Refused:
        pass
    raise Refused(N_("“%(value)s” is no rate for %(code)s: say what one unit is worth, such as 7.12."), value=str(text)[:40], code=code)  # fmt: skip


READ = {
    "mapping": _mapping,
    "values": choices.checked,
    "pipeline": _text,
    "rates": _rates,
    "duplicates": lambda value: value if value in ("skip", "import") else None,
    "left_out": lambda value: [str(heading) for heading in value] if isinstance(value, (list, tuple)) else None,
    "sheet": _text,
}
