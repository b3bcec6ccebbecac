"""How a sleep and a set clock are told apart, with clocks that a test moves."""

import select
import time
from collections.abc import Iterator

import pytest
from pytestqt.qtbot import QtBot

from crampguard.desktop import timerfd
from crampguard.desktop.clock_step import ClockReading, ClockStep, step
from crampguard.desktop.linux_steps import TimerStepWatch, asleep, slept
from crampguard.desktop.steps import StepWatch, TickStepWatch, watch_steps
from crampguard.desktop.timerfd import TimerFd


class Reports:
    """What was reported, in order; and a clock of sleep that a test moves."""

    def __init__(self) -> None:
        self.seen: list[str] = []
        self.asleep = 4000.0

    def resume(self) -> None:
        self.seen.append("resume")

    def change(self) -> None:
        self.seen.append("change")


@pytest.fixture
def reports() -> Reports:
    return Reports()


def readable(timer: TimerFd, seconds: float) -> bool:
    return bool(select.select([timer], [], [], seconds)[0])


def in_a_moment() -> int:
    return time.time_ns() + 20_000_000


# The timer of Linux. That it is cancelled cannot be had without setting the clock: see test_real_clock.py.


def test_the_timer_waits_without_end() -> None:
    timer = TimerFd()
    assert not readable(timer, 0.05)
    timer.close()


def test_the_timer_goes_off_once_and_waits_again_after_rearming() -> None:
    timer = TimerFd(in_a_moment())
    assert readable(timer, 5)
    timer.rearm()
    assert not readable(timer, 0.05)
    timer.close()


def test_a_timer_that_cannot_be_set_is_an_error() -> None:
    with pytest.raises(OSError, match="Invalid"):
        TimerFd(-1)


# Linux


@pytest.mark.parametrize(
    ("before", "now", "expected"),
    [
        (0.0, 0.0, False),
        (4000.0, 4000.05, False),  # the two clocks are not read in the same instant
        (4000.0, 4000.2, True),
        (4000.0, 32800.0, True),
        (4000.0, 3999.0, False),  # read with a delay in between
    ],
)
def test_a_sleep_is_what_the_clock_of_sleep_shows(before: float, now: float, expected: bool) -> None:
    assert slept(before, now) is expected


def test_the_clock_of_sleep_is_what_the_steady_clock_lacks(monkeypatch: pytest.MonkeyPatch) -> None:
    seconds = {time.CLOCK_BOOTTIME: 5000.0, time.CLOCK_MONOTONIC: 1000.0}
    monkeypatch.setattr(time, "clock_gettime", seconds.__getitem__)
    assert asleep() == 4000.0


def test_the_clock_of_sleep_stands_still_while_awake() -> None:
    before = asleep()
    time.sleep(0.2)
    assert not slept(before, asleep())


@pytest.fixture
def watching(qtbot: QtBot, reports: Reports) -> Iterator[TimerStepWatch]:
    """A watch whose timer goes off in a moment."""
    watching = TimerStepWatch(reports.resume, reports.change, TimerFd(in_a_moment()), lambda: reports.asleep)
    yield watching
    if watching._readable.isEnabled():
        watching.stop()


def test_a_set_clock_is_reported_once(qtbot: QtBot, watching: TimerStepWatch, reports: Reports) -> None:
    qtbot.waitUntil(lambda: bool(reports.seen))
    qtbot.wait(50)
    assert reports.seen == ["change"]


def test_a_sleep_is_reported_as_such(qtbot: QtBot, watching: TimerStepWatch, reports: Reports) -> None:
    reports.asleep += 60
    qtbot.waitUntil(lambda: bool(reports.seen))
    assert reports.seen == ["resume"]


def test_whoever_comes_before_the_news_hears_of_the_sleep_first(
    qtbot: QtBot, watching: TimerStepWatch, reports: Reports
) -> None:
    watching.check()
    assert reports.seen == []
    reports.asleep += 60
    watching.check()
    assert reports.seen == ["resume"]
    qtbot.waitUntil(lambda: len(reports.seen) == 2)
    assert reports.seen == ["resume", "change"]


def test_a_reading_that_was_held_up_makes_no_sleep_of_the_next_one(
    watching: TimerStepWatch, reports: Reports
) -> None:
    for seconds in (-0.5, +0.5):
        reports.asleep += seconds
        watching.check()
    assert reports.seen == []


def test_nothing_is_reported_after_stop(qtbot: QtBot, watching: TimerStepWatch, reports: Reports) -> None:
    watching.stop()
    qtbot.wait(50)
    assert reports.seen == []


# Elsewhere


@pytest.mark.parametrize(
    ("wall", "monotonic", "expected"),
    [
        (30.0, 30.0, None),
        (30.9, 30.0, None),
        (29.1, 30.0, None),
        (3.0, 3.0, None),  # asked between two ticks
        (59.0, 59.0, None),  # the loop was busy
        (3630.0, 30.0, ClockStep.RESUMED),
        (32.0, 30.0, ClockStep.RESUMED),
        (3630.0, 3630.0, ClockStep.RESUMED),  # where the monotonic clock runs on in a sleep
        (28.0, 30.0, ClockStep.SET),
        (-3570.0, 30.0, ClockStep.SET),
    ],
)
def test_a_step_is_where_two_clocks_part(wall: float, monotonic: float, expected: ClockStep | None) -> None:
    start = ClockReading(1_800_000_000.0, 500.0)
    assert step(start, ClockReading(start.wall + wall, start.monotonic + monotonic)) is expected


def test_a_tick_reports_each_step_once(qtbot: QtBot, reports: Reports) -> None:
    readings = iter(
        ClockReading(wall, monotonic)
        for wall, monotonic in [(1000, 0), (1030, 30), (8230, 60), (8260, 90), (8000, 120), (8030, 150)]
    )
    ticking = TickStepWatch(reports.resume, reports.change, lambda: next(readings))
    assert (ticking._tick.isActive(), ticking._tick.interval()) == (True, 30_000)
    seen = []
    for _tick in range(5):
        ticking._tick.timeout.emit()
        seen.append(tuple(reports.seen))
        reports.seen.clear()
    assert seen == [(), ("resume",), (), ("change",), ()]
    ticking.stop()
    assert not ticking._tick.isActive()


def test_an_alarm_between_two_ticks_finds_the_step_itself(qtbot: QtBot, reports: Reports) -> None:
    readings = iter([ClockReading(1000, 0), ClockReading(4605, 5), ClockReading(4630, 30)])
    ticking = TickStepWatch(reports.resume, reports.change, lambda: next(readings))
    ticking.check()
    assert reports.seen == ["resume"]
    ticking.check()
    assert reports.seen == ["resume"]
    ticking.stop()


# The choice


def chosen(reports: Reports) -> StepWatch:
    found = watch_steps(reports.resume, reports.change)
    found.stop()
    return found


def test_linux_has_no_tick(qtbot: QtBot, reports: Reports) -> None:
    assert isinstance(chosen(reports), TimerStepWatch)


def test_other_systems_have_one(qtbot: QtBot, reports: Reports, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.platform", "darwin")
    assert isinstance(chosen(reports), TickStepWatch)


def test_a_linux_without_such_timers_has_one(
    qtbot: QtBot, reports: Reports, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse() -> None:
        raise OSError("no such timers in this sandbox")

    monkeypatch.setattr(timerfd, "TimerFd", refuse)
    assert isinstance(chosen(reports), TickStepWatch)
