"""The card of a cramp: what one remembers of it in about twenty seconds. Only the cramp itself is needed."""

from collections.abc import Callable, Sequence
from datetime import datetime, time

from PySide6.QtWidgets import QWidget

from crampguard.i18n import _, pgettext
from crampguard.routine.dates import night_words
from crampguard.routine.morning import WORST_PAIN, Cramp, Leg, Morning, Muscle
from crampguard.routine.tonight import Tonight
from crampguard.routine.writing import listing
from crampguard.windows.morning import options
from crampguard.windows.morning.doctor_hint import DoctorHint
from crampguard.windows.morning.header import MorningHeader
from crampguard.windows.morning.more_details import MoreDetails
from crampguard.windows.morning.optional_slider import OptionalSlider, SliderScale
from crampguard.windows.morning.span import LONG_STEP, STEP, BedSpan, time_in_bed
from crampguard.windows.shared import theme
from crampguard.windows.shared.buttons import Button
from crampguard.windows.shared.choices import Choices
from crampguard.windows.shared.form_row import FormRow
from crampguard.windows.shared.labels import label
from crampguard.windows.shared.layout import column

Hint = Callable[[Morning], str]


class CrampCard(QWidget):
    """Filled in by `load`, read by `answer`.

    hint: the warning that the answers so far give rise to. grown: called when the card needs more room.
    """

    def __init__(
        self,
        hint: Hint,
        *,
        open_advice: Callable[[], object],
        no_cramp: Callable[[], object],
        grown: Callable[[], object],
    ) -> None:
        super().__init__()
        self._hint, self._grown = hint, grown
        self._kept = Morning(cramp=True)
        self._span: BedSpan | None = None
        self._head = MorningHeader()
        self._count = Choices(_("How many"), lambda: self._changed(self._count))
        self._time = OptionalSlider(_("About when"), lambda: self._changed(self._time))
        self._kept_times = label(factor=theme.SMALL, role="text2")
        self._kept_line = FormRow("", self._kept_times)
        self._leg = Choices(_("Leg"), lambda: self._changed(self._leg))
        self._muscle = Choices(_("Where"), lambda: self._changed(self._muscle))
        self._lasted = Choices(_("Lasted, minutes"), lambda: self._changed(self._lasted))
        self._pain = OptionalSlider(_("Pain"), lambda: self._changed(self._pain))
        self._awake = Choices(_("Awake, minutes"), lambda: self._changed(self._awake))
        self._more = MoreDetails(lambda: self._changed(self._awake), grown)
        self._doctor_hint = DoctorHint(open_advice)
        self._no_cramp = Button(_("It was no cramp after all"), no_cramp, "quiet", "undo")
        self._lay_out()

    def load(self, view: Tonight, morning: Morning | None, cramps: Sequence[Cramp], *, last: bool) -> None:
        """The answer that is there, else what "cramp now" knows. last: it is about the last night."""
        times = list(dict.fromkeys(_to_the_minute(view.local(cramp.at)) for cramp in cramps))
        is_cramp = morning is not None and morning.cramp
        self._show_title(view, last)
        self._kept_times.setText(_("From Cramp now, {times}").format(times=listing(map(view.clock, times))))
        self._kept_line.setVisible(bool(times) and not is_cramp)
        self._no_cramp.setVisible(bool(times) or is_cramp)
        filled = morning if morning is not None and is_cramp else _from_cramps(morning, times, cramps)
        self.fill(view, filled)

    def fill(self, view: Tonight, filled: Morning) -> None:
        """Puts an answer into the fields."""
        self._kept = filled
        self._count.offer(options.counts(filled.count), [filled.count])
        self._span = time_in_bed(view.night, view.zone, filled.time)
        minute = None if filled.time is None else self._span.minute(filled.time)
        self._time.show_scale(_time_scale(self._span, view.clock), minute)
        self._leg.offer(options.legs(), [filled.leg])
        self._muscle.offer(options.muscles(), [filled.muscle])
        self._lasted.offer(options.durations(filled.minutes), [filled.minutes])
        self._pain.show_scale(_pain_scale(), filled.pain)
        self._awake.offer(options.awake(filled.awake), [filled.awake])
        self._more.load(filled)
        self._changed(self._lasted)

    def answer(self) -> Morning:
        """What the card says now. What was not touched stays as it was."""
        return self._more.added_to(
            Morning(
                cramp=True,
                count=_number(self._count),
                time=self._chosen_time(),
                leg=next((Leg(str(leg)) for leg in self._leg.chosen), None),
                muscle=next((Muscle(str(muscle)) for muscle in self._muscle.chosen), None),
                minutes=_number(self._lasted),
                pain=self._pain.value,
                awake=_number(self._awake),
            )
        )

    @property
    def first(self) -> QWidget:
        """Where the keyboard begins."""
        return self._count

    def _lay_out(self) -> None:
        named = (
            (_("How many"), self._count),
            (_("About when"), self._time),
            (_("Leg"), self._leg),
            (_("Where"), self._muscle),
            (_("Lasted, min"), self._lasted),
            (_("Pain"), self._pain),
            (_("Awake, min"), self._awake),
        )
        self._fields: dict[QWidget, FormRow] = {control: FormRow(name, control) for name, control in named}
        parts = (*self._fields.values(), self._more, self._doctor_hint, self._no_cramp)
        self._rows = column(self, self._head, theme.SPACE_S, *parts, gap=2)
        self._rows.insertWidget(self._rows.indexOf(self._fields[self._time]) + 1, self._kept_line)

    def _show_title(self, view: Tonight, last: bool) -> None:
        below = _("{night}. If there were several, the worst one. Fill in what you remember.")
        title = _("The cramp last night") if last else _("The cramp that night")
        self._head.say(title, below.format(night=night_words(view.night.date, view.zone)))

    def _changed(self, control: QWidget) -> None:
        """Puts the warning, if there is a new one, below the answer that gave rise to it."""
        if self._doctor_hint.say(self._hint(self.answer())):
            self._rows.removeWidget(self._doctor_hint)
            self._rows.insertWidget(self._rows.indexOf(self._fields[control]) + 1, self._doctor_hint)
            self._grown()

    def _chosen_time(self) -> time | None:
        minute, kept = self._time.value, self._kept.time
        if minute is None or self._span is None:
            return None
        return kept if kept is not None and minute == self._span.minute(kept) else self._span.wall(minute)


