"""The foot of a window: its links, and from every window the way to "When to see a doctor"."""

from collections.abc import Callable

from PySide6.QtWidgets import QWidget

from crampguard.i18n import _
from crampguard.windows.shared import theme
from crampguard.windows.shared.buttons import Button
from crampguard.windows.shared.layout import flow, row


def doctor_link(open_advice: Callable[[], object]) -> Button:
    """The link; open_advice is called without arguments."""
    return Button(_("When to see a doctor"), open_advice, "quiet", "seedoc")


def footer(*links: QWidget) -> QWidget:
    """The links in a row, the last one at its end; a new line where they no longer fit."""
    made = QWidget()
    edge, high = theme.px(theme.SPACE_XL), theme.px(theme.SPACE_S)
    around = row(made)
    around.setContentsMargins(edge, high, edge, high)
    around.addLayout(flow(*links, gap=theme.SPACE_L, last_at_end=True))
    return made
