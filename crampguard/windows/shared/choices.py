"""A row of options: one of them, none, or any number. Nothing is chosen before the user does it."""

from collections.abc import Callable, Collection, Sequence

from msgspec import Struct
from PySide6.QtCore import QRect, QRectF, QSize, Qt
from PySide6.QtGui import (
    QFocusEvent,
    QFont,
    QFontMetrics,
    QKeyEvent,
    QKeySequence,
    QPainter,
    QPaintEvent,
    QPen,
)
from PySide6.QtWidgets import QLayout, QSizePolicy, QWidget

from crampguard.i18n import _
from crampguard.windows.shared import theme
from crampguard.windows.shared.box import paint_focus
from crampguard.windows.shared.form_row import AWAY, line_height
from crampguard.windows.shared.layout import FlowLayout, row
from crampguard.windows.shared.tickable import Tickable

_LEAST = 30  # measured pixels, of a button however short its word is


class Option(Struct, frozen=True):
    """One button of a row, and what it stands for. in_full: for a screen reader, where the text is short."""

    text: str
    value: object
    in_full: str = ""


def yes_no() -> tuple[Option, ...]:
    return Option(_("Yes"), True), Option(_("No"), False)


class Choices(QWidget):
    """One stop for Tab. Arrow keys, Home, End and first letters choose; choosing again, or Delete, clears.

    many: any number can be chosen; arrows then only walk, Space chooses, and Delete clears the one that has
    the focus. required: one stays chosen.
    """

    def __init__(
        self, name: str, changed: Callable[[], object], *, many: bool = False, required: bool = False
    ) -> None:
        super().__init__()
        self._name, self._changed = name, changed
        self._many, self._required = many, required
        self._options: Sequence[Option] = ()
        self._buttons: list[_Choice] = []
        self._row: QLayout = FlowLayout(0) if many else row(None)
        self._row.setSpacing(theme.px(theme.SPACE_S) - 2 * _beside())
        self.setLayout(self._row)
        self.setContentsMargins(AWAY - _beside(), 0, AWAY - _beside(), 0)

    def offer(self, options: Sequence[Option], chosen: Collection[object]) -> None:
        """Other options, of which these are chosen already."""
        for button in self._buttons:
            button.hide()
            self._row.removeWidget(button)
            button.deleteLater()
        self._options = options
        self._buttons = [_Choice(self, index, option.text) for index, option in enumerate(options)]
        for button, option in zip(self._buttons, options, strict=True):
            spoken = option.in_full or option.text
            button.setAccessibleName(_("{row}: {choice}").format(row=self._name, choice=spoken))
            button.setToolTip(option.in_full)
            self._row.addWidget(button)
        self.choose(chosen)

    def choose(self, chosen: Collection[object]) -> None:
        """Shows these as chosen, without calling `changed`."""
        for button, option in zip(self._buttons, self._options, strict=True):
            button.setChecked(option.value in chosen)
        if not any(button.hasFocus() for button in self._buttons):
            self.rest_at(next((button.index for button in self._buttons if button.isChecked()), 0))

    @property
    def chosen(self) -> tuple[object, ...]:
        pairs = zip(self._buttons, self._options, strict=True)
        return tuple(option.value for button, option in pairs if button.isChecked())

    # For its buttons

    def rest_at(self, index: int) -> None:
        """Tab reaches this button from now on."""
        for button in self._buttons:
            here = button.index == index
            button.setFocusPolicy(Qt.FocusPolicy.StrongFocus if here else Qt.FocusPolicy.ClickFocus)
        self.setFocusProxy(self._buttons[index])

    def toggled(self, index: int) -> None:
        if not self._many:
            for button in self._buttons:
                button.setChecked(button.index == index and (button.isChecked() or self._required))
        self._changed()

    def go(self, index: int) -> None:
        """Moves the focus to that button, and chooses it where only one can be chosen."""
        button = self._buttons[min(max(0, index), len(self._buttons) - 1)]
        button.setFocus(Qt.FocusReason.TabFocusReason)
        if not self._many and not button.isChecked():
            button.click()

    def begin_with(self, text: str) -> bool:
        """Chooses the first option that begins with that letter or digit. Whether there is one."""
        for button in self._buttons:
            if text.strip() and button.text().casefold().startswith(text.casefold()):
                button.setFocus(Qt.FocusReason.TabFocusReason)
                if self._many or not button.isChecked():
                    button.click()
                return True
        return False

    def clear(self, index: int) -> None:
        """Of many, only that one."""
        cleared = [b for b in self._buttons if b.isChecked() and (b.index == index or not self._many)]
        if cleared and not self._required:
            for button in cleared:
                button.setChecked(False)
            self._changed()


class _Choice(Tickable):
    def __init__(self, row: Choices, index: int, text: str) -> None:
        super().__init__()
        self._row, self.index = row, index
        self.setText(text)
        self.setShortcut(QKeySequence())  # an "&" in the user's own words is none
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)  # repaints as the pointer comes and goes
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.toggled.connect(lambda _checked: row.toggled(index))

    def sizeHint(self) -> QSize:
        text = QFontMetrics(_font(chosen=True)).size(Qt.TextFlag.TextSingleLine, self.text())
        return QSize(max(text.width() + theme.px(10), theme.px(_LEAST)) + 2 * _beside(), line_height())

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def focusInEvent(self, event: QFocusEvent) -> None:
        self._row.rest_at(self.index)
        super().focusInEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        onward = -1 if self.isRightToLeft() else 1
        match event.key():
            case Qt.Key.Key_Left:
                self._row.go(self.index - onward)
            case Qt.Key.Key_Right:
                self._row.go(self.index + onward)
            case Qt.Key.Key_Home:
                self._row.go(0)
            case Qt.Key.Key_End:
                self._row.go(-1)
            case Qt.Key.Key_Delete | Qt.Key.Key_Backspace:
                self._row.clear(self.index)
            case _:
                if not self._row.begin_with(event.text()):
                    super().keyPressEvent(event)

    def paintEvent(self, _event: QPaintEvent) -> None:
        beside = _beside()
        chosen, around = self.isChecked(), QRectF(self.rect()).adjusted(beside, AWAY, -beside, -AWAY)
        width = theme.FOCUS_WIDTH if chosen else 1
        radius = theme.px(theme.RADIUS_CONTROL)
        with QPainter(self) as painter:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setPen(QPen(theme.colour("dusk" if chosen else "edge"), width))
            painter.setBrush(theme.colour("dusk_tint" if chosen or self.underMouse() else "surface"))
            half = width / 2
            painter.drawRoundedRect(around.adjusted(half, half, -half, -half), radius, radius)
            if self.hasFocus():
                near = AWAY - beside  # the ring stays inside the button
                paint_focus(painter, around.adjusted(near, 0, -near, 0), radius)
            painter.setFont(_font(chosen))
            painter.setPen(theme.colour("text"))
            painter.drawText(QRect(self.rect()), Qt.AlignmentFlag.AlignCenter, self.text())


def _beside() -> int:
    """The room for a focus ring left and right of a button, at most its half of the gap to the next one."""
    return min(AWAY, theme.px(theme.SPACE_S) // 2)


def _font(chosen: bool) -> QFont:
    return theme.font(weight=QFont.Weight.DemiBold if chosen else QFont.Weight.Normal)
