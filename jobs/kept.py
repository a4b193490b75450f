"""A program that is started again when it ends, and ended when it hangs."""

import contextlib
import os
import signal
import subprocess
import sys
import time

from config import ROOT, passed_on

WINDOWS = sys.platform == "win32"
HEALTHY = 60  # a process that lived this long starts again soon
FRUGAL = {"MALLOC_ARENA_MAX": "2"}  # else each thread gets a store of memory of its own, and gives nothing back
SILENT = 300  # seconds without a sign of life after which a worker hangs: longer than a mail server or a lock may take


class Kept:
    """Started again whenever it ends: soon if it lived long, after a growing wait if not."""

    def __init__(self, name, command):
        self.name, self.command, self.wait, self.due = name, command, 0.5, None
        self.process = None

    def start(self):
        # A group of its own: Ctrl+C reaches us alone, and we pass it on as a request to finish.
        group = {"creationflags": subprocess.CREATE_NEW_PROCESS_GROUP} if WINDOWS else {"start_new_session": True}
        self.due, self.began = None, time.monotonic()
        self.process = self.begin(env=passed_on(FRUGAL), **group)

    def begin(self, **options):
        return subprocess.Popen(self.command, cwd=ROOT, **options)

    def look(self):
        """Start it again when it has ended and its wait is over."""
        if self.process.poll() is None:
            return
        if self.due is None:
            self.wait = 1 if self.lived > HEALTHY else min(self.wait * 2, 30)
            self.due = time.monotonic() + self.wait
            tell(f"The {self.name} ended (code {self.process.returncode}); it starts again in {self.wait:.0f} s.")
        if time.monotonic() >= self.due:
            self.start()

    @property
    def lived(self):
        return time.monotonic() - self.began

    @property
    def useless(self):
        """Did it end by itself, with an error, soon after its start? Then another start helps nobody."""
        return self.due is None and (self.process.poll() or 0) > 0 and self.lived < HEALTHY


class Watched(Kept):
    """One that says through a pipe that it lives (see Pulse), and is ended when it does not for `silent` seconds."""

    silent = SILENT
    ear = None

    def begin(self, **options):
        if WINDOWS:
            return super().begin(**options)
        if self.ear is not None:
            os.close(self.ear)
        self.ear, mouth = os.pipe()
        os.set_blocking(self.ear, False)
        self.heard = time.monotonic()
        said = ["--pulse", str(mouth), *(["--after", str(self.process.pid)] if self.process else ())]
        try:
            return subprocess.Popen([*self.command, *said], cwd=ROOT, pass_fds=(mouth,), **options)
        finally:
            os.close(mouth)

    def look(self):
        if self.ear is not None and self.process.poll() is None:
            self.listen()
        super().look()

    def listen(self):
        with contextlib.suppress(BlockingIOError):
            if os.read(self.ear, 4096):
                self.heard = time.monotonic()
        if time.monotonic() - self.heard > self.silent:
            tell(f"The {self.name} says nothing any more; it is ended.")
            self.process.kill()
            self.process.wait()


class Pulse:
    """The other end of that pipe, in the process that lives."""

    def __init__(self, pipe):
        self.pipe = pipe
        os.set_blocking(pipe, False)

    def beat(self):
        """Say so. False when nobody listens any more: who watched over us is gone."""
        try:
            os.write(self.pipe, b".")
        except BlockingIOError:
            return True
        except OSError:
            return False
        return True


def stop(processes, grace):
    """Ask each to finish, wait for it for `grace` seconds, and end it when it takes longer."""
    for process in processes:
        if process.poll() is None:
            process.send_signal(signal.CTRL_BREAK_EVENT if WINDOWS else signal.SIGTERM)
    deadline = time.monotonic() + grace
    for process in processes:
        try:
            process.wait(max(0.1, deadline - time.monotonic()))
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()


def tell(sentence):
    print(sentence, file=sys.stderr, flush=True)
