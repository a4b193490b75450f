"""A machine without a browser or the real data runs the rest and says what it left out; CI refuses to."""

import os
import subprocess
import sys

import pytest

from tests.house import ROOT


def collected(**environment):
    """The outcome of collecting the browser tests in this environment."""
    kept = {name: value for name, value in os.environ.items() if name not in ("CI", "SHANGJI_CHROMIUM")}
    command = [sys.executable, "-m", "pytest", "--collect-only", "tests/system", "tests/test_world.py"]
    return subprocess.run(command, cwd=ROOT, env=kept | environment, capture_output=True, text=True, timeout=60)


@pytest.fixture
def without_browser(tmp_path):
    return {"SHANGJI_CHROMIUM": str(tmp_path / "none")}


def test_without_a_browser_its_tests_are_counted_and_named(without_browser):
    done = collected(**without_browser)
    assert done.returncode == 0, done.stdout
    assert "tests marked “browser” left out. They need Chromium" in done.stdout
    assert "tests/test_world.py::" in done.stdout
    assert "tests/system" not in done.stdout


def test_ci_refuses_to_leave_them_out(without_browser):
    done = collected(CI="true", **without_browser)
    assert done.returncode == 4
    assert "CI demands the tests marked “browser”" in done.stderr
