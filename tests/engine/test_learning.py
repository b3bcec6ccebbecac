"""What is compared: only answers from before the night was known, whatever way they came in.

And the question and the user's own trial: how they begin, end and are taken back.
"""

from contextlib import closing
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest

from crampguard.engine import Engine, Refused
from crampguard.routine.actions import Action, ActionKind
from crampguard.routine.checklist import Answer, State
from crampguard.routine.insights import Question
from crampguard.routine.morning import Morning
from crampguard.store import learning
from crampguard.store.diary import Diary, Shown
from crampguard.store.history import records
from crampguard.store.settings import SettingsFile
from crampguard.store.transfer.json_in import read_import
from tests.answers import by
from tests.engine.conftest import Opener
from tests.moved_clock import Evening, at

SUNDAY, MONDAY = date(2026, 11, 22), date(2026, 11, 23)
HABIT = ("stretch",)


def timely(evening: Evening, night: date = SUNDAY) -> bool:
    """Whether the mark of the stretch in that night is compared."""
    record = next(record for record in records(evening.diary) if record.night == night)
    assert "stretch" in record.marks
    return "stretch" in record.timely


# Only what was answered before the night was known


@pytest.mark.parametrize("kind", [ActionKind.DONE, ActionKind.SKIP])
@pytest.mark.parametrize(
    ("now", "counts"), [("22:20", True), ("06:44", True), ("06:45", False), ("09:00", False)]
)
def test_a_row_counts_until_the_next_wake(opened: Opener, kind: ActionKind, now: str, counts: bool) -> None:
    """Row, card, menu, keyboard and terminal all perform this action; so does an edit in History."""
    day = SUNDAY if now == "22:20" else MONDAY
    evening = opened(f"{day} {now}")
    by(evening.engine).perform(kind, SUNDAY, habits=HABIT)
    evening.clock.instant = at("2026-11-23 10:00")
    by(evening.engine).morning(Morning(cramp=True), SUNDAY)
    assert timely(evening) is counts


def test_an_answer_after_the_morning_was_answered_does_not_count_even_before_the_wake(opened: Opener) -> None:
    evening = opened("2026-11-23 05:00")
    by(evening.engine).morning(Morning(cramp=False), SUNDAY)
    by(evening.engine).done("stretch", SUNDAY)
    assert not timely(evening)


def test_an_answer_after_a_cramp_now_does_not_count(opened: Opener) -> None:
    evening = opened("2026-11-23 02:00")
    by(evening.engine).cramp_now()
    evening.move_by(minutes=1)
    by(evening.engine).done("stretch")
    by(evening.engine).morning(Morning(cramp=True), SUNDAY)
    assert not timely(evening)


def test_a_cramp_after_the_answer_leaves_it_in(opened: Opener) -> None:
    evening = opened("2026-11-22 22:20")
    by(evening.engine).done("stretch")
    evening.move_to(at("2026-11-23 02:00"))
    by(evening.engine).cramp_now()
    assert timely(evening)


@pytest.mark.parametrize(("pressed", "counts"), [("2026-11-22 22:25", True), ("2026-11-23 08:00", False)])
def test_a_notification_that_is_pressed_the_next_morning_does_not_count(
    watched: Opener, pressed: str, counts: bool
) -> None:
    evening = watched("2026-11-22 22:20")
    evening.engine.notifications.shown(Shown(":1.7", 42, SUNDAY, HABIT))
    evening.clock.instant = at(pressed)
    evening.engine.notifications.press(":1.7", 42, "done")
    evening.clock.instant = at("2026-11-23 09:00")
    by(evening.engine).morning(Morning(cramp=False), SUNDAY)
    assert timely(evening) is counts


def test_an_answer_that_is_changed_in_the_morning_no_longer_counts(opened: Opener) -> None:
    evening = opened("2026-11-22 22:20")
    by(evening.engine).done("stretch")
    evening.clock.instant = at("2026-11-23 08:00")
    by(evening.engine).morning(Morning(cramp=True), SUNDAY)
    by(evening.engine).skip("stretch", SUNDAY)
    assert not timely(evening)


def test_a_morning_that_is_corrected_does_not_let_later_answers_in(opened: Opener) -> None:
    evening = opened("2026-11-23 05:00")
    by(evening.engine).morning(Morning(cramp=True), SUNDAY)
    by(evening.engine).done("stretch", SUNDAY)
    evening.move_by(minutes=10)
    by(evening.engine).morning(Morning(cramp=False), SUNDAY)
    assert not timely(evening)


def test_good_night_counts_what_was_left_open(opened: Opener) -> None:
    evening = opened("2026-11-22 22:35")
    by(evening.engine).good_night()
    assert timely(evening)


