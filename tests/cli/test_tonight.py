"""`tonight`, for people and as JSON."""

import json
import sys
from contextlib import closing
from datetime import UTC, datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
import time_machine

from crampguard.cli import main
from crampguard.routine.morning import Morning
from crampguard.store.diary import Diary
from tests.cli.shared import ALL_OFF, DIARY, SUNDAY, Captured, files, item, tonight_json, write_settings
from tests.moved_clock import at

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="places and socket are those of Linux")


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
