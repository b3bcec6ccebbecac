"""settings.toml changed by the program: what is refused, what is written, and what a crash leaves."""

import os
import stat
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import asdict

from crampguard.routine.habits import Habit
from crampguard.routine.schedule import WEEKDAYS
from crampguard.routine.text import shown
from crampguard.store.catalogue import catalogue
from crampguard.store.errors import StoreError
from crampguard.store.settings import (
    LONGEST_NUDGE,
    LONGEST_TITLE,
    NUDGE_LINES,
    SettingChanges,
    Settings,
    SettingsFile,
    problem,
)


@pytest.fixture
def file(tmp_path: Path) -> SettingsFile:
    found = SettingsFile(tmp_path / "settings.toml")
    found.write_first()
    return found


def habit(settings: Settings, id_: str) -> Habit:
    return next(habit for habit in settings.routine.habits if habit.id == id_)


def mode(path: Path) -> int:
    return stat.S_IMODE(path.stat().st_mode)


def objections(file: SettingsFile, changes: SettingChanges) -> tuple[str, ...]:
    """Why these changes are refused; where they are not, the file is as it was."""
    before = file.path.read_bytes()
    try:
        file.change(changes)
    except ValueError as error:
        assert file.path.read_bytes() == before
        return tuple(str(error).split("; "))
    file.path.write_bytes(before)
    return ()


# What holds afterwards


def test_each_kind_of_choice_holds(file: SettingsFile) -> None:
    file.change(
        {
            "schedule.bedtime": "23:00",
            "schedule.saturday.wake": "08:00",
            "habits.stretch.lead": 20,
            "habits.stretch.enabled": False,
            "habits.hydrate.days": ["monday", "friday"],
            "about_me.fluid_limit": True,
            "nudges.snooze": 5,
        }
    )
    settings = file.read()
    assert settings.problems == ()
    assert [f"{hours.wake:%H:%M} {hours.bedtime:%H:%M}" for hours in settings.routine.schedule.week] == [
        *["06:45 23:00"] * 5,
        "08:00 23:00",
        "06:45 23:00",
    ]
    assert (habit(settings, "stretch").lead, habit(settings, "stretch").enabled) == (20, False)
    assert habit(settings, "hydrate").days == {0, 4}
    assert (settings.about_me.fluid_limit, settings.snooze) == (True, 5)


def test_taking_the_choices_out_gives_the_defaults_and_the_file_back(file: SettingsFile) -> None:
    before, text = file.read(), file.path.read_bytes()
    file.change({"habits.stretch.lead": 20, "habits.stretch.title": "Mine", "schedule.friday.wake": "08:00"})
    file.change({"habits.stretch": None, "schedule.friday.wake": None})
    assert file.read() == before
    assert file.path.read_bytes() == text


def test_an_own_habit_is_added_changed_and_taken_out(file: SettingsFile) -> None:
    before = file.read()
    file.change({"habits.evening_walk.title": "Evening walk", "habits.evening_walk.lead": 150})
    assert habit(file.read(), "evening_walk") == Habit("evening_walk", title="Evening walk", lead=150)
    file.change({"habits.evening_walk.lead": None, "habits.evening_walk.nudge": "Ten minutes?"})
    assert habit(file.read(), "evening_walk") == Habit(
        "evening_walk", title="Evening walk", nudge="Ten minutes?"
    )
    file.change({"habits.evening_walk": None})
    assert file.read() == before


@given(words=st.text().filter(lambda words: shown(words, LONGEST_TITLE)))
def test_any_words_come_back_fit_to_be_shown(tmp_path_factory: pytest.TempPathFactory, words: str) -> None:
    file = SettingsFile(tmp_path_factory.mktemp("words") / "settings.toml")
    file.change({"habits.own.title": words, "habits.stretch.nudge": words})
    assert habit(file.read(), "own").title == shown(words, LONGEST_TITLE)
    assert habit(file.read(), "stretch").nudge == shown(words, LONGEST_NUDGE, NUDGE_LINES)


