"""The user's own files: the engine over them for what changes, diary and settings for what only reads."""

import contextlib
from collections.abc import Iterator
from datetime import date
from pathlib import Path

from crampguard.cli.output import complain
from crampguard.desktop import poke
from crampguard.desktop.clock import SystemClock
from crampguard.engine import Engine, begun_night, known_habit
from crampguard.i18n import _
from crampguard.routine.tonight import Tonight
from crampguard.store import backups
from crampguard.store.damage import repair_words
from crampguard.store.diary import Diary
from crampguard.store.errors import Damaged, StoreError
from crampguard.store.places import places
from crampguard.store.settings import Settings, SettingsFile


@contextlib.contextmanager
def changing(habit: str | None = None, night: date | None = None) -> Iterator[Engine]:
    """The engine; afterwards a running tray is told to look again.

    Refused for an unknown habit and a night that is not yet, before any file is made.
    """
    where, clock = places(), SystemClock()
    file = SettingsFile(where.settings)
    routine = _read(file).routine
    if habit is not None:
        known_habit(routine, habit)
    if night is not None:
        begun_night(routine, night, clock)
    file.write_first()
    with contextlib.closing(Diary(where.diary)) as diary:
        engine = Engine(diary, file, clock)
        if engine.tonight.news:
            complain(engine.tonight.news)
        with _repairing(diary):
            yield engine
    if not poke.poke(where.socket):
        _back_up(where.diary, engine.tonight)


@contextlib.contextmanager
def reading() -> Iterator[Diary]:
    """The diary, for what only reads it."""
    with contextlib.closing(Diary(places().diary)) as diary, _repairing(diary):
        if told := repair_words(diary.repairs()):
            complain(told)
        yield diary


def settings() -> Settings:
    return _read(SettingsFile(places().settings))


def _read(file: SettingsFile) -> Settings:
    """Each line that makes no sense is told."""
    found = file.read()
    for problem in found.problems:
        complain(problem)
    return found


@contextlib.contextmanager
def _repairing(diary: Diary) -> Iterator[None]:
    """Damage that is found inside ends the command. The next one works."""
    try:
        yield
    except Damaged as error:
        raise StoreError(repair_words(diary.repairs()) or str(error)) from error  # this use repairs it


def _back_up(diary: Path, tonight: Tonight) -> None:
    """The backup of the day, which a running tray would make."""
    day = tonight.local(tonight.now).date()
    try:
        if backups.is_due(diary, day):
            backups.make(diary, day)
    except StoreError as error:
        complain(_("no backup was made: {reason}").format(reason=error))
