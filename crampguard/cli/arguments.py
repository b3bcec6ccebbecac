"""What an argument of a command may be: dates, times, spans, numbers, texts, files."""

import argparse
import contextlib
import os
import re
from collections.abc import Callable
from datetime import date, time, timedelta
from pathlib import Path

from crampguard.i18n import _
from crampguard.routine.clock import typed_time
from crampguard.routine.localtime import MINUTE
from crampguard.routine.writing import listing

_FIRST_DATE, _LAST_DATE = date(1970, 1, 2), date(2999, 12, 31)
_LONGEST_PAUSE = timedelta(days=7)
_DATE = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_SPAN = re.compile(r"([1-9][0-9]{0,3})([hm])")


def day(text: str) -> date:
    with contextlib.suppress(ValueError):
        if _DATE.fullmatch(text) and _FIRST_DATE <= date.fromisoformat(text) <= _LAST_DATE:
            return date.fromisoformat(text)
    raise argparse.ArgumentTypeError(_("{text} is not a date like 2026-11-22").format(text=text))


def clock(text: str) -> time:
    if (found := typed_time(text)) is not None:
        return found
    raise argparse.ArgumentTypeError(_("{text} is not a time like 22:30 or 10:30pm").format(text=text))


def bedtime(text: str) -> time | None:
    """None: the usual one."""
    return None if text == "usual" else clock(text)


def pause(text: str) -> str | timedelta:
    if text in ("tonight", "always"):
        return text
    if match := _SPAN.fullmatch(text):
        span = int(match[1]) * (MINUTE if match[2] == "m" else 60 * MINUTE)
        if span <= _LONGEST_PAUSE:
            return span
    problem = _("{text} is not a time like 1h or 30m (at most {most} hours), nor tonight or always")
    raise argparse.ArgumentTypeError(problem.format(text=text, most=_LONGEST_PAUSE // (60 * MINUTE)))


def number(least: int, most: int) -> Callable[[str], int]:
    def whole(text: str) -> int:
        if re.fullmatch(r"[0-9]{1,4}", text) and least <= int(text) <= most:
            return int(text)
        problem = _("{text} is not a whole number from {least} to {most}")
        raise argparse.ArgumentTypeError(problem.format(text=text, least=least, most=most))

    return whole


def line(text: str) -> str:
    """Text in UTF-8, as the diary stores it, in every locale. A terminal may send other bytes."""
    with contextlib.suppress(UnicodeError):
        return _decoded(text).strip()
    raise argparse.ArgumentTypeError(_("it is not UTF-8 text"))


def _decoded(text: str) -> str:
    """In the locale C, Python passes on every byte beyond ASCII as a surrogate."""
    try:
        text.encode()
    except UnicodeEncodeError:
        return os.fsencode(text).decode()
    return text


def word(text: str) -> str:
    if found := line(text):
        return found
    raise argparse.ArgumentTypeError(_("a word is empty"))


def file(*endings: str) -> Callable[[str], Path]:
    def ending(text: str) -> Path:
        if Path(text).suffix.lower() in endings:
            return Path(text)
        problem = _("{file} does not end in {endings}")
        raise argparse.ArgumentTypeError(problem.format(file=text, endings=listing(endings)))

    return ending
