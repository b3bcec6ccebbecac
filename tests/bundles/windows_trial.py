"""What is tried out of the installer for Windows: install, an evening, upgrade, another folder, uninstall."""

import time
from collections.abc import Iterator
from pathlib import Path, PureWindowsPath
from subprocess import list2cmdline

from tests.desktop.rig.display import Screen
from tests.desktop.rig.waiting import wait_until
from tests.wine.evening import DRAWN, HABIT, PATIENCE, Program, live, windows, xdotool
from tests.wine.wine import Wine

STARTS = 3
ICON = "^QTrayIconMessageWindow$"
"""The window that Qt makes together with the icon."""
CURRENT = r"HKCU\Software\Microsoft\Windows\CurrentVersion"
RUN, UNINSTALL = rf"{CURRENT}\Run", rf"{CURRENT}\Uninstall\CrampGuard"
GONE = r"C:\gone\crampguardw.exe"
BY_SHORTCUT = """
import subprocess, sys
started_by_shortcut = 0x800  # as Windows says, and Wine does not
subprocess.Popen(sys.argv[1:], startupinfo=subprocess.STARTUPINFO(dwFlags=started_by_shortcut))
"""

Steps = Iterator[tuple[str, bool | str]]


class Trial:
    """seconds: until the icon was there, for each of some starts."""

    def __init__(self, wine: Wine, setup: Path, screen: Screen, pictures: Path) -> None:
        wine.run("winecfg", "-v", "win10")  # else it says that it is Windows 7
        self._wine, self._setup, self._screen, self._pictures = wine, setup, screen, pictures
        self._installed = wine.local / "Programs" / "CrampGuard"
        self._program = _program(wine, self._installed)
        start_menu = wine.local.parent / "Roaming" / "Microsoft" / "Windows" / "Start Menu"
        self._shortcut = start_menu / "Programs" / "CrampGuard.lnk"
        self.seconds: list[float] = []

    def steps(self, python: Path) -> Steps:
        """What was seen, True or False where one of them is wrong. python: as live() takes it."""
        before = self._files()
        yield "the installer's first page", self._first_page()
        self._wine.run(self._setup, "/S")
        yield from self._install()
        yield from live(self._program, python, self._screen, self._pictures)
        self.seconds += [self._start_and_quit() for _start in range(STARTS)]
        yield from self._start_from_menu(python)
        yield from self._upgrade_while_it_runs()
        yield from self._move()
        yield from self._uninstall_while_it_runs()
        left = [path for path in self._files() - before if not path.is_relative_to(self._wine.profile)]
        yield "nothing else is left", not left

    def _first_page(self) -> bool:
        installer = self._wine.start(self._setup)
        wait_until(lambda: windows(self._screen, "^CrampGuard Setup$"), PATIENCE, "the first page")
        time.sleep(DRAWN)
        self._screen.save_png(self._pictures / "0-installer.png")
        installer.kill()
        return not self._installed.exists()

    def _install(self) -> Steps:
        names = {path.name for path in self._installed.iterdir()}
        programs = {"crampguard.exe", "crampguardw.exe", "uninstall.exe"}
        yield "installed", names == programs | {"_internal", "licenses"}
        yield "without what only Wine needs", not list(self._installed.rglob("icuuc.dll"))
        yield "in the Start menu", "crampguardw.exe".encode("utf-16-le") in self._shortcut.read_bytes()
        told = self._wine.run("reg", "query", UNINSTALL)
        yield "among the installed programs", "DisplayVersion" in told and "EstimatedSize" in told
        yield "not started unasked", self._program.line("tray program").startswith("is not running")

    def _start_and_quit(self) -> float:
        began = time.monotonic()
        tray = self._wine.start(*self._program.tray)
        wait_until(lambda: xdotool(self._screen, "search", "--name", ICON), PATIENCE, "the icon")
        seconds = time.monotonic() - began
        self._program.run("quit")
        tray.wait(PATIENCE)
        return seconds

    def _start_from_menu(self, python: Path) -> Steps:
        """With an entry for start at login of a copy that is gone."""
        self._wine.run("reg", "add", RUN, "/v", "CrampGuard", "/d", GONE, "/f")
        self._wine.run("start", "/unix", self._shortcut)
        yield "the shortcut starts it", self._comes_up()
        yield "start at login names it", self._starts_at_login(self._installed)
        self._program.run("quit")
        self._wine.run(python, "-c", BY_SHORTCUT, self._on_windows(self._installed))
        tonight = wait_until(lambda: windows(self._screen, "^Tonight"), PATIENCE, "the list of tonight")
        yield "a start from the Start menu opens the list", bool(tonight)

    def _upgrade_while_it_runs(self) -> Steps:
        self._program.run("done", HABIT)
        old = self._installed / "_internal" / "old.dll"
        old.touch()
        pipe = self._wine.profile / "running.pipe"
        content = pipe.read_bytes()
        pipe.unlink()
        self._wine.run(self._setup, "/S")
        yield "an upgrade that cannot end it changes nothing", old.exists()
        pipe.write_bytes(content)
        self._wine.run(self._setup, "/S")
        yield "an upgrade leaves no old files", not old.exists()
        yield "it is started again", self._comes_up()
        yield "its diary is as before", self._program.state() == "done"
        self._program.run("quit")

    def _move(self) -> Steps:
        there = self._wine.drive / "my programs" / "CrampGuard"
        there.parent.mkdir()
        self._installed.rename(there)
        moved = _program(self._wine, there)
        tray = moved.start()
        yield "in another folder", moved.state() == "done"
        yield "start at login follows", self._starts_at_login(there)
        moved.run("quit")
        tray.wait(PATIENCE)
        there.rename(self._installed)
        there.parent.rmdir()

    def _uninstall_while_it_runs(self) -> Steps:
        tray = self._program.start()
        yield "start at login follows again", self._starts_at_login(self._installed)
        self._wine.run(self._installed / "uninstall.exe", "/S")
        wait_until(lambda: not self._installed.exists(), PATIENCE, "the uninstaller")
        yield "an uninstall ends it first", tray.wait(PATIENCE) == 0
        yield "its diary stays", (self._wine.profile / "diary.sqlite3").exists()
        keys = self._wine.run("reg", "query", CURRENT, "/s")
        yield "nothing of it is in the registry", "crampguard" not in keys.casefold()

    def _runs(self) -> bool:
        return self._program.line("tray program").startswith("is running")

    def _comes_up(self) -> bool:
        return bool(wait_until(self._runs, PATIENCE, "the program"))

    def _starts_at_login(self, folder: Path) -> bool:
        """Waits for it: the program sees to that once its loop turns."""
        named = list2cmdline([self._on_windows(folder)])
        told = wait_until(lambda: named in self._wine.run("reg", "query", RUN), PATIENCE, f"{named} at login")
        return bool(told)

    def _on_windows(self, folder: Path) -> str:
        """What Windows calls the program in it."""
        return str(PureWindowsPath("C:\\", folder.relative_to(self._wine.drive), "crampguardw.exe"))

    def _files(self) -> set[Path]:
        """Without Wine's own, and the copy of the uninstaller that Windows deletes at its next start."""
        users = self._wine.drive / "users"
        return {path for path in users.rglob("*") if path.is_file() and "Temp" not in path.parts}


def _program(wine: Wine, folder: Path) -> Program:
    return Program(wine, (folder / "crampguard.exe",), (folder / "crampguardw.exe",))
