"""The texts about what coincides, the same in window, terminal and report.

They state what was counted and what that cannot show: never a cause, never a chance that something
helps.
"""

from crampguard.i18n import _, ngettext
from crampguard.routine.habits import Kind
from crampguard.routine.insights import LOOKS, Figures, Insight, Insights, Side, Tier, Verdict


def short_words(insight: Insight) -> str:
    """The row of a habit in a few words."""
    if insight.tier is Tier.COUNTS:
        return _("Counts only yet")
    match insight.verdict:
        case Verdict.TOO_EARLY:
            return _("Early: no clear pattern")
        case Verdict.NO_CLEAR_PATTERN:
            return _("No clear pattern")
        case Verdict.FEWER:
            return _("Coincides with fewer")
        case Verdict.MORE:
            return _("Coincides with more")


def of_nights(side: Side) -> str:
    """Nights with a cramp, of all on that side: "3 of 14"."""
    return _("{cramps} of {nights}").format(cramps=side.cramps, nights=side.nights)


def sentence(insight: Insight) -> str:
    """The counts of a habit, and what they can and cannot show."""
    title = _title(insight)
    if not insight.done.nights or not insight.skipped.nights:
        return _("{title}: there are no nights to compare yet.").format(title=title)
    words = (
        _("{title}: on nights you kept to it you had a cramp on {done}; on nights you did not, {skipped}.")
        if insight.habit.kind is Kind.ABSTAIN
        else _(
            "{title}: on nights you did it you had a cramp on {done}; on nights you skipped it, {skipped}."
        )
    )
    counted = words.format(title=title, done=of_nights(insight.done), skipped=of_nights(insight.skipped))
    return f"{counted} {_meaning(insight)}"


def figures_words(insight: Insight) -> str:
    """Rates, difference and interval in percentage points; "" in tier counts."""
    figures = insight.figures
    if figures is None:
        return ""
    low, high = map(_points, figures.interval)
    return _(
        "A cramp on {done} % and {skipped} % of nights: {difference} points (95 % interval {low} to {high})."
    ).format(
        done=round(100 * insight.done.rate),
        skipped=round(100 * insight.skipped.rate),
        difference=_points(figures.difference),
        low=low,
        high=high,
    )


def interval_words(figures: Figures | None) -> str:
    """The difference in percentage points with its interval; "" where there is none."""
    if figures is None:
        return ""
    low, high = map(_points, figures.interval)
    return _("{difference} ({low} to {high})").format(
        difference=_points(figures.difference), low=low, high=high
    )


def left_out_words(insight: Insight, insights: Insights) -> str:
    """How many recorded nights have no answer for the habit."""
    return ngettext(
        "Left out for want of an answer: {left_out} of {nights} night.",
        "Left out for want of an answer: {left_out} of {nights} nights.",
        insights.nights_recorded,
    ).format(left_out=insight.left_out, nights=insights.nights_recorded)


def through_words(day: str) -> str:
    """day: the last night counted, as the reader writes dates."""
    return _("Up to {day}; moves once a week.").format(day=day)


def look_words(next_look: str | None) -> str:
    """When patterns are looked for. next_look: as the reader writes dates; None after the last look."""
    *counts, most = LOOKS
    looks = ", ".join(map(str, counts))
    if next_look is None:
        return _(
            "Patterns were looked for at {looks} and {most} recorded nights; what was found stands."
        ).format(looks=looks, most=most)
    return _(
        "Patterns are looked for only at {looks} and {most} recorded nights, next on {day} at the earliest."
    ).format(looks=looks, most=most, day=next_look)


def limits() -> str:
    """What the figures of one person can never tell apart."""
    return _(
        "What this cannot tell: habits travel together; hot days and hard days bring cramps too; a cramp "
        "last night makes you stretch tonight; and a bad week is mostly followed by a better one, whatever "
        "you do."
    )


def as_text(insights: Insights) -> list[str]:
    """Everything, as lines for a terminal."""
    counts = ngettext(
        "{nights} night recorded, {cramps} with a cramp.",
        "{nights} nights recorded, {cramps} with a cramp.",
        insights.nights_recorded,
    ).format(nights=insights.nights_recorded, cramps=insights.cramp_nights)
    claims = [one for one in insights.habits if one.claims]
    few = _(
        "With few nights a difference can easily be chance, and no difference shows that a habit is the "
        "reason."
    )
    next_look = None if insights.next_look is None else insights.next_look.isoformat()
    return [
        f"{counts} {through_words(insights.through.isoformat())}",
        "",
        *_table(insights),
        "",
        *(f"{sentence(one)} {figures_words(one)}" for one in claims),
        few,
        limits(),
        look_words(next_look),
    ]


def _meaning(insight: Insight) -> str:
    match insight.verdict:
        case Verdict.TOO_EARLY:
            return _(
                "With this few nights that can easily be chance. It does not show that this is the reason."
            )
        case Verdict.NO_CLEAR_PATTERN:
            return _("No clear pattern yet. It may still help.")
        case Verdict.FEWER:
            return _(
                "At the last look it coincided with fewer cramps. That does not show that it is the reason."
            )
        case Verdict.MORE:
            return _(
                "At the last look it coincided with more cramps. That does not show that it is the reason."
            )


def _title(insight: Insight) -> str:
    return " ".join(insight.habit.title.split())  # one line, whatever the user wrote


def _points(difference: float) -> str:
    return f"{round(100 * difference):+d}"


def _table(insights: Insights) -> list[str]:
    head = (_("nights with a cramp, of"), _("done"), _("skipped"), _("no answer"), _("points"), _("in words"))
    rows = [head, *(_row(one) for one in insights.habits)]
    widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
    return ["  ".join(map(str.ljust, row, widths)).rstrip() for row in rows]


def _row(insight: Insight) -> tuple[str, ...]:
    sides = of_nights(insight.done), of_nights(insight.skipped), str(insight.left_out)
    return _title(insight), *sides, interval_words(insight.figures), short_words(insight)