def test_what_waited_for_the_disk_counts_by_the_instant_at_which_it_was_answered(opened: Opener) -> None:
    evening = opened("2026-11-22 22:20")
    with closing(Diary(evening.diary.database.path)) as other, other.transaction():
        evening.engine.perform(Action(ActionKind.DONE, SUNDAY, HABIT))  # queued: the diary is busy
    evening.clock.instant = at("2026-11-23 08:00")
    evening.engine.refresh()
    by(evening.engine).morning(Morning(cramp=False), SUNDAY)
    assert timely(evening)


def test_another_flight_or_wake_time_later_does_not_change_what_counted(opened: Opener) -> None:
    evening = opened("2026-11-22 22:20")
    by(evening.engine).done("stretch")
    evening.clock.instant = at("2026-11-23 08:00")
    by(evening.engine).morning(Morning(cramp=False), SUNDAY)
    evening.edit('[schedule]\nbedtime = "19:00"\nwake = "03:00"\n')
    assert timely(evening)


@pytest.fixture
def elsewhere(tmp_path: Path) -> Path:
    return tmp_path / "other.json"


def brought(evening: Evening, file: Path, marked_at: str, morning_at: str) -> None:
    """An import of one night, as another computer or another program wrote it."""
    file.write_text(
        '{"format": "crampguard", "version": 1,'
        f'"marks": [{{"night": "{SUNDAY}", "habit": "stretch", "state": "done", "at": "{marked_at}"}}],'
        f'"mornings": [{{"night": "{SUNDAY}", "cramp": true, "at": "{morning_at}"}}]}}'
    )
    evening.engine.import_data(read_import(file, evening.clock.now()))


@pytest.mark.parametrize(
    ("marked_at", "counts"),
    [
        ("2026-11-22T22:20:00+01:00", True),
        ("2026-11-23T07:00:00+01:00", False),  # after the wake
        ("2026-11-23T09:30:00+01:00", False),  # after the morning
    ],
)
def test_an_import_counts_by_its_instants(
    opened: Opener, elsewhere: Path, marked_at: str, counts: bool
) -> None:
    evening = opened("2026-11-24 12:00")
    brought(evening, elsewhere, marked_at, "2026-11-23T09:00:00+01:00")
    assert timely(evening) is counts


def test_a_night_that_was_known_on_another_computer_is_known_here(opened: Opener, elsewhere: Path) -> None:
    evening = opened("2026-11-23 06:30")
    by(evening.engine).done("stretch", SUNDAY)
    evening.move_by(minutes=1)
    by(evening.engine).morning(Morning(cramp=False), SUNDAY)
    assert timely(evening)
    evening.clock.instant = at("2026-11-24 12:00")
    brought(evening, elsewhere, "2026-11-22T21:00:00+01:00", "2026-11-23T05:00:00+01:00")
    assert not timely(evening)  # the morning here is newer, but there one knew before


# The question


def asked(evening: Evening) -> Question:
    return learning.current_question(evening.diary, evening.engine.view().night.date)


def test_without_a_choice_the_stretch_is_tested_from_the_first_night_on(opened: Opener) -> None:
    evening = opened("2026-11-22 12:00")
    assert asked(evening) == Question("stretch", SUNDAY)
    by(evening.engine).done("hydrate", SUNDAY - timedelta(9))
    assert asked(evening) == Question("stretch", SUNDAY - timedelta(9))


def test_another_choice_begins_a_new_count_tonight(opened: Opener) -> None:
    evening = opened("2026-11-22 12:00")
    by(evening.engine).perform(ActionKind.QUESTION, habits=("hydrate",))
    assert asked(evening) == Question("hydrate", SUNDAY)
    evening.clock.instant = at("2026-11-29 12:00")
    by(evening.engine).perform(ActionKind.QUESTION, habits=("stretch",))
    assert asked(evening) == Question("stretch", SUNDAY + timedelta(7))


def test_a_choice_that_is_taken_back_goes_on_with_the_old_count(opened: Opener) -> None:
    evening = opened("2026-11-22 12:00")
    by(evening.engine).done("hydrate", SUNDAY - timedelta(9))
    undo = by(evening.engine).perform(ActionKind.QUESTION, habits=("hydrate",)).undo
    assert undo is not None
    assert evening.engine.perform(undo).error is None
    assert asked(evening) == Question("stretch", SUNDAY - timedelta(9))


def test_the_same_choice_changes_nothing_and_an_unknown_one_is_refused(opened: Opener) -> None:
    evening = opened("2026-11-22 12:00")
    assert by(evening.engine).perform(ActionKind.QUESTION, habits=HABIT).undo is None
    with pytest.raises(Refused):
        by(evening.engine).perform(ActionKind.QUESTION, habits=("nope",))


@pytest.mark.parametrize("kind", [ActionKind.QUESTION, ActionKind.TRIAL_START, ActionKind.TRIAL_STOP])
def test_nothing_begins_or_ends_in_a_night_that_is_over(opened: Opener, kind: ActionKind) -> None:
    evening = opened("2026-11-23 12:00")
    with pytest.raises(Refused, match="is over"):
        by(evening.engine).perform(kind, SUNDAY, habits=("loose_bedding",))


