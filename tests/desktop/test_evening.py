"""One evening on a real desktop: the program, a panel and a notification daemon, with a moved clock."""

import json
import time
from collections.abc import Iterator
from contextlib import ExitStack, closing
from dataclasses import dataclass
from datetime import date, timedelta
from functools import partial
from pathlib import Path
from typing import Any

import pytest

from crampguard.routine.morning import Morning
from crampguard.store.diary import Diary
from tests.desktop.rig.app import CRAMPGUARD, App, tray_line, wait_until_it_runs
from tests.desktop.rig.bus import Bus, session_bus
from tests.desktop.rig.clock import Clock, local
from tests.desktop.rig.display import Screen, screen
from tests.desktop.rig.dunst import Dunst, dunst
from tests.desktop.rig.requirements import needs_desktop
from tests.desktop.rig.strict_server import StrictServer
from tests.desktop.rig.tray_host import Entry, Tray, WatcherStub, panel
from tests.desktop.rig.waiting import PATIENCE, stays, wait_until

pytestmark = needs_desktop

EVENING = local(2026, 11, 22, 12, 0)


@pytest.fixture(scope="module")
def display() -> Iterator[Screen]:
    with screen() as display:
        yield display


@pytest.fixture
def private_bus() -> Iterator[Bus]:
    with session_bus() as bus:
        yield bus


@pytest.fixture
def app(display: Screen, private_bus: Bus, tmp_path: Path) -> Iterator[App]:
    clock = Clock(tmp_path / "clock", EVENING)
    with App(CRAMPGUARD, tmp_path, bus=private_bus.address, screen=display, clock=clock) as app:
        yield app
        assert "Traceback" not in app.stderr()


def start(app: App) -> None:
    """Starts the tray and waits until it answers. Its first evening begins at noon, so nothing is due."""
    app.start()
    wait_until_it_runs(app)


def tonight(app: App) -> dict[str, Any]:
    done = app.run("tonight", "--json")
    assert done.returncode == 0, done.stderr
    answer: dict[str, Any] = json.loads(done.stdout)
    return answer


def item(app: App, habit: str) -> dict[str, Any]:
    return next(item for item in tonight(app)["items"] if item["habit"] == habit)


def go(app: App, hour: int, minute: int) -> None:
    """To a moment before that minute, which then comes by itself: a jump is a suspend to the program."""
    app.go(local(2026, 11, 22, hour, minute) - timedelta(seconds=0.5))


@dataclass
class Desktop:
    """What the user sees beside the program's own output."""

    tray: Tray
    dunst: Dunst
    item: str

    def says(self, label: str) -> bool:
        return label in [entry.label for entry in self.tray.menu(self.item)]

    def entry(self, title: str) -> Entry:
        entries = [entry for top in self.tray.menu(self.item) for entry in (top, *top.children)]
        return next(entry for entry in entries if title in entry.label and entry.checked is not None)


@pytest.fixture
def desktop(app: App, display: Screen, private_bus: Bus) -> Iterator[Desktop]:
    with ExitStack() as stack:
        stack.enter_context(panel(private_bus.address, display))
        daemon = stack.enter_context(dunst(private_bus.address, display))
        tray = stack.enter_context(Tray(private_bus.address))
        start(app)
        yield Desktop(tray, daemon, tray.wait_for_item())


