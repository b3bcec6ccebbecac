"""A session bus of the test's own, and the few calls on it that the rig needs.

The bus has no service folders, so no real daemon is ever started behind a test's back: who owns a name there
was put there by the test. It needs no screen.
"""

from __future__ import annotations

import contextlib
import os
import selectors
import socket
import tempfile
import threading
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType
from typing import Any, Self

from jeepney import (  # type: ignore[import-untyped, unused-ignore]
    DBusAddress,
    DBusErrorResponse,
    HeaderFields,
    MessageFlag,
    MessageType,
    new_error,
    new_method_call,
    new_method_return,
    new_signal,
)
from jeepney.io.blocking import open_dbus_connection  # type: ignore[import-untyped, unused-ignore]

from tests.desktop.rig.child import Child
from tests.desktop.rig.requirements import program
from tests.desktop.rig.waiting import PATIENCE, wait_until

CONFIG = """<!DOCTYPE busconfig PUBLIC "-//freedesktop//DTD D-Bus Bus Configuration 1.0//EN"
 "http://www.freedesktop.org/standards/dbus/1.0/busconfig.dtd">
<busconfig>
  <type>session</type>
  <listen>unix:path={socket}</listen>
  <auth>EXTERNAL</auth>
  <policy context="default">
    <allow send_destination="*" eavesdrop="true"/>
    <allow eavesdrop="true"/>
    <allow own="*"/>
  </policy>
</busconfig>
"""

DBUS = "org.freedesktop.DBus"
PROPERTIES = "org.freedesktop.DBus.Properties"

BusError = DBusErrorResponse
"""What a call raises when the other side answers with an error; `.name` is the error's name."""


class Bus:
    """A running bus: `address` is what goes into DBUS_SESSION_BUS_ADDRESS."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self.address = f"unix:path={folder}/bus"
        self.restart()

    def kill(self) -> None:
        """The bus dies, as at the end of a session; everybody is disconnected."""
        self.daemon.kill9()

    def restart(self) -> None:
        """A new bus at the same address: nobody is on it."""
        config = self._folder / "bus.conf"
        command = program("dbus-daemon")
        config.write_text(CONFIG.format(socket=self._folder / "bus"), encoding="utf-8")
        read_end, write_end = os.pipe()
        try:
            self.daemon = Child(
                [command, f"--config-file={config}", "--nofork", f"--print-address={write_end}"],
                {"PATH": os.environ.get("PATH", os.defpath), "LANG": "C.UTF-8"},
                self._folder / "log",
                pass_fds=(write_end,),
            )
        finally:
            os.close(write_end)
        with open(read_end, encoding="utf-8") as pipe:  # noqa: PTH123 - a file descriptor, not a path
            if not pipe.readline().strip():  # ends when the daemon has written, or has died
                raise RuntimeError(f"dbus-daemon did not start: {self.daemon.said()}")


@contextlib.contextmanager
def session_bus() -> Iterator[Bus]:
    """A private bus for the time of the context."""
    with tempfile.TemporaryDirectory(prefix="cg-bus-") as name:
        bus = Bus(Path(name))
        try:
            yield bus
        finally:
            bus.daemon.close()


class Link:
    """A blocking client of a bus, to call others. For one thread; use as a context manager or close() it."""

    def __init__(self, address: str) -> None:
        self._connection = open_dbus_connection(address, auth_timeout=10)
        self.name: str = self._connection.unique_name

    def call(
        self,
        destination: str,
        path: str,
        interface: str,
        member: str,
        signature: str = "",
        *body: object,
        timeout: float = 10.0,
    ) -> tuple[Any, ...]:
        """Call a method and return the values of the answer; BusError if it is an error.

        `timeout` is in seconds on a quiet machine, as that of wait_until().
        """
        to = DBusAddress(path, bus_name=destination, interface=interface)
        message = new_method_call(to, member, signature or None, body)
        reply = self._connection.send_and_get_reply(message, timeout=timeout * PATIENCE)
        if reply.header.message_type is MessageType.error:
            raise BusError(reply)
        return tuple(reply.body)

    def tell(self, destination: str, path: str, interface: str, member: str) -> None:
        """Call a method without arguments and want no answer."""
        message = new_method_call(DBusAddress(path, bus_name=destination, interface=interface), member)
        message.header.flags |= MessageFlag.no_reply_expected
        self._connection.send(message)

    def get(self, destination: str, path: str, interface: str, name: str) -> Any:
        """The value of a property."""
        answer = self.call(destination, path, PROPERTIES, "Get", "ss", interface, name)
        return answer[0][1]

    def owner(self, name: str) -> str | None:
        """The unique name behind a well-known one, or None."""
        try:
            answer = self.call(DBUS, "/org/freedesktop/DBus", DBUS, "GetNameOwner", "s", name)
        except BusError as error:
            if error.name == "org.freedesktop.DBus.Error.NameHasNoOwner":
                return None
            raise
        return str(answer[0])

    def names(self) -> list[str]:
        """All names on the bus."""
        return list(self.call(DBUS, "/org/freedesktop/DBus", DBUS, "ListNames")[0])

    def pid(self, name: str) -> int:
        """The process behind a name."""
        return int(self.call(DBUS, "/org/freedesktop/DBus", DBUS, "GetConnectionUnixProcessID", "s", name)[0])

    def wait_for(self, name: str, timeout: float = 10.0) -> str:
        """Wait until somebody owns the name."""
        return wait_until(lambda: self.owner(name) or "", timeout, f"{name} on the bus")

    def close(self) -> None:
        self._connection.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()


def wait_for_name(address: str, name: str, timeout: float = 10.0) -> str:
    """Wait until somebody owns the name on that bus, and return its unique name."""
    with Link(address) as link:
        return link.wait_for(name, timeout)


def wait_for_no_name(address: str, name: str, timeout: float = 10.0) -> None:
    """Wait until nobody owns the name."""
    with Link(address) as link:
        wait_until(lambda: link.owner(name) is None, timeout, f"{name} gone from the bus")


@dataclass(frozen=True)
class Call:
    """A method call that reached a Service."""

    sender: str
    path: str
    interface: str
    member: str
    signature: str
    body: tuple[Any, ...]


class Refusal(Exception):  # noqa: N818 - an answer, not a fault
    """Raised by a Service's method: the caller gets this error."""

    def __init__(self, name: str, text: str) -> None:
        super().__init__(text)
        self.name = name
        self.text = text


