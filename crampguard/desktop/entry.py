"""Desktop entries, as in the Desktop Entry Specification.

The program writes its own, because pip installs no files where a desktop looks for them.
"""

import re
import shutil
import sys
from collections.abc import Mapping
from pathlib import Path

from crampguard import __version__
from crampguard.desktop.installation import APP_ID, program
from crampguard.i18n import _

FILE = f"{APP_ID}.desktop"
XDG = sys.platform not in ("darwin", "win32")  # these two have other mechanisms

_VERSION = "X-CrampGuard-Version"
_CODING = ("utf-8", "surrogateescape")  # a path may hold any bytes
_HEADER = "[Desktop Entry]"
_NOTHING_RESERVED = re.compile(r"[\w%+,./:@-]+", re.ASCII)
_IN_QUOTES = str.maketrans({letter: f"\\{letter}" for letter in '"`$\\'})
_AS_VALUE = str.maketrans({"\\": r"\\", "\n": r"\n", "\t": r"\t", "\r": r"\r"})
_MEANT = {"s": " ", "n": "\n", "t": "\t", "r": "\r"}


def entry_text(more: Mapping[str, str]) -> bytes:
    """The text of an entry that starts this installation. more: keys to add.

    TryExec hides the entry when the installation has been removed.
    """
    command = program()
    values = {
        "Type": "Application",
        "Name": "CrampGuard",
        "Comment": _("A bedtime companion for people with night leg cramps"),
        "Exec": command_line(command),
        "TryExec": command[0],
        "Icon": APP_ID,
        "Terminal": "false",
        "Categories": "Utility;",
        _VERSION: __version__,
        **more,
    }
    lines = [_HEADER, *(f"{key}={value.translate(_AS_VALUE)}" for key, value in values.items())]
    return "".join(f"{line}\n" for line in lines).encode(*_CODING)


def read(path: Path) -> dict[str, str]:
    """The values of an entry; empty where the file does not exist or cannot be read."""
    try:
        lines = path.read_bytes().decode(*_CODING).split("\n")
    except OSError:
        return {}
    values, group = {}, ""
    for line in map(str.strip, lines):
        key, equals, value = map(str.strip, line.partition("="))
        if line.startswith("["):
            group = line
        elif equals and group == _HEADER and not line.startswith("#"):
            values[key] = re.sub(r"\\(.)", lambda escape: _MEANT.get(escape[1], escape[1]), value)
    return values


def starts_another(values: Mapping[str, str]) -> bool:
    """Whether the entry starts another installation than this one. The user made one without TryExec."""
    return values.get("TryExec", program()[0]) != program()[0]


def is_obsolete(values: Mapping[str, str]) -> bool:
    """Whether what the entry starts has gone, or is an older version that is installed elsewhere.

    So of two installations the newer one has the entries, of two alike the one that was first.
    """
    started = values.get("TryExec")
    if started is not None and shutil.which(started) is None:
        return True
    return starts_another(values) and _numbers(values.get(_VERSION, __version__)) < _numbers(__version__)


def command_line(command: list[str]) -> str:
    """The command quoted for an Exec key, before the escaping that all values get."""
    # GLib looks up the first word unescaped, and drops an entry whose program it does not find.
    through = ["env"] if "%" in command[0] else []
    return " ".join(map(_quoted, through + command)).replace("%", "%%")


def _numbers(version: str) -> list[int]:
    return [int(number) for number in re.findall(r"\d+", version)]


def _quoted(argument: str) -> str:
    return argument if _NOTHING_RESERVED.fullmatch(argument) else f'"{argument.translate(_IN_QUOTES)}"'
