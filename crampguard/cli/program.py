"""The commands about the program itself: start it, end it, see what works on this machine."""

import argparse

from crampguard.cli.output import CouldNot, say, say_json
from crampguard.desktop import poke
from crampguard.desktop.profile_lock import no_answer
from crampguard.i18n import _
from crampguard.store.places import places


def start(_asked: argparse.Namespace) -> None:
    where = places()
    if _brought_forward():
        return
    from crampguard import app

    try:
        app.run(where)
    except app.NoDisplay as error:
        raise CouldNot(str(error)) from error
    except app.AlreadyRunning as error:
        if not _brought_forward():
            raise CouldNot(str(error)) from error


def end(_asked: argparse.Namespace) -> None:
    running = _asked_tray(poke.QUIT, tries=2) is not None  # it may wait for a slow notification server first
    say(_("CrampGuard has quit.") if running else _("CrampGuard is not running."))


def check(asked: argparse.Namespace) -> None:
    from crampguard.desktop.check import all_findings

    findings = all_findings(places())
    if asked.json:
        say_json([finding.as_json() for finding in findings])
        return
    for finding in findings:
        say(finding.as_line())


def _brought_forward() -> bool:
    """Brings a running tray to the front; whether there is one. CouldNot if it runs in another session."""
    answer = _asked_tray(poke.FORWARD + b" " + poke.session())
    if answer == poke.ELSEWHERE:
        raise CouldNot(_("CrampGuard is running in your other session"))
    if answer == poke.HERE:
        say(_("CrampGuard is running already; its list of tonight is open."))
    return answer == poke.HERE


def _asked_tray(word: bytes, tries: int = 1) -> bytes | None:
    """The answer of the running tray; None where none runs. CouldNot where it gives none in time."""
    where = places()
    try:
        return poke.ask(where.socket, word)
    except TimeoutError as error:
        if tries > 1:
            return _asked_tray(word, tries - 1)
        raise CouldNot(no_answer(where.lock)) from error
