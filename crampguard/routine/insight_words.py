"""The texts about the question and the counts of the habits, the same in window, terminal and report.

They state what was counted and what that cannot show: never a cause, never a chance that something helps.
A title can be the user's own, so it stands after a colon or in quotation marks, never as a part of speech.
"""

from crampguard.i18n import _, ngettext, pgettext
from crampguard.routine.habits import Habit, Kind
from crampguard.routine.insights import (
    ERROR,
    LEAST_CRAMPS,
    LEAST_SIDE,
    LOOKS,
    Group,
    HabitCounts,
    Insights,
    Look,
    QuestionResult,
    Side,
    Verdict,
)
from crampguard.routine.writing import decimal, listing


def title_line(habit: Habit) -> str:
    """Its title on one line, however the user wrote it."""
    return " ".join(habit.title.split())


def of_nights(side: Side) -> str:
    """Nights with a cramp, of all on that side: "3 of 14"."""
    return _("{cramps} of {nights}").format(cramps=side.cramps, nights=side.nights)


# The question


def side_names(habit: Habit) -> tuple[str, str]:
    """What the two sides of the comparison are called: done, and not done."""
    if habit.kind is Kind.ABSTAIN:
        return _("Nights when you kept to it"), _("Nights when you did not")
    return _("Nights with it"), _("Nights without it")


def axis_words() -> tuple[str, str, str]:
    """What the start, the middle and the end of the axis of differences mean."""
    return _("fewer cramps"), _("the same"), _("more cramps")


def headline(question: QuestionResult) -> str:
    """What is known, in one sentence."""
    return _headline(question).format(
        title=title_line(question.habit),
        nights=question.nights_recorded,
        of=question.next_look.at_nights if question.next_look else LOOKS[-1],
    )


def _headline(question: QuestionResult) -> str:
    match question.verdict:
        case Verdict.FEWER:
            return _("One habit goes with fewer cramps: {title}.")
        case Verdict.MORE:
            return _("One habit goes with more cramps: {title}.")
        case Verdict.NO_CLEAR_PATTERN:
            return _("No clear pattern for the habit you ask about: {title}.")
        case Verdict.TOO_EARLY if question.next_look is None:
            return _("Too little to compare for the habit you ask about: {title}.")
        case Verdict.TOO_EARLY:
            return _("Too early to say: {nights} of {of} nights.")


def comparison_words(question: QuestionResult) -> str:
    """The counts at the last look and what they mean; before the first, how many nights can be compared."""
    look = question.look
    if look is None:
        return _("{title}: nights that can be compared so far, {done} done and {not_done} not done.").format(
            title=title_line(question.habit), done=question.done.nights, not_done=question.not_done.nights
        )
    counted = (
        _(
            "{title}: on {done_nights} nights when you kept to it you had a cramp on {done_cramps}; on "
            "{not_done_nights} nights when you did not, on {not_done_cramps}."
        )
        if question.habit.kind is Kind.ABSTAIN
        else _(
            "{title}: on {done_nights} nights with it you had a cramp on {done_cramps}; on "
            "{not_done_nights} nights without it on {not_done_cramps}."
        )
    ).format(
        title=title_line(question.habit),
        done_nights=look.done.nights,
        done_cramps=look.done.cramps,
        not_done_nights=look.not_done.nights,
        not_done_cramps=look.not_done.cramps,
    )
    return f"{counted} {_meaning(look)}"


def _meaning(look: Look) -> str:
    if look.contradictory:
        return _("But nights that are alike say the opposite, so no pattern is clear.")
    if look.verdict is Verdict.NO_CLEAR_PATTERN:
        return _("That can easily be chance. It does not show that the habit does nothing.")
    return _("Chance alone seldom does that. It does not show that the habit is the reason.")


def passed_words(question: QuestionResult) -> str:
    """Why the last look that was due had to be passed over, and what can be done; "" where it was not."""
    if question.passed is None:
        return ""
    passed = _("At {nights} nights there was too little to compare.").format(nights=question.passed)
    return f"{passed} {_missing(question.done, question.not_done)}"


