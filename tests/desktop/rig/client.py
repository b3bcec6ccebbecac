"""A client of a notification server, that says what a test wants and hears what comes back."""

from __future__ import annotations

from typing import Any

from tests.desktop.rig.bus import Link
from tests.desktop.rig.strict_server import NAME, PATH

GOOD: dict[str, Any] = {
    "app_name": "Sample",
    "replaces_id": 0,
    "icon": "",
    "summary": "Stretch",
    "body": "Three minutes?",
    "actions": ["done", "Done", "snooze", "In 15 min", "skip", "Not tonight", "default", ""],
    "hints": {"urgency": ("y", 1), "category": ("s", "reminder"), "desktop-entry": ("s", "sample")},
    "timeout": 0,
}


def notify(link: Link, signature: str = "susssasa{sv}i", **changes: Any) -> int:
    (number,) = link.call(NAME, PATH, NAME, "Notify", signature, *(GOOD | changes).values())
    return int(number)


class Ear(Link):
    """A client that hears the signals of the notification server."""

    def __init__(self, address: str) -> None:
        super().__init__(address)
        rule = f"type='signal',interface='{NAME}'"
        self.call(
            "org.freedesktop.DBus", "/org/freedesktop/DBus", "org.freedesktop.DBus", "AddMatch", "s", rule
        )

    def hear(self, count: int, timeout: float = 10.0) -> list[tuple[object, ...]]:
        """The next `count` signals: member, signature, values."""
        heard: list[tuple[object, ...]] = []
        while len(heard) < count:
            message = self._connection.receive(timeout=timeout)
            fields = message.header.fields
            if fields.get(2) == NAME:
                heard.append((fields[3], fields[8], *message.body))
        return heard
