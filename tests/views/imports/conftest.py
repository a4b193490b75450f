"""Imports as they stand at each step: `upload` sends a file, `work` lets the worker do what waits."""

import io

import pytest

from models.imports.run import ImportRun

CSV = """Name,Customer,Stage,Amount,Owner,Source,Colour
Pump hall,Acme,Proposal,1200,Ann Li,Referral,red
Gate,Bolt,Needs,many,Ann Lee,Fairs,
Crane rail,Crane Works,Nowhere,50,,Referral,blue
Acme renewal,Acme,Proposal,x,,,
"""


@pytest.fixture
def upload(client_for):
    """upload("mia", CSV): sends a file and returns its ImportRun."""

    def sent(who="mia", text=CSV, kind="opportunities", name="sales.csv"):
        data = {"kind": kind, "file": (io.BytesIO(text if isinstance(text, bytes) else text.encode()), name)}
        answer = client_for(who).post("/imports", data=data)
        assert answer.status_code == 303, answer.text
        return ImportRun.select().order_by(ImportRun.id.desc()).get()

    return sent
