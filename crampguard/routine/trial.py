"""The user's own trial of one habit: each night a fair coin says "tonight with" or "tonight without".

The coin knows nothing of weather, habits or last night, so only chance can mislead. How much the nights say
is told by an e-value, which may be looked at every day and stopped at any time: if the habit does nothing, it
ever reaches 20 for at most one user in twenty (Ville, "Étude critique de la notion de collectif", 1939).

Turner, Ly and Grünwald, "Generic E-variables for exact sequential k-sample tests that allow for optional
stopping", J Stat Plan Inference 2024 (arXiv 2106.02693).
"""

from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from enum import StrEnum
from typing import NamedTuple

from msgspec import Struct

from crampguard.routine.checklist import Answer
from crampguard.routine.insights import Side
from crampguard.routine.localtime import DAY
from crampguard.routine.record import Record
from crampguard.routine.stretching import HABIT as STRETCH

LOOSE_BEDDING = "loose_bedding"  # its id in the catalogue
TRIAL_HABITS = (STRETCH, LOOSE_BEDDING)  # safe to do and safe to leave out
LONGEST = 730  # nights
ENOUGH = 20  # the e-value that ends a trial

# By how much the habit may multiply the rate of cramps, and what is staked on each
_STAKES = {**dict.fromkeys((0.2, 0.35, 0.5, 0.65, 0.8), 0.16), **dict.fromkeys((1.25, 1.6, 2.2), 0.2 / 3)}


class TrialVerdict(StrEnum):
    """STOPPED: by the user, or by the calendar, before it could say anything."""

    RUNNING = "running"
    FEWER = "fewer"
    MORE = "more"
    STOPPED = "stopped"


class Trial(Struct, frozen=True):
    """since: its first night. until: the first that no longer belongs to it; None while it was not stopped.

    coins: for each night, whether the coin said "with".
    """

    habit: str
    since: date
    until: date | None
    coins: Mapping[date, bool]


class TrialResult(Struct, frozen=True):
    """What the nights of a trial say, up to the one that decided it.

    until: as in the trial. with_, without: as the coin said, whatever was done. kept_to: the share of those
    nights on which the user did as the coin said, 0 to 1; None where no night tells.
    """

    habit: str
    since: date
    until: date | None
    nights: int
    with_: Side
    without: Side
    e_value: float
    verdict: TrialVerdict
    kept_to: float | None


def trial_result(trial: Trial, records: Iterable[Record], tonight: date) -> TrialResult:
    """What the nights before tonight say.

    A night counts where its morning is answered. The first night on which the e-value reaches 20 ends it.
    """
    nights = _nights(trial, records, tonight)
    bets = [_STAKES, *_bets(nights)]
    nights, stakes = nights[: len(bets) - 1], bets[-1]
    kept = [night.kept for night in nights if night.kept is not None]
    return TrialResult(
        trial.habit,
        trial.since,
        trial.until,
        len(nights),
        _side(night for night in nights if night.coin),
        _side(night for night in nights if not night.coin),
        sum(stakes.values()),
        _verdict(stakes) or (TrialVerdict.STOPPED if _over(trial, tonight) else TrialVerdict.RUNNING),
        sum(kept) / len(kept) if kept else None,
    )


def holds(trial: Trial, records: Iterable[Record], tonight: date) -> bool:
    """Whether the trial goes on tonight, so that tonight has a coin."""
    running = trial_result(trial, records, tonight).verdict is TrialVerdict.RUNNING
    return running and trial.since <= tonight


class _Night(NamedTuple):
    coin: bool  # whether it said "with"
    cramp: bool
    mark: Answer | None

    @property
    def kept(self) -> bool | None:
        """Whether the user did as the coin said. None for a night with, of which nothing is known."""
        if self.coin:
            return None if self.mark is None else self.mark is Answer.DONE
        return self.mark is not Answer.DONE


def _nights(trial: Trial, records: Iterable[Record], tonight: date) -> list[_Night]:
    end = min(trial.until or date.max, trial.since + LONGEST * DAY, tonight)
    found = {
        record.night: _Night(trial.coins[record.night], record.morning.cramp, record.marks.get(trial.habit))
        for record in records
        if trial.since <= record.night < end and record.night in trial.coins and record.morning is not None
    }
    return [found[night] for night in sorted(found)]


def _bets(nights: Iterable[_Night]) -> Iterator[dict[float, float]]:
    """After each night, what has become of the stake on each ratio: their sum is the e-value.

    Every ratio bets on the side that the coin said, knowing the night. That pays on average what it costs
    unless cramps and coins go together. Ends with the night that decides.
    """
    stakes, cramps = _STAKES, 0
    for number, night in enumerate(nights):
        usual = (cramps + 1) / (number + 3)
        stakes = {ratio: stake * _factor(ratio, usual, night) for ratio, stake in stakes.items()}
        cramps += night.cramp
        yield stakes
        if sum(stakes.values()) >= ENOUGH:
            return


def _factor(ratio: float, usual: float, night: _Night) -> float:
    """Twice the chance of the coin's side, given the night, if the habit multiplies the rate of cramps.

    usual: the rate of cramps over nights with and without the habit alike.
    """
    without = min(0.95, 2 * usual / (1 + ratio))
    with_ = min(0.97, ratio * without)
    if not night.cramp:
        with_, without = 1 - with_, 1 - without
    return 2 * (with_ if night.coin else without) / (with_ + without)


def _side(nights: Iterable[_Night]) -> Side:
    cramps = [night.cramp for night in nights]
    return Side(len(cramps), sum(cramps))


def _verdict(stakes: Mapping[float, float]) -> TrialVerdict | None:
    e_value = sum(stakes.values())
    if e_value < ENOUGH:
        return None
    fewer = sum(stake for ratio, stake in stakes.items() if ratio < 1)
    return TrialVerdict.FEWER if fewer > e_value / 2 else TrialVerdict.MORE


def _over(trial: Trial, tonight: date) -> bool:
    return trial.until is not None or tonight >= trial.since + LONGEST * DAY
