"""The machine's clock and its zone, as the C library sees them."""

import os
import sys
import time
from datetime import UTC, datetime, tzinfo
from enum import Enum, auto
from pathlib import Path
from zoneinfo import ZoneInfo

_LOCALTIME = Path("/etc/localtime")


class SystemClock:
    def __init__(self) -> None:
        self._zone = local_zone()

    def now(self) -> datetime:
        return datetime.now(UTC)

    def zone(self) -> tzinfo:
        return self._zone

    def reload(self) -> None:
        """Takes the zone that the machine has now, for this clock and for the whole process."""
        if sys.platform != "win32":
            time.tzset()
        self._zone = local_zone()


class ZoneSource(Enum):
    """What named the zone of this process."""

    TZ = auto()
    LINK = auto()
    COPY = auto()  # of a zone's file, as some containers and installers leave it
    NOTHING = auto()


def local_zone() -> tzinfo:
    """The zone of TZ, else of /etc/localtime, else UTC.

    Not by tzlocal: it weighs old files beside /etc/localtime and raises where they disagree. A zone without
    a name (a copied file) works as well.
    """
    return zone_and_source()[0]


def zone_and_source() -> tuple[tzinfo, ZoneSource]:
    name = os.environ.get("TZ")
    if name is not None and (zone := _named(name.removeprefix(":") or "UTC")):
        return zone, ZoneSource.TZ
    if zone := _of_file(_LOCALTIME):
        return zone, ZoneSource.LINK if _LOCALTIME.is_symlink() else ZoneSource.COPY
    return UTC, ZoneSource.NOTHING


def zone_file() -> Path | None:
    """What changes when the machine gets another zone; None where TZ names the zone, which then stays."""
    return None if zone_and_source()[1] is ZoneSource.TZ else _LOCALTIME


def _named(name: str) -> tzinfo | None:
    if name.startswith("/"):
        return _of_file(Path(name))
    try:
        return ZoneInfo.no_cache(name)  # the rules of a zone change as well
    except (ValueError, OSError):  # ZoneInfoNotFoundError is a KeyError
        return None
    except KeyError:
        return None


def _of_file(path: Path) -> tzinfo | None:
    _, found, name = str(path.resolve()).partition("zoneinfo/")
    if found and (zone := _named(name)):
        return zone
    try:
        with path.open("rb") as file:
            return ZoneInfo.from_file(file, key=path.name)
    except (ValueError, OSError):
        return None
