"""The texts on the doctor's page: short, for a reader who has two minutes."""

from collections.abc import Mapping
from datetime import date, time
from typing import TypeVar

from crampguard.i18n import _, ngettext, pgettext
from crampguard.routine.advice import GOES_ON, LONG_AWAKE, MANY_NIGHTS, SEVERAL, SEVERE, WEEK
from crampguard.routine.clock import ClockStyle, clock_text
from crampguard.routine.cramp_terms import leg_terms, minutes_terms, muscle_terms, nights_a_week
from crampguard.routine.dates import day_of_year, day_words, short_date
from crampguard.routine.insight_words import of_nights, p_words, points_words, title_line
from crampguard.routine.insights import Verdict
from crampguard.routine.morning import LONG_CRAMP, WORST_PAIN, Leg, Muscle, lasted
from crampguard.routine.report import Cramps, HabitAnswers, Measure, RedFlag, Report, StripWeek, UsualTime
from crampguard.routine.text import cut, shown
from crampguard.routine.trial import TrialVerdict
from crampguard.routine.writing import decimal, listing

_USUAL_AT_MOST = 8  # hours; a longer span is no usual time
_OWN_WORDS = 2_000  # characters, as many as the settings take
_COUNTED_AT_MOST = 48  # characters of a text that is listing with its count

_Part = TypeVar("_Part", Leg, Muscle)


def span_words(report: Report) -> str:
    """The span, how many of its nights have an answer, and that this is no diagnosis."""
    nights = ngettext("{nights} night", "{nights} nights", report.nights).format(nights=report.nights)
    return _("{span}: {nights}, {answered} with an answer. Self-reported; not a diagnosis.").format(
        span=dates_words(report.first, report.last), nights=nights, answered=report.answered
    )


def dates_words(first: date, last: date) -> str:
    """Such as "5 October to 21 November 2026": month and year once where both dates share them."""
    if first == last:
        return day_of_year(last)
    if (first.year, first.month) == (last.year, last.month):
        return pgettext("days of one month", "{day} to {last}").format(day=first.day, last=day_of_year(last))
    start = day_words(first) if first.year == last.year else day_of_year(first)
    return _("{first} to {last}").format(first=start, last=day_of_year(last))


def strip_title(report: Report) -> str:
    """The title of the strip, which shows only the end of a long span."""
    if not report.weeks or report.weeks[0].first == report.first:
        return _("Cramp nights, week by week")
    weeks = len(report.weeks)
    words = ngettext("Cramp nights, the last week", "Cramp nights, the last {weeks} weeks", weeks)
    return words.format(weeks=weeks)


def strip_week_words(week: StripWeek) -> tuple[str, str]:
    """The first date of the week, and how many of its answered nights had a cramp."""
    cramps, answered = week.nights.count(True), len(week.nights) - week.nights.count(None)
    words = _("{cramps} of {answered}") if answered else "–"  # noqa: RUF001 (a dash)
    return short_date(week.first), words.format(cramps=cramps, answered=answered)


def cramp_rows(report: Report) -> tuple[tuple[str, str], ...]:
    """The figures as (name, text). Without a cramp night there is one row only."""
    cramps = report.cramps
    nights = _("Cramp nights"), _nights(report)
    if not cramps.nights:
        return (nights,)
    return (
        nights,
        (_("Cramps a cramp night"), _numbers(cramps.count, cramps, _("median {median}, most {most}"))),
        (_("Usual time"), _usual(cramps.usual, report.clock_style)),
        (_("Leg"), _parts(cramps.legs, leg_terms(), cramps)),
        (_("Muscle"), _parts(cramps.muscles, muscle_terms(), cramps)),
        (_("Duration"), _duration(cramps)),
        (_("Over {minutes} minutes").format(minutes=LONG_CRAMP), _long(cramps)),
        (
            _("Pain, 0 to {worst}").format(worst=WORST_PAIN),
            _numbers(cramps.pain, cramps, _("median {median}, worst {most}")),
        ),
        (_("Sleep lost"), _numbers(cramps.awake, cramps, _("median {median} min, most {most} min"))),
    )


