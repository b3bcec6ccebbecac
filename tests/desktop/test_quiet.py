"""Do-not-disturb and a locked screen, on private buses."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from crampguard.desktop import bus as bus_module
from crampguard.desktop.bus import QtBus
from crampguard.desktop.quiet import quiet_words
from crampguard.desktop.quiet_watch import QuietWatch
from tests.desktop.rig import quiet as rig
from tests.desktop.rig.bus import Bus, session_bus
from tests.desktop.rig.quiet import GnomeSettings, QuietProperty, ScreenSaver
from tests.desktop.rig.requirements import GNOME_SETTINGS, needs, needs_bus

pytestmark = needs_bus

Source = QuietProperty | ScreenSaver
MakeSource = Callable[[Bus, Bus], Source]

SOURCES: dict[str, MakeSource] = {
    "Plasma": lambda session, _system: rig.plasma(session.address),
    "dunst": lambda session, _system: rig.dunst(session.address),
    "logind": lambda _session, system: rig.logind(system.address),
    "Plasma's lock": lambda session, _system: ScreenSaver(session.address, "freedesktop"),
    "GNOME's lock": lambda session, _system: ScreenSaver(session.address, "gnome"),
    "MATE's lock": lambda session, _system: ScreenSaver(session.address, "mate"),
    "Cinnamon's lock": lambda session, _system: ScreenSaver(session.address, "cinnamon"),
    "Xfce's lock": lambda session, _system: ScreenSaver(session.address, "xfce"),
}


@pytest.fixture
def system(monkeypatch: pytest.MonkeyPatch) -> Iterator[Bus]:
    with session_bus() as running:
        monkeypatch.setenv("DBUS_SYSTEM_BUS_ADDRESS", running.address)
        yield running


@pytest.fixture
def watch(qtbot: QtBot, bus: Bus, system: Bus) -> Iterator[Callable[[], QuietWatch]]:
    joined: list[tuple[QtBus, QuietWatch]] = []

    def make() -> QuietWatch:
        session = QtBus()
        joined.append((session, QuietWatch(session)))
        return joined[-1][1]

    yield make
    for session, watched in joined:
        watched.stop()
        session.close()


@pytest.mark.parametrize("kind", SOURCES)
def test_each_source_is_heard_from_its_first_answer_to_its_end(
    qtbot: QtBot, bus: Bus, system: Bus, watch: Callable[[], QuietWatch], kind: str
) -> None:
    with SOURCES[kind](bus, system) as source:
        watched = watch()
        assert watched.quiet  # nobody has answered yet
        qtbot.waitUntil(lambda: not watched.quiet)
        for asks in (True, False, True):
            with qtbot.waitSignal(watched.changed):
                source.ask(asks)
            assert watched.quiet is asks
    qtbot.waitUntil(lambda: not watched.quiet)


@pytest.mark.parametrize("kind", SOURCES)
def test_what_holds_when_the_watch_begins_is_known_soon(
    qtbot: QtBot, bus: Bus, system: Bus, watch: Callable[[], QuietWatch], kind: str
) -> None:
    with SOURCES[kind](bus, system) as source:
        source.ask(True)
        watched = watch()
        qtbot.waitUntil(lambda: None not in watched._says.values())
        assert watched.quiet
        source.ask(False)
        qtbot.waitUntil(lambda: not watched.quiet)


def test_where_nobody_says_anything_there_is_no_quiet(qtbot: QtBot, watch: Callable[[], QuietWatch]) -> None:
    watched = watch()
    with qtbot.waitSignal(watched.changed):
        pass
    assert not watched.quiet


def test_without_any_bus_there_is_no_quiet(
    qtbot: QtBot, nowhere: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("DBUS_SESSION_BUS_ADDRESS", "unix:path=/nowhere")
    session = QtBus()
    watched = QuietWatch(session)
    qtbot.waitUntil(lambda: not watched.quiet)
    watched.stop()
    session.close()


def test_a_source_that_hangs_counts_as_none(
    qtbot: QtBot, bus: Bus, watch: Callable[[], QuietWatch], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(bus_module, "CALL_LIMIT", 0.4)
    with rig.plasma(bus.address) as hanging:
        hanging.hangs = True
        watched = watch()
        qtbot.waitUntil(lambda: not watched.quiet)


def test_one_that_ends_does_not_end_the_quiet_of_another(
    qtbot: QtBot, bus: Bus, system: Bus, watch: Callable[[], QuietWatch]
) -> None:
    with rig.plasma(bus.address) as server, rig.logind(system.address) as lock:
        server.ask(True)
        lock.ask(True)
        watched = watch()
        qtbot.waitUntil(lambda: None not in watched._says.values())
        asked = server.asked
        server.ask(False)
        qtbot.waitUntil(lambda: server.asked > asked)
        assert watched.quiet
        lock.ask(False)
        qtbot.waitUntil(lambda: not watched.quiet)


def test_nothing_is_asked_without_a_signal(qtbot: QtBot, bus: Bus, watch: Callable[[], QuietWatch]) -> None:
    with rig.plasma(bus.address) as server:
        watched = watch()
        qtbot.waitUntil(lambda: not watched.quiet)
        asked = server.asked
        qtbot.wait(300)
        assert server.asked == asked


@pytest.fixture
def gnome(bus: Bus, profile: Path) -> Iterator[GnomeSettings]:
    with GnomeSettings(bus.address) as running:
        yield running


@needs(*GNOME_SETTINGS)
def test_gnomes_do_not_disturb_is_heard(
    qtbot: QtBot, gnome: GnomeSettings, watch: Callable[[], QuietWatch]
) -> None:
    gnome.ask(True)
    watched = watch()
    qtbot.waitUntil(lambda: None not in watched._says.values())
    assert watched.quiet
    for asks in (False, True, False):
        with qtbot.waitSignal(watched.changed):
            gnome.ask(asks)
        assert watched.quiet is asks


@needs(*GNOME_SETTINGS)
def test_what_gnome_left_behind_means_nothing_on_another_desktop(
    qtbot: QtBot, bus: Bus, profile: Path, watch: Callable[[], QuietWatch]
) -> None:
    with GnomeSettings(bus.address) as left:
        left.ask(True)
    watched = watch()
    qtbot.waitUntil(lambda: not watched.quiet)


def test_gnome_without_the_program_that_reads_its_settings_asks_for_nothing(
    qtbot: QtBot, bus: Bus, watch: Callable[[], QuietWatch], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PATH", "/nowhere")
    with rig.Silent(bus.address, "org.gnome.Shell"):
        watched = watch()
        qtbot.waitUntil(lambda: not watched.quiet)


# For `check`


@needs(*GNOME_SETTINGS)
def test_check_hears_gnome_too(gnome: GnomeSettings, system: Bus) -> None:
    assert quiet_words() == "nothing keeps our own pop-up back; asked: org.gnome.Shell"
    gnome.ask(True)
    assert quiet_words() == "our own pop-up waits for the end of: do not disturb"


def test_check_says_what_asks_for_quiet_and_who_would(bus: Bus, system: Bus) -> None:
    assert quiet_words() == "nobody here says when our own pop-up has to wait"
    with rig.plasma(bus.address) as server, rig.logind(system.address) as lock:
        assert quiet_words() == (
            "nothing keeps our own pop-up back; asked: org.freedesktop.Notifications, org.freedesktop.login1"
        )
        server.ask(True)
        lock.ask(True)
        assert quiet_words() == "our own pop-up waits for the end of: do not disturb, a locked screen"
