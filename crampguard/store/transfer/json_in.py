"""Reads an export file. Everything is checked before anything is used; the first error is reported.

Unknown keys are reported and ignored, so that files of later versions can be read.
"""

import os
import re
import stat
from collections.abc import Callable, Iterable, Iterator
from datetime import UTC, date, datetime, time
from itertools import chain
from pathlib import Path
from typing import Any, TypeVar

import msgspec
from msgspec import Raw, Struct

from crampguard.i18n import _
from crampguard.routine.checklist import Mark
from crampguard.routine.localtime import DAY
from crampguard.routine.morning import Leg, Morning, Muscle, morning_faults
from crampguard.routine.writing import listing
from crampguard.store.diary import Answered, Evening
from crampguard.store.errors import StoreError
from crampguard.store.transfer.answers import (
    Answers,
    Bedtime,
    ChosenQuestion,
    Coin,
    ImportedData,
    KeptTrial,
    SignAnswer,
)
from crampguard.store.transfer.entries import (
    FORMAT,
    LISTS,
    VERSION,
    CoinEntry,
    CrampEntry,
    ExportFile,
    MorningEntry,
    TrialEntry,
)

_VERSION_AT_MOST = 20  # digits that are worth repeating
_LARGEST = 64_000_000  # bytes; fifty years of ten marks a night are 20 million
_MOST_KEYS = 500  # different ones; finding the unknown among more would take far more memory than the file
_FIRST_NIGHT = date(1970, 1, 2)
_NIGHTS = ("night", "since", "until")
_INSTANTS = ("at", "over_at", "closed_at")  # of an entry, where it has them
_STRING = re.compile(r'"([^"\\]*(?:\\.[^"\\]*)*)"(\s*:)?')

_Kind = TypeVar("_Kind", bound=Struct)
_Key = TypeVar("_Key")


def read_import(path: Path, now: datetime) -> ImportedData:
    """The whole file. StoreError, in one line that names the place, where anything in it is invalid.

    So is an answer from more than a day after now: it would win over all real answers until then.
    """
    try:
        text = _text(path)
        return _imported(text, _decoded(text, ExportFile), (now + DAY).astimezone(UTC))
    except _Wrong as wrong:
        raise StoreError(_("{file}: {reason}").format(file=path, reason=wrong)) from wrong
    except OSError as error:
        raise StoreError(_("{file}: {reason}").format(file=path, reason=error.strerror or error)) from error


class _Wrong(Exception):  # noqa: N818 (an answer, not a fault)
    """str() says what is wrong, and where."""


class _Head(Struct):
    format: str = ""
    version: int = 0


# From the disk to entries


def _text(path: Path) -> str:
    with open(path, "rb", opener=_without_waiting) as file:
        about = os.fstat(file.fileno())
        if not stat.S_ISREG(about.st_mode):
            raise _Wrong(_("it is not a file"))
        content = file.read(_LARGEST + 1) if about.st_size <= _LARGEST else None
    if content is None or len(content) > _LARGEST:
        raise _Wrong(_("it is larger than {bytes} bytes").format(bytes=_LARGEST))
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise _Wrong(_("it is not UTF-8 text")) from error
    head = _decoded(text, _Head)
    if head.format != FORMAT:
        raise _Wrong(_("it is not an export of CrampGuard"))
    if head.version != VERSION:
        known = _("it is of version {version}, and only version {known} is known")
        raise _Wrong(known.format(version=str(head.version)[:_VERSION_AT_MOST], known=VERSION))
    return text


def _without_waiting(path: str, flags: int) -> int:
    """Does not block on a pipe that nobody writes to."""
    return os.open(path, flags | getattr(os, "O_NONBLOCK", 0))


def _decoded(text: str, kind: type[_Kind]) -> _Kind:
    try:
        return msgspec.json.decode(text, type=kind)
    except msgspec.ValidationError as error:
        raise _Wrong(_placed(str(error))) from error
    except (msgspec.DecodeError, UnicodeError) as error:
        raise _Wrong(_("it is not sound JSON: {reason}").format(reason=error)) from error
    except RecursionError as error:
        raise _Wrong(_("it is nested too deeply")) from error


def _placed(complaint: str) -> str:
    """Puts the place first and says what is allowed. msgspec says "Expected ... - at `$.marks[3].night`"."""
    reason, _at, place = complaint.partition(" - at `$")
    place = place.rstrip("`").removeprefix(".")
    allowed = _allowed(place.rpartition(".")[2])
    if allowed:
        reason = _("allowed is {allowed}").format(allowed=allowed)
    return f"{place}: {reason}" if place else reason


def _allowed(key: str) -> str:
    match key:
        case "night" | "since" | "until":
            return _('a date like "2026-11-22"')
        case "at" | "exported_at" | "closed_at":
            return _('a time with its offset, like "2026-11-22T22:15:00+01:00"')
        case "time" | "bedtime":
            return _('a time from "00:00" to "23:59"')
        case "habit" | "sign":
            return _('small letters, digits and _ after a letter, at most 40, and not "morning"')
        case "state":
            return '"done", "skipped", "cleared"'
        case "leg" | "muscle":
            return listing(f'"{word}"' for word in (Leg if key == "leg" else Muscle))
        case _other:
            return ""


# From entries to answers


