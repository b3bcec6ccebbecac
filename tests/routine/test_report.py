"""The facts of the doctor's page and their words: counts, medians, the usual time, what is not told."""

from collections.abc import Iterable
from datetime import date, time, timedelta

import pytest

from crampguard.routine.about_me import AboutMe
from crampguard.routine.advice import Sign, Urgency
from crampguard.routine.checklist import Answer
from crampguard.routine.clock import ClockStyle
from crampguard.routine.habits import Habit
from crampguard.routine.insights import Question, insights
from crampguard.routine.morning import Leg, Morning, Muscle
from crampguard.routine.record import Record
from crampguard.routine.report import Measure, Report, UsualTime, first_night, report, usual_time
from crampguard.routine.report_words import (
    condition_words,
    counted_words,
    cramp_rows,
    dates_words,
    done_words,
    flag_words,
    medicine_words,
    person_rows,
    span_words,
    strip_title,
    strip_week_words,
)

FIRST, LAST, TONIGHT = date(2026, 10, 5), date(2026, 11, 21), date(2026, 11, 22)
STRETCH, WALK = Habit("stretch", "Leg stretch", lead=15), Habit("walk", "Walk", lead=90)
IDS = "chest", "long_cramp", "severe", "statin", "disturbed", "several", "new_medicine", "statin_cramps"
SIGNS = tuple(Sign(id_, Urgency.VISIT, says=f"{id_}.", label=id_, sources=()) for id_ in IDS)


def nights(*mornings: Morning | None, first: date = FIRST) -> list[Record]:
    """A record for each, from the first night on; None is a night without an answer."""
    return [Record(first + timedelta(number), morning) for number, morning in enumerate(mornings)]


def page(
    records: Iterable[Record],
    *,
    answers: dict[str, bool] | None = None,
    about_me: AboutMe | None = None,
    span: tuple[date, date] = (FIRST, LAST),
) -> Report:
    habits, nights = (STRETCH, WALK), list(records)
    return report(
        nights,
        habits,
        SIGNS,
        answers or {},
        about_me or AboutMe(),
        span,
        TONIGHT,
        insights(nights, habits, Question(STRETCH.id, FIRST), TONIGHT).question,
        None,
        ClockStyle.HOURS_24,
    )


def cramp(**fields: object) -> Morning:
    return Morning(True, **fields)  # type: ignore[arg-type]


NONE = Morning(cramp=False)


def row(report: Report, name: str) -> str:
    return dict(cramp_rows(report))[name]


# The span


def test_it_counts_the_nights_of_the_span_alone() -> None:
    before = nights(cramp(), first=FIRST - timedelta(1))
    after = nights(cramp(), first=LAST + timedelta(1))
    found = page([*before, *nights(cramp(), NONE, None), *after])
    assert (found.nights, found.answered, found.cramps.nights) == (48, 2, 1)
    assert span_words(found) == (
        "5 October to 21 November 2026: 48 nights, 2 with an answer. Self-reported; not a diagnosis."
    )


@pytest.mark.parametrize(
    ("first", "last", "words"),
    [
        (date(2026, 11, 18), date(2026, 11, 24), "18 to 24 November 2026"),
        (date(2025, 12, 30), date(2026, 1, 2), "30 December 2025 to 2 January 2026"),
        (date(2025, 11, 18), date(2026, 11, 24), "18 November 2025 to 24 November 2026"),
        (LAST, LAST, "21 November 2026"),
    ],
)
def test_dates_say_what_they_share_once(first: date, last: date, words: str) -> None:
    assert dates_words(first, last) == words


@pytest.mark.parametrize(
    ("began", "weeks", "first"),
    [
        (FIRST, 14, FIRST),  # since the first record
        (date(2020, 1, 1), 14, date(2026, 8, 17)),  # a Monday, so that the strip is whole
        (date(2020, 1, 1), 4, date(2026, 10, 26)),
        (date(2020, 1, 1), None, date(2020, 1, 1)),
        (LAST, 14, date(2026, 11, 15)),  # a week at least
        (None, None, date(2026, 11, 15)),
    ],
)
def test_a_page_begins_as_far_back_as_it_has_room_and_there_are_records(
    began: date | None, weeks: int | None, first: date
) -> None:
    assert first_night(began, LAST, weeks) == first


# The strip


def test_a_week_has_a_square_for_each_night_of_the_span() -> None:
    found = page(nights(NONE, None, cramp(), first=date(2026, 10, 7)), span=(date(2026, 10, 7), LAST))
    assert found.weeks[0].first == date(2026, 10, 7)
    assert found.weeks[0].nights == (False, None, True, None, None)
    assert strip_week_words(found.weeks[0]) == ("7 Oct", "1 of 2")
    assert strip_week_words(found.weeks[1]) == ("12 Oct", "–")  # noqa: RUF001
    assert (found.weeks[-1].first, len(found.weeks[-1].nights)) == (date(2026, 11, 16), 6)
    assert strip_title(found) == "Cramp nights, week by week"


