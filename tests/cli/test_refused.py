"""What makes no sense or cannot be done: one line with the reason, and nothing is touched."""

import sys
from contextlib import closing
from pathlib import Path

import pytest

from crampguard.cli import main
from crampguard.store.diary import Diary
from tests.cli.shared import DIARY, Captured, files, one_line

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="places and socket are those of Linux")


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
