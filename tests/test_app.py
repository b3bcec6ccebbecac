"""The whole program in one process: joined as it is at a start, and taken apart again."""

import sys
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest
from PySide6.QtGui import QPixmapCache
from PySide6.QtWidgets import QApplication, QSystemTrayIcon, QTabBar
from pytestqt.qtbot import QtBot

from crampguard.app import App
from crampguard.desktop.bus_desktop import BusDesktop
from crampguard.desktop.linux_steps import asleep
from crampguard.desktop.login import start_at_login
from crampguard.desktop.profile_lock import AlreadyRunning
from crampguard.start import Start
from crampguard.store import backup_scheduler
from crampguard.store.diary import Diary
from crampguard.store.places import places
from crampguard.store.settings import SettingsFile
from crampguard.windows.settings.about_you import AboutYouPage
from crampguard.windows.settings.window import SettingsWindow
from crampguard.windows.shared.buttons import Button
from crampguard.windows.shared.check import Check
from crampguard.windows.shared.window import Window
from crampguard.windows.tray.icon import TrayIcon
from tests.answers import accepted, by
from tests.desktop.rig.waiting import quickest
from tests.windows.settings.driver import NUDGES

# Offscreen has no tray and no window manager, and Qt says so.
pytestmark = pytest.mark.qt_log_ignore("systemTrayWindowChanged", "This plugin does not support")


@pytest.fixture
def running(
    qtbot: QtBot, qapp: QApplication, profile: Path, monkeypatch: pytest.MonkeyPatch
) -> Iterator[App]:
    for name in ("SESSION", "SYSTEM"):
        monkeypatch.setenv(f"DBUS_{name}_BUS_ADDRESS", f"unix:path={profile}/no-bus")
    QPixmapCache.setCacheLimit(0)  # as run() leaves it
    monkeypatch.setattr("crampguard.app._TRAY_TIMEOUT", 3_600_000)  # a slow test is not to be met by a window
    app = Start(qapp, places()).app
    qtbot.waitUntil(lambda: any(profile.rglob("crampguard.desktop")))
    yield app
    app.stop()
    qapp.setQuitOnLastWindowClosed(False)
    for window in qapp.topLevelWidgets():
        window.close()
        window.deleteLater()
    qapp.setStyleSheet("")


def shown(qapp: QApplication) -> set[str]:
    return {window.windowTitle() for window in qapp.topLevelWidgets() if window.isVisible()}


def kept(profile: Path) -> list[str]:
    return sorted(path.name for path in profile.rglob("*") if path.is_file())


def test_without_a_tray_the_list_waits_until_welcome_is_closed(
    running: App, qtbot: QtBot, qapp: QApplication
) -> None:
    assert shown(qapp) == {"Welcome"}
    running._tray_wait.timeout.emit()
    assert shown(qapp) == {"Welcome"}
    next(window for window in qapp.topLevelWidgets() if window.windowTitle() == "Welcome").close()
    qtbot.waitUntil(lambda: shown(qapp) == {"Tonight"})


def test_what_is_said_once_waits_for_the_next_start_where_the_program_ends_in_welcome(
    running: App, qapp: QApplication
) -> None:
    running._tray_wait.timeout.emit()
    qapp.closeAllWindows()  # as quit() does
    assert running._engine.say_once("no tray")
    running.stop()
    qapp.processEvents()
    assert shown(qapp) == set()


def test_the_first_start_welcomes_and_the_second_does_not(running: App, qapp: QApplication) -> None:
    assert "Welcome" in shown(qapp)
    running.stop()
    for window in qapp.topLevelWidgets():
        window.close()
    again = Start(qapp, places()).app
    assert "Welcome" not in shown(qapp)
    again.stop()


@pytest.mark.parametrize("variable", ["XDG_ACTIVATION_TOKEN", "DESKTOP_STARTUP_ID"])
def test_a_start_from_the_menu_opens_the_list_because_the_menu_waits_for_a_window(
    running: App, qapp: QApplication, monkeypatch: pytest.MonkeyPatch, variable: str
) -> None:
    running.stop()
    for window in qapp.topLevelWidgets():
        window.close()
    monkeypatch.setenv(variable, "menu-7")
    again = Start(qapp, places()).app
    assert "Tonight" in shown(qapp)
    again.stop()


def test_a_window_may_keep_its_pixmaps(running: App) -> None:
    running._windows.open_tonight()
    assert QPixmapCache.cacheLimit() > 0


