"""The page as it will be printed, in a window: paper is white in every theme."""

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QHideEvent, QPainter, QPaintEvent, QPen, QPixmap, QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from crampguard.i18n import _
from crampguard.routine.report import Report
from crampguard.routine.report_words import cramp_rows, flag_words, span_words
from crampguard.windows.doctor.page import paint_page
from crampguard.windows.doctor.sheet import HEIGHT, PAPER, WIDTH
from crampguard.windows.shared import theme


class Preview(QWidget):
    """As wide as there is room, and as high as a sheet is then. Painted once for each page and width."""

    def __init__(self) -> None:
        super().__init__()
        self._report: Report | None = None
        self._painted: QPixmap | None = None
        self.setAccessibleName(_("The page as it will be printed"))
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def follow(self, report: Report) -> None:
        if report != self._report:
            self._report, self._painted = report, None
            self.setAccessibleDescription(_in_words(report))
            self.update()

    def sizeHint(self) -> QSize:
        width = theme.px(480)
        return QSize(width, self.heightForWidth(width))

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        return round(width * HEIGHT / WIDTH)

    def resizeEvent(self, event: QResizeEvent) -> None:
        self._painted = None
        super().resizeEvent(event)

    def hideEvent(self, event: QHideEvent) -> None:
        """Frees the painted page while it is hidden."""
        self._painted = None
        super().hideEvent(event)

    def paintEvent(self, _event: QPaintEvent) -> None:
        if self._painted is None or self._painted.devicePixelRatio() != self.devicePixelRatio():
            self._painted = self._paint()
        with QPainter(self) as painter:
            painter.drawPixmap(0, 0, self._painted)
            painter.setPen(QPen(theme.colour("line"), 1))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRect(QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5))

    def _paint(self) -> QPixmap:
        ratio = self.devicePixelRatio()
        made = QPixmap(self.size() * ratio)
        made.setDevicePixelRatio(ratio)
        made.fill(PAPER)
        if self._report is not None:
            with QPainter(made) as painter:
                scale = self.width() / WIDTH
                painter.scale(scale, scale)
                paint_page(painter, self._report)
        return made


def _in_words(report: Report) -> str:
    """What is on the page, for screen readers; the other tabs of the window tell the rest."""
    rows = [f"{name}: {words}" for name, words in cramp_rows(report)]
    signs = [f"{flag.sign.label}: {flag_words(flag)}" for flag in report.flags]
    return ". ".join([span_words(report), *rows, *signs])
