"""What a screen reader is told of a window, line by line: `python -m tests.screen_reader TITLE [NAME...]`.

The real program, on the desktop of the rig, on a Sunday at 22:20 after seven weeks of nights. The controls of
those names are pressed first, so that the other pages of a window can be read as well:

    python -m tests.screen_reader Settings Habits
    python -m tests.screen_reader Morning "Cramp…"
"""

import argparse
import sys
import tempfile
from collections.abc import Sequence
from contextlib import ExitStack, closing
from pathlib import Path

from tests.desktop.rig import requirements
from tests.desktop.rig.accessibility import HEARD, Control, ScreenReader, State, assistance
from tests.desktop.rig.app import CRAMPGUARD, App
from tests.desktop.rig.bus import session_bus
from tests.desktop.rig.clock import Clock, local
from tests.desktop.rig.display import screen
from tests.desktop.rig.strict_server import StrictServer
from tests.desktop.rig.tray_host import Tray, WatcherStub
from tests.desktop.rig.waiting import wait_until
from tests.diaries import fill
from tests.moved_clock import evening

TONIGHT, WELCOME = "Tonight", "Welcome"
ENTRIES = {
    "Morning": "Last night…",
    "History": "History",
    "Settings": "Settings",
    "Stretch": "Stretch",
    "When to see a doctor": "When to see a doctor",
    "Cramp now": "Cramp now",
}
"""The entry of the tray menu for a window. A click on the icon opens Tonight, the first start Welcome."""


def main(words: Sequence[str] | None = None) -> int:
    parser = argparse.ArgumentParser(
        prog="python -m tests.screen_reader", description=__doc__.partition("\n")[0]
    )
    parser.add_argument("title", choices=(TONIGHT, *ENTRIES, WELCOME), help="the window")
    parser.add_argument("names", nargs="*", help="controls that are pressed first")
    asked = parser.parse_args(words)
    if absent := requirements.missing(requirements.ASSISTANCE):
        parser.error(f"programs not installed: {', '.join(absent)}")
    for control in read(asked.title, asked.names):
        if is_told(control):
            sys.stdout.write(f"{told(control)}\n")
    return 0


def read(title: str, names: Sequence[str] = ()) -> list[Control]:
    """All controls of the window, once those of these names were pressed."""
    with ExitStack() as stack:
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="cg-read-")))
        bus = stack.enter_context(session_bus())
        display = stack.enter_context(screen())
        reader = stack.enter_context(assistance(bus.address, display))
        stack.enter_context(WatcherStub(bus.address))
        stack.enter_context(StrictServer(bus.address))
        tray = stack.enter_context(Tray(bus.address))
        clock = Clock(folder / "clock", local(2026, 11, 22, 22, 20))
        app = App(CRAMPGUARD, folder, bus=bus.address, screen=display, clock=clock, extra=HEARD)
        stack.enter_context(app)
        if title != WELCOME:
            _fill(folder / "data" / "crampguard")
        app.start()
        icon = tray.wait_for_item()
        open_window(tray, icon, title)
        for name in names:
            _press(reader, title, name)
        return reader.controls(title)


def open_window(tray: Tray, icon: str, title: str) -> None:
    """Open the window from the tray."""
    if title == TONIGHT:
        tray.activate(icon)
    elif title in ENTRIES:
        tray.click(icon, ENTRIES[title])


def _press(reader: ScreenReader, title: str, name: str) -> None:
    before = reader.controls(title)
    reader.press(title, name)
    wait_until(lambda: reader.controls(title) != before, 10, f"what {name!r} changes")


def _fill(data: Path) -> None:
    """Seven weeks of answers in the profile's diary, which then is not new."""
    data.mkdir(mode=0o700, parents=True)
    begun = evening(data, local(2026, 10, 5, 12, 0))
    with closing(begun.diary):
        begun.start()
        fill(begun)


def is_told(control: Control) -> bool:
    """Whether it is more than a frame or a space around others."""
    return bool(control.name or control.description) or State.FOCUSABLE in control.states


def told(control: Control) -> str:
    """The control as a screen reader would say it: name, what stands in it, role, state, description."""
    states = control.states
    parts = [
        control.name or "(without a name)",
        control.text,
        "" if control.role == "label" else control.role,
        ("checked" if State.CHECKED in states else "not checked") if State.CHECKABLE in states else "",
        "selected" if State.SELECTED in states else "",
        "has the focus" if State.FOCUSED in states else "",
        "" if State.ENABLED in states else "unavailable",
        control.description if control.description != control.name else "",
    ]
    return " | ".join(filter(None, parts))


if __name__ == "__main__":
    sys.exit(main())
