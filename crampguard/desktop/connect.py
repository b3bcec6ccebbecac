"""Connects to a bus, without Qt, so that a command in a terminal can use it too."""

from socket import socket
from typing import Literal

from jeepney import DBusErrorResponse, Message
from jeepney.bus import get_bus
from jeepney.io.blocking import DBusConnection, prep_socket

from crampguard.i18n import _

BusName = Literal["SESSION", "SYSTEM"]

_SECONDS = 1.0


class BusError(Exception):
    """There is no such bus here, or it went away. str() is the reason, without the bus's address."""


class _Connection(DBusConnection):  # type: ignore[misc]  # jeepney has no types
    """Limits the wait for the reply to Hello, which is unlimited in jeepney."""

    def receive(self, *, timeout: float | None = None) -> Message:
        return super().receive(timeout=_SECONDS if timeout is None else timeout)


def connect(bus: BusName = "SESSION") -> DBusConnection:
    """A connection to the SESSION or the SYSTEM bus. BusError where none answers."""
    try:
        return _greeted(prep_socket(get_bus(bus), timeout=_SECONDS))
    except KeyError as error:
        raise BusError(_("{variable} is not set").format(variable=error.args[0])) from error
    except OSError as error:
        raise BusError(error.strerror or str(error) or _("no answer")) from error
    except (ValueError, RuntimeError, DBusErrorResponse) as error:
        raise BusError(_("its address is not understood, or it refused us")) from error


def _greeted(channel: socket) -> DBusConnection:
    try:
        channel.settimeout(_SECONDS)  # a bus that hangs stops reading
        return _Connection(channel)
    except BaseException:
        channel.close()
        raise
