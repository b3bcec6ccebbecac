"""What comes in over the bus, from a server's history or from strangers, opens and answers nothing else."""

import threading
from pathlib import Path

import pytest
from jeepney import MatchRule
from pytestqt.exceptions import capture_exceptions
from pytestqt.qtbot import QtBot

from crampguard.desktop.bus import QtBus
from crampguard.routine.checklist import State
from tests.desktop.notified import Screen
from tests.desktop.rig.bus import Bus, BusError, Call, Link, Service
from tests.desktop.rig.strict_server import NAME, StrictServer
from tests.moved_clock import at, evening


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
        assert screen.by_other_means == ["Caffeine cut-off"]
        screen.close()
