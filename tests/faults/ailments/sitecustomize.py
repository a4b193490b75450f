"""Makes a process of ours ill: what lies in the folder AILMENTS says with what. Python reads this as it starts.

pages: as many pages the database may have and no more, as if the disk were full.
"""

import os
import pathlib
import sqlite3

FOLDER = pathlib.Path(os.environ["AILMENTS"])
_connect = sqlite3.connect


def connect(*args, **more):
    connection = _connect(*args, **more)
    if (pages := FOLDER / "pages").exists():
        connection.execute(f"PRAGMA max_page_count = {int(pages.read_text())}")
    return connection


sqlite3.connect = connect
