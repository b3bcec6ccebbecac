"""Which language the program speaks: the settings' choice, else the system's; and what a broken one does."""

import logging
from collections.abc import Callable
from pathlib import Path

import pytest
from babel.messages.catalog import Catalog

from crampguard import i18n
from crampguard.cli import main
from crampguard.i18n import _
from crampguard.store import language
from crampguard.store.language import system_language, use_language
from crampguard.store.settings import Settings, SettingsFile
from tests.translations import compiled

VARIABLES = ("LC_ALL", "LC_MESSAGES", "LANG", "LANGUAGE")


@pytest.fixture
def settings(translations: Path, tmp_path: Path) -> Callable[[str], Settings]:
    """Writes the settings file and reads it."""
    file = SettingsFile(tmp_path / "settings.toml")

    def written(content: str) -> Settings:
        file.path.write_text(content, encoding="utf-8")
        return file.read()

    return written


@pytest.mark.parametrize(
    ("variables", "expected"),
    [
        ({}, "en"),
        ({"LANG": "de_AT.UTF-8"}, "de"),
        ({"LANG": "de"}, "de"),
        ({"LANG": "nl_NL.UTF-8"}, "en"),
        ({"LANG": "pt_PT.UTF-8"}, "pt_BR"),
        ({"LANG": "en_GB.UTF-8", "LANGUAGE": "nl:pt_BR:de"}, "pt_BR"),
        ({"LANG": "de_DE.UTF-8", "LANGUAGE": "en_GB:de"}, "en"),
        ({"LANG": "pt_BR.UTF-8", "LC_MESSAGES": "de_DE@euro"}, "de"),
        ({"LANG": "de_DE.UTF-8", "LC_ALL": "C.UTF-8", "LANGUAGE": "de"}, "en"),
        ({"LANG": "POSIX"}, "en"),
        ({"LANG": ".UTF-8"}, "en"),
    ],
)
def test_the_language_of_the_system_is_that_of_its_variables(
    translations: Path, monkeypatch: pytest.MonkeyPatch, variables: dict[str, str], expected: str
) -> None:
    for name in VARIABLES:
        monkeypatch.delenv(name, raising=False)
    for name, value in variables.items():
        monkeypatch.setenv(name, value)
    assert system_language() == expected


def test_an_edit_of_the_settings_changes_the_language_of_every_text(
    settings: Callable[[str], Settings],
) -> None:
    def titles(found: Settings) -> list[str]:
        return [habit.title for habit in found.originals]

    assert "Cool bedroom" in titles(settings(""))
    german = settings('[look]\nlanguage = "de"\n')
    assert _("Tonight") == "Heute Abend"
    assert "Kühles Schlafzimmer" in titles(german)
    assert "Cool bedroom" in titles(settings(""))
    assert _("Tonight") == "Tonight"


def test_a_problem_is_said_in_the_language_that_the_same_file_chooses(
    settings: Callable[[str], Settings],
) -> None:
    (problem,) = settings('[look]\nlanguage = "de"\ndark_evening = 1\n').problems
    assert "ja oder nein" in problem


@pytest.mark.parametrize("value", ['"klingon"', '"../de"', "7", '["de"]', '""'])
def test_an_unknown_language_is_one_line_and_the_last_one_holds(
    settings: Callable[[str], Settings], value: str
) -> None:
    settings('[look]\nlanguage = "de"\n')
    found = settings(f"[look]\nlanguage = {value}\n")
    (problem,) = found.problems
    assert "look.language" in problem
    assert '"de"' in problem
    assert _("Tonight") == "Heute Abend"


def test_a_broken_translation_leaves_english_and_one_line_in_the_log(
    settings: Callable[[str], Settings], caplog: pytest.LogCaptureFixture
) -> None:
    with caplog.at_level(logging.WARNING):
        for _time in range(2):
            assert settings('[look]\nlanguage = "xx"\n').problems == ()
    assert _("Tonight") == "Tonight"
    assert i18n.language() == "en"
    (line,) = caplog.messages
    assert "xx/LC_MESSAGES/crampguard.mo cannot be read" in line


def cut(file: Path) -> None:
    file.write_bytes(file.read_bytes()[:-30])


@pytest.mark.parametrize("damage", [cut, Path.unlink])
def test_half_a_translation_and_none_leave_english(
    translations: Path, damage: Callable[[Path], None]
) -> None:
    use_language("en")
    damage(translations / "de" / "LC_MESSAGES" / "crampguard.mo")
    use_language("de")
    assert (_("Tonight"), i18n.language()) == ("Tonight", "en")


def test_a_command_speaks_the_language_of_the_settings_before_it_reads_them(
    translations: Path, profile: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    german = "zeigt die Liste"
    catalog = Catalog(locale="de")
    catalog.add("show the list of a night", german)
    (translations / "de" / "LC_MESSAGES" / "crampguard.mo").write_bytes(compiled(catalog))
    file = profile / "config_home" / "crampguard" / "settings.toml"
    file.parent.mkdir(parents=True)
    file.write_text('[look]\nlanguage = "de"\n', encoding="utf-8")
    with pytest.raises(SystemExit):
        main(["tonight", "--help"])
    assert german in capsys.readouterr().out


@pytest.mark.parametrize("content", [b"[look\n", b"\xff", b"look = 7\n", b"[look]\nlanguage = 7\n", b""])
def test_a_command_speaks_the_systems_language_where_the_settings_make_no_sense(
    translations: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, content: bytes
) -> None:
    monkeypatch.setenv("LC_ALL", "de_DE.UTF-8")
    file = tmp_path / "settings.toml"
    file.write_bytes(content)
    language.use_language_of(file)
    assert _("Tonight") == "Heute Abend"
