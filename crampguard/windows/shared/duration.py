"""Lengths of time in words."""

from crampguard.i18n import _


def duration(minutes: int) -> str:
    """A lead in words: "9 h", "1 h 30 min", "15 min"."""
    hours, rest = divmod(minutes, 60)
    if not hours:
        return _("{minutes} min").format(minutes=rest)
    if not rest:
        return _("{hours} h").format(hours=hours)
    return _("{hours} h {minutes} min").format(hours=hours, minutes=rest)
