"""The process around the Qt loop: log, uncaught exceptions, Qt's messages, and signals that end it.

Nothing that the user wrote goes to the log, or to standard error, which often ends up in a journal.
"""

import builtins
import contextlib
import logging
import os
import sys
import traceback
from collections.abc import Iterator
from functools import cached_property
from pathlib import Path
from types import TracebackType
from typing import Any

from PySide6.QtCore import QCoreApplication, QMessageLogContext, QMetaObject, Qt, QtMsgType

from crampguard.desktop.signals import stopping_on_signals
from crampguard.i18n import _
from crampguard.routine.text import shown
from crampguard.store.places import make_private_file

_LOG_BYTES, _LOG_FILES = 256_000, 2
_LONGEST_LINE = 500  # characters


def import_as_python_does() -> None:
    """Takes back PySide6's own __import__, which is there for `from __feature__ import ...` alone.

    It reads the source of every module that is imported after PySide6, and keeps it: 8 MiB, and a tenth of
    the CPU of a start.
    """
    builtins.__import__ = getattr(builtins, "__orig_import__", builtins.__import__)


def give_memory_back() -> None:
    """Gives the system what was freed. The C library alone gives back 5 of the 25 MiB of all windows."""
    import ctypes
    import gc

    gc.collect()
    with contextlib.suppress(AttributeError, TypeError):  # only glibc has it; Windows has no CDLL(None)
        ctypes.CDLL(None).malloc_trim(0)


def log_to(path: Path) -> None:
    """Starts the log. If it cannot be written, the program runs without one."""
    logging.getLogger().addHandler(logging.NullHandler())
    with contextlib.suppress(OSError):
        make_private_file(path)
        handler = _LogFile(path)
        handler.addFilter(_NoRepeats())
        logging.getLogger().addHandler(handler)
        logging.getLogger("crampguard").setLevel(logging.INFO)


class _LogFile(logging.Handler):
    """Imports what writes the file with the first record: most evenings have none."""

    def __init__(self, path: Path) -> None:
        super().__init__()
        self._path = path

    @cached_property
    def _file(self) -> logging.Handler:
        from logging.handlers import RotatingFileHandler

        file = RotatingFileHandler(self._path, maxBytes=_LOG_BYTES, backupCount=_LOG_FILES, encoding="utf-8")
        file.setFormatter(_Format("%(asctime)s %(levelname)s %(name)s: %(message)s"))
        return file

    def emit(self, record: logging.LogRecord) -> None:
        self._file.emit(record)

    def close(self) -> None:
        if "_file" in self.__dict__:
            self._file.close()
        super().close()


class _Format(logging.Formatter):
    """One line for each record, without the messages of exceptions."""

    def formatMessage(self, record: logging.LogRecord) -> str:
        return shown(super().formatMessage(record), _LONGEST_LINE)

    def formatException(self, ei: Any) -> str:
        kind, _error, trace = ei
        return traceback_of(kind, trace)


def traceback_of(kind: type[BaseException], trace: TracebackType | None) -> str:
    """The traceback without the exception's message, which may quote the user."""
    return "".join(["Traceback (most recent call last):\n", *traceback.format_tb(trace), kind.__qualname__])


def on_exception(kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
    """For sys.excepthook: an uncaught exception, such as in a slot of Qt. The program goes on."""
    logging.getLogger("crampguard").error("uncaught exception", exc_info=(kind, error, trace))
    print(traceback_of(kind, trace), file=sys.stderr, flush=True)  # noqa: T201


def on_unraisable(unraisable: "sys.UnraisableHookArgs") -> None:
    """For sys.unraisablehook: the same for an exception that Python could not raise."""
    on_exception(unraisable.exc_type, unraisable.exc_value or Exception(), unraisable.exc_traceback)


class _NoRepeats(logging.Filter):
    """Drops a line that repeats the previous one, so that no fault fills the log."""

    _last = ""

    def filter(self, record: logging.LogRecord) -> bool:
        line = record.getMessage()
        new, self._last = line != self._last, line
        return new


def on_qt_message(kind: QtMsgType, _context: QMessageLogContext, message: str) -> None:
    """Logs Qt's messages. A fatal one ends the program with one line instead of a core dump."""
    if kind is QtMsgType.QtFatalMsg:
        reason = _("cannot use the display: {message}").format(message=message.partition("\n")[0])
        print(f"crampguard: {reason}", file=sys.stderr, flush=True)  # noqa: T201
        os._exit(1)
    logging.getLogger("qt").log(logging.DEBUG if kind is QtMsgType.QtDebugMsg else logging.WARNING, message)


@contextlib.contextmanager
def ending_in_order(qt: QCoreApplication) -> Iterator[None]:
    """Ctrl+C and SIGTERM quit the Qt loop, also one that does not run yet: the call is queued."""
    queued = Qt.ConnectionType.QueuedConnection
    with stopping_on_signals(lambda: QMetaObject.invokeMethod(qt, "quit", queued)):
        yield
