"""Opens the user's profile for a command: the engine for changes, or diary and settings for reading."""

import contextlib
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

from crampguard.cli.output import complain
from crampguard.desktop import poke
from crampguard.desktop.clock import SystemClock
from crampguard.engine import Engine, Outcome, check_begun, known_habit
from crampguard.i18n import _
from crampguard.routine.actions import Action, ActionKind
from crampguard.routine.tonight import Tonight
from crampguard.store import backups
from crampguard.store.damage import repair_words
from crampguard.store.diary import Diary
from crampguard.store.errors import Damaged, StoreError
from crampguard.store.places import places
from crampguard.store.settings import Settings, SettingsFile


@contextlib.contextmanager
def changing(habit: str | None = None, night: date | None = None) -> Iterator[Engine]:
    """The engine; afterwards a running tray is told to read the diary again.

    Refused, before any file is made, for an unknown habit or a night that has not begun.
    """
    where, clock = places(), SystemClock()
    if clock.problem:
        complain(clock.problem)
    file = SettingsFile(where.settings)
    routine = _read(file).routine
    if habit is not None:
        known_habit(routine, habit)
    if night is not None:
        check_begun(routine, night, clock)
    file.write_first()
    with contextlib.closing(Diary(where.diary)) as diary:
        engine = Engine(diary, file, clock)
        known = engine.tonight.news
        if known:
            complain(known)
        with _repairing(diary):
            yield engine
        if engine.tonight.news not in ("", known):
            complain(engine.tonight.news)
    if not poke.poke(where.socket):
        _back_up(where.diary, engine.tonight)


def perform(engine: Engine, kind: ActionKind, night: date | None = None, **details: Any) -> Outcome:
    """Performs an action, by default for tonight, and raises its error. details: fields of Action."""
    outcome = engine.perform(Action(kind, night or engine.tonight.night.date, **details))
    if outcome.error is not None:
        raise outcome.error
    return outcome


@contextlib.contextmanager
def reading() -> Iterator[Diary]:
    """The diary, for reading only."""
    with contextlib.closing(Diary(places().diary)) as diary, _repairing(diary):
        if repaired := repair_words(diary.repairs()):
            complain(repaired)
        yield diary


def settings() -> Settings:
    return _read(SettingsFile(places().settings))


def _read(file: SettingsFile) -> Settings:
    """Reads the settings and reports each invalid value."""
    found = file.read()
    for problem in found.problems:
        complain(problem)
    return found


@contextlib.contextmanager
def _repairing(diary: Diary) -> Iterator[None]:
    """Damage found inside ends the command; closing the diary repairs it, so the next command works."""
    try:
        yield
    except Damaged as error:
        raise StoreError(repair_words(diary.repairs()) or str(error)) from error


def _back_up(diary: Path, tonight: Tonight) -> None:
    """Makes the backup of the day, as a running tray would."""
    day = tonight.local(tonight.now).date()
    try:
        if backups.is_due(diary, day):
            backups.make(diary, day)
    except StoreError as error:
        complain(_("no backup was made: {reason}").format(reason=error))
