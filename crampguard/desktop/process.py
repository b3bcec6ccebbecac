"""The process around the Qt loop: its log, Qt's own messages, and the signals that end it."""

import contextlib
import logging
import os
import signal
import socket
import sys
from collections.abc import Iterator
from logging.handlers import RotatingFileHandler
from pathlib import Path

from PySide6.QtCore import (
    QCoreApplication,
    QMessageLogContext,
    QMetaObject,
    QSocketNotifier,
    Qt,
    QtMsgType,
)

from crampguard.i18n import _
from crampguard.store.places import make_private_file

_LOG_BYTES, _LOG_FILES = 256_000, 2


def log_to(path: Path) -> None:
    """Begins the log. One that cannot be written is not worth stopping for."""
    logging.getLogger().addHandler(logging.NullHandler())
    with contextlib.suppress(OSError):
        make_private_file(path)
        handler = RotatingFileHandler(path, maxBytes=_LOG_BYTES, backupCount=_LOG_FILES, encoding="utf-8")
        handler.setFormatter(logging.Formatter("%(asctime)s %(levelname)s %(name)s: %(message)s"))
        handler.addFilter(_Once())
        logging.getLogger().addHandler(handler)
        logging.getLogger("crampguard").setLevel(logging.INFO)


class _Once(logging.Filter):
    """Lets a line through that differs from the one before, so that no fault fills the log with itself."""

    _last = ""

    def filter(self, record: logging.LogRecord) -> bool:
        line = record.getMessage()
        new, self._last = line != self._last, line
        return new


def on_qt_message(kind: QtMsgType, _context: QMessageLogContext, message: str) -> None:
    """Qt's messages go to the log. Before a fatal one aborts with a core dump, the user gets one line."""
    if kind is QtMsgType.QtFatalMsg:
        reason = _("cannot use the display: {message}").format(message=message.partition("\n")[0])
        print(f"crampguard: {reason}", file=sys.stderr, flush=True)  # noqa: T201
        os._exit(1)
    logging.getLogger("qt").log(logging.DEBUG if kind is QtMsgType.QtDebugMsg else logging.WARNING, message)


@contextlib.contextmanager
def ending_in_order(qt: QCoreApplication) -> Iterator[None]:
    """Ctrl+C and SIGTERM end the Qt loop: the signal wakes it through a socket.

    Queued, because a loop that does not run yet would forget that it was told to quit.
    """
    ours, theirs = socket.socketpair()
    with ours, theirs:
        theirs.setblocking(False)
        notifier = QSocketNotifier(ours.fileno(), QSocketNotifier.Type.Read)
        notifier.activated.connect(lambda: ours.recv(16))
        signal.set_wakeup_fd(theirs.fileno())
        queued = Qt.ConnectionType.QueuedConnection
        for number in (signal.SIGINT, signal.SIGTERM):
            signal.signal(number, lambda *_: QMetaObject.invokeMethod(qt, "quit", queued))
        try:
            yield
        finally:
            signal.set_wakeup_fd(-1)
            notifier.setEnabled(False)
