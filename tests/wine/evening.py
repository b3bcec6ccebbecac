"""The evening: commands, the tray, a pop-up that is answered with its Done button, a kill, the end."""

import json
import os
import subprocess
import time
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

from tests.desktop.rig.display import Screen
from tests.desktop.rig.waiting import StillWaitingError, wait_until
from tests.wine.wine import Wine, said

ZONE = ZoneInfo("Asia/Tokyo")
AHEAD = timedelta(seconds=20)
"""So long the running program takes at most to notice that its settings were edited."""
PATIENCE = 180
"""Seconds until something has surely failed. Wine is slow, and so is a busy machine."""
DRAWN = 3.0
"""Seconds in which Wine has drawn what it was asked for, which no program can tell."""
DONE_BUTTON = 34, -24
"""From the lower left corner of the pop-up."""
HABIT = "cool_bedroom"

TELL_WINDOWS = """
import ctypes
tell, every_window, short = ctypes.windll.user32.SendMessageTimeoutW, 0xFFFF, 2
for message, what in ((0x001E, 0), (0x0218, 0x0012)):
    tell(every_window, message, what, 0, short, 2000, None)
"""
SWITCH = "from crampguard.desktop.login import start_at_login; start_at_login().{how}()"


@dataclass(frozen=True)
class Program:
    """CrampGuard as a Wine has it: `terminal` takes its commands, `tray` starts it without a terminal."""

    wine: Wine
    terminal: tuple[str | Path, ...]
    tray: tuple[str | Path, ...]

    def run(self, *words: str) -> str:
        return self.wine.run(*self.terminal, *words).strip()

    def start(self) -> "subprocess.Popen[bytes]":
        tray = self.wine.start(*self.tray)
        wait_until(lambda: "is running" in self.line("tray program"), PATIENCE, "the tray program answers")
        time.sleep(DRAWN)
        return tray

    def check(self) -> str:
        return self.run("check")

    def line(self, what: str) -> str:
        """What `check` says of it."""
        lines = self.check().splitlines()
        return next((line.partition(": ")[2] for line in lines if f"  {what}: " in line), "")

    def state(self) -> str:
        items = json.loads(self.run("tonight", "--json"))["items"]
        return next(str(item["state"]) for item in items if item["habit"] == HABIT)


def tell(steps: Iterator[tuple[str, bool | str]]) -> bool:
    """Prints what was seen. Whether nothing was wrong."""
    right = True
    for what, seen in steps:
        right = right and seen is not False
        print(f"  {what}: {'yes' if seen is True else 'NO' if seen is False else seen}", flush=True)  # noqa: T201
    return right


def live(program: Program, python: Path, screen: Screen, pictures: Path) -> Iterator[tuple[str, bool | str]]:
    """Takes the pictures; gives what was seen, True or False where one of them is wrong.

    python: has CrampGuard too, and runs in the same Wine.
    """
    wine = program.wine
    yield "a first command", "0 of 10 done" in (tonight := program.run("tonight")) or tonight
    tray = program.start()
    screen.save_png(pictures / "1-first-start.png")
    yield "quit", program.run("quit") == "CrampGuard has quit." and tray.wait(PATIENCE) == 0
    tray = program.start()
    screen.save_png(pictures / "2-tray.png")
    checked = program.check()
    yield "zone", f"{ZONE.key}, " in checked
    yield "check finds nothing wrong", not [line for line in checked.splitlines() if line.startswith("--")]
    yield (
        "a second start",
        program.run() == "CrampGuard is running already; its list of tonight is open.",
    )
    time.sleep(DRAWN)
    screen.save_png(pictures / "3-tonight.png")
    wine.run(python, "-c", SWITCH.format(how="enable"))
    yield "start at login on", program.line("start at login") == "on"
    wine.run(python, "-c", SWITCH.format(how="disable"))
    yield "start at login off", program.line("start at login").startswith("off")
    wine.run(python, "-c", TELL_WINDOWS)
    log = (wine.profile / "Logs" / "crampguard.log").read_text()
    yield "a set clock is noticed", "the clock was set" in log
    yield "the end of a sleep is noticed", "awake again" in log

    due = write_settings(wine.profile)
    popup = wait_for_popup(screen, due)
    yield "pop-up", bool(popup)
    if popup:
        time.sleep(DRAWN)
        screen.save_png(pictures / "4-pop-up.png")
        click(screen, popup)
        time.sleep(DRAWN)
        screen.save_png(pictures / "5-answered.png")
        yield "done by a click", program.state() == "done"
        yield "the pop-up is gone", not windows(screen, "^CrampGuard$")

    tray.kill()
    tray.wait()
    yield "after a kill", program.line("tray program").startswith("is not running")
    tray = program.start()
    yield "started again, done is", program.state()
    program.run("undo", HABIT)
    yield "taken back by a command while it runs", program.state() != "done"
    backups = sorted(path.name for path in (wine.profile / "backups").glob("diary-*.sqlite3"))
    yield "backup", ", ".join(backups) or False
    yield "restored", "It is in place" in program.run("restore", *backups[:1])
    yield "quit in the end", program.run("quit") == "CrampGuard has quit." and tray.wait(PATIENCE) == 0
    ended = program.run("preview").endswith("That was the preview.")
    yield "a preview, which leaves nothing", ended and not list(wine.home.rglob("crampguard-preview-*"))
    watching = wine.start(*program.terminal, "watch")
    wait_until(
        lambda: "is running" in program.line("tray program"), PATIENCE, "the evening in the terminal answers"
    )
    program.run("quit")
    yield "an evening in the terminal", watching.wait(PATIENCE) == 0 and said(watching).splitlines()[0]


def write_settings(profile: Path) -> datetime:
    """Makes the habit due at a full minute, which is returned."""
    due = (datetime.now(UTC) + AHEAD + timedelta(minutes=1)).replace(second=0, microsecond=0)
    bedtime = (due + timedelta(minutes=60)).astimezone(ZONE)  # its lead
    wake = bedtime + timedelta(hours=8)
    text = f'[schedule]\nbedtime = "{bedtime:%H:%M}"\nwake = "{wake:%H:%M}"\n'
    (profile / "settings.toml").write_text(text)
    return due


def wait_for_popup(screen: Screen, due: datetime) -> str:
    """The window of the pop-up; "" where none came within half a minute after `due`."""
    left = (due - datetime.now(UTC) + timedelta(seconds=30)).total_seconds()
    try:
        return wait_until(lambda: windows(screen, "^CrampGuard$"), left, "the pop-up")[0]
    except StillWaitingError:
        return ""


def windows(screen: Screen, title: str) -> list[str]:
    """The windows on the screen with a title like this."""
    return xdotool(screen, "search", "--onlyvisible", "--name", title).split()


def click(screen: Screen, window: str) -> None:
    """On the Done button of the pop-up."""
    shape = dict(
        line.split("=") for line in xdotool(screen, "getwindowgeometry", "--shell", window).splitlines()
    )
    right, up = DONE_BUTTON
    x, y = int(shape["X"]) + right, int(shape["Y"]) + int(shape["HEIGHT"]) + up
    xdotool(screen, "mousemove", str(x), str(y), "click", "1")


def xdotool(screen: Screen, *words: str) -> str:
    """What it says; nothing where it found nothing."""
    environment = {"PATH": os.environ["PATH"], "DISPLAY": screen.name}
    return subprocess.run(
        ["xdotool", *words], env=environment, capture_output=True, text=True, check=False
    ).stdout
