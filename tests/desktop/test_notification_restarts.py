"""A notification over restarts of the program and of its server, and into the next morning."""

from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from crampguard.routine.checklist import State
from tests.desktop.notified import Screen
from tests.desktop.rig.bus import Bus
from tests.desktop.rig.strict_server import StrictServer
from tests.moved_clock import at, evening


def test_a_restarted_program_knows_its_notification_and_tells_nothing_twice(
    qtbot: QtBot, screen: Screen, server: StrictServer, tmp_path: Path
) -> None:
    screen.move_to("2026-11-22 21:30")
    shown = server.only()
    count = len(server.notified)
    screen.close()  # as by kill -9: nothing is taken down
    again = Screen(qtbot, evening(tmp_path, at("2026-11-22 21:40")))
    again.move_to("2026-11-22 21:50")
    assert len(server.notified) == count
    server.press(shown.id, "done")
    qtbot.waitUntil(lambda: again.state("cool_bedroom") is State.DONE)
    again.close()


def test_a_button_pressed_the_next_morning_marks_its_own_night(
    qtbot: QtBot, screen: Screen, server: StrictServer, tmp_path: Path
) -> None:
    screen.move_to("2026-11-22 22:15")
    shown = server.only()
    screen.close()
    morning = Screen(qtbot, evening(tmp_path, at("2026-11-23 07:00")))
    server.press(shown.id, "done", anyway=True)
    last_night = at("2026-11-22 12:00").date()

    def marked() -> bool:
        items = morning.evening.engine.view(last_night).items
        done = [i.habit.id for i in items if i.state is State.DONE]
        return done == ["cool_bedroom", "stretch"]

    qtbot.waitUntil(marked)
    morning.close()


def test_a_late_start_takes_down_what_is_no_longer_useful(
    qtbot: QtBot, screen: Screen, server: StrictServer, tmp_path: Path
) -> None:
    screen.move_to("2026-11-22 22:15")
    assert len(server.open) == 1
    screen.close()
    morning = Screen(qtbot, evening(tmp_path, at("2026-11-23 07:00")))
    morning.settle()
    assert server.open == {}
    morning.close()


def test_quitting_leaves_no_dead_buttons(screen: Screen, server: StrictServer) -> None:
    screen.move_to("2026-11-22 21:30")
    screen.notifications.stop()
    screen.settle()
    assert server.open == {}


def test_a_server_that_restarts_is_not_told_twice_but_gets_what_joins(
    screen: Screen, server: StrictServer, bus: Bus
) -> None:
    screen.move_to("2026-11-22 21:30")
    server.stop()
    with StrictServer(bus.address) as second:
        screen.settle()
        screen.evening.engine.refresh()
        screen.settle()
        assert second.notified == []
        screen.move_to("2026-11-22 22:15")
        assert second.only().summary == "Cool bedroom, Bedtime leg stretch"
        assert second.only().replaces_id == 0
        assert second.refused == []


def test_an_id_of_another_server_means_nothing(screen: Screen, server: StrictServer, bus: Bus) -> None:
    screen.move_to("2026-11-22 21:30")
    id_ = server.only().id
    server.stop()
    with StrictServer(bus.address) as second:
        screen.settle()
        second.press(id_, "done", anyway=True)
        screen.settle()
    assert screen.state("cool_bedroom") is State.DUE


def test_a_server_that_comes_within_a_moment_shows_it(qtbot: QtBot, bus: Bus, tmp_path: Path) -> None:
    screen = Screen(qtbot, evening(tmp_path, at("2026-11-22 21:00")))
    screen.move_to("2026-11-22 21:30")
    assert screen.without_server == []
    with StrictServer(bus.address) as late:
        qtbot.waitUntil(lambda: len(late.open) == 1)
        assert late.only().summary == "Cool bedroom"
        screen.notifications._wait.timeout.emit()
        assert late.refused == []
    assert screen.without_server == []
    screen.close()


def test_without_a_server_the_next_means_shows_it_once_and_a_server_that_comes_late_what_joins(
    qtbot: QtBot, bus: Bus, tmp_path: Path
) -> None:
    screen = Screen(qtbot, evening(tmp_path, at("2026-11-22 21:00")))
    screen.move_to("2026-11-22 21:30")
    screen.notifications._wait.timeout.emit()
    assert [notice.title for notice in screen.without_server] == ["Cool bedroom"]
    screen.evening.engine.refresh()
    screen.settle()
    with StrictServer(bus.address) as late:
        screen.settle()
        assert (len(screen.without_server), late.notified, screen.taken_down) == (1, [], 0)
        screen.move_to("2026-11-22 22:15")
        assert late.only().summary == "Cool bedroom, Bedtime leg stretch"
        assert (len(screen.without_server), screen.taken_down) == (1, 1)
        assert late.refused == []
    screen.close()


def test_where_none_can_show_it_a_server_that_comes_late_does(
    qtbot: QtBot, bus: Bus, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(Screen, "pop_up", lambda _screen, _tonight: False)
    screen = Screen(qtbot, evening(tmp_path, at("2026-11-22 21:00")))
    screen.move_to("2026-11-22 21:30")
    screen.notifications._wait.timeout.emit()
    with StrictServer(bus.address) as late:
        qtbot.waitUntil(lambda: len(late.open) == 1)
    screen.close()


def test_who_prefers_our_own_pop_up_gets_it_and_the_notification_goes(
    screen: Screen, server: StrictServer
) -> None:
    screen.move_to("2026-11-22 21:30")
    screen.evening.edit("[nudges]\nown_popup = true\n")
    screen.settle()
    assert (server.only().summary, screen.without_server) == ("Cool bedroom", [])
    told = len(server.notified)
    screen.move_to("2026-11-22 22:15")
    assert [notice.title for notice in screen.without_server] == ["Cool bedroom, Bedtime leg stretch"]
    assert (server.open, len(server.notified)) == ({}, told)
