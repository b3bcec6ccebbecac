"""What every window is: a title, an icon, Escape closes it, and it fits the screen."""

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QWidget

from crampguard.windows.shared import theme
from crampguard.windows.shared.icon import Face, window_icon


class Window(QWidget):
    """A top-level window."""

    def __init__(self, title: str, face: Face = Face.RESTING, share: float = 0) -> None:
        super().__init__()
        self.setWindowTitle(title)
        self.setWindowIcon(window_icon(face, share))
        QShortcut(QKeySequence(Qt.Key.Key_Escape), self).activated.connect(self.escape)

    def escape(self) -> None:
        """What Escape does."""
        self.close()

    def bring_forward(self) -> None:
        """Shows the window in front of the others, with the keyboard."""
        self.show()
        self.raise_()
        self.activateWindow()

    def fit(self, width: float, height: float) -> None:
        """Resizes to measured pixels, but never larger than the screen."""
        self.resize(QSize(theme.px(width), theme.px(height)).boundedTo(self.screen().availableSize()))
