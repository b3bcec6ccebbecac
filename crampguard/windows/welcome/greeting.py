"""How the Welcome window begins: a sign, and what this is about."""

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QFont, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from crampguard.i18n import _
from crampguard.windows.shared import theme
from crampguard.windows.shared.icon import moon
from crampguard.windows.shared.labels import label

SHARE = 0.4  # of the ring: some way into an evening


def greeting() -> QHBoxLayout:
    words = QVBoxLayout()
    words.setSpacing(theme.px(theme.SPACE_XS))
    words.addWidget(label(_("Let us set up your evening"), theme.TITLE, QFont.Weight.DemiBold))
    promise = _(
        "Small things that may help against night leg cramps, at the right minute. "
        "A minute to set up; everything stays on this computer."
    )
    words.addWidget(label(promise, role="text2"))
    row = QHBoxLayout()
    row.setSpacing(theme.px(theme.SPACE_L))
    row.addWidget(_Sign(), 0, Qt.AlignmentFlag.AlignTop)
    row.addLayout(words, 1)
    return row


class _Sign(QWidget):
    """The ring and the moon of the tray icon."""

    def __init__(self) -> None:
        super().__init__()
        self.setFixedSize(theme.px(52), theme.px(52))

    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: N802
        size = float(self.width())
        width, dusk = size * 0.085, theme.colour("dusk")
        radius = size / 2 - width
        ring = QRectF(-radius, -radius, 2 * radius, 2 * radius)
        with QPainter(self) as painter:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.translate(size / 2, size / 2)
            painter.setPen(QPen(theme.colour("ring_track"), width * 0.6))
            painter.drawEllipse(ring)
            painter.setPen(QPen(dusk, width, c=Qt.PenCapStyle.RoundCap))
            painter.drawArc(ring, 90 * 16, round(-360 * 16 * SHARE))
            painter.fillPath(moon(0, 0, size * 0.24), dusk)
