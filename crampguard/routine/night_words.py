"""The words for a night that is over, the same on the screen and for screen readers."""

from collections.abc import Sequence
from datetime import date

from crampguard.i18n import _, ngettext, pgettext
from crampguard.routine.checklist import Answer
from crampguard.routine.clock import ClockStyle, clock_text
from crampguard.routine.cramp_terms import muscle_terms
from crampguard.routine.dates import date_in_year
from crampguard.routine.habits import Habit
from crampguard.routine.month import NightSummary, Week, When
from crampguard.routine.morning import LONGEST_WORD, Cramp, Lasted, Leg, Morning
from crampguard.routine.text import shown
from crampguard.routine.writing import listing

_NOTE = 160  # characters that are shown of what the user wrote; all of it is in the morning


def cell_words(night: NightSummary, this_year: int) -> str:
    """ "Saturday 14 November: cramp, pain 6; routine 7 of 9"."""
    day = date_in_year(night.night, this_year)
    if night.when is When.TONIGHT:
        words = _("{day}, tonight: {routine}")
    elif night.when is When.LATER:
        words = _("{day}: not yet")
    elif not night.recorded:
        words = _("{day}: nothing recorded")
    elif not night.of:
        words = _("{day}: {morning}")
    else:
        words = _("{day}: {morning}; {routine}")
    routine = _("routine {done} of {of}").format(done=night.done, of=night.of)
    return words.format(day=day, morning=_morning_words(night.morning), routine=routine)


def week_words(week: Week, this_year: int) -> str:
    """ "Week of Monday 5 October: cramp on 3 nights; routine 62 %; 6 of 7 mornings answered"."""
    cramps = ngettext("cramp on {nights} night", "cramp on {nights} nights", week.cramps)
    return _("Week of {day}: {cramps}; routine {share} %; {answered} of {nights} mornings answered").format(
        day=date_in_year(week.first, this_year),
        cramps=cramps.format(nights=week.cramps),
        share=round(100 * week.routine / week.nights),
        answered=week.answered,
        nights=week.nights,
    )


def night_rows(
    morning: Morning | None,
    answers: Sequence[tuple[Habit, Answer | None]],
    bedtime: str,
    when: When,
    style: ClockStyle,
) -> list[tuple[str, str]]:
    """A night in a few rows of name and text. Empty for a night before the first of the diary."""
    if when is When.BEFORE:
        return []
    done = sum(answer is Answer.DONE for _habit, answer in answers)
    routine = _("{done} of {of} done, bed at {bedtime}") if answers else _("bed at {bedtime}")
    none_yet = _("not yet") if when in (When.TONIGHT, When.LATER) else _("the morning was not answered")
    lines = [
        (_("Cramp"), none_yet if morning is None else cramp_words(morning, style)),
        (_("Routine"), routine.format(done=done, of=len(answers), bedtime=bedtime)),
        (_("Skipped"), _titles(answers, Answer.SKIPPED)),
        (_("No record"), "" if when is When.LATER else _titles(answers, None)),
    ]
    if morning is not None:
        lines.append((_("Perhaps from"), listing(shown(word, LONGEST_WORD) for word in morning.triggers)))
        lines.append((_("Eased by"), shown(morning.eased, _NOTE)))
        lines.append((_("Note"), shown(morning.note, _NOTE)))
    return [(name, words) for name, words in lines if words]


def cramp_words(morning: Morning, style: ClockStyle) -> str:
    """ "2; the worst about 03:10, left calf, 1 to 5 minutes, pain 6. Awake 20 minutes."."""
    sore = [_("Sore that day.")] if morning.sore else []
    if not morning.cramp:
        return " ".join([pgettext("cramps", "None."), *sore])
    several = morning.count is not None and morning.count > 1
    count = str(morning.count) if several else pgettext("cramps", "One") if morning.count else _("Yes")
    details = listing(filter(None, _details(morning, style)))
    worst = _("{count}; the worst {details}.") if several else _("{count}, {details}.")
    sentences = [worst.format(count=count, details=details) if details else f"{count}."]
    if morning.awake is not None:
        awake = ngettext("Awake {minutes} minute.", "Awake {minutes} minutes.", morning.awake)
        sentences.append(awake.format(minutes=morning.awake))
    return " ".join([*sentences, *sore])


def cramp_over_words(cramp: Cramp) -> str:
    """How long a cramp lasted that is over: "It lasted 4 minutes." Empty while it goes on."""
    if cramp.minutes is None:
        return ""
    if not cramp.minutes:
        return _("It lasted less than a minute.")
    lasted = ngettext("It lasted {minutes} minute.", "It lasted {minutes} minutes.", cramp.minutes)
    return lasted.format(minutes=cramp.minutes)


def totals_words(first: date, tonight: date, mornings: int, cramps: int) -> str:
    """ "48 nights since Monday 5 October · 41 mornings answered · 12 nights with a cramp"."""
    nights = (tonight - first).days
    parts = (
        ngettext("{nights} night since {day}", "{nights} nights since {day}", nights),
        ngettext("{mornings} morning answered", "{mornings} mornings answered", mornings),
        ngettext("{cramps} night with a cramp", "{cramps} nights with a cramp", cramps),
    )
    day = date_in_year(first, tonight.year)
    return " · ".join(parts).format(nights=nights, day=day, mornings=mornings, cramps=cramps)


def _morning_words(morning: Morning | None) -> str:
    if morning is None:
        return _("morning not answered")
    if not morning.cramp:
        return _("no cramp")
    return _("cramp") if morning.pain is None else _("cramp, pain {pain}").format(pain=morning.pain)


def _details(morning: Morning, style: ClockStyle) -> list[str]:
    return [
        "" if morning.time is None else _("about {time}").format(time=clock_text(morning.time, style)),
        _place(morning),
        "" if morning.lasted is None else _lasted(morning.lasted),
        "" if morning.pain is None else _("pain {pain}").format(pain=morning.pain),
    ]


def _place(morning: Morning) -> str:
    muscles = muscle_terms()
    if morning.leg is None:
        return "" if morning.muscle is None else muscles[morning.muscle]
    if morning.muscle is None:
        return {Leg.LEFT: _("left leg"), Leg.RIGHT: _("right leg"), Leg.BOTH: _("both legs")}[morning.leg]
    sides = {Leg.LEFT: _("left {muscle}"), Leg.RIGHT: _("right {muscle}"), Leg.BOTH: _("{muscle}, both legs")}
    return sides[morning.leg].format(muscle=muscles[morning.muscle])


def _lasted(lasted: Lasted) -> str:
    return {
        Lasted.UNDER_1: _("under a minute"),
        Lasted.TO_5: _("1 to 5 minutes"),
        Lasted.TO_10: _("5 to 10 minutes"),
        Lasted.OVER_10: _("over 10 minutes"),
    }[lasted]


def _titles(answers: Sequence[tuple[Habit, Answer | None]], wanted: Answer | None) -> str:
    return listing(" ".join(habit.title.split()) for habit, answer in answers if answer is wanted)
