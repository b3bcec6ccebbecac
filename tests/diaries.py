"""An example diary of seven weeks, the same for pictures and tests: 5 October to 21 November 2026."""

from datetime import date, time, timedelta

from crampguard.routine.checklist import Answer
from crampguard.routine.morning import Leg, Morning, Muscle
from tests.moved_clock import Evening

BEGAN = date(2026, 10, 5)
NIGHTS = 48  # through 21 November
NO_RECORD = (21, 38)  # nights since the first about which nothing is known
_NO_MORNING = (3, 16, 24, 45, 46)
_CRAMPS = {1: 6, 4: 5, 6: 7, 8: 4, 13: 5, 15: 6, 19: None, 22: 5, 26: 3, 30: 5, 40: 6, 44: 3}  # their pain
_SKIPPED = {  # every so many nights
    "alcohol_cutoff": 4,
    "cool_bedroom": 3,
    "wind_down": 3,
    "stretch": 2,
    "regular_bedtime": 6,
}
_ALL_DONE, _LITTLE_SAID = (10, 23, 30, 36, 42), (17, 34)
_SILENT = {"ease_overuse": 3, "no_hard_exercise": 5}


def fill(evening: Evening) -> None:
    """Writes it, as if each morning had been answered at this instant, and its evening an hour before."""
    diary, now = evening.diary, evening.clock.now()
    habits = [habit.id for habit in evening.engine.settings.routine.habits if habit.enabled]
    with diary.transaction():
        for number in range(NIGHTS):
            diary.set_evening(BEGAN + timedelta(days=number), habits)
        for number in set(range(NIGHTS)) - set(NO_RECORD):
            night = BEGAN + timedelta(days=number)
            for index, habit in enumerate(habits):
                if answer := _answer(number, index, habit):
                    diary.mark(night, habit, answer, now - timedelta(hours=1))
            if number not in _NO_MORNING:
                diary.set_morning(night, _morning(number), now)


def _answer(number: int, index: int, habit: str) -> Answer | None:
    if number in _ALL_DONE:
        return Answer.DONE
    if (index and number in _LITTLE_SAID) or (number + 1) % _SILENT.get(habit, NIGHTS + 1) == 0:
        return None
    return Answer.SKIPPED if (number + 5 * index) % _SKIPPED.get(habit, 11) == 1 else Answer.DONE


def _morning(number: int) -> Morning:
    if number not in _CRAMPS:
        return Morning(cramp=False)
    return Morning(
        cramp=True,
        count=1 + number % 2,
        time=time(3, 10),
        leg=Leg.LEFT,
        muscle=Muscle.CALF,
        minutes=4,
        pain=_CRAMPS[number],
        awake=20,
    )
