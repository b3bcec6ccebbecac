"""What a Linux desktop knows a program by: a desktop entry, as the Desktop Entry Specification wants it.

The program writes its own, for pip puts no file where a desktop looks, and knows no lasting path to name.
"""

import os
import re
import sys
from collections.abc import Mapping
from pathlib import Path

from crampguard.i18n import _

FILE = "crampguard.desktop"
XDG = sys.platform not in ("darwin", "win32")  # these two have ways of their own

_CODING = ("utf-8", "surrogateescape")  # a path may hold any bytes
_HEADER = "[Desktop Entry]"
_NOTHING_RESERVED = re.compile(r"[\w%+,./:@-]+", re.ASCII)
_IN_QUOTES = str.maketrans({letter: f"\\{letter}" for letter in '"`$\\'})
_AS_VALUE = str.maketrans({"\\": r"\\", "\n": r"\n", "\t": r"\t", "\r": r"\r"})
_MEANT = {"s": " ", "n": "\n", "t": "\t", "r": "\r"}


def entry_text(more: Mapping[str, str]) -> bytes:
    """An entry that starts this very installation, with `more` keys than every such entry has.

    TryExec hides it once the installation has been removed.
    """
    command = program()
    values = {
        "Type": "Application",
        "Name": "CrampGuard",
        "Comment": _("A bedtime companion for people with night leg cramps"),
        "Exec": command_line(command),
        "TryExec": command[0],
        "Icon": "crampguard",
        "Terminal": "false",
        "Categories": "Utility;",
        "StartupNotify": "false",  # it opens no window, so the busy pointer would turn for nothing
        **more,
    }
    lines = [_HEADER, *(f"{key}={value.translate(_AS_VALUE)}" for key, value in values.items())]
    return "".join(f"{line}\n" for line in lines).encode(*_CODING)


def read(path: Path) -> dict[str, str]:
    """The values of an entry; none where there is no file, or none that can be read."""
    try:
        lines = path.read_bytes().decode(*_CODING).split("\n")
    except OSError:
        return {}
    values, group = {}, ""
    for line in map(str.strip, lines):
        key, equals, value = line.partition("=")
        if line.startswith("["):
            group = line
        elif equals and group == _HEADER and not line.startswith("#"):
            values[key.rstrip()] = re.sub(r"\\(.)", _meant, value.lstrip())
    return values


def program() -> list[str]:
    """The command of this installation: the script of its venv, also that of pipx, by its lasting path.

    Links are left as they are: a venv's python is a link to one that knows nothing of the venv.
    """
    script = Path(sys.executable).with_name("crampguard")
    if os.access(script, os.X_OK):
        return [str(script)]
    return [sys.executable, "-m", "crampguard"]


def command_line(words: list[str]) -> str:
    """The words as an Exec key wants them, before the escapes that every value has."""
    # GLib looks for the first word as it is written and drops an entry whose program it does not find.
    through = ["env"] if "%" in words[0] else []
    return " ".join(map(_word, through + words)).replace("%", "%%")


def _word(word: str) -> str:
    return word if _NOTHING_RESERVED.fullmatch(word) else f'"{word.translate(_IN_QUOTES)}"'


def _meant(escape: re.Match[str]) -> str:
    return _MEANT.get(escape[1], escape[1])
