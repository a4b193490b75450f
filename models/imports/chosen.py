"""What whoever brings in a file has chosen, as a Plan wants it."""

import dataclasses


@dataclasses.dataclass
class Chosen:
    """What whoever imports has chosen: see run.py, `options`; rates are Decimals."""

    mapping: dict | None = None
    values: dict | None = None
    pipeline: str | None = None
    rates: dict | None = None
    duplicates: str = "skip"
    left_out: tuple = ()
    sheet: str | None = None
