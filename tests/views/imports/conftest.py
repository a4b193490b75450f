"""Imports as they stand at each step: `upload` sends a file, `work` lets the worker do what waits."""

import io

import pytest

from models.imports import working
from models.imports.run import ImportRun

CSV = """Name,Customer,Stage,Amount,Owner,Source,Colour
Pump hall,Acme,Proposal,1200,Ann Li,Referral,red
Gate,Bolt,Needs,many,Ann Lee,Fairs,
Crane rail,Crane Works,Nowhere,50,,Referral,blue
Door,Dune,Needs,900 EUR,,,
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


@pytest.fixture
def work():
    """work(run): the worker does all that waits; returns the run as it stands then."""

    def done(run):
        while waiting := working.claim("the worker of this test"):
            working.work(waiting)
        return ImportRun.get_by_id(run.id)

    return done


@pytest.fixture
def checked(upload, work, client_for):
    """checked(**choices): an import of CSV that was checked as it was guessed, but for what is chosen."""

    def made(who="mia", text=CSV, kind="opportunities", **choices):
        run = upload(who, text, kind)
        client_for(who).post(f"/imports/{run.id}/columns", data={"version": run.version, **choices})
        return work(run)

    return made
