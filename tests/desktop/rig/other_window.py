"""Another program's window, which has the keyboard: `other_window.py` or `other_window.py fullscreen`."""

import sys

from PySide6.QtWidgets import QApplication, QPlainTextEdit

TITLE, COLOUR = "Other", (200, 30, 30)


def main() -> None:
    app = QApplication([])
    field = QPlainTextEdit()
    field.setWindowTitle(TITLE)
    field.setStyleSheet("background: rgb({}, {}, {}); border: none".format(*COLOUR))
    field.textChanged.connect(lambda: sys.stdout.write(f"typed {field.toPlainText()!r}\n"))
    if "fullscreen" in sys.argv:
        field.showFullScreen()
    else:
        field.show()
    app.exec()


if __name__ == "__main__":
    main()
