"""Makes a process of ours ill: what lies in the folder AILMENTS says with what. Python reads this as it starts.

pages: as many pages the database may have and no more, as if the disk were full.
clock: its clock is off (libfaketime does that, and cannot do with how Python sleeps).
"""

import os
import pathlib
import select
import sqlite3
import time

FOLDER = pathlib.Path(os.environ["AILMENTS"])
_connect = sqlite3.connect


def connect(*args, **more):
    connection = _connect(*args, **more)
    if (pages := FOLDER / "pages").exists():
        connection.execute(f"PRAGMA max_page_count = {int(pages.read_text())}")
    return connection


def sleep(seconds):
    select.select([], [], [], seconds)


sqlite3.connect = connect
if (FOLDER / "clock").exists():
    time.sleep = sleep
