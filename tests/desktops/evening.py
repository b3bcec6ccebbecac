"""One evening on a desktop: the first nudge is clicked on, the second is answered with its Done button."""

import json
import time
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

from PySide6.QtGui import QImage

from tests.desktop.rig.waiting import wait_until
from tests.desktops.chroot import PROGRAM, PYTHON, Point, Session, point

FIRST, SECOND = "cool_bedroom", "water_plants"
AHEAD = timedelta(seconds=55)
"""What comes before the first nudge takes no longer."""
DRAWN = 2.0
"""Seconds in which a desktop has drawn what it was asked for, which no program can tell."""
A_WINDOW = 100_000
"""Pixels: more than a notification has, fewer than the window of tonight."""
ASIDE = 600, 400
"""A place with nothing but the desktop or the covering window."""
SERVER = "org.freedesktop.Notifications"
HEARD = "notifications.log"


def live(desktop: str, session: Session) -> Iterator[tuple[str, bool | str]]:
    """Take the pictures; what was seen, as True or False where one of them is wrong."""
    tray, body, done = (point(desktop, name) for name in ("tray", "body", "done"))
    due = write_settings(session)
    calls, signals = f"destination='{SERVER}'", f"type='signal',interface='{SERVER}'"
    session.start(HEARD, "dbus-monitor", "--session", calls, signals)
    start_program(session)
    session.run(PROGRAM, "quit")
    start_program(session)  # a second time, because the first opens Welcome

    session.picture("1-tray")
    if tray:
        session.click(tray, button=3)
        time.sleep(DRAWN)
        session.picture("2-menu")
        session.click(ASIDE)  # closes the menu; waybar's does not hear Escape
    session.run(PROGRAM)  # shows tonight in the running one
    time.sleep(DRAWN)
    session.picture("3-tonight")
    session.start("cover.log", PYTHON, "/recipes/cover.py")
    session.wait_for("cover.log", "shown", 1, 20)
    time.sleep(DRAWN)
    covered = session.picture("4-covered")
    yield "check", check(session)
    yield "ready before the nudge", datetime.now(UTC) < due

    yield "first Notify", wait_for_notify(session, due, 1)
    point_at(session, body)
    session.picture("5-notification")
    if body:
        session.click(body)
        yield "click heard", session.wait_for(HEARD, "member=ActionInvoked", 1, 5)
        yield "with a token", "yes" if session.wait_for(HEARD, "member=ActivationToken", 1, 0) else "no"
        time.sleep(DRAWN)
        raised = session.picture("6-raised")
        yield "tonight raised", pixels_changed(covered, raised) > A_WINDOW

    yield "second Notify", wait_for_notify(session, due + timedelta(minutes=2), 2)
    point_at(session, body)
    session.picture("7-second")
    if done:
        session.click(done)
        time.sleep(DRAWN)
        session.picture("8-answered")
        states = state(session, FIRST), state(session, SECOND)
        yield f"done ({', '.join(states)})", set(states) == {"done"}


def start_program(session: Session) -> None:
    session.start("program.log", PROGRAM)
    wait_until(lambda: "tray program: is running" in check(session), 30, "the tray program runs")
    time.sleep(DRAWN)


def write_settings(session: Session) -> datetime:
    """Make Cool bedroom due at a full minute, which is returned, and a habit of our own two minutes later."""
    due = (datetime.now(UTC) + AHEAD + timedelta(minutes=1)).replace(second=0, microsecond=0)
    bedtime = due + timedelta(minutes=60)
    wake = bedtime + timedelta(hours=8)
    session.run("mkdir", "-p", ".config/crampguard")
    text = f"""
[schedule]
bedtime = "{bedtime:%H:%M}"
wake = "{wake:%H:%M}"
[habits.{SECOND}]
title = "Water the plants"
nudge = "The second nudge of this evening."
lead = 58
useful_for = 60
"""
    session.run("tee", ".config/crampguard/settings.toml", text=text)
    return due


def wait_for_notify(session: Session, due: datetime, times: int) -> bool:
    """Whether the program has called Notify so often by half a minute after `due`."""
    left = due - datetime.now(UTC) + timedelta(seconds=30)
    return session.wait_for(HEARD, "member=Notify\n", times, left.total_seconds())


def point_at(session: Session, body: Point | None) -> None:
    """Move the mouse to the notification: GNOME unfolds it then, but not where the mouse was there before."""
    time.sleep(DRAWN)
    session.move(ASIDE)
    session.move(body or ASIDE)
    time.sleep(DRAWN)


def pixels_changed(before: Path, after: Path) -> int:
    """How many pixels differ, from a sample of one in sixteen."""
    old, new = QImage(str(before)), QImage(str(after))
    places = [(x, y) for x in range(0, old.width(), 4) for y in range(0, old.height(), 4)]
    return 16 * sum(old.pixel(x, y) != new.pixel(x, y) for x, y in places)


def state(session: Session, habit: str) -> str:
    """The habit's state as a script reads it."""
    items = json.loads(session.run(PROGRAM, "tonight", "--json"))["items"]
    return next(str(item["state"]) for item in items if item["habit"] == habit)


def check(session: Session) -> str:
    return session.run(PROGRAM, "check")
