"""The clock of the preview: a whole evening passes in about a minute of the machine's time."""

from datetime import UTC, datetime

from crampguard.desktop.clock import SystemClock
from crampguard.routine.plan import Routine
from crampguard.routine.preview import moments, pace


class PreviewClock(SystemClock):
    """Begins shortly before the first pop-up of the coming evening."""

    def __init__(self, routine: Routine) -> None:
        super().__init__()
        now = super().now()
        self._pace = pace(moments(routine, now, self.zone()), now)

    def now(self) -> datetime:
        return self._pace.evening_at(super().now()).astimezone(UTC)

    def machine_time(self, instant: datetime) -> datetime:
        return self._pace.machine_at(instant)

    @property
    def seconds_left(self) -> float:
        """Until the preview is over, in the machine's time; 0 then."""
        return max((self._pace.ends - super().now()).total_seconds(), 0)
