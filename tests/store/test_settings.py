"""What each setting means, and one line for each value that makes no sense."""

from datetime import time

import pytest

from crampguard.routine.clock import ClockStyle
from crampguard.routine.habits import EVERY_DAY, Habit, Kind
from crampguard.routine.schedule import Hours
from crampguard.store.catalogue import catalogue
from crampguard.store.settings import (
    SettingsFile,
)
from tests.store.conftest import Read
from tests.store.reading import USUAL, habit, only_problem


def test_without_a_file_the_defaults_hold(file: SettingsFile) -> None:
    settings = file.read()
    assert settings.routine.schedule.week == (USUAL,) * 7
    assert settings.routine.habits == catalogue()
    assert (settings.snooze, settings.about_me.fluid_limit, settings.about_me.statin) == (15, False, False)
    assert (settings.about_me.medicines, settings.about_me.conditions) == ("", "")
    assert settings.problems == ()
    assert not file.path.exists()


def test_an_empty_file_is_as_good_as_none(file: SettingsFile, read: Read) -> None:
    assert read("") == SettingsFile(file.path.with_name("none")).read()


def test_the_example_of_the_contract_holds_in_every_part(read: Read) -> None:
    settings = read(
        """
        [schedule]
        bedtime = "22:30"
        wake = "06:45"
        [schedule.saturday]          # the night of this weekday, only what differs
        bedtime = "23:30"
        [schedule.sunday]
        wake = "08:00"
        [habits.caffeine_cutoff]
        enabled = true
        notify = true                # false: only in the list
        lead = 540                   # minutes before bedtime
        days = ["monday", "friday"]  # weekday of the night; every day if left out
        [habits.evening_walk]
        title = "Evening walk"
        nudge = "Ten slow minutes outside?"
        lead = 150
        useful_for = 60
        [about_me]
        fluid_limit = false
        statin = false
        """
    )
    assert settings.problems == ()
    assert settings.routine.schedule.week == (
        *[USUAL] * 5,
        Hours(wake=time(6, 45), bedtime=time(23, 30)),
        Hours(wake=time(8, 0), bedtime=time(22, 30)),
    )
    assert habit(settings, "caffeine_cutoff").days == {0, 4}
    assert habit(settings, "evening_walk") == Habit(
        "evening_walk", title="Evening walk", nudge="Ten slow minutes outside?", lead=150, useful_for=60
    )


def test_each_choice_about_a_habit_reaches_it_and_leaves_the_others(read: Read) -> None:
    settings = read(
        "[habits.stretch]\nenabled = false\nnotify = false\nlead = 20\nuseful_for = 30\n"
        'days = ["sunday"]\ntitle = "My stretch"\nnudge = "Stretch?"\n'
    )
    stretch = habit(settings, "stretch")
    assert (stretch.enabled, stretch.notify, stretch.lead, stretch.useful_for) == (False, False, 20, 30)
    assert stretch.days == {6}
    assert (stretch.title, stretch.nudge) == ("My stretch", "Stretch?")
    assert stretch.why == habit(read(""), "stretch").why
    assert habit(settings, "hydrate") == habit(read(""), "hydrate")


def test_an_own_habit_is_something_to_do_an_hour_before_bed_every_evening(read: Read) -> None:
    own = habit(read('[habits.own]\ntitle = "Own"\n'), "own")
    assert (own.kind, own.lead, own.useful_for, own.days) == (Kind.DO, 60, 60, EVERY_DAY)
    assert (own.enabled, own.notify) == (True, True)


@pytest.mark.parametrize("id_", ["a", "walk", "a1_b", "a" * 40, "mornings"])
def test_an_own_id_is_small_letters_digits_and_underscores(read: Read, id_: str) -> None:
    settings = read(f'[habits.{id_}]\ntitle = "Own"\n')
    assert settings.problems == ()
    assert habit(settings, id_).title == "Own"


@pytest.mark.parametrize("id_", ["morning", "Walk", "1walk", "_walk", "wa-lk", '"wälk"', '"a b"', "a" * 41])
def test_another_own_id_is_named_and_left_out(file: SettingsFile, read: Read, id_: str) -> None:
    settings = read(f'[habits.{id_}]\ntitle = "Own"\n')
    assert id_.strip('"') in only_problem(settings, file)
    assert settings.routine.habits == catalogue()


def test_a_fluid_limit_changes_the_words_of_the_drink_only(read: Read) -> None:
    usual, limited = read(""), read("[about_me]\nfluid_limit = true\n")
    assert limited.about_me.fluid_limit
    assert habit(limited, "hydrate").nudge == habit(usual, "hydrate").nudge_fluid_limit
    changed = [
        new.id for old, new in zip(usual.routine.habits, limited.routine.habits, strict=True) if old != new
    ]
    assert changed == ["hydrate"]


