"""The machine's clock and time zone, as the C library sees them, or Windows."""

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

# A rule such as CET-1CEST,M3.5.0,M10.5.0/3, as described in tzset(3). Where one names summer time without its
# dates, the C library uses default dates.
_NAME = r"(?:[A-Za-z]{3,}|<[A-Za-z0-9+-]{3,}>)"
_OFFSET = r"[+-]?(?:0?[0-9]|1[0-5])(?::[0-5][0-9]){0,2}"  # no place was ever more than 16 hours from UTC
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
        """A line for the user where the zone is probably not the intended one; otherwise empty."""
        return self._local.problem

    def reload(self) -> None:
        """Adopts the machine's present zone, for this clock and for the whole process."""
        if sys.platform != "win32":
            time.tzset()
        self._local = local_zone()


class ZoneSource(Enum):
    """Where the zone of this process comes from."""

    TZ = auto()
    LINK = auto()
    COPY = auto()  # a copied zone file, as some containers and installers make it
    WINDOWS = auto()
    NOTHING = auto()


class LocalZone(NamedTuple):
    """problem: a line for the user where the zone is probably not the intended one; otherwise empty."""

    zone: tzinfo
    source: ZoneSource
    problem: str = ""


def local_zone() -> LocalZone:
    """The zone of TZ, else of Windows or of /etc/localtime, else UTC: the same that other programs use.

    By tzlocal on Windows only: elsewhere it also reads outdated files beside /etc/localtime and raises where
    they disagree. A zone without a name (a copied file) works too.
    """
    name = os.environ.get("TZ")
    if name is not None:
        return _from_variable(name)
    if sys.platform == "win32":
        return _from_windows()
    if zone := _from_file(_LOCALTIME):
        return LocalZone(zone, ZoneSource.LINK if _LOCALTIME.is_symlink() else ZoneSource.COPY)
    return LocalZone(UTC, ZoneSource.NOTHING)


def zone_file() -> Path | None:
    """The file that changes with the machine's zone; None where there is none, or TZ fixes the zone."""
    return None if local_zone().source in (ZoneSource.TZ, ZoneSource.WINDOWS) else _LOCALTIME


def _from_windows() -> LocalZone:
    """Windows has names of its own, which tzlocal translates; without one the present offset stays."""
    import warnings

    import tzlocal

    try:
        with warnings.catch_warnings(action="ignore"):  # the C library here misses a change of the zone
            return LocalZone(tzlocal.reload_localzone(), ZoneSource.WINDOWS)
    except (LookupError, OSError) as error:
        problem = _("Windows names a time zone that is not known here ({reason}); times may be an hour off.")
        offset = datetime.now().astimezone().tzinfo or UTC
        return LocalZone(offset, ZoneSource.WINDOWS, problem.format(reason=shown(str(error), _LONGEST_NAME)))


def _from_variable(value: str) -> LocalZone:
    """Like the C library: TZ is a name, a file or a rule; anything else means UTC."""
    name = value.removeprefix(":") or "UTC"
    if zone := _from_name(name) or _from_rule(name):
        return LocalZone(zone, ZoneSource.TZ)
    problem = _('The variable TZ is "{value}", which is no time zone, so all times are in UTC.')
    return LocalZone(UTC, ZoneSource.TZ, problem.format(value=shown(value, _LONGEST_NAME)))


def _from_name(name: str) -> tzinfo | None:
    if name.startswith("/"):
        return _from_file(Path(name))
    try:
        return ZoneInfo.no_cache(name)  # not cached, because the rules of a zone can change too
    except (KeyError, ValueError, OSError):  # ZoneInfoNotFoundError is a KeyError
        return None


def _from_rule(rule: str) -> tzinfo | None:
    """The zone of a POSIX rule. zoneinfo reads one only at the end of a zone file (RFC 9636), so make a file.

    The file is in memory, has no transitions and one type of local time, which the rule overrides. Its two
    halves, for version 1 and for later versions of the format, are then equal. (zoneinfo has a bug with dates
    that count days from 0, which nobody uses: it takes the day before.)
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


def _from_file(path: Path) -> tzinfo | None:
    _, found, name = str(path.resolve()).partition("zoneinfo/")
    if found and (zone := _from_name(name)):
        return zone
    if not path.is_file():  # opening a pipe would block
        return None
    try:
        with path.open("rb") as file:
            return ZoneInfo.from_file(file, key=path.name)
    except (ValueError, OSError):
        return None
