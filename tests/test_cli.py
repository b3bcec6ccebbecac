"""The command line: exit status, one line of reason, what it prints, and what it leaves untouched."""

import json
import os
import re
import subprocess
import sys
from contextlib import closing
from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import pytest
import time_machine

from crampguard import __version__
from crampguard.cli import main
from crampguard.routine.checklist import Answer
from crampguard.routine.morning import Cramp, Leg, Morning, Muscle
from crampguard.store.catalogue import catalogue
from crampguard.store.diary import Diary
from tests.moved_clock import at

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="places and socket are those of Linux")

NOW = at("2026-11-22 22:20")
SUNDAY = date(2026, 11, 22)
SETTINGS = Path("config_home/crampguard/settings.toml")
DIARY = Path("data_home/crampguard/diary.sqlite3")

Captured = pytest.CaptureFixture[str]

WRITERS = [
    (["done", "stretch"], "stretch: done, night of 2026-11-22"),
    (["skip", "stretch"], "stretch: skipped, night of 2026-11-22"),
    (["undo", "stretch"], "stretch: not recorded, night of 2026-11-22"),
    (["done", "stretch", "--night", "2026-11-20"], "stretch: done, night of 2026-11-20"),
    (["snooze", "stretch"], "stretch: again at 22:35, night of 2026-11-22"),
    (["snooze", "stretch", "40"], "stretch: again at 23:00, night of 2026-11-22"),
    (["pause"], "Paused until you get up, 06:45, night of 2026-11-22"),
    (["pause", "tonight"], "Paused until you get up, 06:45, night of 2026-11-22"),
    (["pause", "1h"], "Paused until 23:20, night of 2026-11-22"),
    (["pause", "30m"], "Paused until 22:50, night of 2026-11-22"),
    (["pause", "always"], "Paused until you resume, night of 2026-11-22"),
    (["resume"], "Not paused, night of 2026-11-22"),
    (["bedtime", "23:30"], "Bedtime 23:30, night of 2026-11-22"),
    (["bedtime", "0:30"], "Bedtime 00:30, night of 2026-11-22"),
    (["bedtime", "2330"], "Bedtime 23:30, night of 2026-11-22"),
    (["bedtime", "11:30pm"], "Bedtime 23:30, night of 2026-11-22"),
    (["bedtime", "usual"], "Bedtime 22:30, night of 2026-11-22"),
    (["goodnight"], "Good night. The evening is closed, night of 2026-11-22"),
    (["undo", "goodnight"], "The evening is open again, night of 2026-11-22"),
    (["undo", "goodnight", "--night", "2026-11-20"], "The evening is open again, night of 2026-11-20"),
    (["morning", "--no-cramp"], "No cramp, night of 2026-11-21"),
    (["morning", "--no-cramp", "--night", "2026-11-15"], "No cramp, night of 2026-11-15"),
    (["morning", "--cramp"], "Cramp, night of 2026-11-21"),
]

NONSENSE = [
    (["morning"], "--no-cramp"),
    (["morning", "--cramp", "--no-cramp"], "--no-cramp"),
    (["morning", "--cramp", "--pain", "11"], "11"),
    (["morning", "--cramp", "--pain", "-1"], "--pain"),
    (["morning", "--cramp", "--pain", "bad"], "bad"),
    (["morning", "--cramp", "--count", "0"], "0"),
    (["morning", "--cramp", "--count", "99999"], "99999"),
    (["morning", "--cramp", "--at", "25:00"], "25:00"),
    (["morning", "--cramp", "--leg", "middle"], "middle"),
    (["morning", "--cramp", "--muscle", "arm"], "arm"),
    (["morning", "--cramp", "--minutes", "1.5"], "1.5"),
    (["morning", "--cramp", "--awake", "1441"], "1441"),
    (["morning", "--cramp", "--trigger", " "], "word"),
    (["morning", "--cramp", "--trigger", "x" * 81], "too long"),
    (["morning", "--cramp", "--note", "x" * 10_001], "too long"),
    (["morning", "--no-cramp", "--pain", "3"], "no details"),
    (["morning", "--no-cramp", "--night", "2026-11-23"], "2026-11-23"),
    (["goodnight", "stretch"], "stretch"),
    (["goodnight", "--night", "2026-11-22"], "--night"),
    (["done", "goodnight"], "goodnight"),
    (["undo", "goodnight", "--night", "2026-11-23"], "2026-11-23"),
    (["nonsense"], "nonsense"),
    (["tonight", "extra"], "extra"),
    (["tonight", "--js"], "--js"),
    (["tonight", "--night"], "--night"),
    (["tonight", "--night", "yesterday"], "yesterday"),
    (["tonight", "--night", "2026-13-01"], "2026-13-01"),
    (["tonight", "--night", "2026-02-30"], "2026-02-30"),
    (["tonight", "--night", "20261122"], "20261122"),
    (["tonight", "--night", "2026-W47-7"], "2026-W47-7"),
    (["tonight", "--night", "0001-01-01"], "0001-01-01"),
    (["tonight", "--night", "9999-12-31"], "9999-12-31"),
    (["done"], "HABIT"),
    (["done", "strech"], "strech"),
    (["skip", ""], "no habit"),
    (["undo", "Stretch"], "Stretch"),
    (["done", "two\nlines"], "two lines"),
    (["done", "\x1b[31mred\x9b2J\u202e"], "habit [31mred2J;"),
    (["snooze", "strech"], "strech"),
    (["snooze", "stretch", "0"], "MINUTES: 0 is not a whole number from 1 to 1440"),
    (["snooze", "stretch", "-5"], "-5"),
    (["snooze", "stretch", "1441"], "1441"),
    (["snooze", "stretch", "1.5"], "1.5"),
    (["pause", "0h"], "0h"),
    (["pause", "1d"], "1d"),
    (["pause", "999h"], "999h"),
    (["pause", "-1h"], "-1h"),
    (["bedtime"], "HH:MM"),
    (["bedtime", "25:00"], "25:00 is not a time like 22:30 or 10:30pm"),
    (["bedtime", "22:60"], "22:60"),
    (["bedtime", "13pm"], "13pm"),
    (["bedtime", "22:30:00"], "22:30:00"),
    (["resume", "now"], "now"),
    (["insights", "--js"], "--js"),
    (["insights", "stretch"], "stretch"),
    (["export"], "FILE"),
    (["export", "mine.txt"], "mine.txt does not end in .json, .csv, .ics"),
    (["export", "mine"], "mine"),
    (["export", "mine.json", "b.json"], "b.json"),
    (["import"], "FILE"),
    (["import", "mine.csv"], "mine.csv does not end in .json"),
    (["check", "--json", "x"], "x"),
    (["quit", "now"], "now"),
]


