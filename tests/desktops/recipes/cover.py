"""A window that covers all others, in a colour of its own."""

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication, QWidget

app = QApplication([])
window = QWidget(windowTitle="Cover", styleSheet="background: darkgreen")
window.showMaximized()
QTimer.singleShot(0, window, lambda: print("shown", flush=True))
app.exec()
