"""What the diary keeps and finds, alone and with another process beside it."""

import os
import sqlite3
import stat
import subprocess
import sys
import tempfile
import threading
from collections.abc import Iterator
from contextlib import closing, suppress
from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from msgspec.structs import replace

from crampguard.routine.checklist import Answer, Claim, Mark, Pause
from crampguard.routine.habits import Habit
from crampguard.routine.nights import OtherBedtime
from crampguard.routine.plan import Routine
from crampguard.store import damage
from crampguard.store.catalogue import catalogue
from crampguard.store.damage import Repair
from crampguard.store.diary import Diary, Evening, Shown
from crampguard.store.errors import NotNow, StoreError
from crampguard.store.settings import SettingsFile

NIGHT, OTHER = date(2026, 11, 22), date(2026, 11, 23)
NOW = datetime(2026, 11, 22, 21, 15, 7, 123456, tzinfo=UTC)
MINUTE = timedelta(minutes=1)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "diary.sqlite3"


@pytest.fixture
def diary(path: Path) -> Iterator[Diary]:
    with closing(Diary(path)) as opened:
        yield opened


@pytest.fixture
def beside(path: Path, diary: Diary) -> Iterator[Diary]:
    """Another process on the same file."""
    with closing(Diary(path)) as opened:
        yield opened


# One night


def test_a_night_without_entries_remembers_nothing(diary: Diary) -> None:
    remembered = diary.remembered(NIGHT)
    assert (remembered.marks, remembered.claims, remembered.snoozes) == ({}, {}, {})


def test_a_mark_is_found_in_its_night_only_to_the_microsecond(diary: Diary) -> None:
    diary.mark(NIGHT, "stretch", Answer.DONE, NOW)
    assert diary.remembered(NIGHT).marks == {"stretch": Mark(Answer.DONE, NOW)}
    assert diary.remembered(OTHER).marks == {}


def test_the_last_mark_of_a_habit_holds(diary: Diary) -> None:
    diary.mark(NIGHT, "stretch", Answer.DONE, NOW)
    diary.mark(NIGHT, "stretch", Answer.CLEARED, NOW + MINUTE)
    assert diary.remembered(NIGHT).marks == {"stretch": Mark(Answer.CLEARED, NOW + MINUTE)}


def test_an_instant_of_any_zone_is_kept_as_the_same_instant(diary: Diary) -> None:
    local = NOW.astimezone(ZoneInfo("Asia/Kolkata"))
    diary.mark(NIGHT, "stretch", Answer.DONE, local)
    at = diary.remembered(NIGHT).marks["stretch"].at
    assert (at, at.utcoffset()) == (local, timedelta())


def test_a_claim_ends_the_snooze_and_a_snooze_the_claim(diary: Diary) -> None:
    diary.snooze(NIGHT, "stretch", NOW + MINUTE)
    diary.claim(NIGHT, "stretch", NOW)
    assert diary.remembered(NIGHT).claims == {"stretch": Claim(NOW)}
    assert diary.remembered(NIGHT).snoozes == {}
    diary.snooze(NIGHT, "stretch", NOW + MINUTE)
    assert diary.remembered(NIGHT).claims == {}
    assert diary.remembered(NIGHT).snoozes == {"stretch": NOW + MINUTE}


def test_ok_is_remembered_with_the_claim_or_makes_a_silent_one(diary: Diary) -> None:
    diary.claim(NIGHT, "alcohol_cutoff", NOW)
    diary.acknowledge(NIGHT, "alcohol_cutoff")
    diary.acknowledge(NIGHT, "caffeine_cutoff")
    assert diary.remembered(NIGHT).claims == {
        "alcohol_cutoff": Claim(NOW, acknowledged=True),
        "caffeine_cutoff": Claim(None, acknowledged=True),
    }


def test_rearming_forgets_claim_and_snooze_of_that_habit_and_night(diary: Diary) -> None:
    diary.claim(NIGHT, "stretch", NOW)
    diary.claim(NIGHT, "hydrate", NOW)
    diary.claim(OTHER, "stretch", NOW)
    diary.rearm(NIGHT, "stretch")
    assert set(diary.remembered(NIGHT).claims) == {"hydrate"}
    assert set(diary.remembered(OTHER).claims) == {"stretch"}


