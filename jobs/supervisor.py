"""Keeps two processes running, the web server and the worker, and stops both in good order."""

import errno
import signal
import socket
import subprocess
import sys
import threading
import time

from config import ROOT

WINDOWS = sys.platform == "win32"
GRACE = 25  # seconds that a process has to finish what it does
HEALTHY = 60  # a worker that lived this long starts again at once


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
    options = "--no-control-socket --worker-class gthread --workers 2 --threads 4 --keep-alive 15 --log-level warning"
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
        self.web_command = web_command(host, port)
        self.worker_command = [sys.executable, "-m", "flask", "--app", "app", "work"]
        self.stopping = threading.Event()
        # From here on a request to stop is kept, also one that comes while the start is still being announced.
        for name in ("SIGTERM", "SIGINT", "SIGHUP", "SIGBREAK"):
            if hasattr(signal, name):
                signal.signal(getattr(signal, name), lambda *_: self.stopping.set())

    def run(self):
        """Start both, restart a worker that dies, until a signal comes or the web server ends. Returns the exit code."""
        web, worker = self.start(self.web_command), self.start(self.worker_command)
        began, wait = time.monotonic(), 1
        while not self.stopping.wait(0.3) and web.poll() is None:
            if worker.poll() is None:
                continue
            wait = 1 if time.monotonic() - began > HEALTHY else min(wait * 2, 30)
            print(
                f"The worker ended (code {worker.returncode}); it starts again in {wait} s.",
                file=sys.stderr,
                flush=True,
            )
            if self.stopping.wait(wait):
                break
            worker, began = self.start(self.worker_command), time.monotonic()
        failed = web.poll() is not None and not self.stopping.is_set()
        stop([web, worker])
        if failed:
            print(f"The web server ended (code {web.returncode}).", file=sys.stderr, flush=True)
        return 1 if failed else 0

    def start(self, command):
        # A group of its own: Ctrl+C reaches us alone, and we pass it on as a request to finish.
        group = {"creationflags": subprocess.CREATE_NEW_PROCESS_GROUP} if WINDOWS else {"start_new_session": True}
        return subprocess.Popen(command, cwd=ROOT, **group)


def stop(processes):
    """Ask each to finish, wait for it, and end it when it takes too long."""
    for process in processes:
        if process.poll() is None:
            process.send_signal(signal.CTRL_BREAK_EVENT if WINDOWS else signal.SIGTERM)
    deadline = time.monotonic() + GRACE
    for process in processes:
        try:
            process.wait(max(0.1, deadline - time.monotonic()))
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()