@pytest.fixture(autouse=True)
def clock() -> Any:
    """It is Sunday, 22:20; the stretch is due."""
    with time_machine.travel(NOW, tick=False):
        yield


def one_line(capsys: Captured) -> str:
    """The line on standard error; nothing was printed beside it."""
    printed = capsys.readouterr()
    assert printed.out == ""
    assert printed.err.endswith("\n")
    (line,) = printed.err.splitlines()
    assert line.startswith("crampguard: ")
    return line


def in_diary(profile: Path, night: date, habit: str) -> Answer | None:
    with closing(Diary(profile / DIARY)) as diary:
        mark = diary.remembered(night).marks.get(habit)
        return None if mark is None else mark.answer


# Exit 0


@pytest.mark.parametrize(("words", "printed"), WRITERS, ids=[" ".join(words) for words, _ in WRITERS])
@pytest.mark.usefixtures("profile")
def test_each_command_that_writes_prints_what_and_the_night(
    capsys: Captured, words: list[str], printed: str
) -> None:
    assert main(words) == 0
    assert capsys.readouterr() == (f"{printed}\n", "")


def test_an_answer_is_kept_and_can_be_changed_and_taken_back(profile: Path) -> None:
    for command, answer in (("done", "done"), ("skip", "skipped"), ("undo", "cleared")):
        assert main([command, "stretch"]) == 0
        assert in_diary(profile, SUNDAY, "stretch") == answer


def test_a_cramp_is_kept_with_all_that_was_said(profile: Path) -> None:
    words = ["--count", "2", "--at", "3.10 am", "--leg", "left", "--muscle", "calf", "--minutes", "0"]
    more = ["--pain", "6", "--awake", "20", "--sore", "--trigger", "hot day", "--trigger", "alcohol"]
    text = ["--eased", "standing on it", "--note", "after the garden", "--night", "2026-11-20"]
    assert main(["morning", "--cramp", *words, *more, *text]) == 0
    with closing(Diary(profile / DIARY)) as diary:
        answered = diary.morning(date(2026, 11, 20))
    assert answered is not None
    assert answered.at == NOW
    assert answered.morning == Morning(
        True,
        2,
        time(3, 10),
        Leg.LEFT,
        Muscle.CALF,
        0,
        6,
        20,
        True,
        ("hot day", "alcohol"),
        "standing on it",
        "after the garden",
    )


def test_a_cramp_now_is_kept_with_how_long_it_lasted_and_first_help_is_said(
    profile: Path, capsys: Captured
) -> None:
    assert main(["cramp"]) == 0
    *first_help, kept = capsys.readouterr().out.splitlines()
    assert any("Straighten your knee" in line for line in first_help)
    assert kept == "22:20 is kept for the morning, night of 2026-11-22"
    with time_machine.travel(NOW + timedelta(minutes=4), tick=False):
        assert main(["cramp", "--over"]) == 0
    assert capsys.readouterr().out == "It lasted 4 minutes. Kept for the morning, night of 2026-11-22\n"
    with closing(Diary(profile / DIARY)) as diary:
        assert diary.cramps(SUNDAY) == (Cramp(NOW, NOW + timedelta(minutes=4)),)


