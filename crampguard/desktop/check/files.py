"""Checks the program's own files, and those that it puts into the desktop's folders."""

import os
import stat
import sys
from collections.abc import Iterator
from contextlib import closing
from datetime import date
from pathlib import Path

from crampguard.desktop import entry, menu_entry, poke
from crampguard.desktop.check.finding import Finding, without_home
from crampguard.desktop.files import can_be_written
from crampguard.desktop.login import start_at_login
from crampguard.desktop.profile_lock import is_held, no_answer
from crampguard.i18n import _, ngettext, pgettext
from crampguard.store import backups, damage
from crampguard.store.diary import Diary
from crampguard.store.errors import StoreError
from crampguard.store.places import Places
from crampguard.store.settings import SettingsFile

_OLD = 7  # days


def file_findings(places: Places) -> Iterator[Finding]:
    yield _folder("data folder", places.data)
    yield _folder("log folder", places.log.parent)
    yield _diary(places)
    yield _backups(places)
    yield _settings(places)
    yield _running(places)
    yield _login()
    if entry.XDG:
        yield _menu_entry()


def _folder(name: str, folder: Path) -> Finding:
    where = without_home(folder)
    if not can_be_written(folder):
        fix = _("Make it, or the folder above it, your own and writable.")
        return Finding(name, False, _("{folder}: cannot be written").format(folder=where), fix)
    if not os.access(folder, os.F_OK):
        return Finding(name, True, _("{folder}: the first start makes it").format(folder=where))
    if sys.platform == "win32":  # whose modes say nothing about other users
        return Finding(name, True, _("{folder}: writable").format(folder=where))
    mode = f"{stat.S_IMODE(folder.stat().st_mode):04o}"
    if int(mode, 8) & 0o077:
        found = _("{folder}: open to others, mode {mode}").format(folder=where, mode=mode)
        return Finding(name, False, found, _("CrampGuard closes it at its next start."))
    return Finding(name, True, _("{folder}: writable, mode {mode}").format(folder=where, mode=mode))


def _diary(places: Places) -> Finding:
    if not os.access(places.diary, os.F_OK) and can_be_written(places.data):
        return Finding("diary", True, _("nothing is written yet"))
    try:
        if not damage.is_sound(places.diary):
            where = without_home(places.diary)
            fix = _("The next start puts it aside and takes the newest good backup.")
            return Finding("diary", False, _("{file}: it is damaged or gone").format(file=where), fix)
        with closing(Diary(places.diary)) as diary, diary.transaction():
            pass
    except StoreError as error:
        return _not_well("diary", error, places)
    return Finding("diary", True, _("can be read and written"))


def _backups(places: Places) -> Finding:
    today = date.today()  # noqa: DTZ011 (the user's own)
    try:
        found = backups.daily(places.diary)
        due = backups.is_due(places.diary, today)
    except StoreError as error:
        return _not_well("backups", error, places)
    if not found:
        return Finding("backups", True, _("none yet; the first change of a day makes one"))
    days = (today - backups.day_of(found[0])).days
    newest = ngettext("the newest is {days} day old", "the newest is {days} days old", days).format(days=days)
    fix = _("See that the disk has room and the folder can be written; the log says more.")
    return Finding("backups", not due or days <= _OLD, newest, fix)


def _not_well(name: str, error: StoreError, places: Places) -> Finding:
    reason = str(error).replace(str(places.data), without_home(places.data))
    return Finding(name, False, reason, _("Make its folder your own and writable."))


def _settings(places: Places) -> Finding:
    problems = len(SettingsFile(places.settings).read().problems)
    if not problems:
        return Finding("settings", True, _("every value makes sense"))
    # Only the count, because the lines quote the user's own texts and times.
    found = ngettext("{count} problem", "{count} problems", problems).format(count=problems)
    return Finding("settings", False, found, _("`crampguard tonight` names them."))


def _running(places: Places) -> Finding:
    name = "tray program"
    try:
        if poke.ask(places.socket, b"") is not None:
            return Finding(name, True, _("is running"))
        held = is_held(places.lock)
    except TimeoutError:
        held = True
    except OSError as error:
        file = without_home(Path(error.filename)) if error.filename else ""
        reason = ": ".join(filter(None, [file, error.strerror or str(error)]))
        return Finding(name, False, reason, _("It cannot start until that is mended."))
    if held:
        fix = _("End it (its process number is in that file), or log out and in again.")
        return Finding(name, False, no_answer(without_home(places.lock)), fix)
    return Finding(name, False, _("is not running"), _("Start it with `crampguard`."))


def _login() -> Finding:
    login = start_at_login()
    if login.enabled and login.stale:
        fix = _("Start CrampGuard once; it corrects that.")
        return Finding("start at login", False, _("on, but for a CrampGuard that is older or has gone"), fix)
    if login.why_not:
        return Finding("start at login", False, login.why_not)
    return Finding(
        "start at login",
        True,
        pgettext("start at login", "on") if login.enabled else _("off; the settings switch it on"),
    )


def _menu_entry() -> Finding:
    if menu_entry.installed():
        return Finding("menu entry", True, _("is among your applications"))
    if menu_entry.can_be_installed():
        return Finding("menu entry", False, _("is not there"), _("Start CrampGuard once; it makes it."))
    fix = _("Make the folder your own and writable.")
    return Finding("menu entry", False, _("your applications folder cannot be written"), fix)
