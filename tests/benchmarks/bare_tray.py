"""The least that a Qt program with a tray icon and a menu can be. What it costs, Qt and the desktop cost."""

import signal

from PySide6.QtGui import QColor, QIcon, QPixmap
from PySide6.QtWidgets import QApplication, QMenu, QSystemTrayIcon

if __name__ == "__main__":
    signal.signal(signal.SIGTERM, signal.SIG_DFL)
    qt = QApplication([])
    qt.setQuitOnLastWindowClosed(False)
    pixmap = QPixmap(22, 22)
    pixmap.fill(QColor("#336699"))
    menu = QMenu()
    for label in ("Tonight", "Settings", "Quit"):
        menu.addAction(label)
    icon = QSystemTrayIcon(QIcon(pixmap))
    icon.setContextMenu(menu)
    icon.show()
    qt.exec()