def test_of_a_long_span_the_strip_shows_the_end_and_says_so() -> None:
    found = page(nights(cramp(), first=date(2016, 1, 1)), span=(date(2016, 1, 1), LAST))
    assert (len(found.weeks), found.weeks[0].first) == (14, date(2026, 8, 17))
    assert strip_title(found) == "Cramp nights, the last 14 weeks"
    assert found.cramps.nights == 1  # the figures are of the whole span


# The cramps


def test_of_an_even_number_the_upper_middle_one_is_the_median() -> None:
    found = page(nights(*(cramp(pain=pain, count=1) for pain in (3, 9, 5, 4)), cramp(), NONE))
    assert found.cramps.pain == Measure(known=4, median=5, most=9)
    assert row(found, "Pain, 0 to 10") == "median 5, worst 9 (4 nights)"
    assert row(found, "Cramps a cramp night") == "median 1, most 1 (4 nights)"


def test_how_long_is_told_in_classes() -> None:
    found = page(nights(*(cramp(minutes=minutes) for minutes in (0, 3, 10, 11))))
    assert row(found, "Duration") == "median 5 to 10 min, longest over 10"
    assert row(found, "Over 10 minutes") == "1 night"
    assert row(page(nights(cramp(minutes=10))), "Over 10 minutes") == "none"


def test_what_nobody_recorded_is_not_told_as_none() -> None:
    rows = dict(cramp_rows(page(nights(cramp()))))
    assert rows.pop("Cramp nights") == "1 of 1"
    assert set(rows.values()) == {"not recorded"}
    assert cramp_rows(page([])) == (("Cramp nights", "not recorded"),)


def test_without_a_cramp_there_is_nothing_more_to_say() -> None:
    assert cramp_rows(page(nights(*[NONE] * 14))) == (("Cramp nights", "0 of 14"),)


def test_a_rate_is_given_from_a_week_of_answers_on() -> None:
    assert row(page(nights(cramp(), *[NONE] * 5)), "Cramp nights") == "1 of 6"
    assert row(page(nights(cramp(), *[NONE] * 6)), "Cramp nights") == "1 of 7; about 1 a week"
    assert row(page(nights(cramp(), *[NONE] * 9)), "Cramp nights") == "1 of 10; about 0.7 a week"


def test_legs_and_muscles_are_counted() -> None:
    found = page(nights(cramp(leg=Leg.LEFT, muscle=Muscle.CALF), cramp(leg=Leg.BOTH, muscle=Muscle.CALF)))
    assert row(found, "Leg") == "left 1, right 0, both 1"
    assert row(found, "Muscle") == "calf 2, foot 0, thigh 0"


@pytest.mark.parametrize(
    ("times", "usual"),
    [
        ((), None),
        (("03:10",), UsualTime(3, 1, 1, 1)),
        (("02:00", "02:59", "03:30", "14:00"), UsualTime(2, 2, 3, 4)),
        (("23:50", "00:05", "12:00"), UsualTime(23, 2, 2, 3)),  # midnight within
        (("23:10", "00:10", "01:10"), UsualTime(23, 2, 2, 3)),  # the earlier of two, in the order of a night
        (("00:00", "23:59"), UsualTime(23, 2, 2, 2)),
        (("00:30", "12:30"), UsualTime(12, 13, 2, 2)),
    ],
)
def test_the_usual_time_is_the_shortest_span_that_holds_two_thirds(
    times: tuple[str, ...], usual: UsualTime | None
) -> None:
    assert usual_time([time.fromisoformat(one) for one in times]) == usual


def test_the_usual_time_in_words() -> None:
    def words(*times: str) -> str:
        return row(page(nights(*(cramp(time=time.fromisoformat(one)) for one in times))), "Usual time")

    assert words("23:50", "00:05") == "23:00 to 01:00 (2 of 2)"
    assert words("00:30", "12:30") == "at different times"


# The signs


def flags(report: Report) -> dict[str, str]:
    return {flag.sign.id: flag_words(flag) for flag in report.flags}


def test_a_sign_is_yes_no_or_not_asked() -> None:
    assert flags(page([], answers={"chest": True, "statin": False})) == {
        "chest": "yes",
        "statin": "no",
        **dict.fromkeys(set(IDS) - {"chest", "statin"}, "not asked"),
    }


def test_what_the_diary_shows_stands_in_where_nobody_answered_with_its_rule() -> None:
    records = nights(
        cramp(minutes=12, pain=9), cramp(count=3), cramp(minutes=12, awake=60, triggers=("new medicine",))
    )
    found = flags(page(records))
    assert found["long_cramp"] == "diary: over 10 min, 2 nights"
    assert found["severe"] == "diary: pain 8+, over 5 min, 1 night"
    assert found["several"] == "diary: 3+ cramps, 1 night"
    assert found["new_medicine"] == "diary: 1 night"
    answered = page(records, answers={"long_cramp": False})
    assert flags(answered)["long_cramp"] == "no"
    assert [flag.nights for flag in answered.flags if flag.answer is not None] == [0]


