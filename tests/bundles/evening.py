"""An evening with a bundle: its icon, an answer in the terminal, a second start, the start at login, quit.

And another one in which it is upgraded.
"""

import json
import os
import subprocess
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from time import monotonic

from crampguard.desktop import entry
from tests.desktop.rig.app import App, wait_until_it_runs
from tests.desktop.rig.bus import Bus, session_bus
from tests.desktop.rig.display import Screen, screen
from tests.desktop.rig.strict_server import StrictServer
from tests.desktop.rig.tray_host import WatcherStub
from tests.desktop.rig.waiting import wait_until

_TRIES = 5
_OLD = "[Desktop Entry]\nType=Application\nExec=/gone/crampguard\nTryExec=/gone/crampguard\n"


def live(argv: Sequence[str | Path], folder: Path, *, program: str | Path) -> list[float]:
    """Starts it several times with a home in `folder`, and returns the seconds until each icon was there.

    program: what a start at login has to name. AssertionError says what is wrong.
    """
    login = folder / "config" / "autostart" / entry.FILE
    if not login.exists():
        login.parent.mkdir(parents=True)
        login.write_text(_OLD)  # by an installation that is gone
    with _desktop() as (bus, host, x):
        seconds = []
        for _try in range(_TRIES):
            with App(argv, folder, bus=bus.address, screen=x) as app:
                began = monotonic()
                app.start()
                wait_until(lambda: host.items, 60, "the icon")
                seconds.append(monotonic() - began)
                _answer(app)
                _start_checkout_beside(app)
                assert len(host.items) == 1
                wait_until(
                    lambda: entry.read(login).get("TryExec") == str(program), 15, f"{program} in {login}"
                )
                _said(app.run("quit"))
                assert app.wait() == 0
                assert app.stderr() == ""
                wait_until(lambda: not host.items, 5, "the icon has gone")
    return seconds


def live_through_upgrade(argv: Sequence[str | Path], folder: Path, upgrade: Callable[[], object]) -> None:
    """With the home of an evening before. AssertionError says what is wrong."""
    with _desktop() as (bus, host, x), App(argv, folder, bus=bus.address, screen=x) as app:
        app.start()
        (icon,) = wait_until(lambda: host.items, 60, "the icon")
        wait_until_it_runs(app)
        assert not _is_replaced(app)
        upgrade()
        assert _is_replaced(app)
        _said(app.run())  # opens the list, which the old one has to import
        window = wait_until(
            lambda: _xdotool(x, "search", "--onlyvisible", "--name", "Tonight"), 30, "the list"
        )
        _xdotool(x, "windowfocus", "--sync", window.strip(), "key", "Escape")
        wait_until(lambda: not _is_replaced(app), 90, "the new one")
        wait_until(lambda: host.items and host.items != [icon], 30, "its icon")
        _answer(app)
        _said(app.run("quit"))
        assert app.wait() == 0
        assert app.stderr() == ""


@contextmanager
def _desktop() -> Iterator[tuple[Bus, WatcherStub, Screen]]:
    with session_bus() as bus, StrictServer(bus.address), WatcherStub(bus.address) as host, screen() as x:
        yield bus, host, x


def _is_replaced(app: App) -> bool:
    """Whether the file of the running program is no longer there."""
    return os.readlink(f"/proc/{app.pid}/exe").endswith(" (deleted)")  # noqa: PTH115 (it leads nowhere)


def _xdotool(screen: Screen, *words: str) -> str:
    """What it says; nothing where it found nothing."""
    environment = {"PATH": os.environ["PATH"], "DISPLAY": screen.name}
    return subprocess.run(
        ["xdotool", *words], env=environment, capture_output=True, text=True, check=False
    ).stdout


def _answer(app: App) -> None:
    wait_until_it_runs(app)
    _said(app.run("done", "hydrate"))
    items = json.loads(_said(app.run("tonight", "--json")))["items"]
    assert [item["state"] for item in items if item["habit"] == "hydrate"] == ["done"]
    _said(app.run())  # opens the list of the running one


def _start_checkout_beside(app: App) -> None:
    """As from a venv of the same user: it only opens the list of the bundle."""
    command = [sys.executable, "-m", "crampguard"]
    said = subprocess.run(command, env=app.env(), capture_output=True, text=True, check=False)
    assert "is running already" in _said(said)


def _said(ended: subprocess.CompletedProcess[str]) -> str:
    assert (ended.returncode, ended.stderr) == (0, ""), ended
    return ended.stdout
