"""All answers as JSON, one entry a line: the file for another device or for safe keeping."""

from collections.abc import Iterable, Mapping
from datetime import datetime, time, tzinfo
from typing import Any

import msgspec
from msgspec.structs import asdict

from crampguard.routine.habits import Habit
from crampguard.routine.localtime import wall_text
from crampguard.routine.morning import Morning
from crampguard.store.transfer.answers import Answers
from crampguard.store.transfer.entries import FORMAT, LONGEST_TITLE, VERSION

_Entry = Mapping[str, Any]


def answers_json(found: Answers, habits: Iterable[Habit], now: datetime, zone: tzinfo) -> bytes:
    """The file. Instants are local times of the zone with their offsets, to the microsecond."""

    def iso(instant: datetime) -> str:
        return instant.astimezone(zone).isoformat(timespec="microseconds")

    marks = sorted(found.marks.items())
    lists: dict[str, Iterable[_Entry]] = {
        "habits": ({"habit": habit.id, "title": habit.title[:LONGEST_TITLE]} for habit in habits),
        "marks": (
            {"night": night, "habit": habit, "state": mark.answer, "at": iso(mark.at)}
            for (night, habit), mark in marks
        ),
        "mornings": (
            {
                "night": night,
                "cramp": one.morning.cramp,
                "at": iso(one.at),
                **_details(one.morning),
            }
            for night, one in sorted(found.mornings.items())
        ),
        "bedtimes": (
            {"night": night, "bedtime": bedtime.wall and _wall(bedtime.wall), "at": iso(bedtime.at)}
            for night, bedtime in sorted(found.bedtimes.items())
        ),
        "signs": (
            {"sign": id_, "answer": sign.answer, "at": iso(sign.at)}
            for id_, sign in sorted(found.signs.items())
        ),
        "cramps": (
            {"night": night, "at": iso(at), "over_at": over_at and iso(over_at)}
            for (night, at), over_at in sorted(found.cramps.items())
        ),
        "evenings": (
            {"night": night, "habits": one.habits, "closed_at": one.closed_at and iso(one.closed_at)}
            for night, one in sorted(found.evenings.items())
        ),
        "known": ({"night": night, "at": iso(at)} for night, at in sorted(found.known.items())),
        "questions": (
            {"habit": one.habit, "since": since, "at": iso(one.at)}
            for since, one in sorted(found.questions.items())
        ),
        "trials": (
            {
                "habit": one.habit,
                "since": since,
                "until": one.until,
                "coins": [
                    {"night": night, "with": coin.side, "at": iso(coin.at)}
                    for night, coin in found.coins_of(since)
                ],
                "at": iso(one.at),
            }
            for since, one in sorted(found.trials.items())
        ),
    }
    head = {"format": FORMAT, "version": VERSION, "exported_at": iso(now)}
    lines = [b'"%s": %s' % (key.encode(), msgspec.json.encode(value)) for key, value in head.items()]
    lines += [b'"%s": %s' % (key.encode(), _list(entries)) for key, entries in lists.items()]
    return b"{\n%s\n}\n" % b",\n".join(lines)


def _list(entries: Iterable[_Entry]) -> bytes:
    lines = b",\n".join(map(msgspec.json.encode, entries))
    return b"[\n%s\n]" % lines if lines else b"[]"


def _details(morning: Morning) -> _Entry:
    """The fields of a morning except `cramp`; empty ones are left out."""
    values = asdict(morning)
    details = {name: value for name, value in values.items() if value not in (None, "", ())}
    del details["cramp"]
    return details if morning.time is None else {**details, "time": _wall(morning.time)}


def _wall(wall: time) -> str:
    return wall_text(wall)
