"""The preview as a real process: beside the user's own program, and gone without a trace afterwards."""

import os
import signal
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tests.desktop.rig.app import CRAMPGUARD, App, wait_until_it_runs
from tests.desktop.rig.bus import Bus
from tests.desktop.rig.requirements import needs_desktop
from tests.desktop.rig.strict_server import StrictServer
from tests.desktop.rig.waiting import wait_until

pytestmark = [needs_desktop, pytest.mark.slow]

# Two pop-ups, so that it takes half a minute.
SETTINGS = """
[habits.caffeine_cutoff]
enabled = false
[habits.hydrate]
enabled = false
[habits.alcohol_cutoff]
enabled = false
[habits.cool_bedroom]
enabled = false
[nudges]
snooze = 7
"""

Start = Callable[..., App]


@pytest.fixture
def profile(tmp_path: Path, bus: Bus) -> Iterator[Start]:
    """Programs of one user, whose settings and temporary folder are there already."""
    settings = tmp_path / "config" / "crampguard" / "settings.toml"
    settings.parent.mkdir(parents=True)
    settings.write_text(SETTINGS)
    (tmp_path / "tmp").mkdir()
    made: list[App] = []

    def start(**extra: str) -> App:
        more = {"TMPDIR": str(tmp_path / "tmp"), **extra}
        made.append(App(CRAMPGUARD, tmp_path, bus=bus.address, extra=more))
        return made[-1]

    yield start
    for app in made:
        app.close()


def files(folder: Path) -> set[Path]:
    """All files, without those of the rig, and what is in the temporary folder."""
    found = {path for path in folder.rglob("*") if path.is_file() and not path.match("*-[0-9].txt")}
    return found | set((folder / "tmp").iterdir())


def test_it_shows_the_evening_in_notifications_that_say_what_they_are_and_ends(
    profile: Start, server: StrictServer, tmp_path: Path
) -> None:
    before = files(tmp_path)
    app = profile()
    app.start("preview")
    wait_until(lambda: server.open, 20, "the first nudge")
    first = server.only()
    assert first.summary == "Preview: Bedtime leg stretch"
    assert "In 7 min" in [label for _key, label in first.actions]  # the user's own settings
    server.press(first.id, "done")
    wait_until(lambda: not server.open, 10, "the answer")
    wait_until(lambda: server.open, 30, "the nudge at bedtime")
    assert server.only().summary == "Preview: Regular bedtime"
    assert app.wait(40) == 0
    assert server.open == {}
    assert files(tmp_path) == before


def test_a_running_program_and_its_diary_are_not_disturbed(
    profile: Start, server: StrictServer, tmp_path: Path
) -> None:
    own = profile()
    own.start()
    wait_until_it_runs(own)
    before = own.run("tonight", "--json").stdout
    seen = profile()
    seen.start("preview")
    wait_until(lambda: any("Preview: " in shown.summary for shown in server.notified), 20, "the first nudge")
    assert own.alive
    assert own.run("tonight", "--json").stdout == before
    assert seen.terminate() == 0
    assert list((tmp_path / "tmp").iterdir()) == []
    assert own.alive


def test_without_a_screen_it_is_told_line_by_line_and_ctrl_c_cleans_up(
    profile: Start, tmp_path: Path
) -> None:
    before = files(tmp_path)
    app = profile(QT_QPA_PLATFORM="")
    app.start("preview")
    app.wait_for_line("22:15  Bedtime leg stretch")
    assert list((tmp_path / "tmp").iterdir()) != []
    os.kill(app.pid, signal.SIGINT)
    assert app.wait() == 0
    assert files(tmp_path) == before
    assert app.stderr() == ""
