"""The notification where its server or the bus misbehaves: what is due reaches the user all the same."""

import threading
import time
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest
from jeepney import MatchRule
from pytestqt.exceptions import capture_exceptions
from pytestqt.qtbot import QtBot

from crampguard.desktop import bus as bus_module
from crampguard.desktop import notifications
from crampguard.desktop.bus import QtBus
from crampguard.routine.checklist import State
from tests.answers import by
from tests.desktop.rig.bus import Bus, BusError, Call, Link, Service, wait_for_no_name
from tests.desktop.rig.requirements import needs_bus
from tests.desktop.rig.strict_server import NAME, StrictServer
from tests.desktop.test_notifications import Screen
from tests.moved_clock import at, evening

pytestmark = needs_bus

LIMIT = 0.4  # seconds: long enough for a busy machine's bus, short enough for a test


@pytest.fixture(autouse=True)
def short_wait(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(notifications, "SERVER_WAIT", round(LIMIT * 1000))


@pytest.fixture
def screen(qtbot: QtBot, server: StrictServer, tmp_path: Path) -> Iterator[Screen]:
    screen = Screen(qtbot, evening(tmp_path, at("2026-11-22 12:00")))
    yield screen
    screen.close()


@pytest.fixture
def short_limit(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(bus_module, "CALL_LIMIT", LIMIT)


def by_other_means(screen: Screen) -> list[str]:
    return [notice.title for notice in screen.without_server]


# A server that hangs


@pytest.mark.parametrize("method", ["GetCapabilities", "Notify"])
def test_what_a_hanging_server_takes_is_shown_by_the_next_means_and_what_joins_by_the_next_server(
    qtbot: QtBot, bus: Bus, tmp_path: Path, short_limit: None, method: str
) -> None:
    with StrictServer(bus.address) as hanging:
        hanging.hangs = frozenset({method})
        screen = Screen(qtbot, evening(tmp_path, at("2026-11-22 12:00")), settles=False)
        screen.evening.move_to(at("2026-11-22 21:30"))
        qtbot.waitUntil(lambda: by_other_means(screen) == ["Cool bedroom"])
    with StrictServer(bus.address) as healthy:
        screen.settle()
        assert healthy.open == {}
        screen.move_to("2026-11-22 22:15")
        assert healthy.only().summary == "Cool bedroom, Bedtime leg stretch"
    assert by_other_means(screen) == ["Cool bedroom"]
    screen.close()


def test_each_new_thing_is_tried_again_with_a_server_that_hung(
    screen: Screen, server: StrictServer, short_limit: None
) -> None:
    server.hangs = frozenset({"Notify"})
    screen.evening.move_to(at("2026-11-22 21:30"))
    screen.qtbot.waitUntil(lambda: len(by_other_means(screen)) == 1)
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
        screen.qtbot.waitUntil(lambda: len(healthy.open) == 1, timeout=2000)


def test_a_late_answer_is_taken_and_there_is_one_notification_with_live_buttons(
    screen: Screen, server: StrictServer, short_limit: None
) -> None:
    server.hangs = frozenset({"Notify"})
    for number, moment in enumerate(("2026-11-22 21:30", "2026-11-22 22:15"), start=1):
        screen.evening.move_to(at(moment))
        screen.qtbot.waitUntil(lambda number=number: len(by_other_means(screen)) == number)  # type: ignore[misc]
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
    screen.qtbot.waitUntil(lambda: len(by_other_means(screen)) == 1)
    by(screen.evening.engine).done("cool_bedroom")
    server.hangs = frozenset()
    server.answer_postponed()
    screen.settle()
    assert (len(server.notified), server.open) == (1, {})


# A server that dies


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
    assert by_other_means(screen) == ["Cool bedroom"]
    screen.evening.engine.refresh()
    live_on(screen, restarted, killed=2)
    screen.move_to("2026-11-22 22:15")
    live_on(screen, restarted, killed=4)
    assert len(by_other_means(screen)) == 2
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


# The bus goes away


def test_after_the_bus_went_away_the_next_thing_is_said_and_a_new_bus_is_joined(
    qtbot: QtBot, bus: Bus, tmp_path: Path
) -> None:
    with ExitStack() as stack:
        stack.enter_context(StrictServer(bus.address))
        screen = Screen(qtbot, evening(tmp_path, at("2026-11-22 12:00")))
        bus.kill()
        qtbot.waitUntil(lambda: not screen.bus.joined)
    screen.evening.move_to(at("2026-11-22 21:30"))
    qtbot.waitUntil(lambda: by_other_means(screen) == ["Cool bedroom"])

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
    screen.qtbot.waitUntil(lambda: by_other_means(screen) == ["Cool bedroom"])


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


# The end


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
    assert time.monotonic() - began < LIMIT + 1


# The server's history


@pytest.mark.parametrize("key", ["default", "open"])
def test_one_opened_again_from_the_history_shows_the_list_and_goes(
    screen: Screen, server: StrictServer, key: str
) -> None:
    screen.move_to("2026-11-22 22:15")
    id_ = server.only().id
    server.dismiss(id_)
    screen.settle()
    server.restore(id_)
    server.press_and_keep(id_, key)
    screen.qtbot.waitUntil(lambda: screen.opened == 1)
    screen.settle()
    assert server.open == {}


def test_one_that_was_answered_and_is_opened_again_still_opens_the_list(
    screen: Screen, server: StrictServer
) -> None:
    screen.move_to("2026-11-22 21:30")
    id_ = server.only().id
    server.press(id_, "done")
    screen.qtbot.waitUntil(lambda: screen.state("cool_bedroom") is State.DONE)
    server.restore(id_)
    server.press_and_keep(id_, "default")
    screen.qtbot.waitUntil(lambda: screen.opened == 1)
    screen.settle()
    assert server.open == {}


def test_a_click_on_another_programs_notification_opens_nothing_and_closes_nothing(
    screen: Screen, server: StrictServer
) -> None:
    screen.move_to("2026-11-22 21:30")
    server.press_and_keep(4711, "default")
    screen.settle()
    assert (screen.opened, server.close_calls) == (0, [])


# What comes in over the bus


def test_an_error_in_one_handler_stops_nothing(screen: Screen, server: StrictServer) -> None:
    def broken(_message: object) -> None:
        raise KeyError("broken")

    rule = MatchRule(type="signal", interface="org.freedesktop.Notifications", member="ActionInvoked")
    screen.bus._rules.insert(0, (rule, "us", broken))
    screen.move_to("2026-11-22 21:30")
    with capture_exceptions() as caught:
        server.press(server.only().id, "done")
        screen.qtbot.waitUntil(lambda: screen.state("cool_bedroom") is State.DONE)
    assert [kind for kind, _error, _trace in caught] == [KeyError]


def test_a_method_call_to_the_program_is_answered_with_unknown_method(qtbot: QtBot, bus: Bus) -> None:
    ours = QtBus()
    qtbot.waitUntil(lambda: bool(ours.id))
    assert ours._connection is not None
    name = ours._connection.unique_name
    answers: list[str] = []

    def ask() -> None:
        with Link(bus.address) as link:
            try:
                link.call(name, "/", "org.example.Any", "Thing", "s", "x", timeout=5)
            except BusError as error:
                answers.append(error.name)

    thread = threading.Thread(target=ask)
    thread.start()
    qtbot.waitUntil(lambda: not thread.is_alive())
    assert answers == ["org.freedesktop.DBus.Error.UnknownMethod"]
    ours.close()


FORGED = [
    ("us", (1, "done")),
    ("uu", (1, 2)),
    ("s", ("x",)),
    ("", ()),
    ("ss", ("1", "done")),
    ("us", (0, "")),
    ("us", (2**32 - 1, "done")),
    ("ui", (1, -1)),
    ("v", (("s", "done"),)),
    ("as", (["done"] * 50,)),
    ("us", (1, "x" * 60_000)),
    ("uus", (1, 2, "open")),
    ("a{sv}", ({"id": ("u", 1)},)),
    ("us", (1, "default")),
    ("d", (float("nan"),)),
]


def test_forged_signals_change_nothing(screen: Screen, server: StrictServer, bus: Bus) -> None:
    """270 of them: right and wrong types, absurd ids, from a stranger and from the server itself."""
    screen.move_to("2026-11-22 21:30")
    shown = server.only()
    told = len(server.notified)
    with Stranger(bus.address, "org.example.Stranger") as stranger:
        for member in ("ActionInvoked", "NotificationClosed", "ActivationToken"):
            for path in ("/org/freedesktop/Notifications", "/", "/x"):
                for number, (signature, body) in enumerate(FORGED):
                    for interface in (NAME, "org.freedesktop.DBus"):
                        by = stranger if interface == NAME or number % 2 else server
                        by.emit(path, interface, member, signature, *body)
        stranger.emit("/", "org.freedesktop.DBus", "NameOwnerChanged", "sss", NAME, shown.sender, "")
    for signature, body in FORGED:
        if signature not in ("us", "uu"):  # those would be true, coming from the server
            server.emit("/org/freedesktop/Notifications", NAME, "ActionInvoked", signature, *body)
            server.emit("/org/freedesktop/Notifications", NAME, "NotificationClosed", signature, *body)
    screen.settle()
    assert screen.state("cool_bedroom") is State.DUE
    assert (screen.opened, len(server.notified), server.close_calls) == (0, told, [])
    server.press(shown.id, "done")
    screen.qtbot.waitUntil(lambda: screen.state("cool_bedroom") is State.DONE)


class Stranger(Service):
    """Somebody on the bus who is no notification server."""


@pytest.mark.parametrize("answer", [("s", ("seven",)), ("", ()), ("uu", (1, 2)), ("i", (-1,))])
def test_an_answer_of_another_type_is_no_notification(
    qtbot: QtBot, bus: Bus, tmp_path: Path, answer: tuple[str, tuple[object, ...]]
) -> None:
    class Babbler(StrictServer):
        def answer(self, call: Call) -> tuple[str, tuple[object, ...]]:
            return answer if call.member == "Notify" else super().answer(call)

    with Babbler(bus.address):
        screen = Screen(qtbot, evening(tmp_path, at("2026-11-22 12:00")))
        screen.move_to("2026-11-22 13:30")
        assert by_other_means(screen) == ["Caffeine cut-off"]
        screen.close()
