"""Lines for a terminal: answers on standard output, complaints on standard error."""

import contextlib
import json
import os
import sys
from pathlib import Path
from typing import TextIO

from crampguard.routine.text import shown

_LONGEST_LINE = 2_000  # characters of a complaint, and of a file's name


class CouldNot(Exception):  # noqa: N818 (an answer, not a fault)
    """The machine did not let us. str() is one line that says why."""


def say(line: str) -> None:
    print(line)  # noqa: T201


def say_json(found: object) -> None:
    say(json.dumps(found, indent=1))


def complain(line: str) -> None:
    """Says it on standard error, or nowhere: a complaint that cannot be read is no reason to stop."""
    if sys.stderr is None:  # closed by the caller, and print() would take standard output instead
        return
    try:
        print(shown(line, _LONGEST_LINE), file=sys.stderr)  # noqa: T201
    except OSError:
        drop(sys.stderr)


def drop(stream: TextIO | None) -> None:
    """What could not be written stays in Python's buffer, and it would complain once more at its end."""
    with contextlib.suppress(OSError, ValueError):
        if stream is not None:
            os.dup2(os.open(os.devnull, os.O_WRONLY), stream.fileno())


def named(file: Path | str) -> str:
    """The name of a file, which may hold what a terminal would obey."""
    return shown(str(file), _LONGEST_LINE)