HABITS = st.sampled_from([habit.id for habit in catalogue()])


@given(
    steps=st.lists(
        st.tuples(
            HABITS,
            st.one_of(
                st.tuples(st.sampled_from(["lead", "useful_for"]), st.integers(1, 1440)),
                st.tuples(st.sampled_from(["enabled", "notify"]), st.booleans()),
                st.tuples(st.just("title"), st.sampled_from(["Mine", 'Ä # "x"', "a_b"])),
            ),
        ),
        max_size=6,
    )
)
def test_after_any_choices_the_habits_are_as_chosen_and_the_others_as_shipped(
    tmp_path_factory: pytest.TempPathFactory, steps: list[tuple[str, tuple[str, object]]]
) -> None:
    file = SettingsFile(tmp_path_factory.mktemp("steps") / "settings.toml")
    expected = {(habit.id, key): value for habit in catalogue() for key, value in asdict(habit).items()}
    for id_, (key, value) in steps:
        file.change({f"habits.{id_}.{key}": value})
        expected[id_, key] = value
    settings = file.read()
    assert {
        (habit.id, key): value for habit in settings.routine.habits for key, value in asdict(habit).items()
    } == expected
    assert settings.originals == catalogue()


def test_the_originals_are_the_catalogue_with_the_words_for_a_fluid_limit(file: SettingsFile) -> None:
    file.change({"about_me.fluid_limit": True, "habits.hydrate.nudge": "A sip?", "habits.own.title": "Own"})
    originals = {habit.id: habit for habit in file.read().originals}
    shipped = {habit.id: habit for habit in catalogue()}
    assert originals.keys() == shipped.keys()
    assert originals["hydrate"].nudge == shipped["hydrate"].nudge_fluid_limit


# What the user wrote meanwhile


def test_an_edit_by_hand_between_two_changes_stays(file: SettingsFile) -> None:
    file.change({"nudges.snooze": 5})
    text = file.path.read_text()
    file.path.write_text(f"{text}\n# since my holiday\n[habits.stretch]\nlead = 25  # not sure\n")
    file.change({"nudges.snooze": 6})
    assert "# since my holiday\n[habits.stretch]\nlead = 25  # not sure\n" in file.path.read_text()
    assert (file.read().snooze, habit(file.read(), "stretch").lead) == (6, 25)


def test_without_a_file_the_change_goes_into_the_one_to_begin_with(tmp_path: Path) -> None:
    file = SettingsFile(tmp_path / "config" / "settings.toml")
    file.change({"nudges.snooze": 5})
    assert file.read().snooze == 5
    assert file.path.read_text().startswith("# The settings of CrampGuard.")
    assert (mode(file.path), mode(file.path.parent)) == (0o600, 0o700)


def test_a_bad_value_of_another_key_stays_and_is_in_nobodys_way(file: SettingsFile) -> None:
    file.path.write_text("[habits.stretch]\nlead = nan\n[schedule]\nwake = 645\n[more]\nx = 1\n")
    file.change({"habits.stretch.enabled": False, "schedule.bedtime": "23:00"})
    assert file.path.read_text() == (
        '[habits.stretch]\nlead = nan\nenabled = false\n[schedule]\nwake = 645\nbedtime = "23:00"\n'
        "[more]\nx = 1\n"
    )


# What is refused

NO_SENSE: list[SettingChanges] = [
    {"schedule.bedtime": "25:00"},
    {"schedule.saturday.wake": "8"},
    {"schedule.bedtime": 5},
    {"habits.stretch.lead": -1},
    {"habits.stretch.lead": True},
    {"habits.stretch.enabled": "yes"},
    {"habits.stretch.days": ["Monday"]},
    {"habits.stretch.title": " "},
    {"habits.stretch.nudge": "\ud800"},
    {"nudges.snooze": 121},
    {"about_me.statin": "no"},
    {"about_me.medicines": "a" * 2001},
    {"about_me.conditions": "\ud800"},
]


