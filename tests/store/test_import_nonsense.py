"""What an import does not know is named and left out; what makes no sense is refused in one line."""

import copy
import json
import os
import resource
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import closing
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from crampguard.store.diary import Diary
from crampguard.store.errors import StoreError
from crampguard.store.transfer.answers import read_answers
from crampguard.store.transfer.json_in import read_import
from crampguard.store.transfer.merge import merge
from tests.store.answering import NOW, as_kept
from tests.store.conftest import Taken
from tests.store.reading import AT, BEDTIME, COIN, MARK, MORNING, QUESTION, TRIAL, reason, whole

# What is not known


def test_unknown_keys_are_named_once_and_ignored(take: Taken) -> None:
    brought = take(
        whole(
            weather=[{"rain": 1}],
            marks=[{**MARK, "mood": 1}, {**MARK, "habit": "hydrate", "mood": [2], "note": ""}],
        )
    )
    assert len(brought.answers) == 2
    assert brought.unknown_words == "Not known here, and left out: weather, marks.mood, marks.note"


def test_the_names_of_unknown_keys_do_not_fill_a_screen(take: Taken) -> None:
    assert len(take(whole(**{"x" * 1000: 1})).unknown_words) < 100
    assert "\x1b" not in take(whole(**{"\x1b[2J": 1})).unknown_words
    many = take(whole(**{f"key{number}": 1 for number in range(100)})).unknown_words
    assert (many.count("key"), many[-1]) == (20, "…")


def test_keys_beyond_number_are_ignored_without_naming_them(take: Taken) -> None:
    brought = take(whole(marks=[MARK], **{f"key{number}": 1 for number in range(1000)}))
    assert len(brought.answers) == 1
    assert brought.unknown_words == "Not known here, and left out: …"


# What makes no sense

