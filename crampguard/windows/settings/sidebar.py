"""The pages of the settings by name, beside the one that is open."""

from collections.abc import Callable

from PySide6.QtCore import QRectF
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent, QShowEvent
from PySide6.QtWidgets import QWidget

from crampguard.i18n import _
from crampguard.windows.settings.row import SelectButton, open_font
from crampguard.windows.shared import lineicons, theme
from crampguard.windows.shared.footer import doctor_link
from crampguard.windows.shared.labels import give_role, label
from crampguard.windows.shared.layout import SCROLL_BAR, column, row, scrolling, set_margins

_NAME_START, _NAME_AWAY = 48, 8  # measured pixels: behind the icon, and from the other edges


class Sidebar(QWidget):
    """The navigation. named_width: in pixels, while it shows the names; icons_width: with icons alone."""

    def __init__(self, open_advice: Callable[[], object]) -> None:
        super().__init__()
        self._buttons: list[_SidebarButton] = []
        buttons = QWidget()
        self._column = column(buttons, gap=2)
        self._column.setContentsMargins(0, theme.px(theme.SPACE_M), 0, 0)
        self._column.addStretch(1)
        self._doctor_link = doctor_link(open_advice)
        self._doctor_link.setAccessibleName(self._doctor_link.text())
        self._doctor_link.setToolTip(self._doctor_link.text())
        edge = theme.px(theme.SPACE_S)
        self._doctor_link.ensurePolished()
        self.icons_width = theme.px(72)
        self.named_width = max(theme.px(176), self._doctor_link.sizeHint().width() + 2 * edge)
        column(self, scrolling(buttons), self._doctor_link).setContentsMargins(edge, 0, edge, edge)

    def add(self, name: str, icon: str, number: int, opened: Callable[[int], object]) -> None:
        button = _SidebarButton(name, icon, lambda: opened(number))
        self._buttons.append(button)
        self._column.insertWidget(number, button)
        self.named_width = max(self.named_width, button.named_width + 2 * theme.px(theme.SPACE_S))

    def choose(self, number: int) -> None:
        self._buttons[number].setChecked(True)
        self._buttons[number].setFocus()

    def show_names(self, shown: bool) -> None:
        for button in self._buttons:
            button.show_name(shown)
        self._doctor_link.setText(_("When to see a doctor") if shown else "")
        self.setFixedWidth(self.named_width if shown else self.icons_width)

    def paintEvent(self, _event: QPaintEvent) -> None:
        at = 0 if self.isRightToLeft() else self.width() - 1
        with QPainter(self) as painter:
            painter.fillRect(at, 0, 1, self.height(), theme.colour("line"))


class _SidebarButton(SelectButton):
    def __init__(self, name: str, icon: str, opened: Callable[[], object]) -> None:
        super().__init__(opened)
        self._icon = icon
        self.setAccessibleName(name)
        self.setToolTip(name)
        self._name = label(name, role="text2")
        self._row = row(self, self._name)
        wide = QFontMetrics(open_font(True)).horizontalAdvance(name) + theme.px(_NAME_START)
        self.named_width = wide + theme.px(_NAME_AWAY) + theme.px(SCROLL_BAR)
        self.setMinimumHeight(theme.px(34))
        self.toggled.connect(lambda _checked: self._restyle())

    def show_name(self, shown: bool) -> None:
        self._name.setVisible(shown)
        high = theme.px(_NAME_AWAY)
        set_margins(self._row, theme.px(_NAME_START) if shown else 0, high, high if shown else 0, high)

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        size, start = theme.px(20), theme.px(18)
        left = self.width() - start - size if self.isRightToLeft() else start
        where = QRectF(left, (self.height() - size) / 2, size, size)
        with QPainter(self) as painter:
            lineicons.paint(painter, self._icon, where, theme.colour("dusk" if self.isChecked() else "text2"))

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._restyle()  # the style sheet, first applied when shown, resets the font

    def _restyle(self) -> None:
        give_role(self._name, "text" if self.isChecked() else "text2")
        self._name.setFont(open_font(self.isChecked()))