def test_every_window_opens_and_opens_again(running: App, qapp: QApplication) -> None:
    for _time in range(2):
        running._windows.open_tonight()
        running._windows.open_history()
        running._windows.open_stretch()
        running._windows.open_settings()
        running._windows.open_morning()
        running._windows.open_advice("causes")
        running._windows.open_cramp_now()
        windows = {"Tonight", "History", "Morning", "Stretch", "Settings"}
        windows |= {"When to see a doctor", "Cramp now"}
        assert windows <= shown(qapp)


def test_windows_that_were_free_later_are_freed_and_open_anew(
    running: App, qtbot: QtBot, qapp: QApplication
) -> None:
    def windows() -> set[Window]:
        return {one for one in qapp.topLevelWidgets() if isinstance(one, Window)}

    before = windows()  # of other tests
    running._windows.open_tonight()
    running._windows.open_settings()
    running._free_later.timeout.emit()
    assert {"Tonight", "Settings"} <= shown(qapp)
    qapp.closeAllWindows()
    qapp.lastWindowClosed.emit()  # Qt itself sends it only within exec()
    assert running._free_later.isActive()
    running._free_later.timeout.emit()
    qtbot.waitUntil(lambda: windows() <= before)
    running._engine.refresh()
    running._windows.open_tonight()
    assert shown(qapp) == {"Tonight"}


def test_from_the_page_for_the_doctor_one_click_leads_to_about_you(running: App, qapp: QApplication) -> None:
    running._windows.open_history()
    tabs = next(one for one in qapp.allWidgets() if isinstance(one, QTabBar) and one.isVisible())
    tabs.setCurrentIndex(tabs.count() - 1)
    buttons = [widget for widget in qapp.allWidgets() if isinstance(widget, Button)]
    link = next(button for button in buttons if button.text() == "About you")
    link.click()
    assert any(isinstance(one, AboutYouPage) and one.isVisible() for one in qapp.allWidgets())


def test_where_our_own_pop_up_cannot_be_made_the_balloon_is_next(
    running: App, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "crampguard.windows.popup.window", None)
    assert not running._windows.pop_up(running._engine.tonight)
    assert not running._tray.pop_up(running._engine.tonight)  # offscreen has no tray


def test_what_our_own_pop_up_listens_to_ends_with_the_program(running: App) -> None:
    running._windows.pop_up(running._engine.tonight)
    running.stop()
    assert isinstance(running._desktop, BusDesktop)
    assert not running._desktop.quiet._system.joined


@pytest.mark.parametrize("only", [False, True])
def test_the_settings_offer_our_own_pop_up_where_there_is_another_way(
    running: App, qapp: QApplication, monkeypatch: pytest.MonkeyPatch, only: bool
) -> None:
    monkeypatch.setattr(BusDesktop, "only_own_popup", only)
    running._windows.open_settings()
    windows = [one for one in qapp.topLevelWidgets() if isinstance(one, SettingsWindow)]
    settings = next(window for window in windows if window.isVisible())
    settings.open_page(NUDGES)
    offered = [check.text() for check in settings.findChildren(Check) if check.isVisible()]
    assert ("Show nudges in a window of CrampGuard" in offered) is not only
    assert "Keep notifications discreet" in offered


def test_a_second_program_on_the_profile_is_refused(running: App, qapp: QApplication) -> None:
    with pytest.raises(AlreadyRunning):
        Start(qapp, places())


def test_what_the_program_exports_it_takes_in_again(running: App, profile: Path) -> None:
    for ending in ("json", "csv", "ics"):
        running._engine.export_file(profile / f"mine.{ending}")
        assert (profile / f"mine.{ending}").stat().st_size > 100
    assert running._import(profile / "mine.json") == "Taken in: 0 new, 0 newer, 0 known already."


def test_an_edit_of_the_settings_is_taken_up_once_whoever_makes_it(
    running: App, profile: Path, qtbot: QtBot
) -> None:
    told: list[int] = []
    running._engine.listen(lambda _tonight: told.append(running._engine.settings.snooze))
    running._engine.choose({"nudges.snooze": 7})
    qtbot.wait(400)
    assert told == [7]
    SettingsFile(profile / "config_home/crampguard/settings.toml").change({"nudges.snooze": 8})
    qtbot.waitUntil(lambda: told == [7, 8])
    qtbot.wait(400)
    assert told == [7, 8]


