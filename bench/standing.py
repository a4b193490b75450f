"""What the server takes while it stands there: how long it takes to answer first, its memory, many idle pages."""

import re
import tempfile
import threading
import time
from pathlib import Path

from bench import company
from bench.served import Client, whole

PAGES, EVERY, SECONDS = 200, 5, 20
LOAD = ("/today", "/opportunities", "/reports", "/reports/win-loss", "/customers")


def measure(size):
    """Lines that say it, of a company of `size` opportunities."""
    with tempfile.TemporaryDirectory() as folder:
        facts = company.build(folder, size, 0.6)
        with whole(folder) as (_port, first, _process):
            pass
        with whole(folder) as (port, started, process):
            client = Client(port).sign_in()
            for path in (f"/board/{facts['pipeline']}", *LOAD) * 8:
                client.ask("GET", path)
            memory = pss(process.pid)
            share, slowest = idle(client, facts["pipeline"], process.pid)
    return [
        f"start to first answer: {started:.2f} s (the first time on this code {first:.2f} s)",
        f"web server and worker after load: {memory:.0f} MB PSS",
        f"{PAGES} idle pages that ask every {EVERY} s whether the board has changed: {share:.1%} of a core, slowest answer {slowest:.0f} ms",
    ]


def family(pid):
    """This process and all below it."""
    children = Path(f"/proc/{pid}/task/{pid}/children").read_text(encoding="ascii").split()
    return [pid, *(each for child in children for each in family(int(child)))]


def pss(pid):
    """Proportional memory of a process and its children in MB."""
    found = 0
    for each in family(pid):
        text = Path(f"/proc/{each}/smaps_rollup").read_text(encoding="ascii")
        found += int(re.search(r"^Pss:\s+(\d+)", text, re.MULTILINE).group(1))
    return found / 1000


def ticks(pid):
    """Seconds of a processor that a process and its children have had."""
    found = 0
    for each in family(pid):
        fields = Path(f"/proc/{each}/stat").read_text(encoding="ascii").rsplit(")", 1)[1].split()
        found += (int(fields[11]) + int(fields[12])) / 100
    return found


def idle(client, pipeline, pid):
    """(share of a core, slowest answer in milliseconds) while so many pages are open and nothing happens."""
    tag = re.search(r'/changes[^>]*?hx-ptag="(\d+)"', client.read(f"/board/{pipeline}"), re.DOTALL).group(1)
    taken, until = [], time.perf_counter() + SECONDS
    before = ticks(pid)

    def live(number):
        own = client.twin()
        time.sleep(number * EVERY / PAGES)
        while time.perf_counter() < until:
            began = time.perf_counter()
            status = own.ask("GET", f"/board/{pipeline}/changes", headers={"HX-PTag": tag, "HX-Request": "true"})[0]
            assert status == 304, status
            taken.append(time.perf_counter() - began)
            time.sleep(EVERY)

    threads = [threading.Thread(target=live, args=(number,)) for number in range(PAGES)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return (ticks(pid) - before) / SECONDS, max(taken) * 1000