def flag_words(flag: RedFlag) -> str:
    """The user's answer; without one, the rule by which the diary matches the sign."""
    if flag.answer is not None:
        return _("yes") if flag.answer else _("no")
    return _rule(flag) if flag.nights else _("not asked")


def _rule(flag: RedFlag) -> str:
    if flag.sign.id == "disturbed" and flag.in_a_week >= MANY_NIGHTS:
        return _("diary: cramps on {nights} of {week} nights").format(nights=flag.in_a_week, week=WEEK)
    rules = {
        "long_cramp": _("diary: over {minutes} min, {nights}"),
        "severe": _("diary: pain {severe}+, over {goes_on} min, {nights}"),
        "disturbed": _("diary: awake {awake}+ min, {nights}"),
        "several": _("diary: {several}+ cramps, {nights}"),
    }
    return rules.get(flag.sign.id, _("diary: {nights}")).format(
        nights=ngettext("{nights} night", "{nights} nights", flag.nights).format(nights=flag.nights),
        minutes=LONG_CRAMP,
        severe=SEVERE,
        goes_on=GOES_ON,
        awake=LONG_AWAKE,
        several=SEVERAL,
    )


def medicine_words(report: Report) -> tuple[str, ...]:
    """What was ticked, then the user's own words in quotes; empty where nothing was entered."""
    ticked = _("Takes a statin (ticked).") if report.about_me.statin else ""
    return tuple(filter(None, (ticked, _quoted(report.about_me.medicines))))


def condition_words(report: Report) -> tuple[str, ...]:
    ticked = _("Was told to limit fluids (ticked).") if report.about_me.fluid_limit else ""
    return tuple(filter(None, (ticked, _quoted(report.about_me.conditions))))


def person_rows(report: Report) -> tuple[tuple[str, str], ...]:
    """What a doctor asks first, as (name, the user's own words). An empty one is filled in by hand.

    Pregnancy and alcohol are there only if the user entered something.
    """
    me = report.about_me
    always = (
        (_("Cramps began"), _quoted(me.cramps_began)),
        (_("Urge to move legs at rest"), _quoted(me.urge_to_move)),
    )
    optional = (_("Pregnant"), _quoted(me.pregnant)), (_("Alcohol in a week"), _quoted(me.alcohol))
    return (*always, *((name, words) for name, words in optional if words))


def done_words(tried: HabitAnswers) -> str:
    return _("{done} of {answered}").format(done=tried.done, answered=tried.answered)


def look_words(report: Report) -> str:
    """The last look at the one habit that is tested; empty before the first."""
    question, look = report.question, report.question.look
    if look is None:
        return ""
    low, high = map(points_words, look.interval)
    return _(
        "Tested: {title}. Cramp nights: {done} done, {not_done} not done; {difference} points "
        "(95 % interval {low} to {high}), adjusted p {p}. {verdict}, at {nights} nights, {night}."
    ).format(
        title=title_line(question.habit),
        done=of_nights(look.done),
        not_done=of_nights(look.not_done),
        difference=points_words(look.difference),
        low=low,
        high=high,
        p=p_words(look.p_adjusted),
        verdict=_verdicts()[look.verdict],
        nights=look.at_nights,
        night=day_of_year(look.night),
    )


def trial_words(report: Report) -> str:
    """The user's own trial; empty where there is none."""
    if report.trial is None:
        return ""
    habit, trial = report.trial
    verdicts = {
        TrialVerdict.RUNNING: _("Still running"),
        TrialVerdict.STOPPED: _("Ended without a clear result"),
        TrialVerdict.FEWER: _("Fewer cramps with it"),
        TrialVerdict.MORE: _("More cramps with it"),
    }
    return _(
        "Own trial, by coin: {title}. Cramp nights: {with_} with it, {without} without. {verdict}, "
        "e-value {e_value}, since {night}."
    ).format(
        title=title_line(habit),
        with_=of_nights(trial.with_),
        without=of_nights(trial.without),
        verdict=verdicts[trial.verdict],
        e_value=decimal(trial.e_value, 1),
        night=day_of_year(trial.since),
    )


