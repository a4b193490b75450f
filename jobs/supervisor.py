"""Keeps two processes running, the web server and the worker, and stops both in good order."""

import errno
import os
import signal
import socket
import sys
import threading

from config import ROOT
from jobs.kept import WINDOWS, Kept, Watched, stop, tell

GRACE = 25  # seconds that a process has to finish what it does
STOPS = [getattr(signal, name) for name in ("SIGTERM", "SIGINT", "SIGHUP", "SIGBREAK") if hasattr(signal, name)]


def taken(host, port):
    """Why nothing can listen at this address, as a sentence; None when something can."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    with socket.socket(family, socket.SOCK_STREAM) as probe:
        if not WINDOWS:
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except socket.gaierror:
            return f"HOST is “{host}”, which is no address of this machine."
        except OSError as error:
            if error.errno == errno.EADDRINUSE:
                return f"Port {port} is in use. Stop the other program, or set PORT to another number."
            return f"Nothing can listen at {host}, port {port}: {error.strerror}. Set HOST and PORT."
    return None


def web_command(host, port):
    """How the web server is started: gunicorn, on Windows waitress."""
    bind = f"[{host}]:{port}" if ":" in host else f"{host}:{port}"
    if WINDOWS:
        return [sys.executable, "-m", "waitress", f"--listen={bind}", "--threads=8", "--call", "app:create_app"]
    options = "--preload --no-control-socket --worker-class jobs.hurried.Hurried --workers 2 --threads 4 --keep-alive 15 --log-level warning"
    return [
        sys.executable,
        "-m",
        "gunicorn",
        *options.split(),
        "--graceful-timeout",
        "20",
        "--bind",
        bind,
        "app:create_app()",
    ]


class Supervisor:
    def __init__(self, host, port):
        self.web = Kept("web server", web_command(host, port))
        self.worker = Watched("worker", [sys.executable, "-m", "flask", "--app", "app", "work"])
        self.stopping = threading.Event()
        for each in STOPS:
            signal.signal(each, lambda *_: self.stopping.set())
        if not WINDOWS:
            signal.pthread_sigmask(signal.SIG_UNBLOCK, STOPS)

    def run(self):
        """Keep both running until a signal comes, or the web server cannot be started. Returns the exit code."""
        self.web.start()
        self.worker.start()
        while not self.stopping.wait(0.3) and not self.web.useless:
            self.web.look()
            self.worker.look()
        failed = self.web.useless and not self.stopping.is_set()
        stop([self.web.process, self.worker.process], GRACE)
        if failed:
            tell(f"The web server ended (code {self.web.process.returncode}).")
        return 1 if failed else 0


def hold():
    """From here on a request to stop waits until a Supervisor can hear it, also one that comes while the start is announced."""
    if not WINDOWS:
        signal.pthread_sigmask(signal.SIG_BLOCK, STOPS)


def become(host, port):
    """Be the supervisor from here on, without what only the product needs: it has no use for 50 MB. Ends the process."""
    if WINDOWS:  # a program there cannot take the place of another
        sys.exit(Supervisor(host, port).run())
    sys.stdout.flush()
    os.chdir(ROOT)
    os.execv(sys.executable, [sys.executable, "-m", "jobs.supervisor", host, str(port)])  # noqa: S606


if __name__ == "__main__":
    sys.exit(Supervisor(sys.argv[1], int(sys.argv[2])).run())