def _from_cramps(morning: Morning | None, times: Sequence[time], cramps: Sequence[Cramp]) -> Morning:
    """What "cramp now" kept, and what another answer says about the morning itself."""
    return Morning(
        cramp=True,
        count=len(times) or None,
        time=times[0] if times else None,
        minutes=cramps[0].minutes if cramps else None,
        sore=None if morning is None else morning.sore,
        note="" if morning is None else morning.note,
    )


def _to_the_minute(at: datetime) -> time:
    return at.time().replace(second=0, microsecond=0, fold=0)


def _number(row: Choices) -> int | None:
    return next((value for value in row.chosen if isinstance(value, int)), None)


def _time_scale(span: BedSpan, clock: Callable[[time], str]) -> SliderScale:
    def words(minute: int) -> str:
        return clock(span.wall(minute))

    return SliderScale(
        span.minutes,
        STEP,
        LONG_STEP,
        words=words,
        marks=tuple((minute, words(minute)) for minute in span.marks()),
        snapped=span.snapped,
        typed=span.typed,
    )


def _pain_scale() -> SliderScale:
    def typed(digits: str) -> int | None:
        return int(digits) if int(digits) <= WORST_PAIN else None

    return SliderScale(
        WORST_PAIN,
        1,
        1,
        words=lambda pain: _("{pain} of {worst}").format(pain=pain, worst=WORST_PAIN),
        marks=((0, pgettext("no pain", "none")), (WORST_PAIN, _("worst ever"))),
        snapped=int,
        typed=typed,
        ticks=True,
    )