@pytest.mark.parametrize("changes", NO_SENSE, ids=[next(iter(changes)) for changes in NO_SENSE])
def test_a_value_that_makes_no_sense_is_refused_in_the_words_of_a_reading(
    file: SettingsFile, changes: SettingChanges
) -> None:
    text = file.path.read_bytes()
    ((key, value),) = changes.items()
    (objection,) = objections(file, changes)
    with pytest.raises(ValueError, match="allowed is") as refused:
        file.change({"nudges.snooze": 5, **changes})
    assert str(refused.value) == objection
    assert objection.startswith(f"{key}: found ")
    assert problem(key, value) == f"Please use {objection.partition('allowed is ')[2]}."
    assert file.path.read_bytes() == text


@pytest.mark.parametrize(
    "changes",
    [
        {"habits.walk.lead": 5},
        {"habits.Walk.title": "Walk"},
        {"habits.morning.title": "Morning"},
        {"habits.stretch.kind": "do"},
        {"schedule.someday.wake": "08:00"},
        {"sounds.loud": True},
        {"nudges": 5},
    ],
)
def test_a_key_that_no_reading_would_know_is_refused(file: SettingsFile, changes: SettingChanges) -> None:
    text = file.path.read_bytes()
    assert len(objections(file, changes)) == 1
    with pytest.raises(ValueError, match="allowed is"):
        file.change(changes)
    assert file.path.read_bytes() == text


def test_an_own_habit_keeps_its_title(file: SettingsFile) -> None:
    file.change({"habits.walk.title": "Walk", "habits.walk.lead": 5})
    assert "your own with a title" in objections(file, {"habits.walk.title": None})[0]
    assert objections(file, {"habits.walk": None}) == ()


@pytest.mark.parametrize(
    ("key", "value"),
    [
        ("schedule.bedtime", "00:30"),
        ("schedule.monday.wake", None),
        ("habits.any_own.title", "Ä"),
        ("habits.stretch.days", []),
        ("about_me.statin", True),
    ],
)
def test_there_is_no_problem_with_what_makes_sense(key: str, value: object) -> None:
    assert problem(key, value) == ""


def test_the_week_is_checked_as_it_would_become(file: SettingsFile) -> None:
    late = {"schedule.bedtime": "02:00"}
    assert objections(file, late) == ()
    early = {"schedule.monday.wake": "04:30"}
    assert objections(file, early) == ()
    assert objections(file, {**late, **early}) == (
        "schedule: sunday: bedtime 02:00 is less than 3 hours before getting up at 04:30",
    )
    file.change(late)
    with pytest.raises(ValueError, match="sunday: bedtime 02:00"):
        file.change(early)


def test_a_week_that_is_wrong_by_hand_can_only_be_changed_into_a_sound_one(file: SettingsFile) -> None:
    file.path.write_text('[schedule.monday]\nwake = "21:00"\n')
    assert len(objections(file, {"schedule.friday.wake": "07:00"})) == 1
    assert objections(file, {"nudges.snooze": 5}) == ()
    file.change({f"schedule.{day}.wake": "07:00" for day in WEEKDAYS})
    assert file.read().problems == ()


# A file that does not do what it should


@pytest.mark.parametrize(
    ("content", "reason"),
    [(b"[schedule\n", "line 1"), (b"x = \xff\n", "UTF-8"), (b"#" * 1_000_001, "larger")],
)
def test_a_broken_file_is_named_and_stays_as_it_is(file: SettingsFile, content: bytes, reason: str) -> None:
    file.path.write_bytes(content)
    with pytest.raises(StoreError, match=reason) as failed:
        file.change({"nudges.snooze": 5})
    assert str(failed.value) == file.read().problems[0]
    assert file.path.read_bytes() == content


