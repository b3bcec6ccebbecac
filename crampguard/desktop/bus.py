"""A bus on the Qt loop: jeepney's connection read by a QSocketNotifier, without a thread.

Not QtDBus: from Python it sends every whole number as INT32, and Notify wants UINT32.
"""

import contextlib
import logging
import time
from collections.abc import Callable
from typing import Any

from jeepney import (
    DBusAddress,
    HeaderFields,
    MatchRule,
    Message,
    MessageType,
    new_method_call,
)
from PySide6.QtCore import QObject, QSocketNotifier, Slot

from crampguard.desktop.connect import BusName, connect

_log = logging.getLogger(__name__)

OnReply = Callable[[Message], None]
OnSignal = Callable[[Message], None]
OnOwner = Callable[[str], None]

_DRIVER = DBusAddress("/org/freedesktop/DBus", "org.freedesktop.DBus", "org.freedesktop.DBus")


class QtBus(QObject):
    """Calls and signals of a bus, each answered on the GUI thread. BusError where there is none."""

    def __init__(self, name: BusName = "SESSION") -> None:
        super().__init__()
        self._name = name
        self._connection = connect(name)
        self._waiting: dict[int, OnReply] = {}
        self._rules: list[tuple[MatchRule, OnSignal]] = []
        self.id = ""  # known before the answer to anything that is asked later
        self._readable = QSocketNotifier(self._connection.sock.fileno(), QSocketNotifier.Type.Read, self)
        self._readable.activated.connect(self._read)
        self.call(_DRIVER, "GetId", "", (), self._on_id)

    def call(
        self, address: DBusAddress, method: str, signature: str, body: tuple[Any, ...], on_reply: OnReply
    ) -> None:
        """Sends a call; the reply, or the error that stands for it, comes later."""
        message = new_method_call(address, method, signature or None, body)
        serial = next(self._connection.outgoing_serial)
        self._waiting[serial] = on_reply
        try:
            self._connection.send(message, serial=serial)
        except OSError as error:
            self._lost(error)

    def on_signal(self, rule: MatchRule, on_signal: OnSignal) -> None:
        self._rules.append((rule, on_signal))
        self.call(_DRIVER, "AddMatch", "s", (rule.serialise(),), lambda _reply: None)

    def on_owner(self, name: str, on_owner: OnOwner) -> None:
        """Tells the unique name that owns a well-known one, now and at each change; "" for nobody."""
        rule = MatchRule(
            type="signal",
            sender="org.freedesktop.DBus",
            interface="org.freedesktop.DBus",
            member="NameOwnerChanged",
        )
        rule.add_arg_condition(0, name)
        self.on_signal(rule, lambda message: on_owner(message.body[2]))
        self.call(_DRIVER, "GetNameOwner", "s", (name,), lambda reply: on_owner(_owner(reply)))

    def settle(self, seconds: float) -> None:
        """Waits for the replies that are still to come, at the end of the program."""
        deadline = time.monotonic() + seconds
        with contextlib.suppress(OSError):  # TimeoutError is one
            while self._waiting:
                self._dispatch(self._connection.receive(timeout=max(0.0, deadline - time.monotonic())))

    def close(self) -> None:
        self._readable.setEnabled(False)
        self._connection.close()

    @Slot()
    def _read(self) -> None:
        while self._readable.isEnabled():
            try:
                message = self._connection.receive(timeout=0)
            except TimeoutError:
                return
            except OSError as error:
                self._lost(error)
                return
            self._dispatch(message)

    def _dispatch(self, message: Message) -> None:
        if message.header.message_type is MessageType.signal:
            for rule, on_signal in self._rules:
                if rule.matches(message):
                    on_signal(message)
            return
        on_reply = self._waiting.pop(message.header.fields.get(HeaderFields.reply_serial, -1), None)
        if on_reply is not None:
            on_reply(message)

    def _on_id(self, reply: Message) -> None:
        self.id = reply.body[0]

    def _lost(self, error: OSError) -> None:
        _log.warning("the %s bus went away: %s", self._name.lower(), error)
        self._readable.setEnabled(False)


def failed(reply: Message) -> bool:
    return reply.header.message_type is MessageType.error


def sender(message: Message) -> str:
    """The unique name that a message came from."""
    name: str = message.header.fields.get(HeaderFields.sender, "")
    return name


def _owner(reply: Message) -> str:
    return "" if failed(reply) else reply.body[0]
