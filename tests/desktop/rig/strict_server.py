"""A notification server that takes nothing on trust: every wrong type is an error, and is remembered.

Real servers differ in what they forgive, and the usual mocks forgive everything; an application that sends an
INT32 where the specification says UINT32 works with one and is silent on another. Here a test sees exactly
what was sent, and presses buttons as a user would.
"""

from __future__ import annotations

import threading
import time
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from tests.desktop.rig.bus import Call, Postponed, Refusal, Service, unknown_method

NAME = "org.freedesktop.Notifications"
PATH = "/org/freedesktop/Notifications"
NOTIFY_SIGNATURE = "susssasa{sv}i"
INVALID_ARGS = "org.freedesktop.DBus.Error.InvalidArgs"
CAPABILITIES = ("body", "body-markup", "actions")

HINT_TYPES = {
    "urgency": "y",
    "category": "s",
    "desktop-entry": "s",
    "image-data": "(iiibiiay)",
    "image_data": "(iiibiiay)",
    "icon_data": "(iiibiiay)",
    "image-path": "s",
    "image_path": "s",
    "transient": "b",
    "resident": "b",
    "action-icons": "b",
    "suppress-sound": "b",
    "sound-file": "s",
    "sound-name": "s",
    "x": "i",
    "y": "i",
}

EXPIRED, DISMISSED, CLOSED = 1, 2, 3


@dataclass(frozen=True)
class Notified:
    """One Notify call that was accepted."""

    id: int
    app_name: str
    replaces_id: int
    icon: str
    summary: str
    body: str
    actions: tuple[tuple[str, str], ...]
    hints: dict[str, Any] = field(hash=False)
    timeout: int
    at: float
    sender: str

    @property
    def keys(self) -> list[str]:
        """The action keys, in order."""
        return [key for key, _ in self.actions]


@dataclass(frozen=True)
class Refused:
    """One call that was answered with an error, and why."""

    member: str
    signature: str
    body: tuple[Any, ...]
    reason: str


