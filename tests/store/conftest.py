"""Settings that a test writes, an export that it takes in, and a diary to take it in."""

import json
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from crampguard.store.diary import Diary
from crampguard.store.settings import (
    Settings,
    SettingsFile,
)
from crampguard.store.transfer.answers import ImportedData
from crampguard.store.transfer.json_in import read_import
from tests.store.answering import NOW

Read = Callable[[str], Settings]
Taken = Callable[[Any], ImportedData]


@pytest.fixture
def file(tmp_path: Path) -> SettingsFile:
    return SettingsFile(tmp_path / "settings.toml")


@pytest.fixture
def read(file: SettingsFile) -> Read:
    """Writes the text and reads it, in one run of the program; the file must stay as it is."""

    def read_text(text: str) -> Settings:
        file.path.write_bytes(text.encode())
        found = file.read()
        assert file.path.read_bytes() == text.encode()
        return found

    return read_text


@pytest.fixture
def take(tmp_path: Path) -> Taken:
    """Takes in that file, given as bytes, or as what JSON makes of it."""

    def read(content: Any) -> ImportedData:
        file = tmp_path / "mine.json"
        file.write_bytes(content if isinstance(content, bytes) else json.dumps(content).encode())
        return read_import(file, NOW)

    return read


@pytest.fixture
def diary(tmp_path: Path) -> Iterator[Diary]:
    with closing(Diary(tmp_path / "diary.sqlite3")) as opened:
        yield opened
