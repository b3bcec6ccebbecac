"""A field for a time of day."""

import re
from collections.abc import Callable
from datetime import time

from PySide6.QtCore import Qt
from PySide6.QtGui import QFocusEvent, QFont

from crampguard.i18n import _
from crampguard.routine.localtime import WALL_CLOCK
from crampguard.windows.shared import theme
from crampguard.windows.shared.fields import LineField, mark_wrong

_TIME = re.compile(WALL_CLOCK)
_PARTIAL = re.compile(r"|[0-2]|([01][0-9]|2[0-3])(:[0-5]?)?")
_LOOSE = re.compile(r"([0-9]{1,2})[:.]?([0-9]{2})")


class TimeField(LineField):
    """A wall time, HH:MM. On leaving it, 7:30, 7.30 and 730 become 07:30."""

    def __init__(self, name: str, typed: Callable[[], object], finished: Callable[[], object]) -> None:
        super().__init__(name, typed, self._finish)
        self._finished = finished
        self.setMaxLength(10)
        self.setFont(theme.font(weight=QFont.Weight.Medium))
        self.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        self.setFixedWidth(theme.px(70))
        self.mark("")

    @property
    def time(self) -> time | None:
        """The time in the field; None where the text is no time."""
        return time.fromisoformat(self.text()) if _TIME.fullmatch(self.text()) else None

    @property
    def unfinished(self) -> bool:
        """Whether the user is in the field and what is typed may still become a time."""
        return self.hasFocus() and _PARTIAL.fullmatch(self.text()) is not None

    @property
    def fault(self) -> str:
        """The message for text that is no time."""
        return _("{found} is not a time. From 00:00 to 23:59.").format(
            found=self.text().strip() or _("Nothing")
        )

    def mark(self, trouble: str) -> None:
        """Marks the field as wrong and gives screen readers the reason; an empty one unmarks it."""
        mark_wrong(self, trouble)
        if not trouble:
            self.setAccessibleDescription(_("Hours and minutes, from 00:00 to 23:59."))

    def focusInEvent(self, event: QFocusEvent) -> None:  # noqa: N802
        super().focusInEvent(event)
        if event.reason() is not Qt.FocusReason.MouseFocusReason:
            self.selectAll()  # typing replaces the time

    def _finish(self) -> None:
        if loose := _LOOSE.fullmatch(self.text().strip()):
            modified = self.isModified()
            self.setText(f"{int(loose[1]):02}:{loose[2]}")
            self.setModified(modified)
        self._finished()
