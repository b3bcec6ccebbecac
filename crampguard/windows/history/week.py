"""With which day weeks begin where the user lives."""

from PySide6.QtCore import QLocale


def first_weekday() -> int:
    """Monday is 0."""
    return QLocale().firstDayOfWeek().value - 1
