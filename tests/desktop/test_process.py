"""The process around the Qt loop, as a child process of its own: a signal ends whoever takes it."""

import subprocess
import sys

import pytest

BEFORE_THE_LOOP = """
import os, signal, sys
from PySide6.QtCore import QCoreApplication, QTimer
from crampguard.desktop.process import ending_in_order

qt = QCoreApplication([])
QTimer.singleShot(5000, lambda: qt.exit(9))
with ending_in_order(qt):
    os.kill(os.getpid(), signal.{signal})
    sys.exit(qt.exec())
"""


@pytest.mark.parametrize("signal", ["SIGTERM", "SIGINT"])
def test_a_signal_that_comes_before_the_loop_still_ends_it(signal: str) -> None:
    script = BEFORE_THE_LOOP.format(signal=signal)
    ended = subprocess.run(
        [sys.executable, "-c", script], capture_output=True, text=True, timeout=30, check=False
    )
    assert (ended.returncode, ended.stderr) == (0, "")


IMPORTING = """
import linecache
from crampguard.desktop.process import import_as_python_does

import_as_python_does()
linecache.clearcache()
import configparser
print(configparser.__file__ in linecache.cache)
"""


def test_the_source_of_what_is_imported_is_not_read() -> None:
    ended = subprocess.run(
        [sys.executable, "-c", IMPORTING], capture_output=True, text=True, timeout=30, check=True
    )
    assert ended.stdout == "False\n"
