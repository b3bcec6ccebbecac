"""A bus on the Qt loop: jeepney's connection read by a QSocketNotifier, without a thread.

Not QtDBus: from Python it sends every whole number as INT32, and Notify wants UINT32.

The bus may be missing, hang, or go away and come back. So every call gets a reply, if only an error made
here, and on_signal and on_owner subscribe again whenever the bus is joined.
"""

import contextlib
import itertools
import logging
import socket
import sys
import time
from collections.abc import Callable
from typing import Any

from jeepney import (
    DBusAddress,
    HeaderFields,
    MatchRule,
    Message,
    MessageFlag,
    MessageType,
    new_error,
    new_method_call,
)
from jeepney.io.blocking import DBusConnection
from msgspec import Struct
from PySide6.QtCore import QObject, QSocketNotifier, QTimer

from crampguard.desktop.connect import BusError, BusName, connect

_log = logging.getLogger(__name__)

OnMessage = Callable[[Message], None]
OnOwner = Callable[[str], None]

CALL_LIMIT = 4.0  # seconds until a call counts as unanswered

_DRIVER = DBusAddress("/org/freedesktop/DBus", "org.freedesktop.DBus", "org.freedesktop.DBus")
_NO_ANSWER = "org.freedesktop.DBus.Error.Timeout"
_OWNER_LEFT = "org.freedesktop.DBus.Error.NoReply"
_UNKNOWN_METHOD = "org.freedesktop.DBus.Error.UnknownMethod"

_FIRST_PAUSE, _LONGEST_PAUSE = 1000, 64_000  # milliseconds between tries to join


class _Call(Struct):
    """A call without a reply yet. on_late: takes a reply that comes after the limit."""

    message: Message
    deadline: float
    on_reply: OnMessage
    on_late: OnMessage | None

    @property
    def name(self) -> str:
        name: str = self.message.header.fields[HeaderFields.destination]
        return name


