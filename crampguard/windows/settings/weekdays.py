"""On which evenings a habit comes."""

from collections.abc import Callable

from PySide6.QtWidgets import QWidget

from crampguard.i18n import _
from crampguard.routine.dates import day_names, short_day_names
from crampguard.routine.schedule import WEEKDAYS
from crampguard.windows.shared.choices import Choices
from crampguard.windows.shared.layout import column
from crampguard.windows.shared.note import Note
from crampguard.windows.shared.options import Option
from crampguard.windows.shared.week import days_of_week


class WeekdayChoice(QWidget):
    """In the order of the user's calendar. `chosen` gets the weekdays as the file names them."""

    def __init__(self, chosen: Callable[[list[str]], object]) -> None:
        super().__init__()
        self._chosen = chosen
        self._days = Choices(_("On these evenings"), self._choose, many=True)
        short, full = short_day_names(), day_names()
        self._days.offer([Option(short[day], day, full[day]) for day in days_of_week()], ())
        self._never = Note("hint", _("With no evening chosen it never comes."))
        column(self, self._days, self._never)

    def follow(self, days: frozenset[int]) -> None:
        self._days.choose(days)
        self._never.setVisible(not days)

    def _choose(self) -> None:
        self._chosen([name for day, name in enumerate(WEEKDAYS) if day in self._days.chosen])
