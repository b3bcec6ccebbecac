"""The timer of the guided stretch: counts seconds, and pauses when the machine was suspended."""

from collections.abc import Callable
from datetime import timedelta

from PySide6.QtCore import QObject, Qt, QTimer

from crampguard.engine import Clock
from crampguard.routine import stretching
from crampguard.routine.stretching import Moment

_GAP = timedelta(seconds=5)  # ticks further apart mean that the machine was suspended


class Guide(QObject):
    """Counts only after run().

    on_change is called with every second and every change of state, on_end just before that when the last
    hold is over.
    """

    def __init__(self, clock: Clock, on_change: Callable[[], object], on_end: Callable[[], object]) -> None:
        super().__init__()
        self._clock, self._on_change, self._on_end = clock, on_change, on_end
        self._elapsed = 0
        self._ticked_at = clock.now()
        self._second = QTimer(self, interval=1000, timerType=Qt.TimerType.PreciseTimer)
        self._second.timeout.connect(lambda: self._tick())
        self.begun = False

    @property
    def moment(self) -> Moment | None:
        """Where the guide is; None when it is over."""
        return stretching.at(self._elapsed)

    @property
    def running(self) -> bool:
        return self._second.isActive()

    def run(self) -> None:
        self.begun = True
        self._count()
        self._on_change()

    def pause(self) -> None:
        self._second.stop()
        self._on_change()

    def back(self) -> None:
        self._move_to(stretching.step_before(self._elapsed))

    def forward(self) -> None:
        self._move_to(stretching.step_after(self._elapsed))

    def rewind(self) -> None:
        """Stops, at the beginning."""
        self._second.stop()
        self._elapsed, self.begun = 0, False
        self._on_change()

    def carry_on(self, other: "Guide") -> None:
        """Goes on where the other one is, and stops that."""
        self._elapsed, self.begun = other._elapsed, other.begun
        if other.running:
            other.pause()
            self.run()
        self._on_change()

    def _move_to(self, elapsed: int) -> None:
        self._elapsed = elapsed
        if self.running:
            self._count()  # a step begins with a whole second
        self._on_change()

    def _count(self) -> None:
        self._ticked_at = self._clock.now()
        self._second.start()

    def _tick(self) -> None:
        now = self._clock.now()
        apart, self._ticked_at = now - self._ticked_at, now
        if abs(apart) > _GAP:
            self.pause()
            return
        self._elapsed += 1
        if self.moment is None:
            self._second.stop()
            self._on_end()
        self._on_change()
