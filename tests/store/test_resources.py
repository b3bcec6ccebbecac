"""The files of advice and habits that ship: an unknown key, level or source fails here, not at a user's."""

import re
from typing import Any

import msgspec
import pytest

from crampguard.routine.advice import Advice, FirstHelp, Sign, Topic
from crampguard.routine.habits import Habit, Source
from crampguard.store.catalogue import cited, shipped

ADVICE, HABITS, SOURCES = (shipped(name) for name in ("advice.toml", "habits.toml", "sources.toml"))
TABLES: dict[str, type[msgspec.Struct]] = {
    "first_help": FirstHelp,
    "signs": Sign,
    "told_apart": Topic,
    "causes": Topic,
    "asked": Topic,
    "habits": Habit,
}


def unknown(table: dict[str, Any], kind: type[msgspec.Struct], *more: str) -> set[str]:
    return set(table) - set(kind.__struct_fields__) - set(more)


@pytest.mark.parametrize("name", TABLES)
def test_no_table_has_a_key_that_nobody_reads(name: str) -> None:
    for table in (ADVICE | HABITS)[name]:
        assert unknown(table, TABLES[name]) == set()


def test_no_file_has_a_key_that_nobody_reads() -> None:
    assert unknown(ADVICE, Advice, "version") == set()
    assert set(HABITS) == {"version", "habits"}
    for source in SOURCES.values():
        assert unknown(source, Source) == set()


@pytest.mark.parametrize("name", [name for name in TABLES if name != "first_help"])
def test_every_sign_cause_and_answer_names_its_source(name: str) -> None:
    for table in (ADVICE | HABITS)[name]:
        assert table["sources"], table["id"]
        assert set(table["sources"]) <= set(SOURCES), table["id"]


@pytest.mark.parametrize("key", SOURCES)
def test_a_source_has_an_author_a_title_and_an_address(key: str) -> None:
    source = msgspec.convert(SOURCES[key], Source)
    assert source.author
    assert source.title
    assert re.match(r"https?://\S+$", source.url)
    assert re.search(r"_\d{4}$", key) is None or str(source.year) in key


def test_every_source_is_cited() -> None:
    tables = [table for name in TABLES for table in (ADVICE | HABITS)[name]]
    cited_keys = {key for table in tables for key in table.get("sources", ())}
    assert set(SOURCES) == cited_keys | set(ADVICE["cramp_sources"]) | set(ADVICE["first_help_sources"])


def test_what_nobody_has_read_is_marked_and_stands_alone_nowhere() -> None:
    unread = {key for key, source in SOURCES.items() if not source.get("read", True)}
    assert unread == {"nhs_atorvastatin", "nhs_clot", "nih_magnesium"}
    alone = {table["id"] for table in ADVICE["signs"] if set(table["sources"]) <= unread}
    assert alone == {"statin"}  # the sentence is that of the NHS, as its pages are quoted


def test_an_unknown_source_or_level_is_refused() -> None:
    with pytest.raises(KeyError):
        cited({"signs": [{"id": "one", "sources": ["nobody_1900"]}]})
    sign = {"id": "one", "urgency": "soon", "says": "", "label": "", "sources": []}
    with pytest.raises(msgspec.ValidationError):
        msgspec.convert(sign, Sign)