@pytest.mark.parametrize("words", ["", " ", "Water tablet\nin the morning", "Ä" * 2000])
def test_words_about_oneself_are_free_up_to_their_length(read: Read, words: str) -> None:
    written = words.replace("\n", "\\n")
    settings = read(f'[about_me]\nmedicines = "{written}"\nconditions = "{written}"\n')
    assert (settings.about_me.medicines, settings.about_me.conditions, settings.problems) == (
        words,
        words,
        (),
    )


def test_words_about_oneself_that_are_too_long_do_not_hold(file: SettingsFile, read: Read) -> None:
    settings = read(f'[about_me]\nmedicines = "{"a" * 2001}"\nconditions = "A knee"\n')
    assert "about_me.medicines: found" in only_problem(settings, file)
    assert (settings.about_me.medicines, settings.about_me.conditions) == ("", "A knee")


def test_own_words_for_the_drink_hold_with_a_fluid_limit_too(read: Read) -> None:
    settings = read('[about_me]\nfluid_limit = true\n[habits.hydrate]\nnudge = "A sip?"\n')
    assert habit(settings, "hydrate").nudge == "A sip?"


def test_the_clock_is_as_it_is_chosen_and_else_as_the_locale_writes_times(
    read: Read, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert read('[look]\nclock = "24"\n').clock_style is ClockStyle.HOURS_24
    assert read('[look]\nclock = "12"\nlanguage = "en"\n').clock_style is ClockStyle.HOURS_12
    assert read("").clock_style is ClockStyle.HOURS_24
    monkeypatch.setattr("crampguard.store.settings.reading.locale_has_12_hours", lambda: True)
    assert read("").clock_style is ClockStyle.HOURS_12


def test_a_bedtime_after_midnight_is_sound(read: Read) -> None:
    settings = read('[schedule]\nbedtime = "00:30"\nwake = "08:00"\n')
    assert settings.problems == ()
    assert settings.routine.schedule.week[0].after_midnight


# One line for each value that makes no sense

WALL = 'a time from "00:00" to "23:59"'
SWITCH = "true or false"
TO_1440 = "whole minutes from {} to 1440"
DAYS = 'a list of "monday" to "sunday"'
TEXT = "a text in quotes that is not empty"
OWN_WORDS = "a text of at most 2000 characters"
TABLE = "a table"

BAD = [
    ('schedule.bedtime = "25:00"', "schedule.bedtime", "'25:00'", WALL),
    ('schedule.bedtime = "22:60"', "schedule.bedtime", "'22:60'", WALL),
    ('schedule.bedtime = "7:30"', "schedule.bedtime", "'7:30'", WALL),
    ('schedule.bedtime = "22:30:00"', "schedule.bedtime", "'22:30:00'", WALL),
    ('schedule.bedtime = "22:30\\n"', "schedule.bedtime", "'22:30\\n'", WALL),
    ('schedule.bedtime = ""', "schedule.bedtime", "''", WALL),
    ("schedule.wake = 645", "schedule.wake", "645", WALL),
    ('schedule.monday.wake = "x"', "schedule.monday.wake", "'x'", WALL),
    ("schedule.monday = 3", "schedule.monday", "3", TABLE),
    ("schedule = 3", "schedule", "3", TABLE),
    (
        'schedule.mondays.wake = "06:00"',
        "schedule.mondays",
        "{'wake': '06:00'}",
        "only bedtime, wake, monday",
    ),
    ('schedule.monday.lead = "06:00"', "schedule.monday.lead", "'06:00'", "only bedtime, wake"),
    ("habits = []", "habits", "[]", TABLE),
    ("habits.stretch = true", "habits.stretch", "true", TABLE),
    ('habits.stretch.enabled = "no"', "habits.stretch.enabled", "'no'", SWITCH),
    ("habits.stretch.notify = 1", "habits.stretch.notify", "1", SWITCH),
    ("habits.stretch.lead = -1", "habits.stretch.lead", "-1", TO_1440.format(0)),
    ("habits.stretch.lead = 1441", "habits.stretch.lead", "1441", TO_1440.format(0)),
    ("habits.stretch.lead = 60.5", "habits.stretch.lead", "60.5", TO_1440.format(0)),
    ("habits.stretch.lead = nan", "habits.stretch.lead", "nan", TO_1440.format(0)),
    ("habits.stretch.lead = true", "habits.stretch.lead", "true", TO_1440.format(0)),
    ('habits.stretch.lead = "60"', "habits.stretch.lead", "'60'", TO_1440.format(0)),
    ("habits.stretch.useful_for = 0", "habits.stretch.useful_for", "0", TO_1440.format(1)),
    ('habits.stretch.days = "monday"', "habits.stretch.days", "'monday'", DAYS),
    ('habits.stretch.days = ["Monday"]', "habits.stretch.days", "['Monday']", DAYS),
    ("habits.stretch.days = [1]", "habits.stretch.days", "[1]", DAYS),
    ('habits.stretch.title = " "', "habits.stretch.title", "' '", TEXT),
    ('habits.stretch.nudge = ""', "habits.stretch.nudge", "''", TEXT),
    ("habits.stretch.kind = 3", "habits.stretch.kind", "3", "only enabled, notify, lead, useful_for, days"),
    ("habits.strech.lead = 3", "habits.strech", "{'lead': 3}", "a habit of the catalogue, or your own with"),
    ("habits.own.title = 5", "habits.own.title", "5", TEXT),
    ('habits.stretch.title = "\\u0000\\u202e\\u200b"', "habits.stretch.title", r"'\x00\u202e\u200b'", TEXT),
    ('nudges.discreet = "yes"', "nudges.discreet", "'yes'", SWITCH),
    ("nudges.snooze = 0", "nudges.snooze", "0", "whole minutes from 1 to 120"),
    ("nudges.snooze = 121", "nudges.snooze", "121", "whole minutes from 1 to 120"),
    ('about_me.statin = "yes"', "about_me.statin", "'yes'", SWITCH),
    ("about_me.statin_cramps = true", "about_me.statin_cramps", "true", '"yes" or "no"'),
    ('about_me.statin_cramps = ""', "about_me.statin_cramps", "''", '"yes" or "no"'),
    ("about_me.alcohol = 3", "about_me.alcohol", "3", OWN_WORDS),
    ("about_me.medicines = 5", "about_me.medicines", "5", OWN_WORDS),
    ('about_me.conditions = ["a"]', "about_me.conditions", "['a']", OWN_WORDS),
    ("look.clock = 12", "look.clock", "12", '"auto", "24" or "12"'),
    ('look.language = "xx"', "look.language", "'xx'", 'one of "auto", "en"'),
    ("about_me.age = 70", "about_me.age", "70", "only fluid_limit, statin, statin_cramps"),
    (
        "sounds.loud = true",
        "sounds",
        "{'loud': True}",
        "only schedule, habits, nudges, stretch, cramp_now, about_me, look",
    ),
    ('"two\\nlines" = 1', "two", "1", "only schedule, habits, nudges, stretch, cramp_now, about_me, look"),
]


@pytest.mark.parametrize(("text", "key", "found", "allowed"), BAD, ids=[text for text, *_ in BAD])
def test_a_bad_value_is_one_line_with_key_found_and_allowed_and_the_default_holds(
    file: SettingsFile, read: Read, text: str, key: str, found: str, allowed: str
) -> None:
    settings = read(text)
    line = only_problem(settings, file)
    assert line.startswith(key)
    assert f": found {found}, allowed is {allowed}" in line
    defaults = read("")
    assert settings.routine == defaults.routine
    assert (settings.snooze, settings.about_me.statin) == (defaults.snooze, defaults.about_me.statin)


@pytest.mark.parametrize("text", [text for text, *_ in BAD if not text.startswith("nudges")])
def test_the_rest_of_the_file_holds_beside_a_bad_value(read: Read, text: str) -> None:
    assert read(f"{text}\nnudges.snooze = 5\n").snooze == 5


def test_each_bad_value_has_its_own_line(read: Read) -> None:
    settings = read("[habits.stretch]\nlead = -1\nnotify = 3\nenabled = false\n[nudges]\nsnooze = 0\n")
    assert len(settings.problems) == 3
    assert not habit(settings, "stretch").enabled


def test_a_long_bad_value_is_cut(file: SettingsFile, read: Read) -> None:
    settings = read(f'[habits.stretch]\nlead = "{"x" * 5000}"\n')
    assert len(only_problem(settings, file)) < 200


@pytest.mark.parametrize(
    ("hours", "reason"),
    [
        ('wake = "01:00"', "sunday: bedtime 22:30 is less than 3 hours before getting up at 01:00"),
        ('wake = "21:00"', "monday: bedtime 22:30 is less than 4 hours after getting up at 21:00"),
        ('bedtime = "05:00"', "monday: bedtime 05:00 is less than 3 hours before getting up at 06:45"),
    ],
)
def test_hours_that_leave_no_evening_or_no_night_are_named_and_the_usual_hold(
    file: SettingsFile, read: Read, hours: str, reason: str
) -> None:
    settings = read(f"[schedule.monday]\n{hours}\n")
    assert only_problem(settings, file) == f"schedule: {reason}"
    assert settings.routine.schedule.week == (USUAL,) * 7