def test_the_first_close_by_the_user_says_that_the_program_goes_on(
    running: App, qtbot: QtBot, qapp: QApplication, monkeypatch: pytest.MonkeyPatch
) -> None:
    said: list[str] = []
    monkeypatch.setattr(TrayIcon, "available", True)
    monkeypatch.setattr(QSystemTrayIcon, "showMessage", lambda _icon, title, *_rest: said.append(title))
    windows = {one.windowTitle(): one for one in qapp.topLevelWidgets() if isinstance(one, Window)}
    windows["Welcome"].close()  # as the end of the program does
    assert said == []
    for _time in range(2):
        running._windows.open_tonight()
        running._windows._tonight.escape()
        qtbot.waitUntil(lambda: said == ["CrampGuard is still running in the tray"])


def test_deleting_everything_leaves_nothing_in_the_profile(running: App, profile: Path) -> None:
    start_at_login().enable()
    assert "diary.sqlite3" in kept(profile)
    assert "settings.toml" in kept(profile)
    running._delete_all()
    assert kept(profile) == []


def test_the_day_gets_its_backup_and_a_stop_before_that_makes_none(
    running: App, qapp: QApplication, monkeypatch: pytest.MonkeyPatch
) -> None:
    running.stop()
    assert not places().backups.exists()
    monkeypatch.setattr(backup_scheduler, "_DELAY", 0.0)
    again = Start(qapp, places()).app
    assert again._backup_scheduler._timer is not None
    again._backup_scheduler._timer.join()
    again.stop()
    (backup,) = places().backups.iterdir()
    assert backup.name.startswith("diary-")


def test_a_change_waits_only_a_moment_for_another_process(running: App) -> None:
    with closing(Diary(places().diary)) as other, other.transaction():
        assert quickest(lambda: accepted(by(running._engine).pause_tonight)) < 1.5
        assert not accepted(by(running._engine).pause_tonight)
    assert accepted(by(running._engine).resume)


def test_a_mended_diary_is_no_first_start(running: App, qapp: QApplication) -> None:
    running.stop()
    for window in qapp.topLevelWidgets():
        window.close()
    places().diary.write_bytes(b"\0" * 9000)
    again = Start(qapp, places()).app
    assert "Welcome" not in shown(qapp)
    again.stop()


def test_what_waits_for_a_tray_no_longer_waits_after_a_stop(running: App) -> None:
    assert running._tray_wait.isActive()
    running.stop()
    assert not running._tray_wait.isActive()


def test_a_stretch_under_way_ends_with_the_program(running: App) -> None:
    running._windows.open_stretch()
    guide = running._windows._stretch._guide
    guide.run()
    running.stop()
    assert not guide.running


def test_stopping_twice_is_stopping_once(running: App) -> None:
    running.stop()
    running.stop()


def test_an_alarm_that_comes_before_the_news_of_a_sleep_finds_out_itself(
    running: App, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    began = running._engine.tonight.gap_ended
    monkeypatch.setattr(running._clock_watch._steps, "_asleep", lambda: asleep() + 3600)
    running._alarm.ring_at(began)
    qtbot.waitUntil(lambda: running._engine.tonight.gap_ended > began)


def test_the_clock_is_not_watched_after_a_stop(running: App) -> None:
    watched = set(descriptors("timerfd"))
    running.stop()
    assert watched - set(descriptors("timerfd"))


def descriptors(kind: str) -> list[str]:
    """The open descriptors of this process of that kind."""
    return [path.name for path in Path("/proc/self/fd").iterdir() if kind in str(path.resolve())]


class CountedKey:
    """A key for "cramp now" that only counts how often it is asked of the desktop."""

    asked = 0

    def resume(self) -> None:
        self.asked += 1


def test_another_language_rewrites_the_entries_and_asks_the_desktop_for_no_key(
    running: App, profile: Path, qtbot: QtBot
) -> None:
    key = CountedKey()
    vars(running)["_cramp_key"] = key
    running._engine.choose({"cramp_now.shortcut": True})
    try:
        running._engine.choose({"look.language": "de"})
        (entry,) = profile.rglob("crampguard.desktop")
        qtbot.waitUntil(lambda: "Begleiter" in entry.read_text(encoding="utf-8"))
    finally:
        running._engine.choose({"look.language": "en"})
    assert key.asked == 0
