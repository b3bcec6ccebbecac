"""The alarm on the Qt loop. Its waits are real but short: the time of day is the scheduler's own business."""

from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta

import pytest
from pytestqt.qtbot import QtBot

from crampguard.desktop.alarm import QtAlarm
from crampguard.desktop.clock import SystemClock


def soon(milliseconds: float) -> datetime:
    return datetime.now(UTC) + timedelta(milliseconds=milliseconds)


class Bell:
    """Counts its rings, with the time of each."""

    def __init__(self) -> None:
        self.rings: list[datetime] = []
        self.then: Callable[[], None] = lambda: None

    def ring(self) -> None:
        self.rings.append(datetime.now(UTC))
        self.then()


@pytest.fixture
def bell(qapp: object) -> Bell:
    return Bell()


@pytest.fixture
def alarm(bell: Bell) -> Iterator[QtAlarm]:
    alarm = QtAlarm(bell.ring, SystemClock())
    yield alarm
    alarm.stop()


def test_it_rings_once_and_never_early(qtbot: QtBot, alarm: QtAlarm, bell: Bell) -> None:
    instant = soon(50)
    alarm.ring_at(instant)
    qtbot.waitUntil(lambda: bool(bell.rings))
    qtbot.wait(20)
    assert len(bell.rings) == 1
    assert bell.rings[0] >= instant


def test_an_instant_long_past_rings_at_once(qtbot: QtBot, alarm: QtAlarm, bell: Bell) -> None:
    alarm.ring_at(datetime(2020, 1, 1, tzinfo=UTC))
    qtbot.waitUntil(lambda: len(bell.rings) == 1)


def test_a_new_instant_replaces_the_old_one(qtbot: QtBot, alarm: QtAlarm, bell: Bell) -> None:
    alarm.ring_at(soon(20))
    alarm.ring_at(soon(3_600_000))
    qtbot.wait(60)
    assert bell.rings == []


def test_each_ring_can_set_the_next(qtbot: QtBot, alarm: QtAlarm, bell: Bell) -> None:
    bell.then = lambda: alarm.ring_at(soon(1))
    alarm.ring_at(soon(1))
    qtbot.waitUntil(lambda: len(bell.rings) >= 20)


def test_nothing_rings_after_stop_not_even_what_was_on_its_way(qtbot: QtBot, bell: Bell) -> None:
    alarm = QtAlarm(bell.ring, SystemClock())
    alarm.ring_at(soon(-1))
    alarm.stop()
    qtbot.wait(30)
    assert bell.rings == []


def test_a_date_in_months_is_no_trouble_for_the_timer(alarm: QtAlarm) -> None:
    alarm.ring_at(soon(0) + timedelta(days=200))
