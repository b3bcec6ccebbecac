"""The words for the counts of "Your cramps": each chart with its labels, and as text for screen readers."""

from collections.abc import Iterable, Sequence
from datetime import time
from itertools import starmap

from msgspec import Struct

from crampguard.i18n import _, ngettext, pgettext
from crampguard.routine.clock import ClockStyle, clock_text, hour_text
from crampguard.routine.cramp_terms import leg_terms, muscle_terms, nights_a_week
from crampguard.routine.cramps import AWAKE_UP_TO, CrampCounts, Period
from crampguard.routine.dates import date_in_year, month_words, short_date, short_month_names
from crampguard.routine.writing import listing

FEW = 28  # answered nights; below that the page says that they are few
_HOUR = 60  # minutes


class Bar(Struct, frozen=True):
    """label: what stands below the bar, of one line or two.

    words: the same as text for a screen reader; "" for a bar without a night.
    """

    label: str
    count: int
    words: str


class BarChart(Struct, frozen=True):
    """Nights with a cramp, counted in some way. note: what stands below the title, or ""."""

    title: str
    bars: tuple[Bar, ...]
    note: str = ""

    @property
    def empty(self) -> bool:
        """Whether there is nothing to show."""
        return not any(bar.count for bar in self.bars)

    @property
    def words(self) -> str:
        """The chart as text for a screen reader."""
        return ". ".join(filter(None, [self.note, *(bar.words for bar in self.bars)]))


def how_often(counts: CrampCounts, this_year: int) -> str:
    """How often, since when, and that few nights are few. counts: with at least one morning answered."""
    first = date_in_year(min(counts.nights), this_year)
    words = ngettext(
        "A cramp on {cramps} of {answered} night that you answered since {first}.",
        "A cramp on {cramps} of {answered} nights that you answered since {first}.",
        counts.answered,
    )
    if counts.answered < FEW:
        few = _("These are few nights yet: next week the counts can look quite different.")
        words = f"{words} {few}"
    elif counts.cramps:
        rate = _("That is about {rate} a week.").format(rate=nights_a_week(counts.cramps, counts.answered))
        words = f"{words} {rate}"
    return words.format(cramps=counts.cramps, answered=counts.answered, first=first)


def year_words(counts: CrampCounts, this_year: int) -> str:
    """The year at a glance: the nights with a cramp by date, and how many have no answer."""
    cramps = [date_in_year(night, this_year) for night, cramp in counts.nights.items() if cramp]
    unanswered = len(counts.nights) - counts.answered
    open_ = ngettext("{nights} night is not answered.", "{nights} nights are not answered.", unanswered)
    told = _("Nights with a cramp: {dates}.").format(dates=listing(cramps)) if cramps else _("No cramp.")
    return f"{told} {open_.format(nights=unanswered)}" if unanswered else told


def bar_charts(counts: CrampCounts, style: ClockStyle) -> tuple[BarChart, ...]:
    """In the order in which they are shown; some may be empty."""
    of_answered = _("Nights with a cramp, of nights answered")
    legs, muscles = leg_terms(), muscle_terms()
    return (
        BarChart(_("By week"), tuple(map(_week, counts.weeks)), of_answered),
        BarChart(_("By month"), tuple(map(_month, counts.months)), of_answered),
        _chart(counts, _("Time of night"), (_hour(hour, nights, style) for hour, nights in counts.hours)),
        _chart(counts, _("Pain, 0 to 10"), starmap(_pain, enumerate(counts.pain))),
        _chart(counts, _("Leg"), (_bar(legs[leg], nights) for leg, nights in counts.legs.items())),
        _chart(counts, _("Muscle"), (_bar(muscles[one], nights) for one, nights in counts.muscles.items())),
        _sleep_lost(counts),
    )


def _chart(counts: CrampCounts, title: str, bars: Iterable[Bar]) -> BarChart:
    drawn = tuple(bars)
    return BarChart(title, drawn, _recorded(counts, drawn))


def _recorded(counts: CrampCounts, bars: Sequence[Bar]) -> str:
    """On how many of the cramp nights it was said, where that is not all."""
    known = sum(bar.count for bar in bars)
    if known == counts.cramps:
        return ""
    words = ngettext(
        "Recorded on {known} of {cramps} night with a cramp",
        "Recorded on {known} of {cramps} nights with a cramp",
        counts.cramps,
    )
    return words.format(known=known, cramps=counts.cramps)


def _sleep_lost(counts: CrampCounts) -> BarChart:
    bars = [_awake(number, nights) for number, nights in enumerate(counts.awake)]
    hours, minutes = divmod(counts.minutes_awake, _HOUR)
    total = _("In all {hours} h {minutes} min awake") if hours else _("In all {minutes} min awake")
    note = [total.format(hours=hours, minutes=minutes), *filter(None, [_recorded(counts, bars)])]
    return BarChart(_("Sleep lost, minutes a night"), tuple(bars), ". ".join(note))


def _week(week: Period) -> Bar:
    return _of_answered(week, short_date(week.first), _("Week of {day}").format(day=short_date(week.first)))


def _month(month: Period) -> Bar:
    return _of_answered(month, short_month_names()[month.first.month - 1], month_words(month.first))


def _of_answered(period: Period, label: str, name: str) -> Bar:
    of = _("of {answered}").format(answered=period.answered)
    words = _("{name}: {cramps} of {answered}")
    told = words.format(name=name, cramps=period.cramps, answered=period.answered)
    return Bar(f"{label}\n{of}", period.cramps, told)


def _hour(hour: int, nights: int, style: ClockStyle) -> Bar:
    return _bar(hour_text(hour, style), nights, clock_text(time(hour), style))


def _pain(level: int, nights: int) -> Bar:
    return _bar(str(level), nights, _("Pain {level}").format(level=level))


def _awake(number: int, nights: int) -> Bar:
    """number: of the class, as in AWAKE_UP_TO."""
    if number == len(AWAKE_UP_TO):
        return _bar(_("over {minutes}").format(minutes=AWAKE_UP_TO[-1]), nights)
    if not number:
        return _bar(pgettext("no minutes awake", "none"), nights)
    words = _("{least} to {most}")
    return _bar(words.format(least=AWAKE_UP_TO[number - 1] + 1, most=AWAKE_UP_TO[number]), nights)


def _bar(label: str, nights: int, name: str = "") -> Bar:
    """name: how it is read aloud, where the label is too short for that."""
    words = ngettext("{name}: {nights} night", "{name}: {nights} nights", nights)
    return Bar(label, nights, words.format(name=name or label, nights=nights) if nights else "")