def test_tellings_are_counted_over_all_nights_without_the_silent_ones(diary: Diary) -> None:
    for day in range(3):
        diary.claim(NIGHT - timedelta(days=day), "stretch", NOW)
    diary.claim(OTHER, "stretch", told_at=None)
    assert diary.remembered(NIGHT).times_told == {"stretch": 3}


def test_tellings_are_counted_up_to_ten_because_a_look_may_not_grow_slower_with_the_years(
    diary: Diary,
) -> None:
    for day in range(12):
        diary.claim(NIGHT - timedelta(days=day), "stretch", NOW)
    assert diary.remembered(NIGHT).times_told == {"stretch": 10}


# Pause, bedtime, notification, routine


def test_there_is_one_pause_and_it_can_be_open_ended(diary: Diary) -> None:
    assert diary.pause() is None
    diary.set_pause(Pause(NOW, NOW + MINUTE))
    diary.set_pause(Pause(NOW, None))
    assert diary.pause() == Pause(NOW, None)


def test_another_bedtime_is_of_one_night_and_can_be_taken_back(diary: Diary) -> None:
    diary.set_bedtime(NIGHT, time(0, 30), NOW)
    assert diary.other_bedtime(NIGHT) == OtherBedtime(time(0, 30), NOW)
    assert diary.other_bedtime(OTHER) is None
    diary.set_bedtime(NIGHT, None, NOW)
    assert diary.other_bedtime(NIGHT) is None


def test_one_notification_is_open_and_the_earlier_ones_are_still_understood(diary: Diary) -> None:
    first, second = Shown(":1.5", 7, NIGHT, ("hydrate",)), Shown(":1.5", 8, NIGHT, ("hydrate", "stretch"))
    diary.add_shown(first, NOW, forget_before=NOW - MINUTE)
    diary.add_shown(second, NOW, forget_before=NOW - MINUTE)
    assert diary.open_notification() == second
    assert diary.shown(":1.5", 7) == first


def test_a_notification_id_that_another_server_used_is_not_confused(diary: Diary) -> None:
    diary.add_shown(Shown(":1.5", 7, NIGHT, ("hydrate",)), NOW, forget_before=NOW)
    assert diary.shown(":1.6", 7) is None


def test_a_notification_that_has_gone_is_not_open(diary: Diary) -> None:
    diary.add_shown(Shown(":1.5", 7, NIGHT, ("hydrate",)), NOW, forget_before=NOW)
    diary.set_gone(":1.5", 7)
    assert diary.open_notification() is None
    assert diary.shown(":1.5", 7) is not None
    diary.forget_shown(":1.5", 7)
    assert diary.shown(":1.5", 7) is None


def test_old_notifications_are_forgotten(diary: Diary) -> None:
    diary.add_shown(Shown(":1.5", 7, NIGHT, ("hydrate",)), NOW, forget_before=NOW)
    later = NOW + timedelta(days=8)
    diary.add_shown(Shown(":1.5", 8, OTHER, ("hydrate",)), later, forget_before=later - timedelta(days=7))
    assert diary.shown(":1.5", 7) is None
    assert diary.shown(":1.5", 8) is not None


def test_the_routine_comes_back_with_all_that_a_plan_is_made_from(diary: Diary, tmp_path: Path) -> None:
    file = tmp_path / "settings.toml"
    file.write_text(
        '[schedule.saturday]\nbedtime = "00:30"\n[habits.stretch]\nlead = 20\ndays = ["monday"]\n'
        "[habits.hydrate]\nenabled = false\nnotify = false\nuseful_for = 7\n"
    )
    routine = SettingsFile(file).read().routine
    diary.set_routine(routine)
    kept = diary.routine()
    assert kept is not None
    assert kept.schedule == routine.schedule
    for before, after in zip(routine.habits, kept.habits, strict=True):
        bare = replace(after, **{name: getattr(before, name) for name in WORDS})
        assert bare == before


