"""`insights --json` and `trial --json`, for scripts. Names may be added, never removed."""

from typing import Any

from msgspec import to_builtins

from crampguard.routine.insights import HabitCounts, Insights, Look, QuestionResult
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
    names = ("habit", "since", "nights", "with", "without", "e_value", "verdict", "kept_to")
    found = to_builtins(trial)
    return {name: found["with_" if name == "with" else name] for name in names}


def _question(question: QuestionResult) -> dict[str, Any]:
    found = to_builtins(question)
    return {
        "habit": question.habit.id,
        **{name: found[name] for name in ("since", "nights_recorded", "verdict")},
        "looks": [_look(look) for look in question.looks],
        "next_look": found["next_look"],
    }


def _look(look: Look) -> dict[str, Any]:
    names = ("at_nights", "night", "done", "not_done", "difference", "interval", "p", "p_adjusted", "verdict")
    found = to_builtins(look)
    return {name: found[name] for name in names}


def _habit(counts: HabitCounts) -> dict[str, Any]:
    return {
        "habit": counts.habit.id,
        "done": to_builtins(counts.done),
        "not_done": to_builtins(counts.not_done),
        "left_out": {"unanswered": counts.unanswered, "answered_later": counts.answered_later},
    }
