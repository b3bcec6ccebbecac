"""The way onto a bus. No Qt, so that a command in a terminal can go it too."""

from jeepney.io.blocking import DBusConnection, open_dbus_connection


class BusError(Exception):
    """There is no such bus here, or it went away. str() is the reason, without the bus's address."""


def connect(bus: str = "SESSION") -> DBusConnection:
    """A connection to the SESSION or the SYSTEM bus. BusError where there is none."""
    try:
        return open_dbus_connection(bus)
    except KeyError as error:
        raise BusError(f"{error.args[0]} is not set") from error
    except OSError as error:
        raise BusError(error.strerror or str(error)) from error
    except (ValueError, RuntimeError) as error:
        raise BusError("its address is not understood, or it refused us") from error