WORDS = set(Habit.__struct_fields__) - {
    "id",
    "kind",
    "lead",
    "useful_for",
    "ask_from",
    "enabled",
    "notify",
    "days",
}


def test_the_users_own_words_are_not_kept_with_the_routine(diary: Diary, path: Path, tmp_path: Path) -> None:
    file = tmp_path / "settings.toml"
    file.write_text('[habits.own]\ntitle = "Very private"\n')
    diary.set_routine(SettingsFile(file).read().routine)
    diary.close()
    assert b"Very private" not in path.read_bytes()


@pytest.mark.parametrize("json", ["", "nonsense", "{}", '{"schedule": 3, "habits": []}'])
def test_a_routine_that_makes_no_sense_is_none(diary: Diary, json: str) -> None:
    assert diary.routine() is None
    diary.database._db.execute("INSERT INTO routine VALUES (1, ?)", (json,))
    assert diary.routine() is None


def test_the_routine_is_the_one_last_set(diary: Diary, tmp_path: Path) -> None:
    schedule = SettingsFile(tmp_path / "none.toml").read().routine.schedule
    diary.set_routine(Routine(schedule, catalogue()))
    diary.set_routine(Routine(schedule, ()))
    assert diary.routine() == Routine(schedule, ())


# Transactions and other processes


def test_a_transaction_that_fails_leaves_nothing(diary: Diary) -> None:
    diary.mark(NIGHT, "hydrate", Answer.DONE, NOW)
    with suppress(KeyError), diary.transaction():
        diary.mark(NIGHT, "stretch", Answer.DONE, NOW)
        diary.set_pause(Pause(NOW, None))
        raise KeyError
    assert set(diary.remembered(NIGHT).marks) == {"hydrate"}
    assert diary.pause() is None


def test_after_a_failed_transaction_the_next_one_works(diary: Diary) -> None:
    with pytest.raises(KeyError), diary.transaction():
        raise KeyError
    with diary.transaction():
        diary.mark(NIGHT, "stretch", Answer.DONE, NOW)
    assert set(diary.remembered(NIGHT).marks) == {"stretch"}


def test_what_is_not_yet_committed_is_not_seen_beside(diary: Diary, beside: Diary) -> None:
    with diary.transaction():
        diary.mark(NIGHT, "stretch", Answer.DONE, NOW)
        assert beside.remembered(NIGHT).marks == {}
    assert set(beside.remembered(NIGHT).marks) == {"stretch"}


def test_a_snapshot_sees_one_state_whatever_happens_beside(diary: Diary, beside: Diary) -> None:
    with diary.snapshot():
        assert diary.remembered(NIGHT).marks == {}
        beside.mark(NIGHT, "stretch", Answer.DONE, NOW)
        assert diary.remembered(NIGHT).marks == {}
    assert set(diary.remembered(NIGHT).marks) == {"stretch"}


def test_a_second_writer_waits_for_the_first(diary: Diary, path: Path) -> None:
    done: list[str] = []

    def write_beside() -> None:
        with closing(Diary(path)) as other, other.transaction():
            done.append("beside")
            other.mark(NIGHT, "stretch", Answer.SKIPPED, NOW)

    with diary.transaction():
        writer = threading.Thread(target=write_beside)
        writer.start()
        writer.join(0.2)
        done.append("here")
        diary.mark(NIGHT, "stretch", Answer.DONE, NOW)
    writer.join()
    assert done == ["here", "beside"]
    assert diary.remembered(NIGHT).marks["stretch"].answer is Answer.SKIPPED


def test_a_writer_that_never_ends_gives_a_clear_line(diary: Diary, path: Path) -> None:
    with diary.transaction(), closing(Diary(path, patience=0.05)) as other, pytest.raises(NotNow) as error:
        other.mark(NIGHT, "stretch", Answer.DONE, NOW)
    assert str(error.value) == f"{path}: another program is using the diary"