def test_disturbed_sleep_prints_the_rule_that_it_matches() -> None:
    """Three nights of seven are enough, and then "awake" may well be 0."""
    few = nights(cramp(awake=0), NONE, cramp(awake=50), NONE)
    assert flags(page(few))["disturbed"] == "diary: awake 45+ min, 1 night"
    many = nights(*[cramp(awake=0)] * 3, NONE, NONE, *[cramp()] * 2, *[NONE] * 20, *[cramp()] * 3)
    assert flags(page(many))["disturbed"] == "diary: cramps on 5 of 7 nights"


def test_nights_before_the_span_count_for_what_a_week_shows_but_are_not_told() -> None:
    records = nights(*[cramp()] * 3)
    third = FIRST + timedelta(2)
    assert flags(page(records, span=(third, LAST)))["disturbed"] == "diary: cramps on 3 of 7 nights"
    assert flags(page(records, span=(third + timedelta(1), LAST)))["disturbed"] == "not asked"


def test_soreness_after_a_strong_cramp_is_no_sign() -> None:
    assert set(flags(page(nights(cramp(pain=10, sore=True, minutes=5)))).values()) == {"not asked"}


def test_taking_a_statin_is_no_sign_of_the_diary() -> None:
    found = page(nights(cramp(pain=9)), about_me=AboutMe(statin=True))
    assert flags(found)["statin"] == flags(found)["statin_cramps"] == "not asked"
    assert medicine_words(found) == ("Takes a statin (ticked).",)


@pytest.mark.parametrize(
    ("about_me", "words"),
    [
        (AboutMe(statin=True, statin_cramps="yes"), "yes"),
        (AboutMe(statin=True, statin_cramps="no"), "no"),
        (AboutMe(statin=False, statin_cramps="yes"), "not asked"),
    ],
)
def test_the_one_question_about_a_statin_is_answered_on_the_page(about_me: AboutMe, words: str) -> None:
    assert flags(page([], about_me=about_me))["statin_cramps"] == words


# The user's own words


def test_own_words_are_quoted_on_one_line() -> None:
    found = page(
        [], about_me=AboutMe(fluid_limit=True, medicines="Water tablet\n\n  a  statin\r\n", conditions="  ")
    )
    assert medicine_words(found) == ("“Water tablet / a statin”",)
    assert condition_words(found) == ("Was told to limit fluids (ticked).",)
    assert medicine_words(page([])) == condition_words(page([])) == ()


def test_what_eased_is_counted_whatever_its_capitals_and_spaces() -> None:
    said = ("Standing on it", "standing  on it", "", "warm shower", "x" * 10_000)
    found = page(nights(*(cramp(eased=text, triggers=("hot day",)) for text in said)))
    words = counted_words(found.eased)
    assert words[:2] == ("Standing on it 2", "warm shower 1")
    assert words[2] == "x" * 47 + "… 1"
    assert counted_words(found.triggers) == ("hot day 5",)


def test_own_words_turn_nothing_around_and_hide_no_control_character() -> None:
    evil = "Water\u202e tablet\x00\x1b[2J"
    found = page(
        nights(cramp(eased=evil, triggers=(evil,))), about_me=AboutMe(medicines=evil, conditions=evil)
    )
    assert medicine_words(found) == condition_words(found) == ("“Water tablet[2J”",)
    assert counted_words(found.eased) == counted_words(found.triggers) == ("Water tablet[2J 1",)


# The habits


def marked(*answers: tuple[bool, Answer], first: date = FIRST) -> list[Record]:
    return [
        Record(first + timedelta(number), Morning(cramp=cramp_), {"stretch": answer})
        for number, (cramp_, answer) in enumerate(answers)
    ]


DONE, SKIPPED = Answer.DONE, Answer.SKIPPED


def test_a_habit_is_counted_over_the_span() -> None:
    answers = [(True, DONE), (False, SKIPPED), (False, DONE)]
    found = page(marked(*answers), span=(FIRST + timedelta(1), LAST))
    (stretch,) = found.habits  # nothing is known about the walk
    assert (stretch.habit.id, done_words(stretch)) == ("stretch", "1 of 2")


# What a doctor asks first


def test_what_is_always_asked_can_be_written_by_hand() -> None:
    assert person_rows(page([])) == (("Cramps began", ""), ("Urge to move legs at rest", ""))


def test_pregnancy_and_alcohol_are_told_where_something_is_said() -> None:
    about_me = AboutMe(cramps_began="Last winter", urge_to_move="no", pregnant="week 30", alcohol="two beers")
    assert person_rows(page([], about_me=about_me)) == (
        ("Cramps began", "“Last winter”"),
        ("Urge to move legs at rest", "“no”"),
        ("Pregnant", "“week 30”"),
        ("Alcohol in a week", "“two beers”"),
    )
