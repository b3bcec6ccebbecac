"""A notification server and the session bus to it, as a program meets them: it answers later, or never.

The server outlives programs, forgets everything when it restarts, and counts its ids from one again.
"""

import html
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from typing import Any

from jeepney import (
    DBusAddress,
    Endianness,
    Header,
    HeaderFields,
    MatchRule,
    Message,
    MessageFlag,
    MessageType,
)

from crampguard.desktop.notification_server import NAME
from crampguard.routine.habits import Habit
from tests.simulation.fate import Fate

_GONE_KEPT = 6
_LINES_SURE = 6  # of so many habits each has its line
ACTIONS = frozenset({"actions", "body", "body-markup"})


@dataclass(frozen=True)
class Card:
    """A notification as it looks: which habits its words name, which buttons it has."""

    owner: str
    id: int
    habits: tuple[str, ...]
    keys: tuple[str, ...]
    silent: bool


@dataclass
class Server:
    """owner is "" while no server runs."""

    read: Callable[[str, str], tuple[str, ...]]
    owner: str = ":1.1"
    capabilities: frozenset[str] = ACTIONS
    cards: dict[int, Card] = field(default_factory=dict)
    gone: list[Card] = field(default_factory=list)  # those of before, the last one first
    popped_up: list[Card] = field(default_factory=list)  # what came anew, or with a sound
    _servers: int = 1
    _ids: int = 0

    def notify(self, call: tuple[Any, ...]) -> Card:
        _app, replaces, _icon, title, body, actions, hints, _expires = call
        anew = replaces not in self.cards
        if replaces == 0:
            self._ids += 1
        habits = self.read(title, html.unescape(body) if "body-markup" in self.capabilities else body)
        card = Card(self.owner, replaces or self._ids, habits, tuple(actions[::2]), "suppress-sound" in hints)
        self.cards[card.id] = card
        self.gone.insert(0, card)
        del self.gone[_GONE_KEPT:]
        if anew or not card.silent:
            self.popped_up.append(card)
        return card

    def go(self) -> None:
        self.owner = ""
        self.cards.clear()

    def come(self, capabilities: frozenset[str]) -> None:
        self._servers += 1
        self._ids = 0
        self.owner, self.capabilities = f":1.{self._servers}", capabilities


class Line:
    """One program's session bus. What comes over it waits until it is delivered."""

    id = "simulated"

    def __init__(self, server: Server, fate: Fate, on_known: Callable[[Card], None]) -> None:
        self._server = server
        self._fate = fate
        self._on_known = on_known
        self._rules: list[tuple[MatchRule, Callable[[Message], None]]] = []
        self._owners: list[Callable[[str], None]] = []
        self._waiting: list[Callable[[], None]] = []

    # As the program sees it: the names are those of QtBus

    def call(
        self,
        _address: DBusAddress,
        method: str,
        _signature: str,
        body: tuple[Any, ...],
        on_reply: Callable[[Message], None],
        _on_late: Callable[[Message], None] | None = None,
    ) -> None:
        self._fate.pass_by()
        server = self._server
        if not server.owner:
            self._waiting.append(lambda: on_reply(_message(MessageType.error)))
            return
        match method:
            case "GetServerInformation":
                named = _message(
                    MessageType.method_return, server.owner, ("simulated", "", "1", "1.2"), "ssss"
                )
                self._waiting.append(lambda: on_reply(named))
            case "GetCapabilities":
                answer = _message(
                    MessageType.method_return, server.owner, (sorted(server.capabilities),), "as"
                )
                self._waiting.append(lambda: on_reply(answer))
            case "Notify":
                card = server.notify(body)
                answer = _message(MessageType.method_return, server.owner, (card.id,), "u")
                self._waiting.append(lambda: self._reply(on_reply, answer, card))
            case "CloseNotification":
                server.cards.pop(body[0], None)
                answer = _message(MessageType.method_return, server.owner)
                self._waiting.append(lambda: on_reply(answer))
        self._fate.pass_by()

    def join(self) -> bool:
        return True

    def on_signal(self, rule: MatchRule, _signature: str, on_signal: Callable[[Message], None]) -> None:
        self._rules.append((rule, on_signal))

    def on_owner(self, _name: str, on_owner: Callable[[str], None]) -> None:
        self._owners.append(on_owner)
        self._waiting.append(lambda: on_owner(self._server.owner))

    def wait_until(self, _done: Callable[[], bool], _seconds: float) -> None:
        self.deliver()

    def _reply(self, on_reply: Callable[[Message], None], answer: Message, card: Card) -> None:
        commits = self._fate.commits
        try:
            on_reply(answer)
        finally:
            if self._fate.commits > commits:  # the first thing that is written is what the card stands for
                self._on_known(card)

    # As the server sees it

    def signal(self, member: str, *body: Any) -> None:
        signature = "us" if member == "ActionInvoked" else "uu"
        message = _message(MessageType.signal, self._server.owner, body, signature, member)
        self._waiting += [
            lambda on_signal=on_signal: on_signal(message)  # type: ignore[misc]
            for rule, on_signal in self._rules
            if rule.matches(message)
        ]

    def tell_owner(self) -> None:
        owner = self._server.owner
        self._waiting += [lambda on_owner=on_owner: on_owner(owner) for on_owner in self._owners]  # type: ignore[misc]

    def deliver(self) -> None:
        while self._waiting:
            self._waiting.pop(0)()


def reader(habits: Iterable[Habit]) -> Callable[[str, str], tuple[str, ...]]:
    """Finds the habits in the words of a notification."""
    known = tuple(habits)

    def read(title: str, body: str) -> tuple[str, ...]:
        named = [habit for habit in known if habit.title in title]
        told = [habit for habit in named if any(line.startswith(habit.nudge) for line in body.split("\n"))]
        assert named
        assert len(told) >= min(len(named), _LINES_SURE), "a habit without its line"
        return tuple(habit.id for habit in named)

    return read


def _message(
    kind: MessageType, owner: str = "", body: tuple[Any, ...] = (), signature: str = "", member: str = ""
) -> Message:
    fields = {
        HeaderFields.sender: owner,
        HeaderFields.interface: NAME,
        HeaderFields.member: member,
        HeaderFields.signature: signature,
    }
    return Message(Header(Endianness.little, kind, MessageFlag(0), 1, -1, 1, fields), body)