def test_a_cramp_can_only_be_over_once_and_only_soon(profile: Path, capsys: Captured) -> None:
    assert main(["cramp", "--over"]) == 2
    assert main(["cramp"]) == 0
    with time_machine.travel(NOW + timedelta(hours=3), tick=False):
        assert main(["cramp", "--over"]) == 2
    assert capsys.readouterr().err.splitlines() == ["crampguard: no cramp is kept that is not over"] * 2


def test_after_midnight_a_command_means_the_night_of_the_evening_before(
    profile: Path, capsys: Captured
) -> None:
    with time_machine.travel(at("2026-11-23 02:00"), tick=False):
        assert main(["done", "stretch"]) == 0
    assert "night of 2026-11-22" in capsys.readouterr().out
    assert in_diary(profile, SUNDAY, "stretch") is Answer.DONE


def test_a_habit_of_the_users_own_can_be_answered(profile: Path) -> None:
    write_settings(profile, '[habits.evening_walk]\ntitle = "Evening walk"\n')
    assert main(["done", "evening_walk"]) == 0
    assert in_diary(profile, SUNDAY, "evening_walk") is Answer.DONE


@pytest.mark.usefixtures("profile")
def test_tonight_names_each_habit_with_its_time_and_tick(capsys: Captured) -> None:
    main(["done", "cool_bedroom"])
    main(["skip", "wind_down"])
    capsys.readouterr()
    assert main(["tonight"]) == 0
    head, *lines = capsys.readouterr().out.splitlines()
    assert head.startswith("The night of 2026-11-22. ")
    assert "Bedtime 22:30." in head
    assert len(lines) == 10
    assert lines[0] == "[ ] 13:30  caffeine_cutoff   Caffeine cut-off (none since 13:30?)"
    assert "[x] 21:30  cool_bedroom      Cool bedroom" in lines
    assert "[-] 21:30  wind_down         Screens off, wind down (skipped)" in lines
    assert "[ ] 22:15  stretch           Bedtime leg stretch (now)" in lines


def test_with_a_clock_of_12_hours_the_list_has_its_times_in_line_and_json_stays(
    profile: Path, capsys: Captured
) -> None:
    write_settings(profile, '[look]\nclock = "12"\n')
    assert main(["tonight"]) == 0
    printed = capsys.readouterr().out
    assert "Bedtime 10:30 pm." in printed
    assert "[ ]  1:30 pm  caffeine_cutoff   Caffeine cut-off (none since 1:30 pm?)" in printed
    assert "[ ] 10:15 pm  stretch           Bedtime leg stretch (now)" in printed
    assert tonight_json(capsys)["bedtime"] == "2026-11-22T22:30:00+01:00"


@pytest.mark.usefixtures("profile")
def test_tonight_asks_about_the_night_while_the_question_waits(profile: Path, capsys: Captured) -> None:
    def asks(now: str) -> bool:
        with time_machine.travel(at(now), tick=False):
            assert main(["tonight"]) == 0
        return "How was the night? It is about the night of 2026-11-22:" in capsys.readouterr().out

    assert asks("2026-11-23 07:00")
    assert not asks("2026-11-23 14:45")
    with closing(Diary(profile / DIARY)) as diary:
        diary.set_morning(SUNDAY, Morning(cramp=False), at("2026-11-23 07:01"))
    assert not asks("2026-11-23 07:02")


ALL_OFF = "".join(f"[habits.{habit.id}]\nenabled = false\n" for habit in catalogue())


def write_settings(profile: Path, text: str) -> None:
    file = profile / SETTINGS
    file.parent.mkdir(exist_ok=True)
    file.write_text(text, encoding="utf-8")


def test_a_night_without_habits_says_so(profile: Path, capsys: Captured) -> None:
    write_settings(profile, ALL_OFF)
    assert main(["tonight"]) == 0
    printed = capsys.readouterr()
    assert "No nudges for this night." in printed.out
    assert printed.err == ""
    assert main(["tonight", "--json"]) == 0
    found = json.loads(capsys.readouterr().out)
    assert (found["items"], found["next"]) == ([], None)


@pytest.mark.parametrize("words", [["--help"], ["tonight", "--help"], ["--version"]])
def test_help_and_version_make_no_files(profile: Path, capsys: Captured, words: list[str]) -> None:
    with pytest.raises(SystemExit) as ended:
        main(words)
    assert ended.value.code in (0, None)
    assert capsys.readouterr().err == ""
    assert files(profile) == []


# tonight --json

ITEM_KEYS = {
    "habit": str,
    "title": str,
    "kind": str,
    "notify": bool,
    "due": str,
    "useful_until": str,
    "state": str,
    "snoozed_until": str | None,
    "marked_at": str | None,
    "told_at": str | None,
}