def _verdicts() -> dict[Verdict, str]:
    return {
        Verdict.NO_CLEAR_PATTERN: _("No clear pattern"),
        Verdict.FEWER: _("Goes with fewer cramps"),
        Verdict.MORE: _("Goes with more cramps"),
    }


def counted_words(counts: tuple[tuple[str, int], ...]) -> tuple[str, ...]:
    """Such as "standing on it 6": the user's text and its count. Those of the morning card are translated."""
    return tuple(
        _("{words} {times}").format(words=cut(_(words), _COUNTED_AT_MOST), times=times)
        for words, times in counts
    )


def questions() -> tuple[str, ...]:
    return _("Could a medicine play a part?"), _("Do I need blood tests?"), _("Would physiotherapy help?")


def foot_words(report: Report) -> str:
    return _("Made by CrampGuard on {made_on} from this person’s own diary.").format(  # noqa: RUF001
        made_on=day_of_year(report.made_on)
    )


def _nights(report: Report) -> str:
    nights = report.cramps.nights
    if not report.answered:
        return _not_recorded()
    words = _("{nights} of {answered}").format(nights=nights, answered=report.answered)
    if report.answered < WEEK or not nights:
        return words
    rate = nights_a_week(nights, report.answered)
    return _("{nights}; about {rate} a week").format(nights=words, rate=rate)


def _numbers(counted: Measure | None, cramps: Cramps, words: str) -> str:
    if counted is None:
        return _not_recorded()
    return _of_known(words.format(median=counted.median, most=counted.most), counted.known, cramps)


def _usual(usual: UsualTime | None, style: ClockStyle) -> str:
    if usual is None:
        return _not_recorded()
    if usual.hours > _USUAL_AT_MOST:
        return _("at different times")
    first, last = (clock_text(time(hour % 24), style) for hour in (usual.first, usual.first + usual.hours))
    return _("{first} to {last} ({holds} of {known})").format(
        first=first, last=last, holds=usual.holds, known=usual.known
    )


def _parts(counts: Mapping[_Part, int], names: Mapping[_Part, str], cramps: Cramps) -> str:
    if not counts:
        return _not_recorded()
    each = _("{part} {nights}")
    words = listing(each.format(part=name, nights=counts.get(part, 0)) for part, name in names.items())
    return _of_known(words, sum(counts.values()), cramps)


def _duration(cramps: Cramps) -> str:
    if cramps.minutes is None:
        return _not_recorded()
    names = minutes_terms()
    words = _("median {median} min, longest {longest}").format(
        median=names[lasted(cramps.minutes.median)], longest=names[lasted(cramps.minutes.most)]
    )
    return _of_known(words, cramps.minutes.known, cramps)


def _long(cramps: Cramps) -> str:
    if cramps.minutes is None:
        return _not_recorded()
    if not cramps.long:
        return pgettext("no nights with a long cramp", "none")
    return ngettext("{nights} night", "{nights} nights", cramps.long).format(nights=cramps.long)


def _of_known(words: str, known: int, cramps: Cramps) -> str:
    """Adds on how many cramp nights it was recorded, where that is not all of them."""
    if known == cramps.nights:
        return words
    return ngettext("{words} ({known} night)", "{words} ({known} nights)", known).format(
        words=words, known=known
    )


def _not_recorded() -> str:
    return _("not recorded")


def _quoted(text: str) -> str:
    """In quotes and on one line, with a slash for each line break."""
    joined = " / ".join(shown(text, _OWN_WORDS, lines=_OWN_WORDS).splitlines())
    return _("“{words}”").format(words=joined) if joined else ""
