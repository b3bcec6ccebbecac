"""`insights --json` and `trial --json`, for scripts. Names may be added, never removed."""

from typing import Any

from crampguard.routine.insights import HabitCounts, Insights, Look, QuestionResult, Side
from crampguard.routine.trial import TrialResult


def insights_json(insights: Insights, trial: TrialResult | None) -> dict[str, Any]:
    """trial: the latest one."""
    return {
        "through": insights.through.isoformat(),
        "nights_recorded": insights.nights_recorded,
        "cramp_nights": insights.cramp_nights,
        "question": _question(insights.question),
        "habits": [_habit(counts) for counts in insights.habits],
        "trial": None if trial is None else trial_json(trial),
    }


def trial_json(trial: TrialResult) -> dict[str, Any]:
    return {
        "habit": trial.habit,
        "since": trial.since.isoformat(),
        "nights": trial.nights,
        "with": _side(trial.with_),
        "without": _side(trial.without),
        "e_value": trial.e_value,
        "verdict": trial.verdict.value,
        "kept_to": trial.kept_to,
    }


def _question(question: QuestionResult) -> dict[str, Any]:
    upcoming = question.next_look
    return {
        "habit": question.habit.id,
        "since": question.since.isoformat(),
        "nights_recorded": question.nights_recorded,
        "verdict": question.verdict.value,
        "looks": [_look(look) for look in question.looks],
        "next_look": None
        if upcoming is None
        else {"at_nights": upcoming.at_nights, "expected": upcoming.expected.isoformat()},
    }


def _look(look: Look) -> dict[str, Any]:
    return {
        "at_nights": look.at_nights,
        "night": look.night.isoformat(),
        "done": _side(look.done),
        "not_done": _side(look.not_done),
        "difference": look.difference,
        "interval": list(look.interval),
        "p": look.p,
        "p_adjusted": look.p_adjusted,
        "verdict": look.verdict.value,
    }


def _habit(counts: HabitCounts) -> dict[str, Any]:
    return {
        "habit": counts.habit.id,
        "done": _side(counts.done),
        "not_done": _side(counts.not_done),
        "left_out": {"unanswered": counts.unanswered, "answered_later": counts.answered_later},
    }


def _side(side: Side) -> dict[str, int]:
    return {"nights": side.nights, "cramps": side.cramps}
