"""`crampguard check` on machines where everything, something or nothing works."""

import ctypes
import json
import shutil
import socket
from collections.abc import Iterator
from contextlib import closing, contextmanager
from datetime import date, timedelta
from importlib import resources
from pathlib import Path
from typing import Any

import pytest

from crampguard.desktop import clock, entry, menu_entry
from crampguard.desktop.check import Finding, all_findings, buses
from crampguard.desktop.check.finding import without_home
from crampguard.desktop.login import start_at_login
from crampguard.store import backups
from crampguard.store.diary import Diary
from crampguard.store.places import places
from tests.desktop.rig.bus import Bus, Call, Refusal, Service, session_bus
from tests.desktop.rig.display import screen
from tests.desktop.rig.logind import LogindStub
from tests.desktop.rig.quiet import plasma
from tests.desktop.rig.requirements import needs_bus, needs_desktop
from tests.desktop.rig.strict_server import StrictServer
from tests.desktop.rig.tray_host import WatcherStub


@pytest.fixture(autouse=True)
def machine(profile: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A desktop without buses, which a test may add."""
    for name in ("SESSION", "SYSTEM"):
        monkeypatch.setenv(f"DBUS_{name}_BUS_ADDRESS", f"unix:path={profile}/no-bus")
    monkeypatch.setenv("DISPLAY", ":7")
    monkeypatch.delenv("WAYLAND_DISPLAY", raising=False)
    monkeypatch.setenv("XDG_CURRENT_DESKTOP", "XFCE")
    return profile


def found(name: str) -> Finding:
    return next(finding for finding in all_findings(places()) if finding.name == name)


# The buses


@pytest.fixture
def system_bus(monkeypatch: pytest.MonkeyPatch) -> Iterator[Bus]:
    with session_bus() as bus:
        monkeypatch.setenv("DBUS_SYSTEM_BUS_ADDRESS", bus.address)
        yield bus


@needs_bus
def test_a_desktop_that_has_everything(server: StrictServer, bus: Bus, system_bus: Bus) -> None:
    menu_entry.install(lambda _size: b"picture")
    start_at_login().enable()
    with WatcherStub(bus.address), LogindStub(system_bus.address):
        findings = {finding.name: finding for finding in all_findings(places())}
    assert [name for name, finding in findings.items() if not finding.well] == ["tray program"]
    assert findings["notifications"].found.startswith("strict 1.0, with buttons (action")
    assert findings["tray"].found == "this desktop shows tray icons"
    assert findings["suspend"].found == "logind reports it"
    assert findings["start at login"].found == "on"
    assert findings["menu entry"].found == "is among your applications"


@needs_bus
def test_a_server_without_buttons_is_told_with_what_it_can(bus: Bus) -> None:
    with StrictServer(bus.address, capabilities=["body", "persistence"]):
        finding = found("notifications")
    assert not finding.well
    assert finding.found == "strict 1.0, without buttons (body, persistence)"
    assert "tray menu" in finding.fix


@needs_bus
def test_a_server_that_announces_buttons_and_draws_none_has_none(bus: Bus) -> None:
    with StrictServer(bus.address, name="mako"):
        finding = found("notifications")
    assert (finding.well, finding.found.partition(" (")[0]) == (False, "mako 1.0, without buttons")


@needs_bus
def test_empty_buses_are_told_with_what_helps(bus: Bus, system_bus: Bus) -> None:
    assert found("session bus").well
    for name, words in (("notifications", "dunst"), ("tray", "AppIndicator"), ("suspend", "clock")):
        finding = found(name)
        assert not finding.well
        assert words in finding.fix


@needs_desktop
def test_a_tray_of_the_older_kind_is_told(bus: Bus, monkeypatch: pytest.MonkeyPatch) -> None:
    with screen() as x:
        monkeypatch.setenv("DISPLAY", x.name)
        assert (found("tray").well, found("tray").found) == (False, "nothing here shows tray icons")
        with xembed_tray():
            assert (found("tray").well, "XEmbed" in found("tray").found) == (True, True)
            monkeypatch.setenv("WAYLAND_DISPLAY", "wayland-7")
            assert not found("tray").well


@contextmanager
def xembed_tray() -> Iterator[None]:
    """A window that owns the selection of the tray, as Cinnamon's does."""
    x11 = ctypes.CDLL("libX11.so.6")
    for name in ("XOpenDisplay", "XDefaultRootWindow", "XInternAtom", "XCreateSimpleWindow"):
        getattr(x11, name).restype = ctypes.c_ulong
    display = ctypes.c_ulong(x11.XOpenDisplay(None))
    root = ctypes.c_ulong(x11.XDefaultRootWindow(display))
    window = ctypes.c_ulong(x11.XCreateSimpleWindow(display, root, 0, 0, 1, 1, 0, 0, 0))
    atom = ctypes.c_ulong(x11.XInternAtom(display, b"_NET_SYSTEM_TRAY_S0", False))
    x11.XSetSelectionOwner(display, atom, window, ctypes.c_ulong(0))
    x11.XSync(display, False)
    yield
    x11.XCloseDisplay(display)


@needs_bus
def test_do_not_disturb_is_told(bus: Bus) -> None:
    assert "nobody here" in found("do not disturb").found
    with plasma(bus.address) as server:
        server.ask(True)
        assert "do not disturb" in found("do not disturb").found


@needs_bus
def test_a_server_that_hangs_is_told_apart_from_none(bus: Bus, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(buses, "_SECONDS", 0.3)
    assert found("notifications").found == "there is no server"
    with StrictServer(bus.address) as server:
        server.hangs = frozenset({"GetServerInformation"})
        assert found("notifications").found == "the server does not answer"


class _Babbler(Service):
    """Owns the name and answers with something else."""

    def answer(self, call: Call) -> tuple[str, tuple[Any, ...]]:
        if call.member == "GetCapabilities":
            raise Refusal("org.example.No", "no")
        return "u", (7,)


@needs_bus
@pytest.mark.parametrize(
    ("owned", "name"),
    [("org.freedesktop.Notifications", "notifications"), ("org.kde.StatusNotifierWatcher", "tray")],
)
def test_an_answer_of_another_kind_is_none(bus: Bus, owned: str, name: str) -> None:
    with _Babbler(bus.address, owned):
        assert not found(name).well


@pytest.mark.parametrize(
    "address", [None, "", "nonsense", "autolaunch:", "tcp:host=x,port=1", "unix:path=/gone"]
)
def test_without_a_session_bus_it_says_why(monkeypatch: pytest.MonkeyPatch, address: str | None) -> None:
    if address is None:
        monkeypatch.delenv("DBUS_SESSION_BUS_ADDRESS")
    else:
        monkeypatch.setenv("DBUS_SESSION_BUS_ADDRESS", address)
    finding = found("session bus")
    assert not finding.well
    assert "session" in finding.fix
    assert not address or address not in finding.found


# Desktop and zone


def test_the_desktop_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    assert found("desktop").found == "XFCE, X11"
    monkeypatch.delenv("DISPLAY")
    finding = found("desktop")
    assert (finding.well, finding.found) == (False, "no display")


def _berlin() -> Path:
    with resources.as_file(resources.files("tzdata") / "zoneinfo" / "Europe" / "Berlin") as path:
        return path


@pytest.mark.parametrize(
    ("tz", "localtime", "well", "words"),
    [
        ("Asia/Tokyo", "link", True, "Asia/Tokyo, "),
        ("", "link", True, "from TZ"),
        (":Asia/Tokyo", "nothing", True, "from TZ"),
        (None, "link", True, "Europe/Berlin, "),
        (None, "link", True, "from the link"),
        (None, "copy", True, "a copied file"),
        (None, "nothing", False, "there is neither"),
        ("Middle/Earth", "link", False, "UTC, "),
        ("CET-1CEST,M3.5.0,M10.5.0/3", "nothing", True, "CET-1CEST,M3.5.0,M10.5.0/3, "),
    ],
)
def test_the_zone_is_told_with_where_it_comes_from(
    machine: Path,
    monkeypatch: pytest.MonkeyPatch,
    tz: str | None,
    localtime: str,
    well: bool,
    words: str,
) -> None:
    if tz is None:
        monkeypatch.delenv("TZ")
    else:
        monkeypatch.setenv("TZ", tz)
    path = machine / "localtime"
    monkeypatch.setattr(clock, "_LOCALTIME", path)
    if localtime == "link":
        path.symlink_to(_berlin())
    elif localtime == "copy":
        shutil.copyfile(_berlin(), path)
    finding = found("time zone")
    assert finding.well is well
    assert words in finding.found
    assert bool(finding.fix) is not well


# Files


def test_a_machine_before_the_first_start_is_well_and_stays_untouched(machine: Path) -> None:
    before = sorted(machine.rglob("*"))
    findings = {finding.name: finding for finding in all_findings(places())}
    for name in ("data folder", "log folder", "diary", "settings", "start at login"):
        assert findings[name].well, findings[name]
    assert findings["data folder"].found == "~/data_home/crampguard: the first start makes it"
    assert sorted(machine.rglob("*")) == before


def test_a_folder_in_use_is_told_with_its_mode(machine: Path) -> None:
    folder = places().data
    folder.mkdir(mode=0o700)
    assert found("data folder") == Finding("data folder", True, "~/data_home/crampguard: writable, mode 0700")
    folder.chmod(0o755)
    finding = found("data folder")
    assert (finding.well, finding.found) == (False, "~/data_home/crampguard: open to others, mode 0755")


def test_a_file_in_the_place_of_a_folder_is_told(machine: Path) -> None:
    places().data.touch()
    assert found("data folder").found == "~/data_home/crampguard: cannot be written"
    diary = found("diary")
    assert not diary.well
    assert diary.found.startswith("~/data_home/crampguard/diary.sqlite3: ")


def test_a_diary_that_is_none_is_told_and_stays() -> None:
    places().data.mkdir()
    places().diary.write_text("not a database, but long enough to be taken for one" * 40)
    diary = found("diary")
    assert not diary.well
    assert diary.found == "~/data_home/crampguard/diary.sqlite3: it is damaged or gone"
    assert [path.name for path in places().data.iterdir()] == ["diary.sqlite3"]


def test_the_age_of_the_newest_backup_is_told(machine: Path) -> None:
    assert found("backups") == Finding("backups", True, "none yet; the first change of a day makes one")
    today = date.today()  # noqa: DTZ011
    Diary(places().diary).close()
    backups.make(places().diary, today - timedelta(days=9))
    assert (found("backups").well, found("backups").found) == (True, "the newest is 9 days old")
    with closing(Diary(places().diary)) as diary:
        diary.say_once("something")
    assert not found("backups").well
    backups.make(places().diary, today - timedelta(days=1))
    assert (found("backups").well, found("backups").found) == (True, "the newest is 1 day old")


@pytest.mark.parametrize(
    ("text", "words"), [("[nudges]\nsnooze = 0\n", "1 problem"), ("x = 1\ny = 1\n", "2 problems")]
)
def test_problems_of_the_settings_are_counted(text: str, words: str) -> None:
    places().settings.parent.mkdir()
    places().settings.write_text(text)
    assert found("settings").found == words


def test_the_tray_program_is_asked(machine: Path) -> None:
    assert found("tray program").found == "is not running"
    with socket.socket(socket.AF_UNIX) as listening:
        listening.bind(str(places().socket))
        listening.listen()
        listening.settimeout(0.1)
        words = "CrampGuard is running already but does not answer; it holds "
        assert found("tray program").found == f"{words}~/data_home/crampguard/running.lock"


def test_an_entry_for_login_whose_program_has_gone_is_told(machine: Path) -> None:
    file = machine / "config_home" / "autostart" / "crampguard.desktop"
    file.parent.mkdir()
    file.write_text("[Desktop Entry]\nTryExec=/gone\n")
    finding = found("start at login")
    assert (finding.well, finding.found) == (False, "on, but for a CrampGuard that is older or has gone")


@pytest.mark.parametrize(
    ("folder", "name"),
    [("config_home/autostart", "start at login"), ("data_home/applications", "menu entry")],
)
def test_a_folder_of_the_desktop_that_cannot_be_written_is_told(
    machine: Path, folder: str, name: str
) -> None:
    (machine / folder).touch()
    assert "cannot be written" in found(name).found


def test_other_systems_are_told_that_our_own_pop_up_tells_everything(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(entry, "XDG", False)
    assert found("notifications").well
    assert "menu entry" not in {finding.name for finding in all_findings(places())}


# For a bug report


def test_a_path_is_told_from_the_home_on_or_by_its_last_name(machine: Path) -> None:
    assert without_home(machine / "a" / "b") == "~/a/b"
    assert without_home(Path("/srv/anna/crampguard")) == "crampguard"


@pytest.mark.parametrize("home", ["anna", "elsewhere"])
@pytest.mark.parametrize("broken", [False, True])
def test_nothing_private_is_in_it(
    machine: Path, monkeypatch: pytest.MonkeyPatch, home: str, broken: bool
) -> None:
    private = machine / "anna"
    for name in ("CONFIG_HOME", "DATA_HOME", "STATE_HOME", "RUNTIME_DIR"):
        monkeypatch.setenv(f"XDG_{name}", str(private / name.lower()))
    monkeypatch.setenv("HOME", str(machine / home))
    monkeypatch.setenv("DBUS_SESSION_BUS_ADDRESS", f"unix:path={private}/bus")
    monkeypatch.setenv("DBUS_SYSTEM_BUS_ADDRESS", f"unix:guid={private}")
    settings = places().settings
    settings.parent.mkdir(parents=True)
    settings.write_text('[schedule]\nbedtime = "22:77"\n[habits.own_secret]\ntitle = ""\nlead = 123456\n')
    start_at_login().enable()
    if broken:
        places().data.parent.mkdir()
        places().data.touch()

    findings = all_findings(places())
    text = json.dumps([finding.as_json() for finding in findings])
    text += "".join(finding.as_line() for finding in findings)
    words = ["anna", str(machine), "22:77", "secret", "123456"]
    assert [word for word in words if word in text] == []
