"""The notification where its server or the bus misbehaves: what is due reaches the user all the same."""

import time
from contextlib import ExitStack
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from crampguard.desktop import bus as bus_module
from crampguard.desktop import notifications
from crampguard.desktop.bus import QtBus
from crampguard.routine.checklist import State
from tests.answers import by
from tests.desktop.notified import Screen
from tests.desktop.rig.bus import Bus, wait_for_no_name
from tests.desktop.rig.requirements import needs_bus
from tests.desktop.rig.strict_server import NAME, StrictServer
from tests.desktop.rig.waiting import PATIENCE
from tests.moved_clock import at, evening

pytestmark = needs_bus


LIMIT = 0.4  # seconds: long enough for a busy machine's bus, short enough for a test


@pytest.fixture(autouse=True)
def short_wait(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(notifications, "SERVER_WAIT", round(LIMIT * 1000))


@pytest.fixture
def short_limit(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(bus_module, "CALL_LIMIT", LIMIT)


@pytest.mark.parametrize("method", ["GetCapabilities", "Notify"])
def test_what_a_hanging_server_takes_is_shown_by_the_next_means_and_what_joins_by_the_next_server(
    qtbot: QtBot, bus: Bus, tmp_path: Path, short_limit: None, method: str
) -> None:
    with StrictServer(bus.address) as hanging:
        hanging.hangs = frozenset({method})
        screen = Screen(qtbot, evening(tmp_path, at("2026-11-22 12:00")), settles=False)
        screen.evening.move_to(at("2026-11-22 21:30"))
        qtbot.waitUntil(lambda: screen.by_other_means == ["Cool bedroom"])
    with StrictServer(bus.address) as healthy:
        screen.settle()
        assert healthy.open == {}
        screen.move_to("2026-11-22 22:15")
        assert healthy.only().summary == "Cool bedroom, Bedtime leg stretch"
    assert screen.by_other_means == ["Cool bedroom"]
    screen.close()


def test_each_new_thing_is_tried_again_with_a_server_that_hung(
    screen: Screen, server: StrictServer, short_limit: None
) -> None:
    server.hangs = frozenset({"Notify"})
    screen.evening.move_to(at("2026-11-22 21:30"))
    screen.qtbot.waitUntil(lambda: len(screen.by_other_means) == 1)
    server.hangs = frozenset()
    screen.move_to("2026-11-22 22:15")
    assert server.only().summary == "Cool bedroom, Bedtime leg stretch"


def test_a_call_to_a_server_that_is_replaced_fails_at_once(
    screen: Screen, server: StrictServer, bus: Bus
) -> None:
    server.hangs = frozenset({"Notify"})
    screen.evening.move_to(at("2026-11-22 21:30"))
    screen.settle()
    server.stop()
    with StrictServer(bus.address) as healthy:
        screen.qtbot.waitUntil(lambda: len(healthy.open) == 1)


def test_a_late_answer_is_taken_and_there_is_one_notification_with_live_buttons(
    screen: Screen, server: StrictServer, short_limit: None
) -> None:
    server.hangs = frozenset({"Notify"})
    for number, moment in enumerate(("2026-11-22 21:30", "2026-11-22 22:15"), start=1):
        screen.evening.move_to(at(moment))
        screen.qtbot.waitUntil(lambda number=number: len(screen.by_other_means) == number)  # type: ignore[misc]
    server.hangs = frozenset()
    server.answer_postponed()
    screen.settle()
    assert server.only().summary == "Cool bedroom, Bedtime leg stretch"
    server.press(server.only().id, "done")
    screen.qtbot.waitUntil(lambda: screen.state("stretch") is State.DONE)


def test_a_late_answer_about_something_that_is_over_is_taken_down(
    screen: Screen, server: StrictServer, short_limit: None
) -> None:
    server.hangs = frozenset({"Notify"})
    screen.evening.move_to(at("2026-11-22 21:30"))
    screen.qtbot.waitUntil(lambda: len(screen.by_other_means) == 1)
    by(screen.evening.engine).done("cool_bedroom")
    server.hangs = frozenset()
    server.answer_postponed()
    screen.settle()
    assert (len(server.notified), server.open) == (1, {})


class Restarted:
    """A server that its session starts again whenever it dies."""

    def __init__(self, bus: Bus, dies_of: str) -> None:
        self._bus, self._dies_of = bus, dies_of
        self.started: list[StrictServer] = []
        self._start()

    def _start(self) -> None:
        server = StrictServer(self._bus.address)
        server.dies_of = self._dies_of
        self.started.append(server)

    @property
    def killed(self) -> int:
        return sum(server.killed for server in self.started)

    def look(self) -> None:
        """Starts it again if it died."""
        if self.started[-1].killed:
            wait_for_no_name(self._bus.address, NAME)
            self._start()

    def stop(self) -> None:
        for server in self.started:
            server.stop()


def live_on(screen: Screen, restarted: Restarted, killed: int) -> None:
    """Until the server was killed so many times; then gives it the chance to be killed once more."""

    def reached() -> bool:
        restarted.look()
        return restarted.killed >= killed

    screen.qtbot.waitUntil(reached)
    for _life in range(3):
        restarted.look()
        screen.settle()
    assert restarted.killed == killed


def test_a_server_that_dies_of_any_notification_is_killed_twice_and_left_alone(
    qtbot: QtBot, bus: Bus, tmp_path: Path
) -> None:
    restarted = Restarted(bus, dies_of="")
    screen = Screen(qtbot, evening(tmp_path, at("2026-11-22 12:00")))
    screen.move_to("2026-11-22 21:30")
    live_on(screen, restarted, killed=2)
    assert screen.by_other_means == ["Cool bedroom"]
    screen.evening.engine.refresh()
    live_on(screen, restarted, killed=2)
    screen.move_to("2026-11-22 22:15")
    live_on(screen, restarted, killed=4)
    assert len(screen.by_other_means) == 2
    restarted.stop()
    screen.close()


def test_a_server_that_dies_of_the_picture_gets_the_notification_without_it(
    qtbot: QtBot, bus: Bus, tmp_path: Path
) -> None:
    restarted = Restarted(bus, dies_of="image-data")
    screen = Screen(qtbot, evening(tmp_path, at("2026-11-22 12:00")))
    screen.move_to("2026-11-22 21:30")
    live_on(screen, restarted, killed=1)
    assert restarted.started[-1].only().summary == "Cool bedroom"
    restarted.stop()
    screen.close()


def test_after_the_bus_went_away_the_next_thing_is_said_and_a_new_bus_is_joined(
    qtbot: QtBot, bus: Bus, tmp_path: Path
) -> None:
    with ExitStack() as stack:
        stack.enter_context(StrictServer(bus.address))
        screen = Screen(qtbot, evening(tmp_path, at("2026-11-22 12:00")))
        bus.kill()
        qtbot.waitUntil(lambda: not screen.bus.joined)
    screen.evening.move_to(at("2026-11-22 21:30"))
    qtbot.waitUntil(lambda: screen.by_other_means == ["Cool bedroom"])

    bus.restart()
    with StrictServer(bus.address) as server:
        qtbot.waitUntil(lambda: screen.bus.joined, timeout=10_000)
        screen.move_to("2026-11-22 22:15")
        assert server.only().summary == "Cool bedroom, Bedtime leg stretch"
        server.press(server.only().id, "done")
        qtbot.waitUntil(lambda: screen.state("cool_bedroom") is State.DONE)
        screen.settle()
        assert server.open == {}
    screen.close()


def test_what_waits_for_a_reply_when_the_bus_goes_away_gets_an_error(
    screen: Screen, server: StrictServer, bus: Bus
) -> None:
    server.hangs = frozenset({"Notify"})
    screen.evening.move_to(at("2026-11-22 21:30"))
    screen.settle()
    bus.kill()
    screen.qtbot.waitUntil(lambda: screen.by_other_means == ["Cool bedroom"])


def test_the_next_thing_to_show_joins_a_bus_that_came_back_unseen(
    qtbot: QtBot, bus: Bus, tmp_path: Path
) -> None:
    bus.kill()
    screen = Screen(qtbot, evening(tmp_path, at("2026-11-22 12:00")), settles=False)
    screen.bus._again.stop()  # two minutes have passed
    bus.restart()
    with StrictServer(bus.address) as server:
        screen.evening.move_to(at("2026-11-22 21:30"))
        qtbot.waitUntil(lambda: len(server.open) == 1)
        assert screen.without_server == []
    screen.close()


def test_joining_is_tried_for_two_minutes_with_growing_pauses(qapp: object, bus: Bus) -> None:
    bus.kill()
    lost = QtBus()
    pauses = []
    while lost._again.isActive():
        pauses.append(lost._again.interval())
        lost._again.stop()
        lost._try_again()
    assert pauses == [1000, 2000, 4000, 8000, 16_000, 32_000, 64_000]
    lost.close()


def test_a_notification_on_its_way_when_the_program_ends_is_taken_down(
    screen: Screen, server: StrictServer
) -> None:
    server.slow = 2.0
    screen.evening.move_to(at("2026-11-22 21:30"))
    screen.qtbot.wait(100)  # it is sent
    screen.notifications.stop()
    server.slow = 0.0
    screen.settle()
    assert (len(server.notified), server.open) == (1, {})


def test_the_end_does_not_wait_for_ever(
    screen: Screen, server: StrictServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("crampguard.desktop.notifications.CALL_LIMIT", LIMIT)
    server.hangs = frozenset({"Notify"})
    screen.evening.move_to(at("2026-11-22 21:30"))
    began = time.monotonic()
    screen.notifications.stop()
    assert time.monotonic() - began < LIMIT + PATIENCE