def _imported(text: str, file: ExportFile, latest: datetime) -> ImportedData:
    for place, entry in _entries(file):
        if wrong := _wrong_time(entry, latest):
            raise _Wrong(f"{place}.{wrong}")
    return ImportedData(
        Answers(
            _by("marks", file.marks, lambda it: (it.night, it.habit), lambda it: Mark(it.state, it.at)),
            _by("mornings", file.mornings, lambda it: it.night, lambda it: Answered(_morning(it), it.at)),
            _by("bedtimes", file.bedtimes, lambda it: it.night, lambda it: Bedtime(_wall(it.bedtime), it.at)),
            _by("signs", file.signs, lambda it: it.sign, lambda it: SignAnswer(it.answer, it.at)),
            _by("cramps", file.cramps, lambda it: (it.night, it.at), _over),
            _by("questions", file.questions, _since, lambda it: ChosenQuestion(it.habit, it.at)),
            _by("trials", file.trials, _since, _trial),
            _by("evenings", file.evenings, lambda it: it.night, lambda it: Evening(it.habits, it.closed_at)),
            _by("known", file.known, lambda it: it.night, lambda it: it.at),
            _by("trials.coins", _coins(file), lambda it: it.night, lambda it: Coin(it.with_, it.at)),
        ),
        _by("habits", file.habits, lambda it: it.habit, lambda it: it.title),
        _unknown(text),
    )


def _entries(file: ExportFile) -> Iterator[tuple[str, Any]]:
    """Every entry with its place in the file."""
    for name in LISTS:
        for number, entry in enumerate(getattr(file, name)):
            yield f"{name}[{number}]", entry
            for which, coin in enumerate(getattr(entry, "coins", ())):
                yield f"{name}[{number}].coins[{which}]", coin


def _coins(file: ExportFile) -> Iterator[CoinEntry]:
    return chain.from_iterable(trial.coins for trial in file.trials)


def _wrong_time(entry: Any, latest: datetime) -> str:
    """The field and what is wrong with it; empty for a valid entry, and for one without a time."""
    for name in _NIGHTS:
        night = getattr(entry, name, None) or _FIRST_NIGHT
        if not _FIRST_NIGHT <= night <= latest.date():
            problem = _("{name}: {night} has not begun, or was too long ago")
            return problem.format(name=name, night=night)
    for name in _INSTANTS:
        at = getattr(entry, name, None) or latest
        if at > latest or at.date() < _FIRST_NIGHT:
            problem = _("{name}: {at} has not come, or was too long ago")
            return problem.format(name=name, at=at.isoformat())
    return ""


def _since(entry: Any) -> date:
    since: date = entry.since
    return since


def _trial(entry: TrialEntry) -> KeptTrial:
    """Where the time of the last change is missing, one from another file wins."""
    if entry.until is not None and entry.until < entry.since:
        raise ValueError(_("it ended before it began"))
    if any(coin.night < entry.since for coin in entry.coins):
        raise ValueError(_("a coin is of a night before the trial"))
    at = entry.at or datetime.combine(entry.since, time.min, UTC)
    return KeptTrial(entry.habit, entry.until, at)


def _over(entry: CrampEntry) -> datetime | None:
    if entry.over_at is not None and entry.over_at < entry.at:
        raise ValueError(_("it was over before it began"))
    return entry.over_at


def _by(
    name: str, entries: Iterable[Any], key: Callable[[Any], _Key], value: Callable[[Any], Any]
) -> dict[_Key, Any]:
    """The values by key. Raises, with the place, for a repeated key and for what `value` refuses."""
    found: dict[_Key, Any] = {}
    for number, entry in enumerate(entries):
        try:
            if key(entry) in found:
                raise ValueError(_("an earlier entry is about the same"))
            found[key(entry)] = value(entry)
        except ValueError as error:
            raise _Wrong(f"{name}[{number}]: {error}") from error
    return found


def _morning(entry: MorningEntry) -> Morning:
    """ValueError where the answer is invalid."""
    values = msgspec.structs.asdict(entry)
    del values["night"], values["at"]
    morning = Morning(**{**values, "time": _wall(entry.time)})
    if wrong := morning_faults(morning):
        raise ValueError("; ".join(wrong))
    return morning


def _wall(text: str | None) -> time | None:
    return None if text is None else time.fromisoformat(text)


def _unknown(text: str) -> tuple[str, ...]:
    """The unknown keys in the order of the file, each once: "weather", "marks.mood"."""
    if _has_many_keys(text):
        return ("…",)
    top = msgspec.json.decode(text, type=dict[str, Raw])
    found = dict.fromkeys(key for key in top if key not in ExportFile.__struct_fields__)
    keys_of = msgspec.json.Decoder(dict[str, Raw]).decode
    for name, kind in LISTS.items():
        known = frozenset(kind.__struct_encode_fields__)
        for entry in msgspec.json.decode(top.get(name, b"[]"), type=list[Raw]):
            found.update(dict.fromkeys(f"{name}.{key}" for key in keys_of(entry) if key not in known))
    return tuple(found)


def _has_many_keys(text: str) -> bool:
    names: set[str] = set()
    for string in _STRING.finditer(text):
        if string[2]:
            names.add(string[1])
            if len(names) > _MOST_KEYS:
                return True
    return False
