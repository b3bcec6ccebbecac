"""The files of the program are exchanged while it runs, as dpkg and pip do."""

import shutil
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from crampguard.desktop import upgrade
from tests.desktop.rig.app import App, wait_until_it_runs
from tests.desktop.rig.bus import Bus
from tests.desktop.rig.display import Screen
from tests.desktop.rig.requirements import needs
from tests.desktop.rig.strict_server import StrictServer
from tests.desktop.rig.tray_host import WatcherStub
from tests.desktop.rig.waiting import wait_until
from tests.wheel import CHECKOUT

SOON = 50  # milliseconds
RUNS, FAILS = "#!/bin/sh\n", "#!/bin/sh\nexit 1\n"
HURRIES = f"""
import sys
from crampguard.desktop import upgrade
upgrade._OVER = {SOON}
from crampguard.cli import main
sys.exit(main())
"""


class Installation:
    """One whose program only says that it starts. in_use: what the test says the user has open."""

    def __init__(self, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        self.program = folder / "crampguard"
        self.install(RUNS)
        self.in_use = False
        self.started: list[int] = []
        self.tried: list[bool] = []
        monkeypatch.setattr(upgrade, "_OVER", SOON)
        monkeypatch.setattr(upgrade, "replaced_file", lambda: self.program)
        monkeypatch.setattr(upgrade, "program", lambda: [str(self.program)])
        self.watch = upgrade.UpgradeWatch(self._in_use, lambda: self.started.append(1))

    def install(self, script: str) -> None:
        new = self.program.with_suffix(".dpkg-new")
        new.write_text(script)
        new.chmod(0o755)
        new.replace(self.program)

    def _in_use(self) -> bool:
        self.tried.append(self.in_use)
        return self.in_use


@pytest.fixture
def installation(qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Installation]:
    made = Installation(tmp_path, monkeypatch)
    yield made
    made.watch.stop()
    made.watch.deleteLater()


def test_an_idle_program_starts_anew_after_an_upgrade_and_only_then(
    qtbot: QtBot, installation: Installation
) -> None:
    installation.watch.changed()
    qtbot.wait(3 * SOON)
    assert not installation.tried
    installation.install(RUNS)
    qtbot.waitUntil(lambda: installation.started == [1])


def test_it_waits_until_the_user_has_nothing_open(qtbot: QtBot, installation: Installation) -> None:
    installation.in_use = True
    installation.install(RUNS)
    qtbot.waitUntil(lambda: installation.tried == [True])
    installation.watch.changed()
    qtbot.waitUntil(lambda: installation.tried == [True, True])
    assert not installation.started
    installation.in_use = False
    installation.watch.changed()
    qtbot.waitUntil(lambda: installation.started == [1])


def test_an_upgrade_that_does_not_start_is_left_until_it_is_mended(
    qtbot: QtBot, installation: Installation
) -> None:
    installation.install(FAILS)
    qtbot.waitUntil(lambda: len(installation.tried) == 1)
    installation.program.unlink()
    qtbot.waitUntil(lambda: len(installation.tried) == 2)
    assert not installation.started
    installation.install(RUNS)
    qtbot.waitUntil(lambda: installation.started == [1])


@needs("dbus-daemon", "Xvfb")
def test_a_program_that_was_upgraded_is_the_new_one_in_the_same_process(
    tmp_path: Path, bus: Bus, x: Screen
) -> None:
    site = tmp_path / "site"
    shutil.copytree(CHECKOUT / "crampguard", site / "crampguard")
    shutil.copytree(CHECKOUT / "resources", site / "crampguard" / "resources")
    old = [sys.executable, "-c", HURRIES]
    with (
        StrictServer(bus.address),
        WatcherStub(bus.address) as host,
        App(old, tmp_path, bus=bus.address, screen=x, extra={"PYTHONPATH": str(site)}) as app,
    ):
        for _start in ("with Welcome", "with no window"):
            app.run("quit")
            app.start()
            wait_until_it_runs(app)
        (icon,) = wait_until(lambda: host.items, 30, "the icon")
        command = Path(f"/proc/{app.pid}/cmdline")
        assert HURRIES.encode() in command.read_bytes()
        version = site / "crampguard" / "__init__.py"
        version.write_text(version.read_text() + "# newer\n")
        wait_until(lambda: HURRIES.encode() not in command.read_bytes(), 30, "the new program")
        wait_until(lambda: [item for item in host.items if item != icon], 30, "its icon")
        wait_until_it_runs(app)
        assert app.run("quit").returncode == 0
        assert app.wait() == 0
        assert app.stderr() == ""
