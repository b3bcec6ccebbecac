"""The rig itself, tried on a small client: a rig that passes whatever happens proves nothing."""

from __future__ import annotations

import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

if sys.platform != "linux":
    pytest.skip("the rig is for Linux", allow_module_level=True)

from tests.desktop.rig import dunst as dunst_rig
from tests.desktop.rig import requirements
from tests.desktop.rig.app import App
from tests.desktop.rig.bus import (
    Bus,
    BusError,
    Link,
    nudge,
    session_bus,
    wait_for_name,
    wait_for_no_name,
)
from tests.desktop.rig.clock import Clock, FastClock, local
from tests.desktop.rig.display import Screen, screen
from tests.desktop.rig.logind import LogindStub
from tests.desktop.rig.notifyd import notifyd
from tests.desktop.rig.requirements import needs, needs_bus, needs_desktop
from tests.desktop.rig.strict_server import INVALID_ARGS, NAME, PATH, StrictServer
from tests.desktop.rig.tray_host import Entry, Tray, WatcherStub, panel, plain_label
from tests.desktop.rig.waiting import StillWaitingError, stays, wait_until

SAMPLE: list[str | Path] = [sys.executable, Path(__file__).parent / "rig" / "sample_client.py"]
NIGHT = local(2026, 11, 22, 13, 29, 50)

GOOD: dict[str, Any] = {
    "app_name": "Sample",
    "replaces_id": 0,
    "icon": "",
    "summary": "Stretch",
    "body": "Three minutes?",
    "actions": ["done", "Done", "snooze", "In 15 min", "skip", "Not tonight", "default", ""],
    "hints": {"urgency": ("y", 1), "category": ("s", "reminder"), "desktop-entry": ("s", "sample")},
    "timeout": 0,
}


def notify(link: Link, signature: str = "susssasa{sv}i", **changes: Any) -> int:
    (number,) = link.call(NAME, PATH, NAME, "Notify", signature, *(GOOD | changes).values())
    return int(number)


class Ear(Link):
    """A client that hears the signals of the notification server."""

    def __init__(self, address: str) -> None:
        super().__init__(address)
        rule = f"type='signal',interface='{NAME}'"
        self.call(
            "org.freedesktop.DBus", "/org/freedesktop/DBus", "org.freedesktop.DBus", "AddMatch", "s", rule
        )

    def hear(self, count: int, timeout: float = 10.0) -> list[tuple[object, ...]]:
        """The next `count` signals: member, signature, values."""
        heard: list[tuple[object, ...]] = []
        while len(heard) < count:
            message = self._connection.receive(timeout=timeout)
            fields = message.header.fields
            if fields.get(2) == NAME:
                heard.append((fields[3], fields[8], *message.body))
        return heard


@pytest.fixture
def bus() -> Iterator[Bus]:
    with session_bus() as running:
        yield running


@pytest.fixture
def x(bus: Bus) -> Iterator[Screen]:
    with screen() as running:
        yield running


@pytest.fixture
def link(bus: Bus) -> Iterator[Link]:
    with Link(bus.address) as client:
        yield client


class TestWaiting:
    def test_gives_what_the_predicate_gives(self) -> None:
        answers = iter([0, 0, 7])
        assert wait_until(lambda: next(answers), 5, "seven") == 7

    def test_says_what_was_missing_and_what_was_there(self) -> None:
        with pytest.raises(StillWaitingError, match=r"waited 0.05 s for rain; last seen: \[\]"):
            wait_until(list, 0.05, "rain")

    def test_passes_unexpected_errors_on_and_keeps_expected_ones_for_the_message(self) -> None:
        nothing: dict[str, int] = {}
        with pytest.raises(KeyError):
            wait_until(lambda: nothing["x"], 0.05, "x")
        with pytest.raises(StillWaitingError, match="KeyError"):
            wait_until(lambda: nothing["x"], 0.05, "x", ignoring=(KeyError,))

    def test_stays(self) -> None:
        stays(lambda: True, 0.03)
        with pytest.raises(AssertionError, match="quiet"):
            stays(lambda: False, 0.03, "quiet")