class QtBus(QObject):
    """Calls and signals of a bus, each answered on the GUI thread.

    Where the bus cannot be joined, it tries again after 1, 2, 4 … 64 seconds and then stops, so that nothing
    polls for ever. From then on whoever has something to send calls `join`.
    """

    def __init__(self, name: BusName = "SESSION") -> None:
        super().__init__()
        self._name = name
        self._connection: DBusConnection | None = None
        self._readable: QSocketNotifier | None = None
        self._serials = itertools.count(1)  # never restarts, so a late reply cannot match a new call
        self._calls: dict[int, _Call] = {}
        self._late: dict[int, _Call] = {}
        self._rules: list[tuple[MatchRule, str, OnMessage]] = []
        self._owners: list[tuple[str, OnOwner]] = []
        self.id = ""  # set before any later call is answered
        self._limit = QTimer(self, singleShot=True)
        self._limit.timeout.connect(self._fail_overdue)
        self._again = QTimer(self, singleShot=True, interval=_FIRST_PAUSE)
        self._again.timeout.connect(self._try_again)
        if not self.join():
            self._again.start()

    @property
    def joined(self) -> bool:
        return self._connection is not None

    def join(self) -> bool:
        """Joins the bus if necessary; returns whether it is joined. Takes two seconds at most."""
        if self._connection is not None:
            return True
        try:
            self._connection = connect(self._name)
        except BusError as error:
            _log.info("no %s bus: %s", self._name.lower(), error)
            return False
        self._again.stop()
        self._again.setInterval(_FIRST_PAUSE)
        self._readable = QSocketNotifier(self._connection.sock.fileno(), QSocketNotifier.Type.Read, self)
        self._readable.activated.connect(self._read)
        self.call(_DRIVER, "GetId", "", (), self._on_id)
        for rule, _signature, _on_signal in self._rules:
            self._add_match(rule)
        for name, on_owner in self._owners:
            self._ask_owner(name, on_owner)
        return True

    def call(
        self,
        address: DBusAddress,
        method: str,
        signature: str,
        body: tuple[Any, ...],
        on_reply: OnMessage,
        on_late: OnMessage | None = None,
    ) -> None:
        """Sends a call. on_reply gets the reply, or an error in its place, later and exactly once.

        on_late: gets a reply that arrives after that error.
        """
        message = new_method_call(address, method, signature or None, body)
        serial = next(self._serials)
        wait = CALL_LIMIT if self._connection is not None else 0.0
        self._calls[serial] = _Call(message, time.monotonic() + wait, on_reply, on_late)
        if not self._limit.isActive() or not wait:
            self._limit.start(round(wait * 1000))
        self._send(message, serial)

    def on_signal(self, rule: MatchRule, signature: str, on_signal: OnMessage) -> None:
        """Subscribes to the signals of that rule. Those with another signature are dropped."""
        self._rules.append((rule, signature, on_signal))
        self._add_match(rule)

    def on_owner(self, name: str, on_owner: OnOwner) -> None:
        """Reports the unique name that owns a well-known name, now and at each change; "" for nobody."""
        rule = MatchRule(
            type="signal",
            sender="org.freedesktop.DBus",
            interface="org.freedesktop.DBus",
            member="NameOwnerChanged",
        )
        rule.add_arg_condition(0, name)

        def changed(message: Message) -> None:
            _name, old, new = message.body
            stale = [serial for serial, call in self._calls.items() if call.name == name]
            on_owner(new)
            if old:  # otherwise the bus has just started the owner and passes our calls on to it
                self._late = {serial: call for serial, call in self._late.items() if call.name != name}
                self._fail(stale, _OWNER_LEFT)

        self._owners.append((name, on_owner))
        self.on_signal(rule, "sss", changed)
        self._ask_owner(name, on_owner)

    def wait_until(self, done: Callable[[], bool], seconds: float) -> None:
        """Reads messages until `done`, for at most that long: for the end of the program, without a loop."""
        deadline = time.monotonic() + seconds
        with contextlib.suppress(OSError):  # TimeoutError is one
            while self._connection is not None and not done():
                self._dispatch(self._connection.receive(timeout=max(0.0, deadline - time.monotonic())))

    def close(self) -> None:
        """Leaves the bus for good."""
        self._limit.stop()
        self._again.stop()
        self._leave()

    # The connection

    def _send(self, message: Message, serial: int) -> None:
        """Shuts down a connection that fails; the loop then sees its end and calls _lost."""
        if self._connection is None:
            return
        try:
            self._connection.send(message, serial=serial)
        except OSError:
            with contextlib.suppress(OSError):
                self._connection.sock.shutdown(socket.SHUT_RDWR)

    def _read(self) -> None:
        while self._connection is not None:
            try:
                message = self._connection.receive(timeout=0)
            except TimeoutError:
                return
            except Exception as error:  # the connection ended, or the bytes are invalid
                self._lost(error)
                return
            self._dispatch(message)

    def _dispatch(self, message: Message) -> None:
        match message.header.message_type:
            case MessageType.signal:
                for rule, signature, on_signal in list(self._rules):
                    if rule.matches(message) and _signature(message) == signature:
                        _isolated(on_signal, message)
            case MessageType.method_call:
                self._refuse(message)
            case _:
                serial = message.header.fields.get(HeaderFields.reply_serial, -1)
                call, late = self._calls.pop(serial, None), self._late.pop(serial, None)
                if call is not None:
                    _isolated(call.on_reply, message)
                elif late is not None and late.on_late is not None:
                    _isolated(late.on_late, message)

    def _refuse(self, call: Message) -> None:
        """Answers calls to us with an error at once, because we export nothing."""
        if not call.header.flags & MessageFlag.no_reply_expected:
            self._send(new_error(call, _UNKNOWN_METHOD, "s", ("no such method",)), next(self._serials))

    def _lost(self, error: Exception) -> None:
        _log.warning("the %s bus went away: %s", self._name.lower(), error)
        self._leave()
        self._again.start()
        self._late.clear()
        for _name, on_owner in self._owners:
            _isolated(on_owner, "")
        self._fail(list(self._calls), _NO_ANSWER)

    def _leave(self) -> None:
        self.id = ""
        if self._connection is not None and self._readable is not None:
            self._readable.setEnabled(False)
            self._readable.deleteLater()
            self._connection.close()
            self._connection = self._readable = None

    def _try_again(self) -> None:
        if not self.join() and self._again.interval() < _LONGEST_PAUSE:
            self._again.start(2 * self._again.interval())

    # Calls and subscriptions

    def _add_match(self, rule: MatchRule) -> None:
        if self._connection is not None:
            self.call(_DRIVER, "AddMatch", "s", (rule.serialise(),), lambda _reply: None)

    def _ask_owner(self, name: str, on_owner: OnOwner) -> None:
        def replied(reply: Message) -> None:
            on_owner(reply.body[0] if is_return(reply, "s") else "")

        self.call(_DRIVER, "GetNameOwner", "s", (name,), replied)

    def _on_id(self, reply: Message) -> None:
        if is_return(reply, "s"):
            self.id = reply.body[0]

    def _fail_overdue(self) -> None:
        now = time.monotonic()
        overdue = [serial for serial, call in self._calls.items() if call.deadline <= now]
        for serial in overdue:
            if self._calls[serial].on_late is not None and self._connection is not None:
                self._late[serial] = self._calls[serial]
        self._fail(overdue, _NO_ANSWER)
        left = [call.deadline for call in self._calls.values()]
        if left:
            self._limit.start(max(0, round((min(left) - now) * 1000)) + 1)

    def _fail(self, serials: list[int], error: str) -> None:
        for serial in serials:
            call = self._calls.pop(serial, None)
            if call is not None:
                _isolated(call.on_reply, new_error(call.message, error))


def is_return(reply: Message, signature: str) -> bool:
    """Whether it is a successful reply with this signature."""
    returned: bool = reply.header.message_type is MessageType.method_return
    return returned and _signature(reply) == signature


def unanswered(reply: Message) -> bool:
    """Whether it stands for a reply that did not arrive in time, or was lost with the bus."""
    error: str | None = reply.header.fields.get(HeaderFields.error_name)
    return error == _NO_ANSWER


def sender(message: Message) -> str:
    """The unique name that a message came from."""
    name: str = message.header.fields.get(HeaderFields.sender, "")
    return name


def _signature(message: Message) -> str:
    signature: str = message.header.fields.get(HeaderFields.signature, "")
    return signature


def _isolated(handler: Callable[[Any], None], news: Message | str) -> None:
    """Calls a handler. An error in it is reported like one in a Qt slot, and reading goes on."""
    try:
        handler(news)
    except Exception as error:
        sys.excepthook(type(error), error, error.__traceback__)
