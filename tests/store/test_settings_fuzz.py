"""Any text in the place of settings.toml: read without a crash, and edited only where it should be."""

import tomllib
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crampguard.store.errors import StoreError
from crampguard.store.settings import SettingsFile
from crampguard.store.toml_edit import edited

NAMES = st.sampled_from(
    [
        *("schedule", "saturday", "habits", "stretch", "walk", "nudges", "snooze", "lead", "title", "wake"),
        *('"quo # ted"', "'a.b'", r'"\u00e4]"', "'\"'", "about_me", "statin"),
    ]
)
KEYS = st.lists(NAMES, min_size=1, max_size=3).map(".".join) | st.lists(NAMES, max_size=2).map(" . ".join)
SIMPLE = st.sampled_from(
    [
        *("5", "-1", "true", "nan", "1e9", "22:30:00", "1979-05-27T07:32:00Z", '"06:45"', "'x # y'"),
        *(r'"\" # ["', '""', "''", '"""a\n[b]\n# c = 1\n"""', "'''\n'' = ]\n'''", '""""quoted"""""'),
        "0x" + "f" * 5000,
    ]
)
VALUES = st.recursive(
    SIMPLE,
    lambda inner: (
        st.lists(inner, max_size=3).map(lambda values: f"[ # ]\n {', '.join(values)} ]")
        | st.lists(inner, max_size=3).map(lambda values: f"[{','.join(values)}]")
        | st.lists(st.tuples(NAMES, inner), max_size=2).map(
            lambda pairs: f"{{ {', '.join(f'{name} = {value}' for name, value in pairs)} }}"
        )
    ),
    max_leaves=4,
)
COMMENTS = st.sampled_from(["", "", "  # comment = [", " "])
LINES = st.one_of(
    st.builds("{} = {}{}".format, KEYS, VALUES, COMMENTS),
    st.builds(" [{}]{}".format, KEYS, COMMENTS),
    st.builds("[[{}]]{}".format, KEYS, COMMENTS),
    st.sampled_from(["", "# a comment", "\t"]),
    st.text(max_size=10),
)
TEXTS = st.builds(
    lambda lines, newline, end: newline.join(lines) + end,
    st.lists(LINES, max_size=8),
    st.sampled_from(["\n", "\n", "\r\n"]),
    st.sampled_from(["", "\n"]),
)
CHANGES: st.SearchStrategy[dict[str, object]] = st.sampled_from(
    [
        {"nudges.snooze": 7},
        {"habits.stretch.lead": 7},
        {"schedule.wake": "06:10", "habits.walk.title": "Walk"},
        {"nudges.snooze": None},
        {"schedule.saturday.wake": None},
        {"habits.walk": None},
        {"about_me": None},
    ]
)


def is_toml(text: str) -> bool:
    try:
        tomllib.loads(text)
    except (ValueError, RecursionError):
        return False
    return True


@pytest.fixture(scope="module")
def file(tmp_path_factory: pytest.TempPathFactory) -> SettingsFile:
    return SettingsFile(tmp_path_factory.mktemp("fuzz") / "settings.toml")


@given(text=TEXTS, changes=CHANGES)
def test_any_text_is_read_and_changed_or_refused_in_one_line(
    file: SettingsFile, text: str, changes: dict[str, object]
) -> None:
    content = text.encode(errors="surrogateescape" if text.isascii() else "replace")
    file.path.write_bytes(content)
    for problem in file.read().problems:
        assert len(problem.splitlines()) == 1
    assert file.path.read_bytes() == content
    refused = ""
    try:
        file.change(changes)
    except (ValueError, StoreError) as error:
        refused = str(error)
    if refused:
        assert len(refused.splitlines()) == 1
        assert file.path.read_bytes() == content


@given(text=TEXTS.filter(is_toml), changes=CHANGES)
def test_an_edit_changes_what_it_should_alone(text: str, changes: dict[str, object]) -> None:
    try:
        after = edited(text, changes)
    except ValueError:
        return
    found = _values(tomllib.loads(after, parse_float=str))
    for key, value in _values(tomllib.loads(text, parse_float=str)).items():
        if not any(key[: len(path)] == path for path in (tuple(change.split(".")) for change in changes)):
            assert found[key] == value
    for change, value in changes.items():
        assert found.get(tuple(change.split("."))) == value


def _values(table: dict[str, Any], start: tuple[str, ...] = ()) -> dict[tuple[str, ...], object]:
    found: dict[tuple[str, ...], object] = {}
    for name, value in table.items():
        found |= _values(value, (*start, name)) if isinstance(value, dict) else {(*start, name): value}
    return found