def test_a_folder_in_the_place_of_the_file_is_one_line(tmp_path: Path) -> None:
    with pytest.raises(StoreError, match="Is a directory"):
        SettingsFile(tmp_path).change({"nudges.snooze": 5})


def test_a_change_that_would_make_the_file_too_large_is_refused(file: SettingsFile) -> None:
    text = file.path.read_bytes()
    with pytest.raises(StoreError, match="larger"):
        file.change({"habits.stretch.title": "x" * 1_000_000})
    assert file.path.read_bytes() == text


# On the disk


def test_the_file_is_for_the_user_alone_whatever_it_was(file: SettingsFile) -> None:
    file.path.chmod(0o644)
    file.change({"nudges.snooze": 5})
    assert mode(file.path) == 0o600
    assert list(file.path.parent.iterdir()) == [file.path]


def test_a_link_stays_and_the_file_behind_it_changes(tmp_path: Path) -> None:
    (tmp_path / "dotfiles").mkdir(mode=0o755)
    behind = tmp_path / "dotfiles" / "cramps.toml"
    behind.write_text("# mine\n")
    file = SettingsFile(tmp_path / "settings.toml")
    file.path.symlink_to("dotfiles/cramps.toml")
    file.change({"nudges.snooze": 5})
    assert file.path.is_symlink()
    assert behind.read_text() == "# mine\n\n[nudges]\nsnooze = 5\n"
    assert mode(behind.parent) == 0o755


def test_behind_a_link_the_mode_is_the_users_own_affair(tmp_path: Path) -> None:
    dotfiles = tmp_path / "dotfiles"
    dotfiles.mkdir(mode=0o755)
    behind = dotfiles / "settings.toml"
    behind.write_text("")
    behind.chmod(0o644)
    (tmp_path / "crampguard").symlink_to(dotfiles)
    (tmp_path / "settings.toml").symlink_to(behind)
    for path in (tmp_path / "crampguard/settings.toml", tmp_path / "settings.toml"):
        file = SettingsFile(path)
        file.write_first()
        file.change({"nudges.snooze": 5})
        file.change({"nudges.snooze": None})
        assert (mode(behind), mode(dotfiles)) == (0o644, 0o755)


def test_a_change_that_changes_nothing_does_not_touch_the_file(file: SettingsFile) -> None:
    before = file.path.stat()
    file.change({"nudges.snooze": 15, "habits.stretch.lead": None})
    assert file.path.stat() == before


@pytest.mark.parametrize("step", ["os.fsync", "pathlib.Path.replace"])
def test_a_disk_that_refuses_leaves_the_file_as_it_was_and_nothing_beside_it(
    file: SettingsFile, monkeypatch: pytest.MonkeyPatch, step: str
) -> None:
    text = file.path.read_bytes()

    def refuse(*_args: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(step, refuse)
    with pytest.raises(StoreError, match=r"settings\.toml: No space left"):
        file.change({"nudges.snooze": 5})
    assert file.path.read_bytes() == text
    assert list(file.path.parent.iterdir()) == [file.path]


def test_until_the_new_file_is_whole_on_disk_the_old_one_is_there(
    file: SettingsFile, monkeypatch: pytest.MonkeyPatch
) -> None:
    text = file.path.read_bytes()
    seen: list[tuple[str, bytes]] = []
    fsync, replace = os.fsync, Path.replace

    def look_and_sync(number: int) -> None:
        seen.append(("fsync", file.path.read_bytes()))
        fsync(number)

    def look_and_replace(new: Path, old: Path) -> Path:
        seen.append(("replace", file.path.read_bytes()))
        return replace(new, old)

    monkeypatch.setattr("os.fsync", look_and_sync)
    monkeypatch.setattr("pathlib.Path.replace", look_and_replace)
    file.change({"nudges.snooze": 5})
    new = file.path.read_bytes()
    assert seen == [("fsync", text), ("replace", text), ("fsync", new)]
