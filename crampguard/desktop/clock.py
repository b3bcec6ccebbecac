"""The machine's clock and its zone, as the C library sees them."""

import os
import re
import struct
import sys
import time
from datetime import UTC, datetime, tzinfo
from enum import Enum, auto
from io import BytesIO
from pathlib import Path
from typing import NamedTuple
from zoneinfo import ZoneInfo

from crampguard.i18n import _
from crampguard.routine.text import shown

_LOCALTIME = Path("/etc/localtime")
_LONGEST_NAME = 60  # characters of TZ that are worth repeating

# A rule such as CET-1CEST,M3.5.0,M10.5.0/3, as tzset(3) describes it. The C library has a rule of its own for
# one that names summer time and does not say when it is.
_NAME = r"(?:[A-Za-z]{3,}|<[A-Za-z0-9+-]{3,}>)"
_OFFSET = r"[+-]?(?:0?[0-9]|1[0-5])(?::[0-5][0-9]){0,2}"  # no place was ever farther from UTC than 16 hours
_RULE = re.compile(rf"{_NAME}{_OFFSET}(?P<summer>{_NAME}(?:{_OFFSET})?(?P<dates>,.+)?)?")
_USUAL_DATES = ",M3.2.0,M11.1.0"


class SystemClock:
    def __init__(self) -> None:
        self._local = local_zone()

    def now(self) -> datetime:
        return datetime.now(UTC)

    def machine_time(self, instant: datetime) -> datetime:
        """When a timer of the machine has to ring for this clock to show that instant."""
        return instant

    def zone(self) -> tzinfo:
        return self._local.zone

    @property
    def problem(self) -> str:
        """A line for the user where the zone cannot be what was meant; else empty."""
        return self._local.problem

    def reload(self) -> None:
        """Takes the zone that the machine has now, for this clock and for the whole process."""
        if sys.platform != "win32":
            time.tzset()
        self._local = local_zone()


class ZoneSource(Enum):
    """What named the zone of this process."""

    TZ = auto()
    LINK = auto()
    COPY = auto()  # of a zone's file, as some containers and installers leave it
    NOTHING = auto()


class LocalZone(NamedTuple):
    """problem: a line for the user where TZ names no zone; else empty."""

    zone: tzinfo
    source: ZoneSource
    problem: str = ""


def local_zone() -> LocalZone:
    """The zone of TZ, else of /etc/localtime, else UTC: that of every other program here.

    Not by tzlocal: it weighs old files beside /etc/localtime and raises where they disagree. A zone without
    a name (a copied file) works as well.
    """
    name = os.environ.get("TZ")
    if name is not None:
        return _of_variable(name)
    if zone := _of_file(_LOCALTIME):
        return LocalZone(zone, ZoneSource.LINK if _LOCALTIME.is_symlink() else ZoneSource.COPY)
    return LocalZone(UTC, ZoneSource.NOTHING)


def zone_file() -> Path | None:
    """What changes when the machine gets another zone; None where TZ names the zone, which then stays."""
    return None if local_zone().source is ZoneSource.TZ else _LOCALTIME


def _of_variable(value: str) -> LocalZone:
    """As the C library does it, TZ holds a name, a file or a rule, and where it holds none of them, UTC."""
    name = value.removeprefix(":") or "UTC"
    if zone := _named(name) or _of_rule(name):
        return LocalZone(zone, ZoneSource.TZ)
    problem = _('The variable TZ is "{value}", which is no time zone, so all times are in UTC.')
    return LocalZone(UTC, ZoneSource.TZ, problem.format(value=shown(value, _LONGEST_NAME)))


def _named(name: str) -> tzinfo | None:
    if name.startswith("/"):
        return _of_file(Path(name))
    try:
        return ZoneInfo.no_cache(name)  # the rules of a zone change as well
    except (KeyError, ValueError, OSError):  # ZoneInfoNotFoundError is a KeyError
        return None


def _of_rule(rule: str) -> tzinfo | None:
    """zoneinfo reads such rules at the end of a zone's file (RFC 9636) only, so they get a file, in memory.

    It has no transitions and one type of local time, which the rule overrides. Its two halves, for the first
    and for later versions of the format, are then the same. (A date in a rule that counts days from 0, which
    nobody uses, is taken for the day before it: a fault of zoneinfo.)
    """
    found = _RULE.fullmatch(rule)
    if found is None:
        return None
    dates = _USUAL_DATES if found["summer"] and not found["dates"] else ""
    half = struct.pack(">5s15x6l lBB4s", b"TZif2", 0, 0, 0, 0, 1, 4, 0, 0, 0, b"UTC")
    try:
        return ZoneInfo.from_file(BytesIO(half + half + f"\n{rule}{dates}\n".encode()), key=rule)
    except ValueError:
        return None


def _of_file(path: Path) -> tzinfo | None:
    _, found, name = str(path.resolve()).partition("zoneinfo/")
    if found and (zone := _named(name)):
        return zone
    if not path.is_file():  # a pipe would keep us waiting
        return None
    try:
        with path.open("rb") as file:
            return ZoneInfo.from_file(file, key=path.name)
    except (ValueError, OSError):
        return None
