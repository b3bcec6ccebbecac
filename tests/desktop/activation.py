"""The leave to raise a window, where Qt looks for it."""

from PySide6.QtCore import QProcessEnvironment


def activation_token() -> str:
    """As Qt sees it. os.environ does not follow what Qt and os.putenv do."""
    return QProcessEnvironment.systemEnvironment().value("XDG_ACTIVATION_TOKEN")
