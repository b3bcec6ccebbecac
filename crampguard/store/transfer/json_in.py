"""Reads an export file. Everything is checked before anything is used; the first error is reported.

Unknown keys are reported and ignored, so that files of later versions can be read.
"""

import os
import re
import stat
from collections.abc import Iterator
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any, TypeVar

import msgspec
from msgspec import Raw, Struct
from msgspec.structs import replace

from crampguard.i18n import _
from crampguard.routine.checklist import Answer
from crampguard.routine.localtime import DAY
from crampguard.routine.morning import Leg, Muscle
from crampguard.routine.writing import listing
from crampguard.store.errors import StoreError
from crampguard.store.transfer.answers import Answers, ImportedData
from crampguard.store.transfer.entries import FORMAT, LISTS, VERSION, Entry, ExportFile

_VERSION_AT_MOST = 20  # digits that are worth repeating
_LARGEST = 64_000_000  # bytes; fifty years of ten marks a night are 20 million
_MOST_KEYS = 500  # different ones; finding the unknown among more would take far more memory than the file
_FIRST_NIGHT = date(1970, 1, 2)
_NIGHTS = ("night", "since", "until")
_INSTANTS = ("at", "over_at", "closed_at")  # of an entry, where it has them
_STRING = re.compile(r'"([^"\\]*(?:\\.[^"\\]*)*)"(\s*:)?')

_Kind = TypeVar("_Kind", bound=Struct)


def read_import(path: Path, now: datetime) -> ImportedData:
    """The whole file. StoreError, in one line that names the place, where anything in it is invalid.

    So is an answer from more than a day after now: it would win over all real answers until then.
    """
    try:
        text = _text(path)
        return _imported(text, _decoded(text, ExportFile), (now + DAY).astimezone(UTC))
    except (_Wrong, OSError) as error:
        reason = getattr(error, "strerror", None) or error
        raise StoreError(_("{file}: {reason}").format(file=path, reason=reason)) from error


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
    """Does not block on a pipe without a writer."""
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
    """What the field may hold, "" where msgspec's own words say it."""
    if key in _NIGHTS:
        return _('a date like "2026-11-22"')
    if key in (*_INSTANTS, "exported_at"):
        return _('a time with its offset, like "2026-11-22T22:15:00+01:00"')
    if key in ("time", "bedtime"):
        return _('a time from "00:00" to "23:59"')
    if key in ("habit", "sign"):
        return _('small letters, digits and _ after a letter, at most 40, and not "morning"')
    values = {"state": Answer, "leg": Leg, "muscle": Muscle}.get(key, ())
    return listing(f'"{value}"' for value in values)


# From entries to answers


def _imported(text: str, file: ExportFile, latest: datetime) -> ImportedData:
    found: dict[str, Any] = {name: {} for name in (*LISTS, "coins")}
    for name, place, entry in _entries(file):
        if wrong := _wrong_time(entry, latest):
            raise _Wrong(f"{place}.{wrong}")
        if wrong := entry.fault:
            raise _Wrong(f"{place}: {wrong}")
        if entry.key in found[name]:
            raise _Wrong(_("{place}: an earlier entry is about the same").format(place=place))
        found[name][entry.key] = entry
    titles = {id_: entry.title for id_, entry in found.pop("habits").items()}
    found["trials"] = {
        since: replace(trial, coins=(), at=trial.changed_at) for since, trial in found["trials"].items()
    }
    return ImportedData(Answers(**found), titles, _unknown(text))


def _entries(file: ExportFile) -> Iterator[tuple[str, str, Entry]]:
    """Every entry with its kind and its place in the file."""
    for name in LISTS:
        for number, entry in enumerate(getattr(file, name)):
            yield name, f"{name}[{number}]", entry
            for which, coin in enumerate(getattr(entry, "coins", ())):
                yield "coins", f"{name}[{number}].coins[{which}]", coin


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