def test_one_evening_from_the_first_nudge_to_the_last_tick(app: App, desktop: Desktop) -> None:
    assert tonight(app)["next"]["habits"] == ["caffeine_cutoff"]

    go(app, 13, 30)
    wait_until(lambda: desktop.dunst.displayed() == 1, 10, "the last coffee is told")
    desktop.dunst.choose("OK")
    wait_until(lambda: desktop.dunst.displayed() == 0, 10, "the heads-up goes")
    assert item(app, "caffeine_cutoff")["state"] == "due"

    go(app, 18, 30)
    wait_until(lambda: desktop.dunst.displayed() == 1, 10, "drink and last alcohol are told together")
    # Killed before it knows the number that the server gave, it could not take its notification up again.
    wait_until(lambda: "hydrate" in on_screen(app), 10, "it has remembered that")
    app.kill9()
    app.start()
    wait_until_it_runs(app)
    desktop.item = desktop.tray.wait_for_item()
    go(app, 18, 31)
    stays(lambda: desktop.dunst.displayed() == 1, 0.5, "nothing is told twice")
    desktop.tray.click(desktop.item, desktop.entry("Fluids through the day").label)
    wait_until(lambda: item(app, "hydrate")["state"] == "done", 10, "the drink is ticked")
    assert item(app, "alcohol_cutoff")["marked_at"] is None

    go(app, 21, 30)
    wait_until(lambda: item(app, "cool_bedroom")["told_at"], 10, "the cool bedroom is told")
    assert item(app, "cool_bedroom")["told_at"] == "2026-11-22T21:30:00+01:00"
    wait_until(lambda: desktop.dunst.displayed() == 1, 10, "its notification")
    desktop.dunst.choose("Done")
    wait_until(lambda: desktop.entry("Cool bedroom").checked, 10, "the tick in the tray menu")
    assert item(app, "cool_bedroom")["state"] == "done"
    wait_until(lambda: desktop.dunst.displayed() == 0, 10, "the notification goes")

    go(app, 22, 15)
    wait_until(lambda: desktop.dunst.displayed() == 1, 10, "the stretch is told")
    desktop.tray.click(desktop.item, desktop.entry("Bedtime leg stretch").label)
    wait_until(lambda: item(app, "stretch")["state"] == "done", 10, "the tick from the menu")
    wait_until(lambda: desktop.dunst.displayed() == 0, 10, "the notification goes")

    go(app, 22, 30)
    wait_until(lambda: desktop.dunst.displayed() == 1, 10, "bedtime is told")
    assert app.run("goodnight").returncode == 0
    wait_until(lambda: desktop.dunst.displayed() == 0, 1, "said in a terminal, gone within a second")
    assert desktop.entry("Regular bedtime").checked
    assert not desktop.entry("Loosen bedding").checked

    summaries = [one.summary for one in reversed(desktop.dunst.history()) if one.app_name == "CrampGuard"]
    # One for each quiet moment; those of two had shrunk to the one that was left.
    assert summaries == [
        *("Caffeine cut-off", "Alcohol cut-off", "Cool bedroom", "Bedtime leg stretch", "Regular bedtime")
    ]
    assert app.run("quit").returncode == 0
    assert app.wait() == 0


MORNING = local(2026, 11, 23, 6, 45) - timedelta(seconds=0.5)


def diary(app: App) -> closing[Diary]:
    return closing(Diary(app.folder / "data" / "crampguard" / "diary.sqlite3"))


def on_screen(app: App) -> tuple[str, ...]:
    """The habits of the notification that the program remembers as open."""
    with diary(app) as found:
        shown = found.open_notification()
    return () if shown is None else shown.habits


def morning(app: App) -> Morning | None:
    """What the diary holds about the night of the 22nd."""
    with diary(app) as found:
        answered = found.morning(date(2026, 11, 22))
        return None if answered is None else answered.morning


def test_the_morning_question_is_answered_from_the_notification(app: App, desktop: Desktop) -> None:
    app.go(MORNING)
    wait_until(lambda: desktop.dunst.displayed() == 1, 10, "the question")
    assert desktop.dunst.history() == []
    assert desktop.says("How was the night?")
    assert "How was the night?" in app.run("tonight").stdout
    assert morning(app) is None
    desktop.dunst.choose("No cramp")
    wait_until(lambda: morning(app) == Morning(cramp=False), 10, "the answer in the diary")
    wait_until(lambda: desktop.dunst.displayed() == 0, 10, "the notification goes")
    assert [one.summary for one in desktop.dunst.history()] == ["How was the night?"]
    assert not desktop.says("How was the night?")
    assert "How was the night?" not in app.run("tonight").stdout


def test_cramp_in_the_notification_opens_the_card(app: App, display: Screen, desktop: Desktop) -> None:
    app.go(MORNING)
    wait_until(lambda: desktop.dunst.displayed() == 1, 10, "the question")
    desktop.dunst.choose("Cramp…")
    wait_until(lambda: '"Morning' in display.windows(), 10, "the card")
    assert morning(app) is None


def test_last_night_in_the_menu_opens_the_question(app: App, display: Screen, desktop: Desktop) -> None:
    desktop.tray.click(desktop.item, "Last night…")
    wait_until(lambda: '"Morning' in display.windows(), 10, "the window")


def test_a_command_is_seen_in_the_tray_within_a_second(app: App, desktop: Desktop) -> None:
    for words, shown in (
        (("pause", "always"), "Resume (Paused until you resume)"),
        (("resume",), "Pause"),
        (("bedtime", "23:15"), "Bedtime 23:15"),
        (("bedtime", "usual"), "Bedtime 22:30"),
    ):
        assert app.run(*words).returncode == 0
        wait_until(partial(desktop.says, shown), 1, shown)