class StrictServer(Service):
    """Owns org.freedesktop.Notifications from construction to stop(). For a restart make a new one on the
    same bus.

    `first_id` lets a restarted server start its numbers anew (1, as real ones do) or somewhere else. With
    `private` the signals go only to the connection that sent the notification, as dunst does: after a restart
    of the application nobody hears of its old notifications. Otherwise they go to everybody, as xfce4-notifyd
    does.

    How it misbehaves is set at any time: `hangs` names the methods that it takes and does not answer, `slow`
    is how many seconds it needs for a Notify, and of a hint named in `dies_of` ("" for any Notify) it dies.
    """

    def __init__(
        self,
        address: str,
        *,
        name: str = "strict",
        capabilities: Sequence[str] = CAPABILITIES,
        first_id: int = 1,
        private: bool = False,
    ) -> None:
        self.name = name
        self.capabilities = list(capabilities)
        self._private = private
        self.hangs: frozenset[str] = frozenset()
        self.slow = 0.0
        self.busy = False  # since it took a Notify that it is slow to answer
        self.dies_of: str | None = None
        self.killed = 0
        self._next_id = first_id
        self._lock = threading.RLock()
        self._notified: list[Notified] = []
        self._refused: list[Refused] = []
        self._close_calls: list[int] = []
        self._open: dict[int, Notified] = {}
        self._history: dict[int, Notified] = {}
        super().__init__(address, NAME)

    @property
    def notified(self) -> list[Notified]:
        """Every accepted Notify, in order."""
        with self._lock:
            return list(self._notified)

    @property
    def refused(self) -> list[Refused]:
        """Every refused call, in order. A test of an application asserts that there is none."""
        with self._lock:
            return list(self._refused)

    @property
    def close_calls(self) -> list[int]:
        """The id of every CloseNotification, in order."""
        with self._lock:
            return list(self._close_calls)

    @property
    def open(self) -> dict[int, Notified]:
        """What is on the screen now, by id, in its latest text."""
        with self._lock:
            return dict(self._open)

    def only(self) -> Notified:
        """The one open notification; AssertionError if there are more or none."""
        shown = self.open
        if len(shown) != 1:
            raise AssertionError(f"{len(shown)} notifications are open: {list(shown.values())}")
        return next(iter(shown.values()))

    def press(self, notification: int, key: str, *, token: str = "", anyway: bool = False) -> None:
        """The user presses a button ("default": the body), and the notification goes.

        token: the leave to raise a window that some servers send first.

        Refuses what is not on the screen; `anyway` sends the signals nevertheless (a second press, a stale
        id).
        """
        with self._lock:
            shown = self._open.get(notification)
            if not anyway:
                if shown is None:
                    raise AssertionError(f"notification {notification} is not open")
                if key not in shown.keys:
                    raise AssertionError(f"no button {key!r} among {shown.keys}")
            if token:
                self._tell("ActivationToken", "us", notification, token)
            self._tell("ActionInvoked", "us", notification, key)
            self._gone(notification, DISMISSED, anyway=anyway)

    def dismiss(self, notification: int) -> None:
        """The user closes it without a word."""
        self._gone(notification, DISMISSED)

    def restore(self, notification: int) -> None:
        """The user opens one again from the history, with its number and its buttons."""
        with self._lock:
            self._open[notification] = self._history.pop(notification)

    def press_and_keep(self, notification: int, key: str) -> None:
        """A button of a notification that the server leaves on the screen."""
        self._tell("ActionInvoked", "us", notification, key)

    def expire(self, notification: int) -> None:
        """Its time on the screen is over."""
        self._gone(notification, EXPIRED)

    def answer(self, call: Call) -> tuple[str, tuple[Any, ...]]:
        if call.path != PATH or call.interface not in (NAME, ""):
            raise unknown_method(call)
        if call.member in self.hangs:
            raise Postponed
        if call.member == "GetCapabilities":
            self._check(call, "")
            return "as", (self.capabilities,)
        if call.member == "GetServerInformation":
            self._check(call, "")
            return "ssss", (self.name, "CrampGuard rig", "1.0", "1.2")
        if call.member == "CloseNotification":
            self._check(call, "u")
            with self._lock:
                notification = call.body[0]
                self._close_calls.append(notification)
                if notification in self._open:  # for an unknown one real servers say nothing
                    self._gone(notification, CLOSED)
            return "", ()
        if call.member == "Notify":
            self._check(call, NOTIFY_SIGNATURE)
            self.busy = bool(self.slow)
            time.sleep(self.slow)
            if self.dies_of == "" or self.dies_of in call.body[6]:
                self.killed += 1
                self.die()
            return "u", (self._notify(call),)
        raise unknown_method(call)

    def _notify(self, call: Call) -> int:
        app_name, replaces_id, icon, summary, body, words, variants, timeout = call.body
        if len(words) % 2:
            raise self._refuse(call, f"actions is a list of pairs, got {words!r}")
        for hint, (signature, _) in variants.items():
            wanted = HINT_TYPES.get(hint, signature)
            if signature != wanted:
                raise self._refuse(call, f"hint {hint} must be of type {wanted}, not {signature}")
        with self._lock:
            if replaces_id:
                number = int(replaces_id)
            else:
                number = self._next_id
                self._next_id += 1
            notified = Notified(
                id=number,
                app_name=app_name,
                replaces_id=replaces_id,
                icon=icon,
                summary=summary,
                body=body,
                actions=tuple(zip(words[::2], words[1::2], strict=True)),
                hints={hint: value for hint, (_, value) in variants.items()},
                timeout=timeout,
                at=time.monotonic(),
                sender=call.sender,
            )
            self._notified.append(notified)
            self._open[number] = notified
        return number

    def _check(self, call: Call, signature: str) -> None:
        if call.signature != signature:
            raise self._refuse(call, f"{call.member} takes {signature!r}, not {call.signature!r}")

    def _refuse(self, call: Call, reason: str) -> Refusal:
        with self._lock:
            self._refused.append(Refused(call.member, call.signature, call.body, reason))
        return Refusal(INVALID_ARGS, reason)

    def _gone(self, notification: int, reason: int, *, anyway: bool = False) -> None:
        with self._lock:
            gone = self._open.pop(notification, None)
            if gone is not None:
                self._history[notification] = gone
            elif not anyway:
                raise AssertionError(f"notification {notification} is not open")
            self._tell("NotificationClosed", "uu", notification, reason)

    def _tell(self, member: str, signature: str, notification: int, word: object) -> None:
        to = None
        if self._private:
            to = next((n.sender for n in reversed(self._notified) if n.id == notification), None)
        self.emit(PATH, NAME, member, signature, notification, word, to=to)