# The own trial


class Coins:
    """Gives these sides, then fails."""

    def __init__(self, *sides: bool) -> None:
        self.sides = list(sides)

    def __call__(self) -> bool:
        return self.sides.pop(0)


@pytest.fixture
def trial(opened: Opener) -> Evening:
    """Sunday noon, watched; the coins say without, with, without."""
    evening = opened("2026-11-22 12:00")
    coins = Coins(False, True, False)
    evening = Evening(
        Engine(evening.diary, SettingsFile(evening.settings), evening.clock, coins),
        evening.clock,
        evening.diary,
        evening.settings,
    )
    evening.start()
    by(evening.engine).perform(ActionKind.TRIAL_START, habits=HABIT)
    return evening


def coins(evening: Evening) -> dict[date, bool]:
    found = learning.latest_trial(evening.diary)
    return {} if found is None else dict(found.coins)


def test_each_night_has_its_coin_from_its_start_on(trial: Evening) -> None:
    assert coins(trial) == {SUNDAY: False}
    trial.move_to(at("2026-11-23 06:44:59"))
    assert coins(trial) == {SUNDAY: False}
    trial.move_to(at("2026-11-23 06:45"))
    assert coins(trial) == {SUNDAY: False, MONDAY: True}
    trial.move_to(at("2026-11-24 12:00"))
    assert coins(trial) == {SUNDAY: False, MONDAY: True, MONDAY + timedelta(1): False}


def test_on_a_night_without_it_nobody_is_told_and_nothing_is_left_open(trial: Evening) -> None:
    trial.move_to(at("2026-11-22 23:00"))
    assert all("stretch" not in told for told in trial.pop_ups())
    by(trial.engine).good_night()
    assert "stretch" not in trial.diary.remembered(SUNDAY).marks
    assert trial.item("stretch").state is State.PAST


def test_on_a_night_with_it_it_is_told_and_counts_as_open(trial: Evening) -> None:
    trial.move_to(at("2026-11-23 23:00"))
    assert any("stretch" in told for told in trial.pop_ups())
    by(trial.engine).good_night()
    assert trial.diary.remembered(MONDAY).marks["stretch"].answer is Answer.SKIPPED


def test_two_programs_over_one_diary_keep_the_first_coin(trial: Evening) -> None:
    other = Engine(trial.diary, SettingsFile(trial.settings), trial.clock, Coins(True))
    assert other.perform(Action(ActionKind.DONE, SUNDAY, ("hydrate",))).error is None
    assert coins(trial) == {SUNDAY: False}


def test_a_stop_frees_tonight_and_its_undo_goes_on_with_the_same_coin(trial: Evening) -> None:
    undo = by(trial.engine).perform(ActionKind.TRIAL_STOP).undo
    assert undo is not None
    assert trial.item("stretch").state is State.LATER
    trial.engine.perform(undo)
    assert trial.item("stretch").state is State.PAST
    assert coins(trial) == {SUNDAY: False}
    by(trial.engine).perform(ActionKind.TRIAL_STOP)
    trial.move_to(at("2026-11-23 12:00"))
    assert coins(trial).keys() <= {SUNDAY}


@pytest.mark.parametrize(
    ("habit", "why"),
    [("hydrate", "only be about one of: stretch, loose_bedding"), ("loose_bedding", "is running; stop it")],
)
def test_only_safe_habits_and_one_at_a_time(trial: Evening, habit: str, why: str) -> None:
    with pytest.raises(Refused, match=why):
        by(trial.engine).perform(ActionKind.TRIAL_START, habits=(habit,))


def test_a_habit_that_is_off_has_no_trial_and_no_coin(trial: Evening) -> None:
    trial.edit("[habits.stretch]\nenabled = false\n")
    trial.move_to(at("2026-11-24 12:00"))
    assert coins(trial) == {SUNDAY: False}
    by(trial.engine).perform(ActionKind.TRIAL_STOP)
    with pytest.raises(Refused, match="switched off"):
        by(trial.engine).perform(ActionKind.TRIAL_START, habits=HABIT)


def test_a_trial_with_a_verdict_tosses_no_more(opened: Opener) -> None:
    """Ten nights that go with the coin: it is decided at the tenth."""
    evening = opened("2026-11-22 12:00")
    noon = datetime(2026, 11, 22, 11, tzinfo=UTC)
    with evening.diary.transaction():
        learning.begin_trial(evening.diary, "stretch", SUNDAY - timedelta(10), noon)
        for number in range(10):
            night, side = SUNDAY - timedelta(10 - number), number % 2 == 0
            learning.keep_coin(evening.diary, night, side, noon)
            evening.diary.set_morning(night, Morning(cramp=not side), noon)
    evening.start()
    assert SUNDAY not in coins(evening)
    with pytest.raises(Refused, match="no trial is running"):
        by(evening.engine).perform(ActionKind.TRIAL_STOP)
