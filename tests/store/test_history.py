"""Reading many nights at once."""

from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest

from crampguard.routine.checklist import Answer
from crampguard.routine.morning import Cramp, Morning
from crampguard.routine.question import MORNING
from crampguard.routine.record import Record
from crampguard.routine.silence import ENOUGH, Silence
from crampguard.store.damage import Repair
from crampguard.store.diary import Diary
from crampguard.store.history import Totals, records, silence, totals

NOW = datetime(2026, 11, 22, tzinfo=UTC)
FIRST, SECOND, THIRD = (date(2026, 11, day) for day in (3, 4, 5))
TONIGHT = date(2026, 11, 22)
DONE, SKIPPED, CLEARED = Answer
CRAMP, NONE = Morning(cramp=True, pain=6), Morning(cramp=False)


@pytest.fixture
def diary(tmp_path: Path) -> Iterator[Diary]:
    opened = Diary(tmp_path / "diary.sqlite3")
    yield opened
    opened.close()


def test_an_empty_diary_has_nothing_to_tell(diary: Diary) -> None:
    assert totals(diary) == Totals(None, 0, 0)
    assert records(diary) == []


def test_a_record_holds_the_morning_and_the_marks_of_a_night_in_order(diary: Diary) -> None:
    diary.mark(SECOND, "stretch", DONE, NOW)
    diary.mark(SECOND, "hydrate", SKIPPED, NOW)
    diary.mark(SECOND, "wind_down", CLEARED, NOW)
    diary.set_morning(FIRST, CRAMP, NOW)
    diary.mark(THIRD, "stretch", CLEARED, NOW)
    assert records(diary) == [
        Record(FIRST, CRAMP),
        Record(
            SECOND, None, {"stretch": DONE, "hydrate": SKIPPED}, None, {"stretch": DONE, "hydrate": SKIPPED}
        ),
    ]


def test_a_mark_is_timely_until_the_night_is_known(diary: Diary) -> None:
    later = NOW + timedelta(microseconds=1)
    diary.mark(FIRST, "stretch", DONE, NOW)
    diary.mark(FIRST, "hydrate", SKIPPED, later)
    diary.set_known(FIRST, later)
    diary.set_known(FIRST, later + timedelta(1))
    assert [record.timely for record in records(diary)] == [{"stretch": DONE}]
    assert [record.marks for record in records(diary)] == [{"stretch": DONE, "hydrate": SKIPPED}]


def test_what_was_known_once_stays_known_when_the_morning_is_corrected_or_taken_back(diary: Diary) -> None:
    diary.set_morning(FIRST, CRAMP, NOW)
    diary.set_morning(FIRST, None, NOW)
    diary.mark(FIRST, "stretch", DONE, NOW + timedelta(1))
    diary.set_morning(FIRST, NONE, NOW + timedelta(2))
    assert [record.timely for record in records(diary)] == [{}]


def test_a_cramp_now_makes_the_night_known(diary: Diary) -> None:
    diary.put_cramp(FIRST, Cramp(NOW))
    diary.mark(FIRST, "stretch", DONE, NOW)
    assert [record.timely for record in records(diary)] == [{}]


def test_the_habits_of_a_night_are_those_of_then(diary: Diary) -> None:
    diary.set_evening(FIRST, ("stretch", "hydrate"))
    diary.mark(SECOND, "stretch", DONE, NOW)
    diary.set_evening(SECOND, ("stretch",))
    diary.set_morning(THIRD, NONE, NOW)
    first, second, third = records(diary)
    assert (first.habits, first.answered) == (("stretch", "hydrate"), False)
    assert (second.habits, second.answered) == (("stretch",), True)
    assert third.habits is None
    assert totals(diary).began == FIRST


def test_only_the_nights_of_the_span_are_read(diary: Diary) -> None:
    for night in (FIRST, SECOND, THIRD):
        diary.set_morning(night, NONE, NOW)
        diary.mark(night, "stretch", DONE, NOW)
    assert [record.night for record in records(diary, SECOND, SECOND)] == [SECOND]
    assert [record.night for record in records(diary, SECOND)] == [SECOND, THIRD]


def test_a_mark_that_says_nonsense_is_left_out_and_put_aside(diary: Diary) -> None:
    diary.database.rows("PRAGMA ignore_check_constraints = ON")
    diary.database.rows("INSERT INTO marks VALUES (?, 'stretch', 'perhaps', '')", FIRST)
    assert records(diary) == []
    assert diary.repairs() == [Repair(rows=1)]


def test_the_diary_begins_with_the_first_mark_or_morning(diary: Diary) -> None:
    diary.mark(FIRST, "stretch", CLEARED, NOW)
    diary.mark(THIRD, "stretch", DONE, NOW)
    assert totals(diary).began == THIRD
    diary.set_morning(SECOND, NONE, NOW)
    assert totals(diary).began == SECOND
    diary.mark(FIRST, "hydrate", SKIPPED, NOW)
    assert totals(diary) == Totals(FIRST, mornings=1, cramps=0)


def test_nights_with_a_cramp_are_counted_among_the_mornings(diary: Diary) -> None:
    for night, morning in ((FIRST, CRAMP), (SECOND, NONE), (THIRD, CRAMP)):
        diary.set_morning(night, morning, NOW)
    assert totals(diary) == Totals(FIRST, mornings=3, cramps=2)


def tell(diary: Diary, first: date, nights: int, habit: str = "stretch") -> None:
    for number in range(nights):
        diary.claim(first + timedelta(days=number), habit, NOW)


def test_nights_without_an_answer_are_counted_since_the_last_one_and_before_tonight(diary: Diary) -> None:
    assert silence(diary, TONIGHT) == Silence(None, 0)
    tell(diary, FIRST, 5)
    assert silence(diary, FIRST + timedelta(days=4)) == Silence(None, 4)
    tell(diary, THIRD, 2, "hydrate")
    diary.mark(FIRST, "stretch", DONE, NOW)
    diary.mark(THIRD, "stretch", CLEARED, NOW)
    assert silence(diary, TONIGHT) == Silence(FIRST, 4)


def test_a_mark_a_morning_and_ok_to_a_heads_up_are_answers(diary: Diary) -> None:
    tell(diary, FIRST, 5)
    diary.mark(FIRST, "stretch", SKIPPED, NOW)
    assert silence(diary, TONIGHT) == Silence(FIRST, 4)
    diary.set_morning(SECOND, NONE, NOW)
    assert silence(diary, TONIGHT) == Silence(SECOND, 3)
    diary.acknowledge(THIRD, "caffeine_cutoff")
    assert silence(diary, TONIGHT) == Silence(THIRD, 2)


def test_a_night_in_which_no_habit_spoke_is_not_counted(diary: Diary) -> None:
    tell(diary, FIRST, 2, MORNING)
    diary.claim(THIRD, "stretch", None)
    assert silence(diary, TONIGHT) == Silence(None, 0)


def test_however_long_it_was_quiet_no_more_nights_are_counted_than_it_takes(diary: Diary) -> None:
    tell(diary, date(2025, 1, 1), 100)
    assert silence(diary, TONIGHT) == Silence(None, ENOUGH)


def test_what_was_decided_holds_until_the_next_answer(diary: Diary) -> None:
    diary.say_once(silence(diary, TONIGHT).name)
    assert silence(diary, TONIGHT).decided
    diary.set_morning(FIRST, NONE, NOW)
    assert not silence(diary, TONIGHT).decided
