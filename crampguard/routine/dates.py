"""Dates in words: names of days and months, and the two dates of a night."""

from datetime import date, tzinfo

from crampguard.i18n import _
from crampguard.routine.localtime import date_after


def day_names() -> tuple[str, ...]:
    """From Monday on."""
    return (
        _("Monday"),
        _("Tuesday"),
        _("Wednesday"),
        _("Thursday"),
        _("Friday"),
        _("Saturday"),
        _("Sunday"),
    )


def short_day_names() -> tuple[str, ...]:
    """From Monday on."""
    return (_("Mo"), _("Tu"), _("We"), _("Th"), _("Fr"), _("Sa"), _("Su"))


def month_names() -> tuple[str, ...]:
    """From January on."""
    return (
        _("January"),
        _("February"),
        _("March"),
        _("April"),
        _("May"),
        _("June"),
        _("July"),
        _("August"),
        _("September"),
        _("October"),
        _("November"),
        _("December"),
    )


def short_month_names() -> tuple[str, ...]:
    """From January on."""
    return (
        _("Jan"),
        _("Feb"),
        _("Mar"),
        _("Apr"),
        _("May"),
        _("Jun"),
        _("Jul"),
        _("Aug"),
        _("Sep"),
        _("Oct"),
        _("Nov"),
        _("Dec"),
    )


def short_date(day: date) -> str:
    """ "5 Oct"."""
    return _("{day} {month}").format(day=day.day, month=short_month_names()[day.month - 1])


def month_words(month: date) -> str:
    """ "November 2026"."""
    return _("{month} {year}").format(month=month_names()[month.month - 1], year=month.year)


def date_in_year(day: date, this_year: int) -> str:
    """Such as "Sunday 22 November"; with the year where it is not this one."""
    words = date_words(day)
    return words if day.year == this_year else _("{date} {year}").format(date=words, year=day.year)


def date_words(day: date) -> str:
    """ "Sunday 22 November"."""
    words = _("{weekday} {day} {month}")
    month = month_names()[day.month - 1]
    return words.format(weekday=day_names()[day.weekday()], day=day.day, month=month)


def night_words(night: date, zone: tzinfo) -> str:
    """The night of a date: "Saturday 21 to Sunday 22 November"."""
    until = date_after(night, zone)
    if until.month != night.month:
        return _("{first} to {last}").format(first=date_words(night), last=date_words(until))
    weekday = day_names()[night.weekday()]
    words = _("{weekday} {day} to {last}")
    return words.format(weekday=weekday, day=night.day, last=date_words(until))
