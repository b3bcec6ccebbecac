"""The rig's tray hosts, and real notification servers, panel and mouse on a real desktop."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

if sys.platform != "linux":
    pytest.skip("the rig is for Linux", allow_module_level=True)

from tests.desktop.rig import dunst as dunst_rig
from tests.desktop.rig import requirements
from tests.desktop.rig.app import App, AppMaker
from tests.desktop.rig.bus import (
    Bus,
    wait_for_no_name,
)
from tests.desktop.rig.client import Ear, notify
from tests.desktop.rig.display import Screen
from tests.desktop.rig.notifyd import notifyd
from tests.desktop.rig.requirements import needs, needs_desktop
from tests.desktop.rig.tray_host import Entry, Tray, WatcherStub, panel, plain_label
from tests.desktop.rig.waiting import wait_until


@needs(*requirements.BUS, "Xvfb")
class TestWatcherStub:
    def test_a_client_without_a_host_is_not_there(self, bus: Bus, x: Screen, app: AppMaker) -> None:
        program = app(screen=x)
        program.start()
        program.wait_for_line("started")
        with Tray(bus.address) as tray:
            assert tray.items() == []

    def test_reads_and_works_a_tray(self, bus: Bus, x: Screen, app: AppMaker) -> None:
        with WatcherStub(bus.address) as watcher, Tray(bus.address) as tray:
            program = app(screen=x)
            program.start()
            item = tray.wait_for_item()
            assert watcher.registrations == [item]
            try_tray(program, tray, item)
            program.kill9()
            wait_until(lambda: not watcher.items, what="the icon of a dead program gone")
            assert tray.items() == []

    def test_a_host_that_restarts(self, bus: Bus, x: Screen, app: AppMaker) -> None:
        with Tray(bus.address) as tray:
            first = WatcherStub(bus.address)
            program = app(screen=x)
            program.start()
            item = tray.wait_for_item()
            first.stop()
            wait_for_no_name(bus.address, "org.kde.StatusNotifierWatcher")
            with WatcherStub(bus.address) as second:
                wait_until(lambda: second.registrations, what="the icon registered anew")
                assert tray.wait_for_item() == item

    def test_labels(self) -> None:
        assert plain_label("_Done") == "Done"
        assert plain_label("Drink _& rest") == "Drink & rest"
        assert plain_label("snake__case") == "snake_case"


def try_tray(program: App, tray: Tray, item: str) -> None:
    entries = {entry.label: entry for entry in tray.menu(item)}
    assert list(entries) == ["Done", "Drink & rest", "Later", "Pause", "Quit"]
    assert [entry.checked for entry in entries.values()] == [None, False, None, None, None]
    assert [entry.enabled for entry in entries.values()] == [True, True, False, True, True]
    (hour,) = entries["Pause"].children
    assert hour == Entry(hour.id, "1 hour", enabled=True, checked=None)
    assert tray.tooltip(item) == ("Sample", "")
    pixmaps = tray.icon_pixmaps(item)
    assert pixmaps
    assert all(len(data) == 4 * width * height for width, height, data in pixmaps)
    assert pixmaps[0][2][:4] == b"\xff\x33\x66\x99"
    tray.click(item, "Done")
    program.wait_for_line("chosen done")
    tray.click(item, "Pause", "1 hour")
    program.wait_for_line("chosen 1 hour")
    tray.click(item, "Drink & rest")
    program.wait_for_line("ticked True")
    wait_until(lambda: tray.menu(item)[1].checked, what="the tick in the menu")
    tray.activate(item)
    program.wait_for_line("activated Trigger")
    with pytest.raises(LookupError, match="greyed out"):
        tray.click(item, "Later")
    with pytest.raises(LookupError, match="0 entries"):
        tray.click(item, "Sooner")


@needs_desktop
class TestRealDesktop:
    def test_the_panel_takes_the_icon(self, bus: Bus, x: Screen, app: AppMaker, tmp_path: Path) -> None:
        with panel(bus.address, x), Tray(bus.address) as tray:
            program = app(screen=x)
            program.start()
            item = tray.wait_for_item()
            try_tray(program, tray, item)
            blue = bytes([0x33, 0x66, 0x99]) * 10
            wait_until(lambda: any(blue in row for row in x.rows()), what="the icon drawn in the panel")
            x.save_png(tmp_path / "screen.png")
            assert (tmp_path / "screen.png").read_bytes().startswith(b"\x89PNG")

    def test_dunst(self, bus: Bus, x: Screen) -> None:
        with dunst_rig.dunst(bus.address, x) as dunst, Ear(bus.address) as ear:
            number = notify(ear)
            wait_until(lambda: dunst.displayed() == 1, what="one notification shown")
            dunst.choose("In 15 min")
            assert ear.hear(1) == [("ActionInvoked", "us", number, "snooze")]
            assert any(line.startswith("#Not tonight (Stretch)") for line in dunst.offered())
            dunst.action(0)
            assert ear.hear(1) == [("ActionInvoked", "us", number, "default")]
            assert (dunst.displayed(), dunst.waiting()) == (1, 0)
            dunst.close_all()
            assert ear.hear(1) == [("NotificationClosed", "uu", number, 2)]
            wait_until(lambda: dunst.displayed() == 0, what="nothing shown")
            assert [(old.id, old.summary, old.body) for old in dunst.history()] == [
                (number, "Stretch", "Three minutes?")
            ]

    def test_dunst_closes_the_latest(self, bus: Bus, x: Screen) -> None:
        with dunst_rig.dunst(bus.address, x) as dunst, Ear(bus.address) as ear:
            notify(ear)
            wait_until(lambda: dunst.displayed() == 1, what="one notification shown")
            dunst.close_last()
            assert ear.hear(1)[0][0] == "NotificationClosed"

    def test_notifyd_buttons(self, bus: Bus, x: Screen) -> None:
        with notifyd(bus.address, x) as daemon, Ear(bus.address) as ear:
            for index, key in enumerate(["done", "snooze", "skip"]):
                number = notify(ear)
                daemon.click_button(index, of=3)
                assert ear.hear(2) == [
                    ("ActionInvoked", "us", number, key),
                    ("NotificationClosed", "uu", number, 2),
                ]
                daemon.wait_for_none()
            number = notify(ear, actions=["ok", "OK"], body="long words " * 40)
            assert len(daemon.buttons()) == 1
            daemon.click_button(0, of=1)
            assert ear.hear(2)[0] == ("ActionInvoked", "us", number, "ok")
            daemon.wait_for_none()
            number = notify(ear)
            daemon.click_text()
            assert ear.hear(1) == [("NotificationClosed", "uu", number, 2)]
