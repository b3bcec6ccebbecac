"""A row of the Welcome window's sleep times: a night in bed, or several that are alike.

Its bedtime is that of the evening, its wake time that of the next morning: to bed on Friday and Saturday, up
on Saturday and Sunday.
"""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import time

from PySide6.QtCore import Qt
from PySide6.QtGui import QFocusEvent, QFont
from PySide6.QtWidgets import QGridLayout, QLineEdit

from crampguard.i18n import _
from crampguard.routine.dates import day_names
from crampguard.routine.schedule import WEEKDAYS, Hours
from crampguard.windows.shared import theme
from crampguard.windows.shared.labels import label
from crampguard.windows.shared.note import Note

_TIME = re.compile(r"([01][0-9]|2[0-3]):[0-5][0-9]")  # as the file has it
_BEGINNING = re.compile(r"|[0-2]|([01][0-9]|2[0-3])(:[0-5]?)?")  # of a time that is being typed
_LOOSE = re.compile(r"([0-9]{1,2})[:.]?([0-9]{2})")

Week = Sequence[Hours]


@dataclass(frozen=True, slots=True)
class Nights:
    """Weekdays whose nights share their times, and their days in words: short to see, in full to hear."""

    days: tuple[int, ...]
    beds: str
    wakes: str
    beds_in_full: str
    wakes_in_full: str

    def hours(self, week: Week) -> tuple[time, time]:
        """To bed, and up again."""
        return self._on(self.days[0], week)

    def alike(self, week: Week) -> bool:
        return len({self._on(day, week) for day in self.days}) == 1

    def put(self, bed: time, wake: time, week: list[Hours]) -> None:
        for day in self.days:
            following = (day + 1) % 7
            week[day] = replace(week[day], bedtime=bed)
            week[following] = replace(week[following], wake=wake)

    @staticmethod
    def _on(day: int, week: Week) -> tuple[time, time]:
        return week[day].bedtime, week[(day + 1) % 7].wake


def week_and_weekend() -> tuple[Nights, ...]:
    weekdays, weekend = (6, 0, 1, 2, 3), (4, 5)
    return (
        Nights(weekdays, _("Sun to Thu"), _("Mon to Fri"), _("Sunday to Thursday"), _("Monday to Friday")),
        Nights(
            weekend, _("Fri and Sat"), _("Sat and Sun"), _("Friday and Saturday"), _("Saturday and Sunday")
        ),
    )


def each_day() -> tuple[Nights, ...]:
    names = day_names()
    pairs = [(name, names[(day + 1) % 7]) for day, name in enumerate(names)]
    return tuple(Nights((day,), bed, wake, bed, wake) for day, (bed, wake) in enumerate(pairs))


class NightRow:
    """Two fields and, below them, what is wrong. typed and left are told what the user does in them."""

    def __init__(
        self, nights: Nights, typed: Callable[["NightRow"], object], left: Callable[[], object]
    ) -> None:
        self.nights = nights
        self.trouble = ""
        self._bed = TimeField(_("To bed {days}").format(days=nights.beds_in_full))
        self._wake = TimeField(_("Get up {days}").format(days=nights.wakes_in_full))
        self._wrong = Note("wrong")
        for field in self._fields:
            field.textEdited.connect(lambda _text: typed(self))
            field.editingFinished.connect(lambda: left())

    def add_to(self, grid: QGridLayout, line: int) -> None:
        days = (self.nights.beds, self.nights.wakes)
        for column, (field, name) in enumerate(zip(self._fields, days, strict=True)):
            words = label(name, theme.SMALL, role="text2")
            words.setWordWrap(False)
            words.setBuddy(field)
            grid.addWidget(field, line, 2 * column)
            grid.addWidget(words, line, 2 * column + 1)
        grid.addWidget(self._wrong, line + 1, 0, 1, 5)

    def fill(self, week: Week) -> None:
        for field, wall in zip(self._fields, self.nights.hours(week), strict=True):
            field.setText(f"{wall:%H:%M}")

    def texts(self) -> tuple[str, ...]:
        return tuple(field.text() for field in self._fields)

    def copy(self, other: "NightRow") -> None:
        """Takes over what is a time."""
        for mine, theirs in zip(self._fields, other._fields, strict=True):
            if theirs.whole:
                mine.setText(theirs.text())

    def put_into(self, week: list[Hours]) -> None:
        """Once both are times."""
        self.nights.put(time.fromisoformat(self._bed.text()), time.fromisoformat(self._wake.text()), week)

    def check(self) -> bool:
        """Whether both are times. One that is still being typed is not yet called wrong."""
        wrong = [field for field in self._fields if not field.whole and not field.beginning]
        words = _("{found} is not a time. From 00:00 to 23:59.")
        self._say(words.format(found=wrong[0].text().strip() or _("Nothing")) if wrong else "", wrong)
        if not self.trouble and not all(field.whole for field in self._fields):
            self.trouble = _("A time is not complete yet.")
        return not self.trouble

    def judge(self, faults: Sequence[str]) -> None:
        """Shows the first fault of the week that is one of these nights."""
        mine = [fault for fault in faults if any(WEEKDAYS[day] in fault for day in self.nights.days)]
        self._say(f"{mine[0][:1].upper()}{mine[0][1:]}." if mine else "", self._fields if mine else ())

    @property
    def _fields(self) -> tuple["TimeField", "TimeField"]:
        return self._bed, self._wake

    def _say(self, trouble: str, where: Sequence["TimeField"]) -> None:
        self.trouble = trouble
        self._wrong.say(trouble)
        for field in self._fields:
            field.mark(trouble if field in where else "")


class TimeField(QLineEdit):
    """A wall time, HH:MM."""

    def __init__(self, name: str) -> None:
        super().__init__()
        self.setMaxLength(10)
        self.setFont(theme.font(weight=QFont.Weight.Medium))
        self.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        self.setFixedWidth(theme.px(68))
        self.setAccessibleName(name)
        self.mark("")
        self.editingFinished.connect(lambda: self._straighten())

    @property
    def whole(self) -> bool:
        return _TIME.fullmatch(self.text()) is not None

    @property
    def beginning(self) -> bool:
        """Whether it may still become a time: someone is at it, and what is there is a start."""
        return self.hasFocus() and _BEGINNING.fullmatch(self.text()) is not None

    def mark(self, trouble: str) -> None:
        self.setAccessibleDescription(trouble or _("Hours and minutes, from 00:00 to 23:59."))
        if self.property("wrong") != bool(trouble):
            self.setProperty("wrong", bool(trouble))
            # A style sheet reads the property only when it is applied.
            self.style().unpolish(self)
            self.style().polish(self)

    def focusInEvent(self, event: QFocusEvent) -> None:  # noqa: N802
        super().focusInEvent(event)
        if event.reason() is not Qt.FocusReason.MouseFocusReason:
            self.selectAll()  # what is typed takes the place of what was there

    def _straighten(self) -> None:
        """Writes 7:30 and 2230 as the file has them."""
        if loose := _LOOSE.fullmatch(self.text().strip()):
            self.setText(f"{int(loose[1]):02}:{loose[2]}")
