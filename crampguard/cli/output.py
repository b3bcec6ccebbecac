"""Output for a terminal: results on standard output, problems on standard error."""

import contextlib
import os
import sys
from pathlib import Path
from typing import TextIO

from crampguard.routine.text import shown

_LONGEST_LINE = 2_000  # characters of a problem, and of a file name


class CouldNot(Exception):  # noqa: N818 (an answer, not a fault)
    """Something could not be done. str() is one line that says why."""


def say(line: str) -> None:
    """Prints a result. Spaces that do not break are for windows; some terminals lack them."""
    print(line.replace("\u00a0", " "))  # noqa: T201


def say_json(found: object) -> None:
    import json

    say(json.dumps(found, indent=1))


def complain(line: str) -> None:
    """Prints a problem on standard error. If that fails, the program still goes on."""
    if sys.stderr is None:  # closed by the caller; print() would use standard output
        return
    try:
        print(shown(line, _LONGEST_LINE), file=sys.stderr)  # noqa: T201
    except OSError:
        drop(sys.stderr)


def drop(stream: TextIO | None) -> None:
    """Discards what could not be written, or Python would report it again at exit."""
    with contextlib.suppress(OSError, ValueError):
        if stream is not None:
            os.dup2(os.open(os.devnull, os.O_WRONLY), stream.fileno())


def named(file: Path | str) -> str:
    """The name of a file without control characters, which a terminal would obey."""
    return shown(str(file), _LONGEST_LINE)