NONSENSE = [
    (
        whole(marks=[MARK, {**MARK, "night": "2026-02-30"}]),
        'marks[1].night: allowed is a date like "2026-11-22"',
    ),
    (whole(marks=[{**MARK, "night": "20261122"}]), "marks[0].night: allowed is"),
    (whole(marks=[{**MARK, "night": 3}]), "marks[0].night: allowed is"),
    (whole(marks=[{**MARK, "night": "2027-01-01"}]), "marks[0].night: 2027-01-01 has not begun"),
    (whole(marks=[{**MARK, "night": "0001-01-01"}]), "marks[0].night: 0001-01-01"),
    (whole(marks=[{**MARK, "at": "2026-11-22T22:15:07"}]), "marks[0].at: allowed is a time with its offset"),
    (whole(marks=[{**MARK, "at": "2026-11-22T25:15:07Z"}]), "marks[0].at: allowed is"),
    (whole(marks=[{**MARK, "at": 1700000000}]), "marks[0].at: allowed is"),
    (whole(marks=[{**MARK, "at": "9999-12-31T23:59:59-12:00"}]), "marks[0].at: 9999-12-31"),
    (whole(marks=[{**MARK, "at": "0001-01-01T00:00:00+14:00"}]), "marks[0].at: 0001-01-01"),
    (whole(marks=[{**MARK, "at": "2026-11-26T21:15:08Z"}]), "marks[0].at: 2026-11-26T21:15:08+00:00 has not"),
    (whole(questions=[{**QUESTION, "since": "2027-01-01"}]), "questions[0].since: 2027-01-01 has not begun"),
    (whole(questions=[QUESTION, QUESTION]), "questions[1]: an earlier entry is about the same"),
    (whole(trials=[{**TRIAL, "until": "2026-11-20"}]), "trials[0]: it ended before it began"),
    (whole(trials=[{**TRIAL, "since": "2026-11-23"}]), "trials[0]: a coin is of a night before the trial"),
    (whole(trials=[{**TRIAL, "coins": [{**COIN, "with": "yes"}]}]), "trials[0].coins[0].with: "),
    (
        whole(trials=[{**TRIAL, "coins": [{**COIN, "at": "2026-12-31T00:00:00Z"}]}]),
        "trials[0].coins[0].at: 2026-12-31T00:00:00+00:00 has not come",
    ),
    (
        whole(trials=[{**TRIAL, "coins": [COIN, COIN]}]),
        "trials[0].coins[1]: an earlier entry",
    ),
    (whole(marks=[{**MARK, "state": "maybe"}]), 'marks[0].state: allowed is "done", "skipped", "cleared"'),
    (whole(marks=[{**MARK, "habit": "Stretch"}]), "marks[0].habit: allowed is small letters"),
    (whole(marks=[{**MARK, "habit": "morning"}]), "marks[0].habit: allowed is"),
    (whole(marks=[{**MARK, "habit": "x" * 41}]), "marks[0].habit: allowed is"),
    (whole(marks=[{**MARK, "habit": "stretch\n"}]), "marks[0].habit: allowed is"),
    (whole(marks=[{"night": "2026-11-22"}]), "marks[0]: Object missing required field `habit`"),
    (whole(marks=[MARK, MARK]), "marks[1]: an earlier entry is about the same"),
    (whole(marks={}), "marks: Expected `array`, got `object`"),
    (whole(marks=[[]]), "marks[0]: Expected `object`, got `array`"),
    (whole(marks=None), "marks: Expected `array`, got `null`"),
    (whole(mornings=[{**MORNING, "cramp": 1}]), "mornings[0].cramp: Expected `bool`, got `int`"),
    (whole(mornings=[{**MORNING, "pain": 11}]), "mornings[0]: pain is 11, allowed is 0 to 10"),
    (whole(mornings=[{**MORNING, "pain": 10**30}]), "mornings[0].pain: "),
    (
        whole(mornings=[{**MORNING, "minutes": 1.5}]),
        "mornings[0].minutes: Expected `int | null`",
    ),
    (whole(mornings=[{**MORNING, "time": "24:00"}]), 'mornings[0].time: allowed is a time from "00:00"'),
    (whole(mornings=[{**MORNING, "leg": "middle"}]), 'mornings[0].leg: allowed is "left", "right", "both"'),
    (whole(mornings=[{**MORNING, "note": "x" * 10_001}]), "mornings[0]: a text is too long"),
    (whole(mornings=[{**MORNING, "triggers": ["x"] * 51}]), "mornings[0].triggers: "),
    (whole(mornings=[{**MORNING, "triggers": "x"}]), "mornings[0].triggers: Expected `array`, got `str`"),
    (whole(mornings=[{**MORNING, "triggers": [1]}]), "mornings[0].triggers[0]: Expected `str`, got `int`"),
    (whole(mornings=[{**MORNING, "cramp": False, "pain": 3}]), "mornings[0]: a night without a cramp"),
    (whole(mornings=[MORNING, MORNING]), "mornings[1]: an earlier entry"),
    (whole(bedtimes=[{**BEDTIME, "bedtime": "23:30:00"}]), "bedtimes[0].bedtime: allowed is"),
    (whole(bedtimes=[{**BEDTIME, "bedtime": ""}]), "bedtimes[0].bedtime: allowed is"),
    (whole(habits=[{"habit": "a", "title": 1}]), "habits[0].title: Expected `str`, got `int`"),
    (whole(habits=[{"habit": "a", "title": "x" * 501}]), "habits[0].title: "),
    (whole(exported_at="yesterday"), "exported_at: allowed is a time with its offset"),
    ({"version": 1, "marks": [MARK]}, "it is not an export of CrampGuard"),
    ({"format": "loop", "version": 1}, "it is not an export of CrampGuard"),
    ({"format": "crampguard", "version": 2, "marks": 3}, "it is of version 2, and only version 1 is known"),
    ({"format": "crampguard", "version": "1"}, "version: Expected `int`, got `str`"),
    ({"format": "crampguard"}, "it is of version 0"),
    ([], "Expected `object`, got `array`"),
    (b"", "it is not sound JSON"),
    (b"night,bedtime,cramp\r\n2026-11-22,,\r\n", "it is not sound JSON"),
    (b'{"format": "crampguard", "version": NaN}', "it is not sound JSON"),
    (b'{"format": "crampguard", "version": 1} {}', "it is not sound JSON"),
    (json.dumps(whole(mornings=[{**MORNING, "note": "\ud800"}])).encode(), "it is not sound JSON"),
    (json.dumps(whole()).encode("utf-16"), "it is not UTF-8 text"),
    (b"PK\x03\x04\x14\x00\x00\x00\x08\x00\xff\xfe", "it is not UTF-8 text"),
    (b"[" * 1_000_000, "Expected `object`, got `array`"),
    (b'{"format": "crampguard", "version": 1, "x": ' + b"[" * 1_000_000, "it is nested too deeply"),
]


@pytest.mark.parametrize(("content", "why"), NONSENSE, ids=[why[:50] for _content, why in NONSENSE])
def test_what_makes_no_sense_is_named_with_its_place(
    take: Taken, tmp_path: Path, content: Any, why: str
) -> None:
    assert reason(take, content, tmp_path).startswith(why)


def test_what_is_no_file_is_one_clear_line_and_never_waits(tmp_path: Path) -> None:
    pipe = tmp_path / "pipe.json"
    os.mkfifo(pipe)
    for path, why in (
        (pipe, "it is not a file"),
        (Path("/dev/zero"), "it is not a file"),
        (tmp_path, "Is a directory"),
        (tmp_path / "none.json", "No such file or directory"),
    ):
        with pytest.raises(StoreError) as error:
            read_import(path, NOW)
        assert str(error.value) == f"{path}: {why}"


