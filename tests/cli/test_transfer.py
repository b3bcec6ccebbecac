"""`export` and `import`."""

import json
import sys
from contextlib import closing
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
import time_machine

from crampguard.cli import main
from crampguard.routine.morning import Cramp, Morning
from crampguard.store.diary import Diary
from tests.cli.shared import DIARY, NOW, SUNDAY, Captured, files, one_line, write_settings

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="places and socket are those of Linux")


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
