"""The command that shows the coming evening in about a minute, in a profile that is thrown away."""

import argparse
import contextlib
import logging
import shutil
import signal
import tempfile
from pathlib import Path

from crampguard.cli.output import say
from crampguard.cli.watch import tell_evening
from crampguard.desktop.display import has_display
from crampguard.desktop.preview_clock import PreviewClock
from crampguard.i18n import _
from crampguard.store.places import Places, places, places_in
from crampguard.store.settings import SettingsFile


def preview(_args: argparse.Namespace) -> None:
    signal.signal(signal.SIGTERM, signal.default_int_handler)  # as Ctrl+C, so the folder always goes
    folder = tempfile.TemporaryDirectory(prefix="crampguard-preview-")
    with contextlib.suppress(KeyboardInterrupt), folder:
        where = _profile(Path(folder.name))
        clock = PreviewClock(SettingsFile(where.settings).read().routine)
        say(_("Preview: your evening in about a minute. Nothing of it is kept. Ctrl+C ends it."))
        try:
            _show(where, clock)
        finally:
            logging.shutdown()  # Windows removes no file that is open
        say(_("That was the preview."))


def _profile(folder: Path) -> Places:
    """With the user's settings and an empty diary."""
    own = places().settings
    if own.is_file():
        shutil.copyfile(own, folder / own.name)
    return places_in(folder)


def _show(where: Places, clock: PreviewClock) -> None:
    """In the tray, or line by line where there is no screen."""
    if not has_display():
        tell_evening(where, clock, clock.seconds_left)
        return
    from crampguard import start

    start.run(where, clock)
