"""A clock that a test moves, an alarm that a test rings, and an engine on a real diary between them."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta, tzinfo
from pathlib import Path
from zoneinfo import ZoneInfo

from crampguard.engine import Engine
from crampguard.routine.checklist import Item
from crampguard.routine.tonight import Tonight
from crampguard.store.diary import Diary
from crampguard.store.settings import SettingsFile

BERLIN = ZoneInfo("Europe/Berlin")


@dataclass
class MovedClock:
    """Stands still until it is moved."""

    instant: datetime
    where: tzinfo = BERLIN
    problem: str = ""

    def now(self) -> datetime:
        return self.instant.astimezone(UTC)

    def zone(self) -> tzinfo:
        return self.where


@dataclass
class HandAlarm:
    """Rings when the clock has been moved to or past its instant."""

    ring: Callable[[], None]
    instant: datetime | None = None
    times_set: int = 0

    def ring_at(self, instant: datetime) -> None:
        self.instant = instant
        self.times_set += 1


@dataclass
class Evening:
    """The real engine with a store on disk, driven by hand."""

    engine: Engine
    clock: MovedClock
    diary: Diary
    settings: Path
    told: list[Tonight] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.alarm = HandAlarm(self.engine.ring)
        self.engine.listen(self.told.append)

    def start(self) -> None:
        self.engine.start(self.alarm)
        self.move_to(self.clock.instant)

    def move_to(self, instant: datetime) -> None:
        """Moves the clock forward, ringing the alarm at each of its instants on the way."""
        while self.alarm.instant is not None and self.alarm.instant <= instant:
            self.clock.instant = max(self.alarm.instant, self.clock.instant)
            self.alarm.instant = None
            self.engine.ring()
        self.clock.instant = instant

    def move_by(self, **duration: float) -> None:
        self.move_to(self.clock.instant + timedelta(**duration))

    def suspend_until(self, instant: datetime) -> None:
        """The machine slept: the clock is there at once, and an alarm that fell within rings only now."""
        self.clock.instant = instant
        self.engine.resumed()
        self.move_to(instant)

    def pop_ups(self) -> list[tuple[str, ...]]:
        """What each pop-up so far showed."""
        return [told.notice.habits for told in self.told if told.joined and told.notice is not None]

    def item(self, habit: str) -> Item:
        """The line of that habit in the list of tonight."""
        return next(item for item in self.engine.tonight.items if item.habit.id == habit)

    def edit(self, text: str) -> None:
        self.settings.write_text(text, encoding="utf-8")
        self.engine.reload()


def evening(folder: Path, now: datetime, settings: str = "") -> Evening:
    """A profile in the folder, opened at that instant in its zone (or opened again, as after a restart)."""
    file = folder / "settings.toml"
    if settings or not file.exists():
        file.write_text(settings, encoding="utf-8")
    clock = MovedClock(now, now.tzinfo or UTC)
    diary = Diary(folder / "diary.sqlite3", patience=0.05)
    return Evening(Engine(diary, SettingsFile(file), clock), clock, diary, file)


def at(text: str, zone: tzinfo = BERLIN) -> datetime:
    """A wall time in a zone: at("2026-11-22 21:30")."""
    return datetime.fromisoformat(text).replace(tzinfo=zone)
