"""The head of a table, flat: words alone, over two lines where they need them."""

from PySide6.QtCore import QRect, QRectF, QSize, Qt
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QHeaderView

from crampguard.windows.shared import theme

Role = Qt.ItemDataRole


class TableHeader(QHeaderView):
    """inset: measured pixels between the edge of a column and its words."""

    def __init__(self, inset: int, alignment: Qt.AlignmentFlag) -> None:
        super().__init__(Qt.Orientation.Horizontal)
        self._inset, self._alignment = theme.px(inset), alignment
        self.setFont(theme.font(theme.SMALL))
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setSectionsClickable(False)

    def sizeHint(self) -> QSize:  # noqa: N802
        sections = range(self.count())
        return QSize(0, max((self.sectionSizeFromContents(one).height() for one in sections), default=0))

    def sectionSizeFromContents(self, section: int) -> QSize:  # noqa: N802
        words = self.fontMetrics().size(0, self._words(section))
        return words + QSize(2 * self._inset, theme.px(theme.SPACE_S))

    def paintSection(self, painter: QPainter, where: QRect, section: int) -> None:  # noqa: N802
        self.paint_words(painter, where, self._alignment, self._words(section))

    def paint_words(self, painter: QPainter, where: QRect, side: Qt.AlignmentFlag, words: str) -> None:
        """On that side of a section, at its lower edge."""
        inner = QRectF(where).adjusted(self._inset, 0, -self._inset, -theme.px(theme.SPACE_XS))
        painter.setFont(self.font())
        painter.setPen(theme.colour("text2"))
        flags = side | Qt.AlignmentFlag.AlignBottom | Qt.TextFlag.TextWordWrap
        painter.drawText(inner, int(flags), words)

    def _words(self, section: int) -> str:
        model = self.model()  # none any more while the table is taken down
        return "" if model is None else str(model.headerData(section, self.orientation(), Role.DisplayRole))
