"""With which day weeks begin where the user lives."""

from PySide6.QtCore import QLocale


def first_weekday() -> int:
    """Monday is 0."""
    return QLocale().firstDayOfWeek().value - 1


def days_of_week() -> list[int]:
    """The weekdays in the order of the user's calendar; Monday is 0."""
    first = first_weekday()
    return [(first + number) % 7 for number in range(7)]