def tonight_json(capsys: Captured, *words: str) -> dict[str, Any]:
    capsys.readouterr()
    assert main(["tonight", "--json", *words]) == 0
    found: dict[str, Any] = json.loads(capsys.readouterr().out)
    return found


def item(found: dict[str, Any], habit: str) -> dict[str, Any]:
    items: list[dict[str, Any]] = found["items"]
    return next(item for item in items if item["habit"] == habit)


@pytest.mark.usefixtures("profile")
def test_the_json_of_a_fresh_evening_is_as_in_the_contract(capsys: Captured) -> None:
    found = tonight_json(capsys)
    items = found.pop("items")
    assert found == {
        "night": "2026-11-22",
        "wake": "2026-11-22T06:45:00+01:00",
        "bedtime": "2026-11-22T22:30:00+01:00",
        "ends": "2026-11-23T06:45:00+01:00",
        "paused": False,
        "paused_until": None,
        # What is due and unclaimed is told as soon as a tray runs.
        "next": {
            "night": "2026-11-22",
            "at": "2026-11-22T22:20:00+01:00",
            "habits": ["cool_bedroom", "stretch"],
        },
    }
    assert items[-2] == {
        "habit": "stretch",
        "title": "Bedtime leg stretch",
        "kind": "do",
        "notify": True,
        "due": "2026-11-22T22:15:00+01:00",
        "useful_until": "2026-11-22T23:30:00+01:00",
        "state": "due",
        "snoozed_until": None,
        "marked_at": None,
        "told_at": None,
    }


@pytest.mark.usefixtures("profile")
def test_each_item_has_exactly_the_keys_of_the_contract_in_order_of_due_then_id(capsys: Captured) -> None:
    main(["done", "hydrate"])
    main(["snooze", "stretch"])
    items = tonight_json(capsys)["items"]
    assert [(item["due"], item["habit"]) for item in items] == sorted(
        (item["due"], item["habit"]) for item in items
    )
    for found in items:
        assert list(found) == list(ITEM_KEYS)
        for key, kind in ITEM_KEYS.items():
            assert isinstance(found[key], kind), key
        assert found["kind"] in ("do", "abstain")
        assert found["state"] in ("later", "due", "snoozed", "done", "skipped", "past")


@pytest.mark.usefixtures("profile")
def test_every_instant_in_the_json_is_local_with_offset_and_seconds(capsys: Captured) -> None:
    main(["done", "hydrate"])
    main(["pause", "1h"])
    found = tonight_json(capsys)
    instants = [found[key] for key in ("wake", "bedtime", "ends", "paused_until")]
    instants += [item["due"] for item in found["items"]] + [item(found, "hydrate")["marked_at"]]
    for text in instants:
        instant = datetime.fromisoformat(text)
        assert instant.utcoffset() == timedelta(hours=1)
        assert instant.isoformat(timespec="seconds") == text


@pytest.mark.usefixtures("profile")
def test_the_json_shows_marks_snoozes_and_pauses(capsys: Captured) -> None:
    main(["done", "hydrate"])
    main(["snooze", "stretch", "30"])
    main(["pause", "always"])
    found = tonight_json(capsys)
    assert (found["paused"], found["paused_until"], found["next"]) == (True, None, None)
    assert item(found, "hydrate")["state"] == "done"
    assert item(found, "hydrate")["marked_at"] == "2026-11-22T22:20:00+01:00"
    assert item(found, "stretch")["state"] == "snoozed"
    assert item(found, "stretch")["snoozed_until"] == "2026-11-22T22:50:00+01:00"


@pytest.mark.usefixtures("profile")
def test_a_pause_that_is_over_is_not_in_the_json(capsys: Captured) -> None:
    main(["pause", "1h"])
    main(["resume"])
    found = tonight_json(capsys)
    assert (found["paused"], found["paused_until"]) == (False, None)


def test_the_time_of_the_claim_is_in_the_json(profile: Path, capsys: Captured) -> None:
    main(["resume"])
    with closing(Diary(profile / DIARY)) as diary:
        diary.claim(SUNDAY, "stretch", datetime(2026, 11, 22, 21, 15, 0, 250_000, tzinfo=UTC))
        diary.claim(SUNDAY, "cool_bedroom", None)
    found = tonight_json(capsys)
    assert item(found, "stretch")["told_at"] == "2026-11-22T22:15:00+01:00"
    assert item(found, "cool_bedroom")["told_at"] is None


@pytest.mark.usefixtures("profile")
def test_another_night_can_be_asked_for_and_next_stays_the_real_next(capsys: Captured) -> None:
    found = tonight_json(capsys, "--night", "2026-11-20")
    assert (found["night"], found["bedtime"]) == ("2026-11-20", "2026-11-20T22:30:00+01:00")
    assert {item["state"] for item in found["items"]} == {"past"}
    assert found["next"]["night"] == "2026-11-22"