def test_a_table_that_is_gone_gives_a_clear_line(diary: Diary, path: Path) -> None:
    diary.database._db.execute("DROP TABLE claims")
    with pytest.raises(StoreError) as error:
        diary.remembered(NIGHT)
    assert str(error.value) == f"{path}: no such table: claims"


def test_only_the_three_answers_can_be_kept(diary: Diary) -> None:
    with pytest.raises(sqlite3.IntegrityError):
        diary.database._db.execute("INSERT INTO marks VALUES ('2026-11-22', 'stretch', 'maybe', '')")


# The file


def mode(path: Path) -> int:
    return stat.S_IMODE(path.stat().st_mode)


@pytest.fixture
def _open_umask() -> Iterator[None]:
    before = os.umask(0)
    yield
    os.umask(before)


@pytest.mark.usefixtures("_open_umask")
def test_folder_and_files_are_for_the_user_alone(tmp_path: Path) -> None:
    folder = tmp_path / "data"
    with closing(Diary(folder / "diary.sqlite3")) as diary:
        diary.mark(NIGHT, "stretch", Answer.DONE, NOW)
        assert mode(folder) == 0o700
        assert {mode(file) for file in folder.iterdir()} == {0o600}
        assert (folder / "diary.sqlite3-wal").exists()


@pytest.mark.usefixtures("_open_umask")
def test_a_diary_that_others_could_read_is_closed_to_them(tmp_path: Path) -> None:
    folder = tmp_path / "data"
    Diary(folder / "diary.sqlite3").close()
    folder.chmod(0o755)
    (folder / "diary.sqlite3").chmod(0o644)
    Diary(folder / "diary.sqlite3").close()
    assert (mode(folder), mode(folder / "diary.sqlite3")) == (0o700, 0o600)


@pytest.mark.parametrize("below", ["diary.sqlite3", "deeper/diary.sqlite3"])
def test_a_file_in_the_place_of_the_folder_gives_a_clear_line(tmp_path: Path, below: str) -> None:
    in_the_way = tmp_path / "data"
    in_the_way.touch()
    with pytest.raises(StoreError) as error:
        Diary(in_the_way / below)
    assert str(error.value).startswith(f"{in_the_way / below}: ")


def test_a_folder_in_the_place_of_the_file_is_put_aside(path: Path) -> None:
    path.mkdir()
    (path / "of mine").touch()
    with closing(Diary(path)) as diary:
        assert diary.repairs() == [Repair()]
    (aside,) = damage.put_aside(path)
    assert (aside / "of mine").exists()


AS_NOBODY = """
import os, sys
from pathlib import Path
from crampguard.store.diary import Diary
from crampguard.store.errors import StoreError

if os.geteuid() == 0:
    os.setgid(65534)
    os.setuid(65534)
try:
    Diary(Path(sys.argv[1]))
except StoreError as error:
    print(error)
"""


@pytest.mark.skipif(sys.platform == "win32", reason="permissions are those of Unix")
def test_a_folder_that_cannot_be_written_gives_a_clear_line() -> None:
    """In a child that is not root, because root writes everywhere."""
    with tempfile.TemporaryDirectory() as folder:  # not tmp_path, which lies in a folder of root's
        path = Path(folder) / "diary.sqlite3"
        if os.geteuid() == 0:
            os.chown(folder, 65534, 65534)
        path.parent.chmod(0o500)
        ended = subprocess.run(
            [sys.executable, "-c", AS_NOBODY, path], capture_output=True, text=True, timeout=30, check=True
        )
        path.parent.chmod(0o700)
    assert ended.stdout == f"{path}: Permission denied\n"


# Which habits belonged to a night


def test_the_habits_of_an_evening_are_remembered_and_may_change_while_it_lasts(diary: Diary) -> None:
    assert diary.evening(NIGHT) is None
    diary.set_evening(NIGHT, ("stretch",))
    diary.database.run("UPDATE evenings SET closed_at = ?", NOW)
    diary.set_evening(NIGHT, ("stretch", "hydrate"))
    assert diary.evening(NIGHT) == Evening(("stretch", "hydrate"), NOW)