def _missing(done: Side, not_done: Side) -> str:
    if max(done.nights, not_done.nights) < LEAST_SIDE:
        return _(
            "Only what you answer before the night counts. Tick what you did in the evening, and press Good "
            "night before you sleep."
        )
    if done.nights < LEAST_SIDE:
        words = ngettext(
            "It takes {least} nights on each side, and so far only {nights} night counts on which it was "
            "done. A tick counts if you make it in the evening.",
            "It takes {least} nights on each side, and so far only {nights} nights count on which it was "
            "done. A tick counts if you make it in the evening.",
            done.nights,
        )
        return words.format(least=LEAST_SIDE, nights=done.nights)
    if not_done.nights < LEAST_SIDE:
        words = ngettext(
            "It takes {least} nights on each side, and so far only {nights} night counts on which it was "
            "not done. There is no need to leave it out. But if an evening passes without it, say so before "
            "you sleep, or press Good night: then that night counts.",
            "It takes {least} nights on each side, and so far only {nights} nights count on which it was "
            "not done. There is no need to leave it out. But if an evening passes without it, say so before "
            "you sleep, or press Good night: then that night counts.",
            not_done.nights,
        )
        return words.format(least=LEAST_SIDE, nights=not_done.nights)
    if (cramps := done.cramps + not_done.cramps) < LEAST_CRAMPS:
        words = ngettext(
            "It takes {least} nights with a cramp, and so far there is {cramps}. That is good news.",
            "It takes {least} nights with a cramp, and so far there are {cramps}. That is good news.",
            cramps,
        )
        return words.format(least=LEAST_CRAMPS, cramps=cramps)
    return _("By now there is enough.")


def next_look_words(question: QuestionResult, expected: str) -> str:
    """When nights are compared next. expected: the day of the next look, as the reader writes dates."""
    if question.next_look is None:
        return _("The last look, at {most} nights, is over. What it found stands.").format(most=LOOKS[-1])
    words = _(
        "{nights} of {of} nights on the way to the next look. It comes about {day}, if you answer your "
        "mornings as you did so far."
    )
    at_nights = question.next_look.at_nights
    return words.format(nights=question.nights_recorded, of=at_nights, day=expected)


def looks_words() -> str:
    """Why the result moves so seldom."""
    *counts, most = LOOKS
    words = _(
        "Nights are compared only at {looks} and {most} nights. Who looks every week sooner or later sees a "
        "pattern where there is none."
    )
    return words.format(looks=listing(map(str, counts)), most=most)


def details(look: Look, night: str) -> list[str]:
    """The figures of a look, for those who want them. night: its last one, as the reader writes dates."""
    low, high = map(points_words, look.interval)
    compared = sum(1 for group in look.groups if group.done.nights and group.not_done.nights)
    return [
        _("The look at {nights} nights, up to {night}.").format(nights=look.at_nights, night=night),
        _(
            "A cramp on {done} % of nights done and {not_done} % of nights not done: {difference} points "
            "(95 % interval {low} to {high})."
        ).format(
            done=round(100 * look.done.rate),
            not_done=round(100 * look.not_done.rate),
            difference=points_words(look.difference),
            low=low,
            high=high,
        ),
        ngettext(
            "Nights are compared with nights like them: of the same 28 days, and with or without a cramp the "
            "night before. {groups} such group has nights on both sides.",
            "Nights are compared with nights like them: of the same 28 days, and with or without a cramp the "
            "night before. {groups} such groups have nights on both sides.",
            compared,
        ).format(groups=compared),
        _(
            "Exact test within the groups: p {p}; times four, for four looks, {adjusted}. A pattern is clear "
            "up to {error}."
        ).format(p=p_words(look.p), adjusted=p_words(look.p_adjusted), error=decimal(ERROR, 2)),
    ]


def points_words(difference: float) -> str:
    """A difference of rates, -1 to 1, in percentage points."""
    return f"{round(100 * difference):+d}"


def p_words(p: float) -> str:
    return _("under {least}").format(least=decimal(0.001, 3)) if p < 0.001 else decimal(p, 3)