class TestRequirements:
    def test_missing_names_what_is_absent(self) -> None:
        assert requirements.missing(("sh", "no-such-program")) == ["no-such-program"]

    def test_absent_programs_skip_or_fail_where_required(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.delenv("CRAMPGUARD_RIG", raising=False)
        mark = needs("no-such-program").mark
        assert mark.args == (True,)
        assert mark.kwargs["reason"] == "programs not installed: no-such-program"
        monkeypatch.setenv("CRAMPGUARD_RIG", "required")
        assert needs("no-such-program").mark.args == (False,)
        with pytest.raises(RuntimeError, match="no-such-program is not installed"):
            requirements.program("no-such-program")


@needs_bus
class TestBus:
    def test_has_nobody_on_it_and_starts_nobody(self, link: Link) -> None:
        assert sorted(link.names()) == sorted(["org.freedesktop.DBus", link.name])
        with pytest.raises(BusError) as raised:
            notify(link)
        assert raised.value.name == "org.freedesktop.DBus.Error.ServiceUnknown"

    def test_two_do_not_meet(self, bus: Bus) -> None:
        with session_bus() as other, StrictServer(other.address), Link(bus.address) as link:
            assert bus.address != other.address
            assert link.owner(NAME) is None

    def test_may_die(self, bus: Bus) -> None:
        server = StrictServer(bus.address)
        bus.kill()
        server.stop()  # the server ended by itself, quietly

    def test_a_name_has_one_owner(self, bus: Bus) -> None:
        with StrictServer(bus.address), pytest.raises(RuntimeError, match="has an owner already"):
            StrictServer(bus.address)


@needs_bus
class TestStrictServer:
    def test_takes_a_right_notification(self, bus: Bus, link: Link) -> None:
        with StrictServer(bus.address) as server:
            before = time.monotonic()
            number = notify(link)
            shown = server.only()
            assert server.open == {number: shown}
            assert (shown.app_name, shown.summary, shown.body) == ("Sample", "Stretch", "Three minutes?")
            assert shown.actions[0] == ("done", "Done")
            assert shown.keys == ["done", "snooze", "skip", "default"]
            assert shown.hints == {"urgency": 1, "category": "reminder", "desktop-entry": "sample"}
            assert before <= shown.at <= time.monotonic()
            assert shown.sender == link.name
            assert server.refused == []

    @pytest.mark.parametrize(
        ("signature", "changes"),
        [
            ("sisssasa{sv}i", {}),  # replaces_id as INT32: what PySide6's QtDBus sends
            ("susssasa{sv}u", {}),
            ("susssasa{ss}i", {"hints": {}}),
            ("susssasa{sv}i", {"actions": ["done"]}),
            ("susssasa{sv}i", {"hints": {"urgency": ("i", 1)}}),
            ("susssasa{sv}i", {"hints": {"urgency": ("u", 1)}}),
            ("susssasa{sv}i", {"hints": {"category": ("as", [])}}),
            ("susssasa{sv}i", {"hints": {"desktop-entry": ("o", "/x")}}),
            ("susssasa{sv}i", {"hints": {"transient": ("i", 1)}}),
            ("susssasa{sv}i", {"hints": {"resident": ("y", 1)}}),
            ("susssasa{sv}i", {"hints": {"suppress-sound": ("s", "true")}}),
            ("susssasa{sv}i", {"hints": {"image-path": ("ay", b"x")}}),
            ("susssasa{sv}i", {"hints": {"image-data": ("(iiibiiai)", (1, 1, 4, True, 8, 4, [0]))}}),
        ],
    )
    def test_refuses_a_wrong_one(self, bus: Bus, link: Link, signature: str, changes: dict[str, Any]) -> None:
        with StrictServer(bus.address) as server:
            with pytest.raises(BusError) as raised:
                notify(link, signature, **changes)
            assert raised.value.name == INVALID_ARGS
            assert server.notified == []
            assert [refused.member for refused in server.refused] == ["Notify"]

    def test_takes_a_picture(self, bus: Bus, link: Link) -> None:
        picture = ("(iiibiiay)", (1, 1, 4, True, 8, 4, b"\0\0\0\0"))
        with StrictServer(bus.address) as server:
            notify(link, hints={"image-data": picture, "x-vendor": ("i", 3)})
            assert server.only().hints["image-data"][6] == b"\0\0\0\0"

    def test_replaces_in_place(self, bus: Bus, link: Link) -> None:
        with StrictServer(bus.address) as server:
            first = notify(link)
            assert notify(link, replaces_id=first, summary="Two things") == first
            assert server.only().summary == "Two things"
            assert len(server.notified) == 2
            assert notify(link) == first + 1
            with pytest.raises(AssertionError, match="2 notifications are open"):
                server.only()

    def test_says_what_it_can(self, bus: Bus, link: Link) -> None:
        with StrictServer(bus.address, capabilities=["body"]):
            assert link.call(NAME, PATH, NAME, "GetCapabilities") == (["body"],)
            assert len(link.call(NAME, PATH, NAME, "GetServerInformation")) == 4
            with pytest.raises(BusError) as raised:
                link.call(NAME, PATH, NAME, "Inhibit")
            assert raised.value.name == "org.freedesktop.DBus.Error.UnknownMethod"

    def test_what_the_user_does_is_heard(self, bus: Bus) -> None:
        with StrictServer(bus.address) as server, Ear(bus.address) as ear:
            one, two, three, four = (notify(ear) for _ in range(4))
            server.press(one, "done")
            assert ear.hear(2) == [("ActionInvoked", "us", one, "done"), ("NotificationClosed", "uu", one, 2)]
            server.dismiss(two)
            server.expire(three)
            assert ear.hear(2) == [
                ("NotificationClosed", "uu", two, 2),
                ("NotificationClosed", "uu", three, 1),
            ]
            with pytest.raises(AssertionError, match="no button 'open'"):
                server.press(four, "open")
            with pytest.raises(AssertionError, match="is not open"):
                server.press(one, "done")
            server.press(one, "done", anyway=True)
            assert ear.hear(2) == [("ActionInvoked", "us", one, "done"), ("NotificationClosed", "uu", one, 2)]
            assert list(server.open) == [four]

    def test_is_told_to_close(self, bus: Bus) -> None:
        with StrictServer(bus.address) as server, Ear(bus.address) as ear, Link(bus.address) as link:
            number = notify(ear)
            link.call(NAME, PATH, NAME, "CloseNotification", "u", number)
            link.call(NAME, PATH, NAME, "CloseNotification", "u", 77)
            assert ear.hear(1) == [("NotificationClosed", "uu", number, 3)]
            assert server.close_calls == [number, 77]
            assert server.open == {}
            with pytest.raises(BusError):
                link.call(NAME, PATH, NAME, "CloseNotification", "i", number)
            assert len(server.refused) == 1

    def test_may_speak_only_to_the_sender(self, bus: Bus) -> None:
        with (
            StrictServer(bus.address, private=True) as server,
            Ear(bus.address) as sender,
            Ear(bus.address) as other,
        ):
            server.press(notify(sender), "done")
            assert len(sender.hear(2)) == 2
            with pytest.raises(TimeoutError):
                other.hear(1, timeout=0.1)

    def test_restarts(self, bus: Bus, link: Link) -> None:
        server = StrictServer(bus.address)
        first = server.unique_name
        assert link.wait_for(NAME) == first
        server.stop()
        server.stop()
        wait_for_no_name(bus.address, NAME)
        with StrictServer(bus.address, first_id=40) as again:
            assert wait_for_name(bus.address, NAME) == again.unique_name != first
            assert notify(link) == 40


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


AppMaker = Callable[..., App]


@pytest.fixture
def app(bus: Bus, tmp_path: Path) -> Iterator[AppMaker]:
    """Make the sample client on the test's bus, offscreen unless a screen is given."""
    made: list[App] = []

    def make(**more: Any) -> App:
        made.append(App(SAMPLE, tmp_path, bus=bus.address, **more))
        return made[-1]

    yield make
    for program in made:
        program.close()


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


@needs_bus
class TestApp:
    def test_keeps_everything_in_its_folders(self, app: AppMaker, tmp_path: Path) -> None:
        program = app()
        env = program.env()
        for name in ("HOME", "XDG_CONFIG_HOME", "XDG_DATA_HOME", "XDG_STATE_HOME", "XDG_CACHE_HOME"):
            assert Path(env[name]).is_relative_to(tmp_path)
            assert Path(env[name]).stat().st_mode & 0o777 == 0o700
        runtime = Path(env["XDG_RUNTIME_DIR"])
        assert runtime.stat().st_mode & 0o777 == 0o700
        assert len(str(runtime)) < 40
        assert "DISPLAY" not in env
        assert env["DBUS_SYSTEM_BUS_ADDRESS"].startswith(f"unix:path={runtime}")
        program.close()
        assert not runtime.exists()

    def test_starts_ends_and_starts_again(self, app: AppMaker) -> None:
        program = app()
        program.start()
        program.wait_for_line("started")
        assert program.alive
        program.kill9()
        assert program.child.returncode == -signal.SIGKILL
        program.start()
        program.wait_for_line("started")
        assert program.terminate() == -signal.SIGTERM
        assert not program.alive

    def test_runs_a_command(self, app: AppMaker) -> None:
        done = app().run("now")
        assert (done.returncode, done.stderr) == (0, "")
        assert abs(float(done.stdout) - time.time()) < 5

    def test_a_line_that_cannot_come_fails_at_once(self, app: AppMaker) -> None:
        program = app()
        program.start("now")
        with pytest.raises(AssertionError, match="ended with 0 before 'never'"):
            program.wait_for_line("never", timeout=60)

    def test_ends_what_the_program_started(self, tmp_path: Path) -> None:
        script = "import subprocess, time; print(subprocess.Popen(['sleep', '600']).pid); time.sleep(600)"
        with App([sys.executable, "-c", script], tmp_path) as program:
            program.start()
            child = int(wait_until(lambda: program.stdout().strip(), what="the child's number"))
        wait_until(
            lambda: not Path(f"/proc/{child}/cmdline").exists() or zombie(child), what="the child's end"
        )


def rings(program: App) -> list[float]:
    """How late each ring of the sample's timer came, in its own seconds."""
    whole, _, _ = program.stdout().rpartition("\n")
    return [float(line.split()[2]) for line in whole.splitlines() if line.startswith("rang")]


def zombie(pid: int) -> bool:
    try:
        return ") Z " in Path(f"/proc/{pid}/stat").read_text()
    except FileNotFoundError:
        return True


@needs(*requirements.BUS, "Xvfb", *requirements.TIME)
class TestClock:
    def test_an_evening_in_steps(self, app: AppMaker, tmp_path: Path) -> None:
        clock = Clock(tmp_path / "clock", NIGHT)
        program = app(clock=clock)
        program.start("listen", "every=1800")
        started = float(program.wait_for_line("started").split()[1])
        assert NIGHT.timestamp() <= started < NIGHT.timestamp() + 30
        real = time.monotonic()
        for step in range(1, 19):
            program.go(NIGHT + timedelta(seconds=started - NIGHT.timestamp() + 1800 * step + 1))
            wait_until(lambda: len(rings(program)) >= step, what=f"ring {step}")  # noqa: B023 - asked now
        assert time.monotonic() - real < 10
        assert len(rings(program)) == 18
        assert max(rings(program)) < 5

    def test_a_tray_icon_is_enough_to_be_woken(
        self, bus: Bus, x: Screen, app: AppMaker, tmp_path: Path
    ) -> None:
        with WatcherStub(bus.address), Tray(bus.address) as tray:
            program = app(screen=x, clock=Clock(tmp_path / "clock", NIGHT))
            program.start("every=1800")
            tray.wait_for_item()
            program.wait_for_line("started")
            program.go(NIGHT + timedelta(seconds=1900))
            program.wait_for_line("rang")

    def test_commands_and_later_starts_share_the_time(self, app: AppMaker, tmp_path: Path) -> None:
        clock = Clock(tmp_path / "clock", NIGHT)
        program = app(clock=clock)
        clock.forward(3600)
        assert abs(float(program.run("now").stdout) - NIGHT.timestamp() - 3600) < 5
        program.start()
        line = program.wait_for_line("started")
        assert abs(float(line.split()[1]) - clock.now().timestamp()) < 5
        with pytest.raises(ValueError, match="cannot go back"):
            clock.set(NIGHT)

    def test_a_killed_process_leaves_nothing_in_shared_memory(self, app: AppMaker, tmp_path: Path) -> None:
        program = app(clock=Clock(tmp_path / "clock", NIGHT))
        program.start()
        program.wait_for_line("started")
        number = program.pid
        program.kill9()
        assert not list(Path("/dev/shm").glob(f"*faketime*_{number}"))  # noqa: S108

    def test_the_wall_clock_alone_moves_without_the_timers(self, app: AppMaker, tmp_path: Path) -> None:
        clock = Clock(tmp_path / "clock", NIGHT, monotonic=False)
        program = app(clock=clock)
        program.start("listen", "every=1800")
        program.wait_for_line("started")
        program.go(NIGHT + timedelta(hours=1))
        stays(lambda: "rang" not in program.stdout(), 0.3, "a timer sleeps as long as the machine")
        clock.set(NIGHT - timedelta(hours=1))  # somebody sets it back
        assert float(program.run("now").stdout) < NIGHT.timestamp()

    def test_a_fast_clock(self, app: AppMaker) -> None:
        program = app(clock=FastClock(NIGHT, 600))
        program.start("every=300")
        wait_until(lambda: len(rings(program)) >= 3, 30, what="three rings")
        assert min(rings(program)) < 60  # the usual is under one second; a busy machine may take 100 ms

    def test_waking_reaches_only_that_program(self, bus: Bus, app: AppMaker, tmp_path: Path) -> None:
        program = app(clock=Clock(tmp_path / "clock", NIGHT))
        program.start("listen")
        program.wait_for_line("started")
        assert nudge(bus.address, program.pid) == 1
        with subprocess.Popen(["sleep", "600"]) as stranger:
            assert nudge(bus.address, stranger.pid) == 0
            stranger.kill()


@needs_bus
def test_logind_stub(bus: Bus) -> None:
    with LogindStub(bus.address) as logind, Ear(bus.address) as ear:
        rule = "type='signal',interface='org.freedesktop.login1.Manager'"
        ear.call(
            "org.freedesktop.DBus", "/org/freedesktop/DBus", "org.freedesktop.DBus", "AddMatch", "s", rule
        )
        logind.about_to_sleep()
        logind.awake_again()
        seen: list[bool] = []
        while len(seen) < 2:
            message = ear._connection.receive(timeout=10)
            if message.header.fields.get(3) == "PrepareForSleep":
                seen.append(message.body[0])
        assert seen == [True, False]
