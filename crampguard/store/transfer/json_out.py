"""All answers as JSON, one entry a line: the file for another device or for safe keeping."""

from collections.abc import Iterable, Mapping
from datetime import datetime, tzinfo
from typing import Any

import msgspec
from msgspec.structs import replace

from crampguard.routine.habits import Habit
from crampguard.store.transfer.answers import Answers
from crampguard.store.transfer.entries import FORMAT, LONGEST_TITLE, VERSION, ExportFile, HabitEntry


def answers_json(found: Answers, habits: Iterable[Habit], now: datetime, zone: tzinfo) -> bytes:
    """The file. Instants are local times of the zone with their offsets, to the microsecond."""
    trials = {since: replace(trial, coins=found.coins_of(since)) for since, trial in found.trials.items()}
    found = replace(found, trials=trials)
    file: dict[str, object] = {
        "format": FORMAT,
        "version": VERSION,
        "exported_at": now,
        "habits": [HabitEntry(habit.id, habit.title[:LONGEST_TITLE]) for habit in habits],
    }
    for name in ExportFile.__struct_fields__[len(file) :]:
        file[name] = [entry for _key, entry in sorted(found.of(name).items())]
    return b"{\n%s\n}\n" % b",\n".join(
        b'"%s": %s' % (key.encode(), _written(value, zone)) for key, value in file.items()
    )


def _written(value: object, zone: tzinfo) -> bytes:
    if not isinstance(value, list):
        return msgspec.json.encode(_with_offsets(value, zone))
    lines = b",\n".join(_written(entry, zone) for entry in value)
    return b"[\n%s\n]" % lines if lines else b"[]"


def _with_offsets(value: object, zone: tzinfo) -> Any:
    match msgspec.to_builtins(value, builtin_types=(datetime,)):
        case datetime() as instant:
            return instant.astimezone(zone).isoformat(timespec="microseconds")
        case list(inner) | tuple(inner):
            return [_with_offsets(one, zone) for one in inner]
        case Mapping() as fields:
            return {name: _with_offsets(one, zone) for name, one in fields.items()}
        case other:
            return other
