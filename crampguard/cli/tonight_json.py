"""`tonight --json`, for status bars and scripts. Names may be added, never removed."""

from datetime import datetime
from typing import Any

from crampguard.routine.checklist import Item, State
from crampguard.routine.tonight import Tonight


def tonight_json(tonight: Tonight) -> dict[str, Any]:
    """The state as JSON values. Instants are local times with their offset, in whole seconds."""
    upcoming = tonight.next
    return {
        "night": tonight.night.date.isoformat(),
        "wake": _iso(tonight, tonight.night.wake),
        "bedtime": _iso(tonight, tonight.night.bedtime),
        "ends": _iso(tonight, tonight.night.ends),
        "paused": tonight.paused,
        "paused_until": _iso(tonight, tonight.pause.until) if tonight.paused and tonight.pause else None,
        "next": None
        if upcoming is None
        else {
            "night": upcoming.night.isoformat(),
            "at": _iso(tonight, upcoming.at),
            "habits": list(upcoming.habits),
        },
        "items": [_item(tonight, item) for item in tonight.items],
    }


def _item(tonight: Tonight, item: Item) -> dict[str, Any]:
    return {
        "habit": item.habit.id,
        "title": item.habit.title,
        "kind": item.habit.kind.value,
        "notify": item.habit.notify,
        "due": _iso(tonight, item.due),
        "useful_until": _iso(tonight, item.useful_until),
        "state": item.state.value,
        "snoozed_until": _iso(tonight, item.snoozed_until) if item.state is State.SNOOZED else None,
        "marked_at": _iso(tonight, item.marked_at),
        "told_at": None if item.claim is None else _iso(tonight, item.claim.told_at),
    }


def _iso(tonight: Tonight, instant: datetime | None) -> str | None:
    return None if instant is None else tonight.local(instant).isoformat(timespec="seconds")
