"""An evening with a bundle: its icon, an answer in the terminal, a second start, the start at login, quit."""

import json
import subprocess
from collections.abc import Sequence
from pathlib import Path
from time import monotonic

from crampguard.desktop import entry
from tests.desktop.rig.app import App, wait_until_it_runs
from tests.desktop.rig.bus import session_bus
from tests.desktop.rig.display import screen
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
    with session_bus() as bus, StrictServer(bus.address), WatcherStub(bus.address) as host, screen() as x:
        seconds = []
        for _try in range(_TRIES):
            with App(argv, folder, bus=bus.address, screen=x) as app:
                began = monotonic()
                app.start()
                wait_until(lambda: host.items, 60, "the icon")
                seconds.append(monotonic() - began)
                _answer(app)
                wait_until(
                    lambda: entry.read(login).get("TryExec") == str(program), 15, f"{program} in {login}"
                )
                _said(app.run("quit"))
                assert app.wait() == 0
                assert app.stderr() == ""
                wait_until(lambda: not host.items, 5, "the icon has gone")
    return seconds


def _answer(app: App) -> None:
    wait_until_it_runs(app)
    _said(app.run("done", "hydrate"))
    items = json.loads(_said(app.run("tonight", "--json")))["items"]
    assert [item["state"] for item in items if item["habit"] == "hydrate"] == ["done"]
    _said(app.run())  # opens the list of the running one


def _said(ended: subprocess.CompletedProcess[str]) -> str:
    assert (ended.returncode, ended.stderr) == (0, ""), ended
    return ended.stdout
