"""One evening on a desktop: two nudges, of which the first is clicked on and the second answered with its Done button."""

import json
import time
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from PySide6.QtGui import QImage

from tests.desktop.rig.waiting import wait_until
from tests.desktops.chroot import PROGRAM, PYTHON, Point, Session, point

FIRST, SECOND = "cool_bedroom", "water_plants"
AHEAD = timedelta(seconds=55)
"""What the steps before the first nudge take at most."""
DRAWN = 2.0
"""Seconds in which a desktop has drawn what it was asked for. A picture cannot be waited for."""
A_WINDOW = 100_000
"""Pixels: more than any notification has, and fewer than the window of tonight."""
SERVER = "org.freedesktop.Notifications"
EMPTY = 600, 400
HEARD = "notifications.log"


def live(desktop: str, session: Session, say: Callable[[str, object], None]) -> None:
    """Take the pictures, and say what was seen: True or False where there is a right and a wrong."""
    due = write_settings(session)
    calls, signals = f"destination='{SERVER}'", f"type='signal',interface='{SERVER}'"
    session.start(HEARD, "dbus-monitor", "--session", calls, signals)
    start_program(session)
    session.run(PROGRAM, "quit")
    start_program(session)  # a second time, because the first opens Welcome
    session.picture("1-tray")
    if tray := point(desktop, "tray"):
        session.click(tray, button=3)
        time.sleep(DRAWN)
        session.picture("2-menu")
        session.click(EMPTY)  # closes the menu; not every one hears Escape
    session.run(PROGRAM)  # beside a running one it shows the window of tonight
    time.sleep(DRAWN)
    session.picture("3-tonight")
    session.start("cover.log", PYTHON, "/recipes/cover.py")
    session.wait_for("cover.log", "shown", 1, 20)
    time.sleep(DRAWN)
    covered = session.picture("4-covered")
    say("program's checks", check(session))
    say("covered in time", datetime.now(UTC) < due)

    say("first Notify", wait_for_notify(session, due, 1))
    body = point(desktop, "body")
    show(session, body)
    session.picture("5-notification")
    if body:
        session.click(body)
        say("click heard", session.wait_for(HEARD, "member=ActionInvoked", 1, 5))
        say("token sent", session.wait_for(HEARD, "member=ActivationToken", 1, 0))
        time.sleep(DRAWN)
        raised = session.picture("6-raised")
        say("Tonight raised", pixels_changed(covered, raised) > A_WINDOW)

    say("second Notify", wait_for_notify(session, due + timedelta(minutes=2), 2))
    show(session, body)
    session.picture("7-second")
    if done := point(desktop, "done"):
        session.click(done)
        time.sleep(DRAWN)
        session.picture("8-answered")
        say("Done is recorded", {state(session, FIRST), state(session, SECOND)} == {"done"})
    say("Notify calls", (session.pictures / HEARD).read_text(errors="replace").count("member=Notify\n"))


def start_program(session: Session) -> None:
    session.start("program.log", PROGRAM)
    wait_until(lambda: "tray program: is running" in check(session), 30, "the tray program runs")
    time.sleep(DRAWN)


def write_settings(session: Session) -> datetime:
    """Make Cool bedroom due at a full minute, and a habit of our own two minutes later; when the first is due."""
    due = (datetime.now(UTC) + AHEAD + timedelta(minutes=1)).replace(second=0, microsecond=0)
    bedtime = due + timedelta(minutes=60)
    session.run("mkdir", "-p", ".config/crampguard")
    text = f"""
[schedule]
bedtime = "{bedtime:%H:%M}"
wake = "{bedtime + timedelta(hours=8):%H:%M}"
[habits.{SECOND}]
title = "Water the plants"
nudge = "The second nudge of this evening."
lead = 58
useful_for = 60
"""
    session.run("tee", ".config/crampguard/settings.toml", given=text)
    return due


def wait_for_notify(session: Session, due: datetime, times: int) -> bool:
    """Whether the program has called Notify so often by half a minute after `due`."""
    left = due - datetime.now(UTC) + timedelta(seconds=30)
    return session.wait_for(HEARD, "member=Notify\n", times, left.total_seconds())


def show(session: Session, body: Point | None) -> None:
    """Move the mouse over the notification: GNOME unfolds it, but not for a mouse that was there before."""
    time.sleep(DRAWN)
    session.move(EMPTY)
    session.move(body or EMPTY)
    time.sleep(DRAWN)


def pixels_changed(before: Path, after: Path) -> int:
    old, new = QImage(str(before)), QImage(str(after))
    return sum(
        old.pixel(x, y) != new.pixel(x, y) for x in range(0, old.width(), 4) for y in range(0, old.height(), 4)
    ) * 16  # fmt: skip


def state(session: Session, habit: str) -> str:
    """The habit's state as a script reads it."""
    items: list[dict[str, Any]] = json.loads(session.run(PROGRAM, "tonight", "--json"))["items"]
    return next(str(item["state"]) for item in items if item["habit"] == habit)


def check(session: Session) -> str:
    return session.run(PROGRAM, "check")
