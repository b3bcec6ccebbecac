"""How people write and read times of day.

Files, JSON and scripts keep "22:30" whatever the user likes to read; `wall_text` in localtime.py is for them.
"""

import re
import unicodedata
from datetime import datetime, time
from enum import StrEnum

from crampguard.i18n import _
from crampguard.routine.localtime import wall_text

# The half of the day stands after the time, or before it as in Korean.
_TYPED = re.compile(r"([^0-9]*)([0-9]{1,2})(?:[:.,h ]?([0-9]{2}))?h?([^0-9]*)")
_ENDINGS = ("0", "00", "m", "pm")  # what can turn the beginning of a time into one
_NOON = 12


class ClockStyle(StrEnum):
    """The values are those of `clock` in settings.toml."""

    HOURS_24 = "24"
    HOURS_12 = "12"


def clock_text(wall: time | datetime, style: ClockStyle) -> str:
    """What a clock shows: "22:30", or "10:30 pm" with a space that does not break."""
    if style is ClockStyle.HOURS_24:
        return wall_text(wall)
    return _of_half(wall, f"{_hour_12(wall)}:{wall.minute:02}")


def widest_clock_text(style: ClockStyle) -> str:
    """A time that needs as much room as any, for what has to fit them all."""
    return clock_text(time(22, 0), style)


def hour_text(hour: int, style: ClockStyle) -> str:
    """A full hour where there is little room: "22", or "10 pm"."""
    if style is ClockStyle.HOURS_24:
        return f"{hour:02}"
    return _of_half(time(hour), str(_hour_12(time(hour))))


def typed_time(text: str) -> time | None:
    """What was typed as a time of day, in any usual form and with the digits of any script; None for no time.

    "22:30", "22.30", "2230", "730", "7", "10:30 pm", "10pm", "10 p.m.".
    """
    match = _TYPED.fullmatch(_plain(text))
    if match is None:
        return None
    hour, minute, half = int(match[2]), int(match[3] or 0), f"{match[1]}{match[4]}".replace(" ", "")
    if half:
        starts_at = _halves().get(half)
        if starts_at is None or not 1 <= hour <= _NOON:
            return None
        hour = hour % _NOON + starts_at
    try:
        return time(hour, minute)
    except ValueError:
        return None


def may_become_time(text: str) -> bool:
    """Whether the text is the beginning of a time, or one already that could go on."""
    return not text.strip() or any(typed_time(text + ending) is not None for ending in ("", *_ENDINGS))


def same_time_text(one: str, other: str) -> bool:
    """Whether two texts differ at most in their spaces, case and digits."""
    return _plain(one).replace(" ", "") == _plain(other).replace(" ", "")


def _plain(text: str) -> str:
    """Small letters, the digits 0 to 9, single spaces, and no marks that only direct how it is drawn."""
    seen = (char for char in unicodedata.normalize("NFKC", text) if unicodedata.category(char) != "Cf")
    digits = (str(unicodedata.decimal(char, char)) for char in seen)
    return " ".join("".join(digits).casefold().split())


def _halves() -> dict[str, int]:
    """The words for the two halves of a day, each with the hour at which it starts."""
    morning, evening = ("am", "a.m.", "a", _plain(_("am"))), ("pm", "p.m.", "p", _plain(_("pm")))
    return dict.fromkeys(morning, 0) | dict.fromkeys(evening, _NOON)


def _hour_12(wall: time | datetime) -> int:
    return wall.hour % _NOON or _NOON


def _of_half(wall: time | datetime, text: str) -> str:
    half = _("am") if wall.hour < _NOON else _("pm")
    return _("{time}\u00a0{half}").format(time=text, half=half)
