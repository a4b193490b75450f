"""The web server's way with requests that never end: who sends one drop by drop is cut off, and keeps nobody from being served."""

import contextlib
import socket
import time

from gunicorn.workers.gthread import ThreadWorker

PATIENCE = 10  # seconds for the head of a request, and besides …
RATE = 10_000  # … a second for so many bytes of what it brings


class Hurried(ThreadWorker):
    def __init__(self, *args, **options):
        super().__init__(*args, **options)
        self.due = {}  # connection: when its request must be here

    def handle(self, conn):
        self.due[conn] = time.monotonic() + PATIENCE
        try:
            return super().handle(conn)
        finally:
            self.due.pop(conn, None)

    def handle_request(self, req, conn):
        size = next((value for name, value in req.headers if name == "CONTENT-LENGTH"), "0")
        self.due[conn] += int(size) / RATE
        return super().handle_request(req, conn)

    def murder_pending(self):
        """Once a second. To a request that is here already it is all the same that no more is read."""
        super().murder_pending()
        for conn, due in list(self.due.items()):
            if time.monotonic() > due:
                with contextlib.suppress(OSError):
                    conn.sock.shutdown(socket.SHUT_RD)
