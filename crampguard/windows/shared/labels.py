"""Text on a window: plain, wrapping, in the type and the colour roles of the theme."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QFont
from PySide6.QtWidgets import QLabel

from crampguard.routine.text import breakable, from_right_to_left
from crampguard.windows.shared import theme


def label(
    text: str = "", factor: float = theme.BODY, weight: QFont.Weight = QFont.Weight.Normal, role: str = "text"
) -> QLabel:
    """Plain text that wraps. role: text, text2, dusk, lamp or clay."""
    made = _Label(textFormat=Qt.TextFormat.PlainText, wordWrap=True)
    made.setText(text)
    made.setFont(theme.font(factor, weight))
    made.setProperty("role", role)
    return made


def one_line(text: str = "", factor: float = theme.SMALL, role: str = "text2") -> QLabel:
    """A text that does not wrap: what stands beside a field, in small grey type by default."""
    made = label(text, factor, role=role)
    made.setWordWrap(False)
    return made


class _Label(QLabel):
    """Lets long words break; otherwise one of them would widen the whole window.

    Its text begins on the side where lines begin in the window; Qt would go by the first letter.
    """

    _text = ""

    def setText(self, text: str) -> None:
        self._text = text
        shown = breakable(text)
        super().setText(from_right_to_left(shown) if self.isRightToLeft() else shown)

    def text(self) -> str:
        return self._text


def give_role(given: QLabel, role: str) -> None:
    """Another colour for a label that is there already; a style sheet reads the role only when applied."""
    if given.property("role") != role:
        given.setProperty("role", role)
        given.style().unpolish(given)
        given.style().polish(given)


def heading(text: str) -> QLabel:
    """The name of a group of controls."""
    return label(text, weight=QFont.Weight.DemiBold)