READ_POORLY = """
import resource, sys
from datetime import UTC, datetime
from pathlib import Path
from crampguard.store.errors import StoreError
from crampguard.store.transfer.json_in import read_import

resource.setrlimit(resource.RLIMIT_AS, (600_000_000, 600_000_000))
try:
    print(len(read_import(Path(sys.argv[1]), datetime(2026, 11, 25, tzinfo=UTC)).answers))
except StoreError as error:
    print(str(error).partition(": ")[2])
"""

_HEAD = b'{"format":"crampguard","version":1,'
_ROW = json.dumps(MARK).encode()[:-1]
_KEYS = b",".join(b'"%x":0' % number for number in range(4_000_000))


@pytest.mark.parametrize(
    ("content", "printed"),
    [
        (b"x" * 64_000_001, "it is larger than 64000000 bytes"),
        (_HEAD + b'"marks":[' + b"0," * 20_000_000 + b"0]}", "marks[0]: Expected `object`, got `int`"),
        (_HEAD + b'"x":[' + b"[]," * 20_000_000 + b"0]}", "0"),
        (_HEAD + _KEYS + b"}", "0"),
        (_HEAD + b'"marks":[' + _ROW + b"," + _KEYS + b"}]}", "1"),
    ],
    ids=["large", "numbers", "arrays", "keys", "keys of a mark"],
)
def test_a_hostile_file_costs_little_memory_and_time(tmp_path: Path, content: bytes, printed: str) -> None:
    """In a child that may have 600 MB in all."""
    file = tmp_path / "hostile.json"
    file.write_bytes(content)
    before = resource.getrusage(resource.RUSAGE_CHILDREN).ru_utime
    ended = subprocess.run(
        [sys.executable, "-c", READ_POORLY, file], capture_output=True, text=True, timeout=60, check=False
    )
    assert (ended.stdout, ended.stderr) == (f"{printed}\n", "")
    assert resource.getrusage(resource.RUSAGE_CHILDREN).ru_utime - before < 10  # seconds of work


def test_a_file_of_gigabytes_is_not_read(tmp_path: Path) -> None:
    file = tmp_path / "huge.json"
    with file.open("wb") as made:
        made.truncate(20_000_000_000)
    with pytest.raises(StoreError, match="it is larger than 64000000 bytes"):
        read_import(file, NOW)


# Whatever comes

FULL = whole(
    habits=[{"habit": "stretch", "title": "Stretch"}],
    marks=[MARK, {**MARK, "habit": "hydrate"}],
    mornings=[{**MORNING, "time": "03:10", "leg": "left", "triggers": ["heat"], "note": "n"}],
    bedtimes=[BEDTIME],
    signs=[{"sign": "chest", "answer": None, "at": AT}],
    cramps=[{"night": "2026-11-22", "at": AT, "over_at": AT}],
    known=[{"night": "2026-11-22", "at": AT}],
    questions=[QUESTION],
    trials=[TRIAL],
)

_EDGES = ["2026-02-30", "0001-01-01T00:00:00+14:00", "9999-12-31T23:59:59-14:00", "done", 10**400, AT]
_numbers = st.integers() | st.floats(allow_nan=False, allow_infinity=False)
junk = st.sampled_from(_EDGES) | st.recursive(
    st.none() | st.booleans() | _numbers | st.text(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner, max_size=3),
    max_leaves=5,
)


def places(value: Any, path: tuple[Any, ...] = ()) -> Iterator[tuple[Any, ...]]:
    """The way to each value of a JSON document."""
    if path:
        yield path
    inner = value.items() if isinstance(value, dict) else enumerate(value if isinstance(value, list) else ())
    for key, below in inner:
        yield from places(below, (*path, key))


@given(st.sampled_from(list(places(FULL))), junk)
@example(("version",), 10**400)
def test_any_value_at_any_place_is_taken_in_or_refused_in_one_line(path: tuple[Any, ...], value: Any) -> None:
    content = copy.deepcopy(FULL)
    inside = content
    for key in path[:-1]:
        inside = inside[key]
    inside[path[-1]] = value
    refused_or_sound(json.dumps(content).encode())


@given(st.binary(max_size=40), st.integers(0, 700), st.integers(0, 40))
def test_any_bytes_anywhere_are_taken_in_or_refused_in_one_line(put: bytes, place: int, gone: int) -> None:
    content = json.dumps(FULL).encode()
    refused_or_sound(content[:place] + put + content[place + gone :])


def refused_or_sound(content: bytes) -> None:
    """What is taken in is fit to be kept; what is refused is refused in one line."""
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "mine.json"
        file.write_bytes(content)
        try:
            brought = read_import(file, NOW).answers
        except StoreError as error:
            line = str(error)
        else:
            line = "sound"
            with closing(Diary(Path(folder) / "diary.sqlite3")) as diary:
                merge(diary, brought)
                assert read_answers(diary) == as_kept(brought)
            assert all(night <= date(2026, 11, 26) for night in brought.nights)
    assert len(line.splitlines()) == 1
    assert len(line) < 300