def test_settings_edited_by_hand_are_followed_and_mistakes_named_in_the_menu(
    app: App, desktop: Desktop
) -> None:
    file = app.folder / "config" / "crampguard" / "settings.toml"
    file.write_text('[schedule]\nbedtime = "23:30"\nwake = "25:00"\n', encoding="utf-8")

    def labels() -> list[str]:
        return [entry.label for entry in desktop.tray.menu(desktop.item)]

    wait_until(lambda: "Bedtime 23:30" in labels(), 2, "the new bedtime")
    assert any("schedule.wake" in label and "25:00" in label for label in labels())
    assert file.read_text(encoding="utf-8").endswith('wake = "25:00"\n')


def test_another_language_is_that_of_window_menu_and_menu_entry_at_once(
    app: App, display: Screen, desktop: Desktop
) -> None:
    settings = app.folder / "config" / "crampguard" / "settings.toml"
    entry = app.folder / "data" / "applications" / "crampguard.desktop"

    def speak(quits: str, window: str, companion: str) -> bool:
        written = companion in entry.read_text(encoding="utf-8")
        return written and desktop.says(quits) and window in display.windows()

    for language, *words in (
        ("de", "Beenden", "Willkommen", "Begleiter"),
        ("en", "Quit", "Welcome", "companion"),
    ):
        settings.write_text(f'[look]\nlanguage = "{language}"\n', encoding="utf-8")
        wait_until(partial(speak, *words), 10, language)


def test_a_nudge_comes_at_its_time_and_never_early(app: App, private_bus: Bus) -> None:
    with StrictServer(private_bus.address) as server, WatcherStub(private_bus.address):
        start(app)
        go(app, 21, 30)
        wait_until(lambda: server.open, 10, "the cool bedroom")
        assert app.clock is not None
        told = app.clock.now() - timedelta(seconds=time.monotonic() - server.only().at)
        assert timedelta() <= told - local(2026, 11, 22, 21, 30) < timedelta(seconds=PATIENCE)
        assert server.refused == []


def test_without_a_tray_the_list_opens_and_says_why(app: App, display: Screen, private_bus: Bus) -> None:
    with StrictServer(private_bus.address):
        start(app)
        assert app.run("quit").returncode == 0
        start(app)  # the first start shows Welcome
        wait_until(lambda: "Tonight" in display.windows(), 10, "the window")


def test_a_tray_host_that_comes_later_gets_the_icon_and_so_does_one_that_restarts(
    app: App, private_bus: Bus
) -> None:
    start(app)
    for _start in range(2):
        with WatcherStub(private_bus.address), Tray(private_bus.address) as tray:
            item = tray.wait_for_item()
            assert "Bedtime 22:30" in [entry.label for entry in tray.menu(item)]
            assert tray.tooltip(item)[0].startswith("Next: Caffeine cut-off 13:30.")
            assert {width for width, _height, _data in tray.icon_pixmaps(item)} >= {16, 22, 24, 32, 48}


def test_a_second_start_opens_the_list_of_the_first(app: App, display: Screen, private_bus: Bus) -> None:
    with WatcherStub(private_bus.address):
        start(app)
        second = app.run()
        assert (second.returncode, second.stderr) == (0, "")
        wait_until(lambda: "Tonight" in display.windows(), 10, "the window")
        assert app.alive


def test_a_left_click_on_the_icon_opens_the_list(app: App, display: Screen, desktop: Desktop) -> None:
    desktop.tray.activate(desktop.item)
    wait_until(lambda: "Tonight" in display.windows(), 10, "the window")


def test_sigterm_ends_it_in_order(app: App, private_bus: Bus) -> None:
    with StrictServer(private_bus.address) as server:
        start(app)
        go(app, 21, 30)
        wait_until(lambda: server.open, 10, "the cool bedroom")
        assert app.terminate() == 0
        assert server.open == {}
        assert "is not running" in tray_line(app)


def test_without_a_session_bus_it_still_starts_and_answers(display: Screen, tmp_path: Path) -> None:
    with App(CRAMPGUARD, tmp_path, screen=display) as app:
        start(app)
        assert app.run("done", "stretch").returncode == 0
        assert app.run("quit").returncode == 0
        assert app.wait() == 0


def test_a_display_that_is_not_there_is_one_line(tmp_path: Path) -> None:
    extra = {"QT_QPA_PLATFORM": "xcb", "DISPLAY": ":4711"}
    with App(CRAMPGUARD, tmp_path, extra=extra) as app:
        ended = app.run()
        assert ended.returncode == 1
        assert len(ended.stderr.splitlines()) == 1
        assert "display" in ended.stderr
