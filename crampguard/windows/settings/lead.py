"""How long before bed a habit comes: a slider, the exact value in words, and for own habits a clock time."""

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from crampguard.i18n import _
from crampguard.routine.habits import Habit
from crampguard.routine.plan import due_at
from crampguard.routine.schedule import Hours, lead_at, wall_at
from crampguard.routine.tonight import Tonight
from crampguard.windows.settings.lead_slider import LeadSlider
from crampguard.windows.shared import theme
from crampguard.windows.shared.duration import duration
from crampguard.windows.shared.fields import Debounce
from crampguard.windows.shared.labels import heading, label
from crampguard.windows.shared.layout import column, row
from crampguard.windows.shared.note import Note
from crampguard.windows.shared.time_field import TimeField

_ENDS = (
    3 * 60,
    6 * 60,
    12 * 60,
    24 * 60,
)  # a short lead gets a short scale, with room for single minutes
_OWN_ENDS = _ENDS[2:]  # an own habit may come at any time


class LeadEditor(QWidget):
    def __init__(self, chosen: Callable[[int], object]) -> None:
        super().__init__()
        self._habit = Habit("")
        self._slider = LeadSlider()
        self._in_words = label()
        self._in_words.setAlignment(Qt.AlignmentFlag.AlignTrailing | Qt.AlignmentFlag.AlignVCenter)
        self._least, self._most = (label(factor=theme.SMALL, role="text2") for _end in range(2))
        self._most.setAlignment(Qt.AlignmentFlag.AlignTrailing)
        self._clock_lead = ClockLead(chosen)
        self._low = Note("caution")
        self._pause = Debounce(self, lambda: chosen(self._slider.value()))
        self._slider.valueChanged.connect(lambda _minutes: self._moved())
        self._slider.sliderReleased.connect(lambda: self._pause.flush())
        column(
            self,
            row(None, heading(_("Before bed")), self._in_words),
            self._slider,
            row(None, self._least, self._most),
            *(self._clock_lead, self._low),
            gap=theme.SPACE_XS,
        )

    def follow(self, habit: Habit, tonight: Tonight, usual: Hours | None) -> None:
        """Shows the habit, unless the user is just moving its slider.

        usual: the hours of most nights, for an own habit, which can be put at a clock time.
        """
        if habit.id != self._habit.id:
            self._pause.flush()
            self._clock_lead.forget()
        self._tonight = tonight
        if habit.id == self._habit.id and (self._slider.isSliderDown() or self._pause.isActive()):
            return
        self._habit = habit
        least, most = scale(habit, own=usual is not None)
        self._slider.blockSignals(True)
        self._slider.setRange(least, most)
        self._slider.setValue(habit.lead)
        self._slider.blockSignals(False)
        lowest = _("{duration}, lowest") if habit.lowest_lead == least else "{duration}"
        self._least.setText(lowest.format(duration=duration(least)))
        self._most.setText(duration(most))
        self._clock_lead.setVisible(usual is not None)
        if usual is not None:
            self._clock_lead.follow(habit.lead, usual, tonight)
        self._show_lead()

    def finish(self) -> None:
        """Saves what is still waiting for a pause in typing."""
        self._pause.flush()

    def _moved(self) -> None:
        self._show_lead()
        self._pause.start()

    def _show_lead(self) -> None:
        lead = self._slider.value()
        night = self._tonight.night
        due = due_at(night.bedtime, night.wake, lead)
        text = _("{duration}, so at {time}").format(duration=duration(lead), time=self._tonight.clock(due))
        self._in_words.setText(text)
        self._slider.setAccessibleName(_("Before bed: {lead}").format(lead=text))
        lowest = self._habit.lowest_lead or 0
        low = _("No study supports less than {duration}.").format(duration=duration(lowest))
        self._low.say(low if lead < lowest else "")


class ClockLead(QWidget):
    """The lead as the clock time that it means with the usual bedtime."""

    def __init__(self, chosen: Callable[[int], object]) -> None:
        super().__init__()
        self._chosen = chosen
        self._field = TimeField(_("Or at this time"), lambda: self._judge(""), self._finish)
        self._usual: Hours | None = None
        self._tonight: Tonight | None = None
        self._usual_bedtime = label(factor=theme.SMALL, role="text2")
        self._wrong = Note("wrong")
        name = label(_("Or at this time"))
        name.setBuddy(self._field)
        line = row(None, name, self._field)
        line.setStretch(0, 1)
        column(self, line, self._usual_bedtime, self._wrong)

    def follow(self, lead: int, usual: Hours, tonight: Tonight) -> None:
        self._usual, self._tonight = usual, tonight
        self._field.follow_time(wall_at(lead, usual.bedtime), tonight.clock_style)
        text = _("On evenings with your usual bedtime, {time}").format(time=tonight.clock(usual.bedtime))
        self._usual_bedtime.setText(text)

    def forget(self) -> None:
        """Gives up what was typed and could not be saved."""
        self._field.saved()
        self._judge("")

    def _finish(self) -> None:
        if not self._field.typed() or self._usual is None or self._tonight is None:
            return
        wall = self._field.time
        if wall is None:
            self._judge(self._field.fault)
            return
        lead = lead_at(wall, self._usual)
        if lead is None:
            clock = self._tonight.clock
            wrong = _("{time} is not between getting up at {wake} and going to bed at {bedtime}.")
            wake, bedtime = clock(self._usual.wake), clock(self._usual.bedtime)
            self._judge(wrong.format(time=clock(wall), wake=wake, bedtime=bedtime))
            return
        self.forget()
        self._chosen(lead)

    def _judge(self, wrong: str) -> None:
        self._field.mark(wrong)
        self._wrong.say(wrong)


def scale(habit: Habit, *, own: bool = False) -> tuple[int, int]:
    """From the lowest lead that studies support to a round number of hours; wider for a value beyond."""
    least = min(habit.lowest_lead or 0, habit.lead)
    ends = _OWN_ENDS if own else _ENDS
    return least, next(end for end in ends if end > 1.1 * max(habit.lead, least) or end == ends[-1])