class Postponed(Exception):  # noqa: N818 - an answer, not a fault
    """Raised by a Service's method: the caller hears nothing until answer_postponed()."""


class Service:
    """Somebody who owns a name on a bus and answers calls, in a thread and on a connection of its own.

    Subclasses override `answer` (called in that thread) and may call `emit` from any thread.
    """

    def __init__(self, address: str, name: str) -> None:
        self._connection = open_dbus_connection(address, auth_timeout=10)
        self._sending = threading.Lock()
        self._stop_read, self._stop_write = socket.socketpair()
        self._thread = threading.Thread(target=self._serve, name=name, daemon=True)
        self.unique_name: str = self._connection.unique_name
        self.failure: BaseException | None = None
        self._stopped = False
        self._postponed: list[Any] = []
        try:
            self.prepare()
            do_not_queue, primary_owner = 4, 1
            if self._ask("RequestName", "su", name, do_not_queue) != (primary_owner,):
                raise RuntimeError(f"{name} has an owner already")
        except BaseException:
            self._close()
            raise
        self._thread.start()

    def prepare(self) -> None:
        """What must be done on the bus before the name is taken."""

    def answer(self, call: Call) -> tuple[str, tuple[Any, ...]]:
        """Signature and values of the answer to a call; raise Refusal for an error."""
        raise NotImplementedError

    def heard(self, sender: str, member: str, body: tuple[Any, ...]) -> None:
        """A signal that `prepare` asked for."""

    def answer_postponed(self) -> None:
        """The server wakes up and does what it was asked to, in order."""
        postponed, self._postponed = self._postponed, []
        for message in postponed:
            self._dispatch(message)

    def die(self) -> None:
        """Leave the bus without an answer, as a daemon that crashed; only from `answer`."""
        self._connection.close()
        raise ConnectionError("died")

    def emit(
        self, path: str, interface: str, member: str, signature: str, *body: object, to: str | None = None
    ) -> None:
        """Send a signal to everybody who listens, or to one connection."""
        message = new_signal(DBusAddress(path, interface=interface), member, signature or None, body)
        if to is not None:
            message.header.fields[HeaderFields.destination] = to
        self._send(message)

    def subscribe(self, rule: str) -> None:
        """Ask the bus for signals; only from `prepare`."""
        self._ask("AddMatch", "s", rule)

    def stop(self) -> None:
        """Leave the bus, as a daemon that ended. Safe to call twice."""
        if self._stopped:
            return
        self._stopped = True
        self._stop_write.send(b".")
        self._thread.join(10)
        self._close()
        if self.failure is not None:
            raise self.failure

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.stop()

    def _ask(self, member: str, signature: str, *body: object) -> tuple[Any, ...]:
        to = DBusAddress("/org/freedesktop/DBus", bus_name=DBUS, interface=DBUS)
        reply = self._connection.send_and_get_reply(
            new_method_call(to, member, signature, body), timeout=10 * PATIENCE
        )
        if reply.header.message_type is MessageType.error:
            raise BusError(reply)
        return tuple(reply.body)

    def _send(self, message: Any) -> None:
        with self._sending:
            self._connection.send(message)

    def _close(self) -> None:
        self._connection.close()
        self._stop_read.close()
        self._stop_write.close()

    def _serve(self) -> None:
        try:
            with selectors.DefaultSelector() as selector:
                selector.register(self._connection.sock, selectors.EVENT_READ)
                selector.register(self._stop_read, selectors.EVENT_READ)
                while True:
                    self._drain()
                    ready = [key.fileobj for key, _ in selector.select()]
                    if self._stop_read in ready:
                        return
        except (ConnectionError, OSError):
            return  # the bus went away: so does this daemon
        except BaseException as error:  # for the test's own thread, see stop()
            self.failure = error

    def _drain(self) -> None:
        while True:
            try:
                message = self._connection.receive(timeout=0)
            except TimeoutError:
                return
            self._dispatch(message)

    def _dispatch(self, message: Any) -> None:
        fields = message.header.fields
        sender = str(fields.get(HeaderFields.sender, ""))
        member = str(fields.get(HeaderFields.member, ""))
        if message.header.message_type is MessageType.signal:
            self.heard(sender, member, tuple(message.body))
            return
        if message.header.message_type is not MessageType.method_call:
            return
        call = Call(
            sender,
            str(fields.get(HeaderFields.path, "")),
            str(fields.get(HeaderFields.interface, "")),
            member,
            str(fields.get(HeaderFields.signature, "")),
            tuple(message.body),
        )
        try:
            signature, values = self.answer(call)
            reply = new_method_return(message, signature or None, values)
        except Postponed:
            self._postponed.append(message)
            return
        except Refusal as refusal:
            reply = new_error(message, refusal.name, "s", (refusal.text,))
        self._send(reply)


def unknown_method(call: Call) -> Refusal:
    """The refusal for a call that this service does not know."""
    return Refusal("org.freedesktop.DBus.Error.UnknownMethod", f"no {call.interface}.{call.member} here")


def nudge(address: str, pid: int) -> int:
    """Wake the event loop of a process that is on the bus, without changing anything there.

    A loop that sleeps until its next timer does not notice that the faked clock was moved (see clock.py).
    Asking each of its connections to describe a few objects makes it look at its clock. Returns how many
    connections were asked.
    """
    asked = 0
    with Link(address) as link:
        for name in link.names():
            if not name.startswith(":") or name == link.name:
                continue
            try:
                if link.pid(name) != pid:
                    continue
            except BusError:  # left in between
                continue
            asked += 1
            for path in ("/", "/StatusNotifierItem", "/MenuBar"):
                link.tell(name, path, "org.freedesktop.DBus.Introspectable", "Introspect")
        link.owner(DBUS)  # a round trip: the bus has passed on what came before
    return asked
