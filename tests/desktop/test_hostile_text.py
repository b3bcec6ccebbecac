"""Titles of the user's own in the tray, read as a tray host reads them, over the bus."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtGui import Qt

from crampguard.routine.text import shown
from crampguard.store.settings import LONGEST_TITLE
from tests.desktop.rig.app import CRAMPGUARD, App, wait_until_it_runs
from tests.desktop.rig.bus import session_bus
from tests.desktop.rig.clock import Clock, local
from tests.desktop.rig.display import screen
from tests.desktop.rig.requirements import needs_desktop
from tests.desktop.rig.tray_host import Tray, WatcherStub
from tests.hostile import HOSTILE, own_habit

pytestmark = needs_desktop


@pytest.fixture(scope="module")
def running(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Tray, str]]:
    """The tray of a program whose first nudges of the evening have every hostile title."""
    folder = tmp_path_factory.mktemp("hostile")
    clock = Clock(folder / "clock", local(2026, 11, 22, 12, 0))
    with (
        session_bus() as bus,
        screen() as display,
        WatcherStub(bus.address),
        Tray(bus.address) as tray,
        App(CRAMPGUARD, folder, bus=bus.address, screen=display, clock=clock) as app,
    ):
        write(app.folder / "config" / "crampguard" / "settings.toml")
        app.start()
        wait_until_it_runs(app)
        yield tray, tray.wait_for_item()
        assert app.run("quit").returncode == 0
        assert app.stderr() == ""


def write(settings: Path) -> None:
    settings.parent.mkdir(mode=0o700)
    habits = (own_habit(f"own_{number}", text, lead=600) for number, text in enumerate(HOSTILE.values()))
    settings.write_text("".join(habits), encoding="utf-8")


def test_a_host_shows_each_title_as_it_is(running: tuple[Tray, str]) -> None:
    tray, item = running
    labels = {entry.label for top in tray.menu(item) for entry in (top, *top.children)}
    assert {f"12:30  {shown(text, LONGEST_TITLE)}" for text in HOSTILE.values()} <= labels


def test_a_host_takes_no_tooltip_for_markup(running: tuple[Tray, str]) -> None:
    tray, item = running
    title, text = tray.tooltip(item)
    assert title.startswith("Next: <")
    assert not Qt.mightBeRichText(title)
    assert text == ""
