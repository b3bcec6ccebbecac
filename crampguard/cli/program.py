"""The commands about the program itself: start, quit, check."""

import argparse

from crampguard.cli.output import CouldNot, say, say_json
from crampguard.desktop import poke
from crampguard.desktop.display import has_display
from crampguard.desktop.profile_lock import no_answer
from crampguard.i18n import _
from crampguard.store.language import use_language_of
from crampguard.store.places import places


def start(args: argparse.Namespace) -> None:
    """In the tray; where there is no screen, in the terminal."""
    where = places()
    if _brought_forward():
        return
    if not has_display():
        from crampguard.cli.watch import watch

        watch(args)
        return
    from crampguard import start as tray

    try:
        tray.run(where)
    except tray.AlreadyRunning as error:
        if not _brought_forward():
            raise CouldNot(str(error)) from error


def quit_running(_args: argparse.Namespace) -> None:
    running = _ask_tray(poke.QUIT, tries=2) is not None  # it may wait for a slow notification server first
    say(_("CrampGuard has quit.") if running else _("CrampGuard is not running."))


def check(args: argparse.Namespace) -> None:
    from crampguard.desktop.check import all_findings

    findings = all_findings(places())
    if args.json:
        say_json([finding.as_json() for finding in findings])
        return
    for finding in findings:
        say(finding.as_line())


def _brought_forward() -> bool:
    """Brings a running tray to the front; returns whether one runs. CouldNot if it is in another session."""
    answer = _ask_tray(poke.forward())
    if answer is not None:
        use_language_of(places().settings)
    if answer == poke.ELSEWHERE:
        raise CouldNot(_("CrampGuard is running in your other session"))
    if answer == poke.HERE:
        say(_("CrampGuard is running already; its list of tonight is open."))
    return answer == poke.HERE


def _ask_tray(word: bytes, tries: int = 1) -> bytes | None:
    """Sends a word to the running tray. None where none runs; CouldNot where it does not answer in time."""
    where = places()
    try:
        return poke.ask(where.socket, word)
    except TimeoutError as error:
        if tries > 1:
            return _ask_tray(word, tries - 1)
        raise CouldNot(no_answer(where.lock)) from error
