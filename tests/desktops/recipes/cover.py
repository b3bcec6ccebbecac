"""A window that covers all others."""

import sys

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication, QWidget


def tell() -> None:
    sys.stdout.write("shown\n")
    sys.stdout.flush()


app = QApplication([])
window = QWidget(windowTitle="Cover", styleSheet="background: darkgreen")
window.showMaximized()
QTimer.singleShot(0, tell)
app.exec()
