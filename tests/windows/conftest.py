"""The look on the test application, in the theme and at the font size that a test asks for."""

from collections.abc import Callable, Iterator

import pytest
from PySide6.QtCore import QCoreApplication, QEvent
from PySide6.QtWidgets import QApplication

from crampguard.windows.shared import theme

Look = Callable[[theme.Roles, float], None]


@pytest.fixture
def look(qapp: QApplication) -> Iterator[Look]:
    """Gives the look, by default light at 11 pt, and takes it away afterwards."""
    before = qapp.font()

    def use(roles: theme.Roles, points: float) -> None:
        font = qapp.font()
        font.setPointSizeF(points)
        qapp.setFont(font)
        theme.fix(roles)
        theme.apply_theme(qapp)

    use(theme.LIGHT, 11)
    yield use
    # Closed windows that linger would all be dressed anew with every look to come.
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    theme.fix(None)
    qapp.setFont(before)
    qapp.setStyleSheet("")
