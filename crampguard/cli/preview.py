"""The command that shows the coming evening in about a minute, in a profile that is thrown away."""

import argparse
import contextlib
import shutil
import signal
import tempfile
import time
from datetime import UTC, datetime
from pathlib import Path

from crampguard.cli.output import say
from crampguard.desktop.preview_clock import PreviewClock
from crampguard.engine import Engine
from crampguard.i18n import _
from crampguard.routine.tonight import Tonight
from crampguard.store.diary import Diary
from crampguard.store.places import Places, places, places_in
from crampguard.store.settings import SettingsFile


def preview(_args: argparse.Namespace) -> None:
    signal.signal(signal.SIGTERM, signal.default_int_handler)  # as Ctrl+C: the folder goes whatever ends it
    folder = tempfile.TemporaryDirectory(prefix="crampguard-preview-")
    with contextlib.suppress(KeyboardInterrupt), folder:
        where = _profile(Path(folder.name))
        clock = PreviewClock(SettingsFile(where.settings).read().routine)
        say(_("Preview: your evening in about a minute. Nothing of it is kept. Ctrl+C ends it."))
        _show(where, clock)
        say(_("That was the preview."))


def _profile(folder: Path) -> Places:
    """With the user's settings and an empty diary."""
    own = places().settings
    if own.is_file():
        shutil.copyfile(own, folder / own.name)
    return places_in(folder)


def _show(where: Places, clock: PreviewClock) -> None:
    """In the tray, or line by line where there is no screen."""
    from crampguard import app

    try:
        app.run(where, clock)
    except app.NoDisplay:
        _tell(where, clock)


class _Alarm:
    """Keeps the instant for the loop below."""

    def __init__(self, clock: PreviewClock) -> None:
        self._clock = clock
        self.rings_at = datetime.now(UTC)

    def ring_at(self, instant: datetime) -> None:
        self.rings_at = self._clock.machine_time(instant)


def _tell(where: Places, clock: PreviewClock) -> None:
    alarm = _Alarm(clock)
    with contextlib.closing(Diary(where.diary)) as diary:
        engine = Engine(diary, SettingsFile(where.settings), clock)
        engine.listen(_say)
        engine.start(alarm)
        while clock.seconds_left:
            until = (alarm.rings_at - datetime.now(UTC)).total_seconds()
            time.sleep(max(0.01, min(until, clock.seconds_left)))
            engine.ring()


def _say(tonight: Tonight) -> None:
    if tonight.joined and tonight.notice is not None:
        say(f"{tonight.clock(tonight.now)}  {tonight.notice.title}")
        for line in tonight.notice.body.splitlines():
            say(f"       {line}")
