"""A field for a time of day."""

from collections.abc import Callable
from datetime import time

from PySide6.QtCore import Qt
from PySide6.QtGui import QFocusEvent, QFont, QFontMetrics

from crampguard.i18n import _
from crampguard.routine.clock import (
    ClockStyle,
    clock_text,
    may_become_time,
    same_time_text,
    typed_time,
    widest_clock_text,
)
from crampguard.windows.shared import theme
from crampguard.windows.shared.fields import LineField, mark_wrong

_LONGEST = 14  # characters
_PADDING = 30  # measured pixels, of the frame and around the text


class TimeField(LineField):
    """A wall time, typed in any usual form. On leaving it, it is written as the user reads times."""

    def __init__(self, name: str, typed: Callable[[], object], finished: Callable[[], object]) -> None:
        super().__init__(name, typed, self._finish)
        self._finished = finished
        self._style = ClockStyle.HOURS_24
        self.setMaxLength(_LONGEST)
        self.setFont(theme.font(weight=QFont.Weight.Medium))
        self.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        self._fit()
        self.mark("")

    def show_time(self, wall: time, style: ClockStyle) -> None:
        """Takes the place of whatever was typed."""
        self.use_style(style)
        self.setText(clock_text(wall, style))

    def use_style(self, style: ClockStyle) -> None:
        """Writes times in that style from now on, including the one that is shown."""
        if style is not self._style:
            self._style = style
            self._fit()
            self._rewrite()

    def follow_time(self, wall: time, style: ClockStyle) -> None:
        """Shows the time, unless something is typed that is not saved."""
        if not self.typed() and (self.time != wall or self._style is not style):
            self.show_time(wall, style)

    @property
    def time(self) -> time | None:
        """What the text means; None where it is no time."""
        return typed_time(self.text())

    @property
    def unfinished(self) -> bool:
        """Whether the user is in the field and the time may still go on: 10:30 may become 10:30 pm."""
        if not (self.hasFocus() and may_become_time(self.text())):
            return False
        return self.time is None or not same_time_text(self.text(), clock_text(self.time, self._style))

    @property
    def fault(self) -> str:
        """The message for text that is no time."""
        if not self.text().strip():
            return _("A time is missing, such as {example}.").format(example=self._example)
        wrong = _("“{found}” is not a time. Type it like {example}.")
        return wrong.format(found=self.text().strip(), example=self._example)

    def mark(self, trouble: str) -> None:
        """Marks the field as wrong and gives screen readers the reason; an empty one unmarks it."""
        mark_wrong(self, trouble)
        if not trouble:
            self.setAccessibleDescription(_("A time, such as {example}.").format(example=self._example))

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        if event.reason() is not Qt.FocusReason.MouseFocusReason:
            self.selectAll()  # typing replaces the time

    @property
    def _example(self) -> str:
        return clock_text(time(22, 30), self._style)

    def _fit(self) -> None:
        text = QFontMetrics(self.font()).horizontalAdvance(widest_clock_text(self._style))
        self.setFixedWidth(text + theme.px(_PADDING))

    def _finish(self) -> None:
        self._rewrite()
        self._finished()

    def _rewrite(self) -> None:
        if (found := self.time) is not None:
            modified = self.isModified()
            self.setText(clock_text(found, self._style))
            self.setModified(modified)
