"""The command that tells the evening in a terminal, where there is no tray: on a server, or over ssh.

What only it needs, such as APScheduler, is imported inside, so that the other commands start faster.
"""

import argparse
import contextlib
import signal
from datetime import date
from typing import TYPE_CHECKING

from crampguard.cli.output import CouldNot, complain, say
from crampguard.cli.telling import say_answers, say_notice, say_summary
from crampguard.desktop.clock import SystemClock
from crampguard.desktop.profile_lock import AlreadyRunning
from crampguard.engine import Engine
from crampguard.i18n import _
from crampguard.routine.tonight import Tonight
from crampguard.store.backup_scheduler import BackupScheduler
from crampguard.store.diary import Diary
from crampguard.store.places import Places, places
from crampguard.store.settings import SettingsFile

if TYPE_CHECKING:
    from crampguard.desktop.terminal_loop import TerminalLoop


def watch(_args: argparse.Namespace) -> None:
    signal.signal(signal.SIGTERM, signal.default_int_handler)  # ends it as Ctrl+C does
    say(_("CrampGuard tells the evening here. Ctrl+C ends it."))
    with contextlib.suppress(KeyboardInterrupt):
        tell_evening(places(), SystemClock())


def tell_evening(where: Places, clock: SystemClock, seconds: float | None = None) -> None:
    """Tells what a notification would show, until it is asked to quit, or for so many seconds (a preview).

    Ctrl+C and SIGTERM end it too. CouldNot where the profile is taken.
    """
    from crampguard.desktop.signals import stopping_on_signals
    from crampguard.desktop.terminal_channel import holding_profile
    from crampguard.desktop.terminal_loop import TerminalLoop, watching_clock

    loop = TerminalLoop(lambda: teller.ring(), clock)
    try:
        with (
            stopping_on_signals(loop.stop),
            # a command may come before the teller is there; the loop calls it once it runs
            holding_profile(where.lock, where.socket, lambda: loop.call(lambda: teller.refresh()), loop.stop),
            contextlib.closing(_Teller(where, clock, answerable=seconds is None)) as teller,
            watching_clock(lambda: loop.call(teller.resumed)),
        ):
            teller.start(loop)
            loop.run(seconds)
    except AlreadyRunning as error:
        raise CouldNot(_("CrampGuard is running already, and tells the evening there")) from error


class _Teller:
    """The engine, and what was said so far. answerable: by commands in another terminal."""

    def __init__(self, where: Places, clock: SystemClock, *, answerable: bool) -> None:
        self._answerable = answerable
        self._settings = SettingsFile(where.settings)
        self._settings.write_first()
        self._clock = clock
        self._diary = Diary(where.diary)
        self._engine = Engine(self._diary, self._settings, clock)
        self._backup_scheduler = BackupScheduler(where.diary, self._diary.suspect_damage)
        self._complained: tuple[str, ...] = ()
        self._night: date | None = None

    def start(self, loop: "TerminalLoop") -> None:
        self._engine.listen(self._tell)
        self._engine.listen(self._backup_scheduler.follow)
        self._engine.start(loop)

    def close(self) -> None:
        self._backup_scheduler.stop()
        self._engine.save_queue()
        self._diary.close()

    def ring(self) -> None:
        self._follow_settings()
        self._engine.ring()

    def refresh(self) -> None:
        """A command changed something."""
        self._follow_settings()
        self._engine.refresh()

    def resumed(self) -> None:
        """The machine slept until now, or its clock was set."""
        self._clock.reload()
        self._engine.resumed()

    def _follow_settings(self) -> None:
        """An edit by hand is noticed when something is told next, or a command is given."""
        if self._settings.has_changed:
            self._engine.reload()

    def _tell(self, tonight: Tonight) -> None:
        for line in (*tonight.problems, tonight.news):
            if line and line not in self._complained:
                complain(line)
        self._complained = (*tonight.problems, tonight.news)
        if tonight.night.date != self._night:
            self._night = tonight.night.date
            say_summary(tonight)
        if tonight.joined and tonight.notice is not None:
            say_notice(tonight, tonight.notice)
            if self._answerable:
                say_answers(tonight.notice)
