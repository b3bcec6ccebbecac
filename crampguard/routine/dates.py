"""Dates in words: names of days and months, and the two dates of a night."""

from datetime import date, tzinfo

from crampguard.i18n import _, pgettext
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
    return (
        pgettext("short day", "Mo"),
        pgettext("short day", "Tu"),
        pgettext("short day", "We"),
        pgettext("short day", "Th"),
        pgettext("short day", "Fr"),
        pgettext("short day", "Sa"),
        pgettext("short day", "Su"),
    )


def _months_in_dates() -> tuple[str, ...]:
    """From January on, in the form that stands beside a day: Russian has "января" there, not "январь"."""
    return (
        pgettext("month beside a day", "January"),
        pgettext("month beside a day", "February"),
        pgettext("month beside a day", "March"),
        pgettext("month beside a day", "April"),
        pgettext("month beside a day", "May"),
        pgettext("month beside a day", "June"),
        pgettext("month beside a day", "July"),
        pgettext("month beside a day", "August"),
        pgettext("month beside a day", "September"),
        pgettext("month beside a day", "October"),
        pgettext("month beside a day", "November"),
        pgettext("month beside a day", "December"),
    )


def _month_names() -> tuple[str, ...]:
    """From January on, in the form that stands alone."""
    return (
        pgettext("month alone", "January"),
        pgettext("month alone", "February"),
        pgettext("month alone", "March"),
        pgettext("month alone", "April"),
        pgettext("month alone", "May"),
        pgettext("month alone", "June"),
        pgettext("month alone", "July"),
        pgettext("month alone", "August"),
        pgettext("month alone", "September"),
        pgettext("month alone", "October"),
        pgettext("month alone", "November"),
        pgettext("month alone", "December"),
    )


def short_month_names() -> tuple[str, ...]:
    """From January on."""
    return (
        pgettext("short month", "Jan"),
        pgettext("short month", "Feb"),
        pgettext("short month", "Mar"),
        pgettext("short month", "Apr"),
        pgettext("short month", "May"),
        pgettext("short month", "Jun"),
        pgettext("short month", "Jul"),
        pgettext("short month", "Aug"),
        pgettext("short month", "Sep"),
        pgettext("short month", "Oct"),
        pgettext("short month", "Nov"),
        pgettext("short month", "Dec"),
    )


def short_date(day: date) -> str:
    """ "5 Oct"."""
    words = pgettext("a date with a short month", "{day} {month}")
    return words.format(day=day.day, month=short_month_names()[day.month - 1])


def day_words(day: date) -> str:
    """ "5 October"."""
    return _("{day} {month}").format(day=day.day, month=_months_in_dates()[day.month - 1])


def day_of_year(day: date) -> str:
    """ "5 October 2026"."""
    return _("{day} {year}").format(day=day_words(day), year=day.year)


def month_words(month: date) -> str:
    """ "November 2026"."""
    return _("{month} {year}").format(month=_month_names()[month.month - 1], year=month.year)


def date_in_year(day: date, this_year: int) -> str:
    """Such as "Sunday 22 November"; with the year where it is not this one."""
    words = date_words(day)
    return words if day.year == this_year else _("{date} {year}").format(date=words, year=day.year)


def date_words(day: date) -> str:
    """ "Sunday 22 November"."""
    words = _("{weekday} {day} {month}")
    month = _months_in_dates()[day.month - 1]
    return words.format(weekday=day_names()[day.weekday()], day=day.day, month=month)


def night_words(night: date, zone: tzinfo) -> str:
    """The night of a date: "Saturday 21 to Sunday 22 November"."""
    until = date_after(night, zone)
    if until.month != night.month:
        return _("{first} to {last}").format(first=date_words(night), last=date_words(until))
    weekday = day_names()[night.weekday()]
    words = _("{weekday} {day} to {last}")
    return words.format(weekday=weekday, day=night.day, last=date_words(until))