@pytest.mark.usefixtures("profile")
def test_offsets_follow_the_change_of_the_clocks(capsys: Captured) -> None:
    with time_machine.travel(datetime(2026, 10, 24, 20, tzinfo=ZoneInfo("Europe/Berlin")), tick=False):
        found = tonight_json(capsys)
    assert (found["bedtime"][-6:], found["ends"][-6:]) == ("+02:00", "+01:00")


# Exit 2


@pytest.mark.parametrize(("words", "named"), NONSENSE, ids=[" ".join(words) for words, _ in NONSENSE])
def test_words_that_make_no_sense_are_named_in_one_line_before_any_file_is_made(
    profile: Path, capsys: Captured, words: list[str], named: str
) -> None:
    assert main(words) == 2
    assert named in one_line(capsys)
    assert files(profile) == []


def test_a_night_that_has_not_begun_makes_no_sense_before_any_file_is_made(
    profile: Path, capsys: Captured
) -> None:
    assert main(["done", "stretch", "--night", "2026-11-23"]) == 2
    assert one_line(capsys) == "crampguard: the night of 2026-11-23 has not begun"
    assert files(profile) == []


def files(profile: Path) -> list[Path]:
    return [path for path in profile.rglob("*") if path.is_file()]


@pytest.mark.parametrize(
    ("words", "reason"),
    [
        (["snooze", "hydrate"], "hydrate would no longer be useful at 22:35"),
        (["bedtime", "22:00"], "22:00 does not come again before you get up at 06:45"),
    ],
)
@pytest.mark.usefixtures("profile")
def test_what_makes_no_sense_now_is_refused_with_the_reason(
    capsys: Captured, words: list[str], reason: str
) -> None:
    assert main(words) == 2
    assert one_line(capsys) == f"crampguard: {reason}"


