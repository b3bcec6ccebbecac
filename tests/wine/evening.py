"""The evening: commands, the tray, a pop-up that is answered with its Done button, a kill, the end."""

import json
import os
import subprocess
import time
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

from tests.desktop.rig.display import Screen
from tests.desktop.rig.waiting import StillWaitingError, wait_until
from tests.wine.windows_python import WindowsPython, said

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


def live(python: WindowsPython, screen: Screen, pictures: Path) -> Iterator[tuple[str, bool | str]]:
    """Takes the pictures; gives what was seen, True or False where one of them is wrong."""
    yield "a first command", "0 of 10 done" in (tonight := crampguard(python, "tonight")) or tonight
    tray = start(python)
    screen.save_png(pictures / "1-first-start.png")
    yield "quit", crampguard(python, "quit") == "CrampGuard has quit." and tray.wait(PATIENCE) == 0
    tray = start(python)
    screen.save_png(pictures / "2-tray.png")
    checked = check(python)
    yield "zone", f"{ZONE.key}, " in checked and "from Windows" in checked
    yield "check finds nothing wrong", not [line for line in checked.splitlines() if line.startswith("--")]
    yield (
        "a second start",
        crampguard(python) == "CrampGuard is running already; its list of tonight is open.",
    )
    time.sleep(DRAWN)
    screen.save_png(pictures / "3-tonight.png")
    yield "start at login on", start_at_login(python, "enable") == "on"
    yield "start at login off", start_at_login(python, "disable").startswith("off")
    python.run("-c", TELL_WINDOWS)
    log = (python.profile / "Logs" / "crampguard.log").read_text()
    yield "a set clock is noticed", "the clock was set" in log
    yield "the end of a sleep is noticed", "awake again" in log

    due = write_settings(python.profile)
    popup = wait_for_popup(screen, due)
    yield "pop-up", bool(popup)
    if popup:
        time.sleep(DRAWN)
        screen.save_png(pictures / "4-pop-up.png")
        click(screen, popup)
        time.sleep(DRAWN)
        screen.save_png(pictures / "5-answered.png")
        yield "done by a click", state(python) == "done"
        yield "the pop-up is gone", not windows(screen, "^CrampGuard$")

    tray.kill()
    tray.wait()
    yield "after a kill", "tray program: is not running" in check(python)
    tray = start(python)
    yield "started again, done is", state(python)
    crampguard(python, "undo", HABIT)
    yield "taken back by a command while it runs", state(python) != "done"
    backups = sorted(path.name for path in (python.profile / "backups").glob("diary-*.sqlite3"))
    yield "backup", ", ".join(backups) or False
    yield "restored", "It is in place" in crampguard(python, "restore", *backups[:1])
    yield "quit in the end", crampguard(python, "quit") == "CrampGuard has quit." and tray.wait(PATIENCE) == 0
    ended = crampguard(python, "preview").endswith("That was the preview.")
    yield "a preview, which leaves nothing", ended and not list(python.home.rglob("crampguard-preview-*"))
    watching = python.start("-m", "crampguard", "watch")
    wait_until(lambda: "is running" in tray_line(python), PATIENCE, "the evening in the terminal answers")
    crampguard(python, "quit")
    yield "an evening in the terminal", watching.wait(PATIENCE) == 0 and said(watching).splitlines()[0]


def crampguard(python: WindowsPython, *words: str) -> str:
    return python.run("-m", "crampguard", *words).strip()


def start(python: WindowsPython) -> "subprocess.Popen[bytes]":
    tray = python.start("-m", "crampguard")
    wait_until(lambda: "is running" in tray_line(python), PATIENCE, "the tray program answers")
    time.sleep(DRAWN)
    return tray


def check(python: WindowsPython) -> str:
    return crampguard(python, "check")


def tray_line(python: WindowsPython) -> str:
    return next((line for line in check(python).splitlines() if "tray program" in line), "")


def start_at_login(python: WindowsPython, how: str) -> str:
    """Switches it, and what check says of it then."""
    python.run("-c", SWITCH.format(how=how))
    line = next(line for line in check(python).splitlines() if "start at login" in line)
    return line.partition(": ")[2]


def state(python: WindowsPython) -> str:
    items = json.loads(crampguard(python, "tonight", "--json"))["items"]
    return next(str(item["state"]) for item in items if item["habit"] == HABIT)


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