def group_words(group: Group, first: str) -> str:
    """One group of nights that are alike. first: the first of its 28 days, as the reader writes dates."""
    words = (
        _("From {first}, after a night with a cramp: {done} done, {not_done} not done")
        if group.cramp_before
        else _("From {first}, after a night without a cramp: {done} done, {not_done} not done")
    )
    return words.format(first=first, done=of_nights(group.done), not_done=of_nights(group.not_done))


def limits() -> str:
    """What the figures of one person can never tell apart."""
    return _(
        "What this cannot tell: habits travel together; hot days and hard days bring cramps too; a cramp "
        "last night makes you stretch tonight; and a bad week is mostly followed by a better one, whatever "
        "you do."
    )


def new_question_words(question: QuestionResult) -> str:
    """What choosing another habit does, before it is chosen."""
    return _(
        "If you ask about another habit, a new count begins tonight. The nights counted for “{title}” then "
        "lead to no result."
    ).format(title=title_line(question.habit))


def question_began_words(habit: Habit, night: str) -> str:
    """night: the first that counts, as the reader writes dates."""
    return _("You now ask about: {title}. The count begins with the night of {night}.").format(
        title=title_line(habit), night=night
    )


def stricter_words() -> str:
    """Said once to someone who knows the comparison of all habits, which this one replaces."""
    return _(
        "Comparisons are stricter now. Until now all habits were compared at once, and answers from the next "
        "morning counted too. After a bad night people answer differently, so that could show a pattern "
        "where there was none. Now one habit is compared, with what you answered before the night. Earlier "
        "results are not carried over."
    )


# The counts of all habits


def counts_words(counts: HabitCounts) -> str:
    """One habit as a sentence for a screen reader."""
    return _(
        "{title}: nights with a cramp, {done} done and {not_done} not done; {unanswered} without an answer, "
        "{later} answered later."
    ).format(
        title=title_line(counts.habit),
        done=of_nights(counts.done),
        not_done=of_nights(counts.not_done),
        unanswered=counts.unanswered,
        later=counts.answered_later,
    )


def counts_heads() -> tuple[str, ...]:
    """Over the columns of counts_row."""
    return (
        _("nights with a cramp, of nights"),
        pgettext("nights", "done"),
        pgettext("nights", "not done"),
        _("no answer"),
        _("answered later"),
    )


def counts_row(counts: HabitCounts) -> tuple[str, ...]:
    sides = of_nights(counts.done), of_nights(counts.not_done)
    return title_line(counts.habit), *sides, str(counts.unanswered), str(counts.answered_later)


def counts_note() -> str:
    """What the counts of all habits are, and what they are not."""
    return _(
        "These are counts only, and can be chance. Answered later means after the night: such answers are "
        "kept, but not counted here, because a cramp colours them."
    )


def through_words(day: str) -> str:
    """day: the last night counted, as the reader writes dates."""
    return _("Up to {day}; moves once a week.").format(day=day)


# In a terminal


def as_text(insights: Insights) -> list[str]:
    """Everything, as lines for a terminal."""
    question = insights.question
    recorded = ngettext(
        "{nights} night recorded, {cramps} with a cramp.",
        "{nights} nights recorded, {cramps} with a cramp.",
        insights.nights_recorded,
    ).format(nights=insights.nights_recorded, cramps=insights.cramp_nights)
    figures = details(question.look, question.look.night.isoformat()) if question.look else []
    return [
        *question_text(question),
        "",
        *_table(insights),
        counts_note(),
        "",
        limits(),
        *figures,
        looks_words(),
        f"{recorded} {through_words(insights.through.isoformat())}",
    ]


def question_text(question: QuestionResult) -> list[str]:
    """The question alone, as lines for a terminal."""
    expected = question.next_look.expected.isoformat() if question.next_look else ""
    lines = headline(question), comparison_words(question), passed_words(question)
    return [*filter(None, lines), next_look_words(question, expected)]


def _table(insights: Insights) -> list[str]:
    rows = [counts_heads(), *map(counts_row, insights.habits)]
    widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
    return ["  ".join(map(str.ljust, row, widths)).rstrip() for row in rows]