@pytest.mark.usefixtures("profile")
def test_a_date_that_the_zone_skipped_makes_no_sense(
    capsys: Captured, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("TZ", "Pacific/Apia")
    for words in (["tonight"], ["done", "stretch"]):
        assert main([*words, "--night", "2011-12-30"]) == 2
        assert "2011-12-30" in one_line(capsys)


# Exit 1, and what is only a complaint


@pytest.mark.parametrize("words", [["tonight"], ["tonight", "--json"], ["done", "stretch"], ["resume"]])
def test_a_file_in_the_place_of_the_data_folder_is_exit_1(
    profile: Path, capsys: Captured, words: list[str]
) -> None:
    (profile / DIARY.parent).touch()
    assert main(words) == 1
    assert str(profile / DIARY) in one_line(capsys)


def test_a_damaged_diary_is_put_aside_and_the_command_still_works(profile: Path, capsys: Captured) -> None:
    (profile / DIARY).parent.mkdir()
    (profile / DIARY).write_bytes(b"not a diary, " * 99)
    assert main(["done", "stretch"]) == 0
    printed = capsys.readouterr()
    assert printed.out == "stretch: done, night of 2026-11-22\n"
    assert printed.err == (
        "Your diary was damaged or missing. There was no backup, so a new one has begun.\n"
    )
    (left,) = (profile / DIARY).parent.glob("diary.sqlite3.damaged-*")
    assert left.read_bytes() == b"not a diary, " * 99


def test_a_diary_of_a_newer_program_is_exit_1_and_stays_as_it_is(profile: Path, capsys: Captured) -> None:
    assert main(["done", "stretch"]) == 0
    with closing(Diary(profile / DIARY)) as diary:
        diary.database._db.execute("CREATE TABLE dreams (night TEXT)")
        diary.database._db.execute("PRAGMA user_version = 99")
    capsys.readouterr()
    before = (profile / DIARY).read_bytes()
    for words in (["tonight"], ["restore", "2026-11-22"]):
        assert main(words) == 1
        assert one_line(capsys) == f"crampguard: {profile / DIARY}: it was made by a newer CrampGuard"
    assert (profile / DIARY).read_bytes() == before


# Backups


def test_the_first_change_of_a_day_makes_a_backup_and_no_other(profile: Path) -> None:
    folder = (profile / DIARY).parent / "backups"
    for words in (["done", "stretch"], ["done", "hydrate"], ["tonight"]):
        assert main(words) == 0
        assert [path.name for path in folder.iterdir()] == ["diary-2026-11-22.sqlite3"]


def test_a_backup_that_cannot_be_made_is_a_complaint_and_the_change_is_kept(
    profile: Path, capsys: Captured
) -> None:
    (profile / DIARY).parent.mkdir()
    ((profile / DIARY).parent / "backups").touch()
    assert main(["done", "stretch"]) == 0
    printed = capsys.readouterr()
    assert printed.out == "stretch: done, night of 2026-11-22\n"
    assert printed.err.startswith("no backup was made: ")
    assert in_diary(profile, SUNDAY, "stretch") is Answer.DONE


def test_restore_lists_the_backups_and_takes_one_back(profile: Path, capsys: Captured) -> None:
    assert main(["restore"]) == 0
    assert capsys.readouterr().out == "There are no backups yet. The first change of a day makes one.\n"
    assert not (profile / DIARY).exists()
    assert main(["done", "stretch"]) == 0
    assert main(["done", "hydrate"]) == 0
    capsys.readouterr()
    assert main(["restore"]) == 0
    (line,) = capsys.readouterr().out.splitlines()
    assert re.fullmatch(r"diary-2026-11-22\.sqlite3  2026-11-22  1 night, \d+ kB", line)
    assert main(["restore", "2026-11-22"]) == 0
    first, second = capsys.readouterr().out.splitlines()
    assert first == line
    assert second.startswith("It is in place. What there was before is kept as before-restore-")
    assert in_diary(profile, SUNDAY, "stretch") is Answer.DONE
    assert in_diary(profile, SUNDAY, "hydrate") is None
    assert main(["restore", second.split()[-1]]) == 0
    assert in_diary(profile, SUNDAY, "hydrate") is Answer.DONE


def test_a_backup_that_is_not_there_is_exit_2_and_names_those_that_are(
    profile: Path, capsys: Captured
) -> None:
    assert main(["done", "stretch"]) == 0
    capsys.readouterr()
    for wrong in ("2026-11-01", "../diary.sqlite3", ""):
        assert main(["restore", wrong]) == 2
        assert one_line(capsys).endswith("there are: diary-2026-11-22.sqlite3")


@pytest.mark.parametrize("text", ["[schedule\n", "[nudges]\nsnooze = 0\n", 'schedule.bedtime = "25:00"\n'])
def test_broken_settings_are_one_line_and_the_command_still_works(
    profile: Path, capsys: Captured, text: str
) -> None:
    write_settings(profile, text)
    assert main(["done", "stretch"]) == 0
    printed = capsys.readouterr()
    assert printed.out == "stretch: done, night of 2026-11-22\n"
    assert len(printed.err.splitlines()) == 1
    assert str(profile / SETTINGS) in printed.err
    assert (profile / SETTINGS).read_text() == text


def test_a_settings_folder_that_cannot_be_made_is_one_line_and_the_command_still_works(
    profile: Path, capsys: Captured
) -> None:
    (profile / SETTINGS.parent).touch()
    assert main(["done", "stretch"]) == 0
    assert len(capsys.readouterr().err.splitlines()) == 1


def test_the_first_command_leaves_private_files(profile: Path) -> None:
    assert main(["done", "stretch"]) == 0
    assert {path.stat().st_mode & 0o777 for path in files(profile)} == {0o600}
    assert {(profile / name).exists() for name in (SETTINGS, DIARY)} == {True}


def test_quit_without_a_running_program_says_so_and_makes_no_files(profile: Path, capsys: Captured) -> None:
    assert main(["quit"]) == 0
    assert capsys.readouterr() == ("CrampGuard is not running.\n", "")
    assert files(profile) == []


# export and import


def other_profile(profile: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """From here on commands mean a second, empty profile."""
    for name in ("CONFIG_HOME", "DATA_HOME", "STATE_HOME", "RUNTIME_DIR"):
        folder = profile / "other" / name.lower()
        folder.mkdir(parents=True)
        monkeypatch.setenv(f"XDG_{name}", str(folder))
    return profile / "other"


def exported(file: Path) -> dict[str, Any]:
    assert main(["export", str(file)]) == 0
    found: dict[str, Any] = json.loads(file.read_bytes())
    return found


def answer_a_little(profile: Path) -> None:
    """Ticks, marks taken back, a bedtime taken back, a morning, an own habit."""
    write_settings(profile, '[habits.evening_walk]\ntitle = "Evening walk"\n')
    main(["done", "stretch"])
    main(["done", "hydrate"])
    main(["undo", "hydrate"])
    main(["skip", "evening_walk", "--night", "2026-11-20"])
    main(["bedtime", "23:30"])
    main(["bedtime", "usual"])
    with closing(Diary(profile / DIARY)) as diary:
        diary.set_morning(SUNDAY, Morning(cramp=True, pain=6, note="Wadenkrämpfe"), NOW)
        diary.set_sign("statin", True, NOW)
        diary.put_cramp(SUNDAY, Cramp(NOW))


def test_what_was_exported_and_taken_in_elsewhere_is_exported_there_again(
    profile: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    answer_a_little(profile)
    here = exported(profile / "here.json")
    other_profile(profile, monkeypatch)
    with time_machine.travel(NOW + timedelta(hours=1), tick=False):
        assert main(["import", str(profile / "here.json")]) == 0
        there = exported(profile / "there.json")
    assert here.pop("exported_at") != there.pop("exported_at")
    assert here == there
    assert [len(here[name]) for name in ("marks", "mornings", "bedtimes", "signs", "cramps")] == [
        3,
        1,
        1,
        1,
        1,
    ]


def test_the_first_start_after_an_import_is_still_the_first(
    profile: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    answer_a_little(profile)
    exported(profile / "here.json")
    other = other_profile(profile, monkeypatch)
    assert main(["import", str(profile / "here.json")]) == 0
    with closing(Diary(other / DIARY)) as diary:
        assert diary.routine() is None


def test_an_import_says_what_was_new_and_a_second_one_changes_nothing(
    profile: Path, monkeypatch: pytest.MonkeyPatch, capsys: Captured
) -> None:
    answer_a_little(profile)
    exported(profile / "here.json")
    other_profile(profile, monkeypatch)
    capsys.readouterr()
    assert main(["import", str(profile / "here.json")]) == 0
    assert capsys.readouterr() == (
        "Taken in: 7 new, 0 newer, 0 known already. Changed: 2 nights from 2026-11-20 to 2026-11-22. "
        "1 habit joined your settings, switched off.\n",
        "",
    )
    first = exported(profile / "first.json")
    capsys.readouterr()
    assert main(["import", str(profile / "here.json")]) == 0
    assert capsys.readouterr() == ("Taken in: 0 new, 0 newer, 7 known already.\n", "")
    assert exported(profile / "second.json") == first


def test_unknown_keys_are_one_line_and_the_rest_is_taken_in(profile: Path, capsys: Captured) -> None:
    main(["done", "stretch"])
    found = exported(profile / "here.json")
    (profile / "here.json").write_text(json.dumps(found | {"weather": 1}))
    capsys.readouterr()
    assert main(["import", str(profile / "here.json")]) == 0
    printed = capsys.readouterr()
    assert printed.err == "Not known here, and left out: weather\n"
    assert printed.out == "Taken in: 0 new, 0 newer, 1 known already.\n"


def test_one_wrong_date_and_nothing_is_taken_in_or_made(profile: Path, capsys: Captured) -> None:
    good = {"night": "2026-11-20", "habit": "stretch", "state": "done", "at": "2026-11-20T22:00:00Z"}
    marks = [good, {**good, "night": "2026-02-30"}]
    file = profile / "here.json"
    file.write_text(json.dumps({"format": "crampguard", "version": 1, "marks": marks}))
    assert main(["import", str(file)]) == 1
    allowed = 'allowed is a date like "2026-11-22"'
    assert one_line(capsys) == f"crampguard: {file}: marks[1].night: {allowed}"
    assert files(profile) == [file]


@pytest.mark.parametrize("words", [["import", "none.json"], ["export", "none/mine.csv"]])
@pytest.mark.usefixtures("profile")
def test_a_file_that_cannot_be_read_or_written_is_exit_1(capsys: Captured, words: list[str]) -> None:
    assert main(words) == 1
    assert "No such file or directory" in one_line(capsys)


@pytest.mark.parametrize("ending", ["json", "csv"])
def test_an_export_says_where_it_is_and_is_for_its_user_alone(
    profile: Path, capsys: Captured, ending: str
) -> None:
    file = profile / f"mine.{ending}"
    assert main(["export", str(file)]) == 0
    assert capsys.readouterr() == (f"Written: {file}\n", "")
    assert file.stat().st_mode & 0o777 == 0o600


def test_an_export_for_a_phone_says_how_it_is_imported_again(profile: Path, capsys: Captured) -> None:
    file = profile / "mine.ics"
    assert main(["export", str(file)]) == 0
    written, again, twice = capsys.readouterr().out.splitlines()
    assert written == f"Written: {file}"
    assert "import it into a calendar of its own" in again
    assert "If a moment is there twice, delete that calendar" in twice
    assert file.stat().st_mode & 0o777 == 0o600


# check


def findings(capsys: Captured) -> list[dict[str, Any]]:
    assert main(["check", "--json"]) == 0
    found: list[dict[str, Any]] = json.loads(capsys.readouterr().out)
    return found


def private_words(profile: Path, monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """What a bug report must not name: the home, the user, the bus that lies in either."""
    monkeypatch.setenv("DBUS_SESSION_BUS_ADDRESS", f"unix:path={profile}/no-bus")
    monkeypatch.setenv("USER", "sleepyhead")
    return [str(profile), "sleepyhead"]


def test_check_has_a_finding_with_four_keys_for_each_part(
    profile: Path, capsys: Captured, monkeypatch: pytest.MonkeyPatch
) -> None:
    private_words(profile, monkeypatch)
    found = findings(capsys)
    assert all(list(finding) == ["name", "well", "found", "mend"] for finding in found)
    names = {finding["name"]: finding["well"] for finding in found}
    assert names["diary"]
    assert names["settings"]
    assert not names["tray program"]
    assert not names["session bus"]


def test_check_says_what_is_well_and_how_to_mend_the_rest(
    profile: Path, capsys: Captured, monkeypatch: pytest.MonkeyPatch
) -> None:
    private_words(profile, monkeypatch)
    assert main(["check"]) == 0
    printed = capsys.readouterr()
    assert "ok  diary: " in printed.out
    assert "--  session bus: " in printed.out
    assert printed.err == ""


@pytest.mark.parametrize("broken", ["nothing", "diary", "settings", "bus"])
def test_nothing_private_is_in_what_check_gives_for_a_bug_report(
    profile: Path, capsys: Captured, monkeypatch: pytest.MonkeyPatch, broken: str
) -> None:
    words = private_words(profile, monkeypatch)
    if broken != "bus":
        monkeypatch.delenv("DBUS_SESSION_BUS_ADDRESS")
    if broken == "diary":
        (profile / DIARY.parent).touch()
    if broken == "settings":
        write_settings(profile, '[habits.secret]\ntitle = ""\n')
        words.append("secret")
    text = json.dumps(findings(capsys))
    assert not [word for word in words if word in text]


# As a process


def run(
    profile: Path, *words: str, stdout: int | None = subprocess.PIPE, **env: str
) -> subprocess.CompletedProcess[str]:
    assert profile.exists()
    own = {name: value for name, value in os.environ.items() if name not in ("DISPLAY", "WAYLAND_DISPLAY")}
    own.pop("QT_QPA_PLATFORM", None)
    return subprocess.run(
        [sys.executable, "-m", "crampguard", *words],
        env=own | env,
        stdout=stdout,
        stderr=subprocess.PIPE,
        text=True,
        timeout=30,
        check=False,
    )


def test_the_package_runs_as_a_program(profile: Path) -> None:
    ended = run(profile, "--version")
    assert (ended.returncode, ended.stdout, ended.stderr) == (0, f"crampguard {__version__}\n", "")


def test_the_exit_status_is_that_of_the_process(profile: Path) -> None:
    assert run(profile, "resume").returncode == 0
    assert run(profile, "nonsense").returncode == 2
    (profile / SETTINGS).unlink()
    broken = run(profile, "tonight", XDG_DATA_HOME="/dev/null")
    assert broken.returncode == 1
    assert len(broken.stderr.splitlines()) == 1


def test_without_a_display_the_tray_does_not_start_and_says_why(profile: Path) -> None:
    ended = run(profile)
    assert (ended.returncode, ended.stdout) == (1, "")
    assert ended.stderr == "crampguard: there is no display to show the tray on\n"


@pytest.mark.parametrize("coding", ["ascii", "latin-1"])
def test_a_terminal_that_lacks_a_letter_still_gets_its_list(profile: Path, coding: str) -> None:
    write_settings(profile, '[habits.tea]\ntitle = "Tee 茶"\n')
    ended = run(profile, "tonight", PYTHONIOENCODING=coding)
    assert ended.returncode == 0, ended.stderr
    assert "Tee" in ended.stdout


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="there is no /dev/full")
def test_a_full_disk_behind_the_output_is_one_line(profile: Path) -> None:
    with Path("/dev/full").open("w") as full:
        ended = run(profile, "tonight", stdout=full.fileno())
    assert ended.returncode == 1
    assert ended.stderr == "crampguard: No space left on device\n"


def test_a_reader_that_has_gone_is_no_traceback(profile: Path) -> None:
    reader, writer = os.pipe()
    os.close(reader)
    try:
        ended = run(profile, "tonight", stdout=writer)
    finally:
        os.close(writer)
    assert ended.returncode == 1
    assert len(ended.stderr.splitlines()) <= 1


def test_a_closed_output_is_no_traceback(profile: Path) -> None:
    assert profile.exists()
    shell = ["sh", "-c", f'"{sys.executable}" -m crampguard done stretch >&-']
    ended = subprocess.run(shell, capture_output=True, text=True, timeout=30, check=False)
    assert "Traceback" not in ended.stderr


IMPORTED = """
import sys
from crampguard.cli import main

main(sys.argv[1:])
heavy = {"PySide6", "shiboken6", "apscheduler", "icalendar"}
print(sorted(heavy & set(sys.modules)), file=sys.stderr)
"""


@pytest.mark.parametrize(
    "words",
    [
        ["tonight"],
        ["done", "stretch"],
        ["pause"],
        ["insights"],
        ["export", "mine.json"],
        ["quit"],
        ["check"],
        ["nonsense"],
    ],
)
def test_a_command_does_not_import_qt(profile: Path, words: list[str]) -> None:
    ended = subprocess.run(
        [sys.executable, "-c", IMPORTED, *words],
        cwd=profile,
        capture_output=True,
        text=True,
        timeout=30,
        check=True,
    )
    assert ended.stderr.splitlines()[-1] == "[]"
