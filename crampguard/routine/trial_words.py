"""The texts of the user's own trial, the same in window, terminal and report.

As in insight_words.py nothing is called a cause of health. But the coin chose the nights, so that this
result, unlike a count of the diary, is more than coincidence.
"""

from crampguard.i18n import _, ngettext
from crampguard.routine.habits import Habit
from crampguard.routine.insight_words import title_line
from crampguard.routine.trial import ENOUGH, TrialResult, TrialVerdict
from crampguard.routine.writing import decimal


def trial_title() -> str:
    return _("Let chance decide")


def trial_offer() -> str:
    """What a trial is, before one is begun."""
    return _(
        "Each night a coin decides: with the habit or without it. It knows nothing of the weather, of you or "
        "of last night, so what comes out is more than coincidence. If the habit halves your cramps, that "
        "mostly shows within four months to a year, and you can stop at any time."
    )


def trial_headline(trial: TrialResult, habit: Habit) -> str:
    """What the trial says, in one sentence."""
    return _headline(trial).format(title=title_line(habit))


def _headline(trial: TrialResult) -> str:
    match trial.verdict:
        case TrialVerdict.RUNNING:
            return _("Your trial is going on, and it is too early to say: {title}.")
        case TrialVerdict.FEWER:
            return _("In your trial there were fewer cramps with this habit: {title}.")
        case TrialVerdict.MORE:
            return _("In your trial there were more cramps with this habit: {title}.")
        case TrialVerdict.STOPPED if trial.until is None:
            return _("Your trial ended after two years without a clear result: {title}.")
        case TrialVerdict.STOPPED:
            return _("You stopped your trial before there was a clear result: {title}.")


def trial_counts(trial: TrialResult) -> str:
    """What was counted, and what that means."""
    counted = _(
        "Nights with a cramp, as the coin said: {with_cramps} of {with_nights} with it, {without_cramps} of "
        "{without_nights} without it."
    ).format(
        with_cramps=trial.with_.cramps,
        with_nights=trial.with_.nights,
        without_cramps=trial.without.cramps,
        without_nights=trial.without.nights,
    )
    return f"{counted} {_meaning(trial.verdict)}"


def _meaning(verdict: TrialVerdict) -> str:
    if verdict in (TrialVerdict.FEWER, TrialVerdict.MORE):
        return _("Chance chose the nights, so this is more than coincidence.")
    return _("That can still be chance.")


def kept_to_words(trial: TrialResult) -> str:
    """How often the user did as the coin said; "" where no night tells."""
    if trial.kept_to is None:
        return ""
    return _("You did as the coin said on {share} % of the nights of which that is known.").format(
        share=round(100 * trial.kept_to)
    )


def trial_details(trial: TrialResult) -> str:
    """The figures, for those who want them."""
    return _(
        "E-value {e_value}; the trial is decided at {enough}. If the habit does nothing, at most one in "
        "twenty such trials ever gets there, however often one looks."
    ).format(e_value=decimal(trial.e_value, 2), enough=ENOUGH)


def trial_text(trial: TrialResult, habit: Habit) -> list[str]:
    """Everything, as lines for a terminal."""
    nights = trial.nights
    since = ngettext("Since {day}; {nights} night counts.", "Since {day}; {nights} nights count.", nights)
    lines = (
        trial_headline(trial, habit),
        trial_counts(trial),
        kept_to_words(trial),
        since.format(day=trial.since.isoformat(), nights=nights),
        trial_details(trial),
    )
    return list(filter(None, lines))


def no_trial_words() -> str:
    """For a diary without a trial, in a terminal."""
    return _("There is no trial yet. Begin one with: crampguard trial start HABIT")


def trial_began_words(habit: Habit, night: str) -> str:
    """night: its first, as the reader writes dates."""
    return _("Your trial begins with the night of {night}: {title}. A coin decides each evening.").format(
        night=night, title=title_line(habit)
    )


def trial_stopped_words(habit: Habit) -> str:
    return _("Your trial is stopped, and from now on you decide again: {title}.").format(
        title=title_line(habit)
    )
