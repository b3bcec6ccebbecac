"""What the installer for Windows is made from. `python -m tests.bundles windows` builds it."""

import re
import sys
from pathlib import Path

import pytest
from PySide6.QtGui import QImageReader

from crampguard.i18n import ENGLISH, _
from crampguard.store.language import languages, use_language
from crampguard.store.places import APP, places_in
from crampguard.windows.shared.icon import WINDOW_SIZES
from tests.bundles import windows
from tests.bundles.folder import RECIPES
from tests.bundles.licences import FOLDER

INSTALLER = (RECIPES / "crampguard.nsi").read_text(encoding="utf-8")
LANGUAGES = {
    "en": "English",
    "de": "German",
    "es": "Spanish",
    "fr": "French",
    "pt_BR": "PortugueseBR",
    "ar": "Arabic",
}
"""As NSIS names those of the program."""


def test_the_installer_speaks_the_languages_of_the_program() -> None:
    spoken = {LANGUAGES[language] for language in languages()}
    assert set(re.findall(r'MUI_LANGUAGE "(\w+)"', INSTALLER)) == spoken
    texts = re.findall(r"^LangString (\w+) \$\{LANG_(\w+)\} \"", INSTALLER, re.MULTILINE)
    assert sorted(texts) == sorted((name, one.upper()) for name in dict(texts) for one in spoken)


@pytest.mark.parametrize("language", languages())
def test_the_installer_names_the_menu_entry_as_the_menu_does(language: str) -> None:
    use_language(language)
    try:
        text = re.search(rf"STILL_RUNNING \$\{{LANG_{LANGUAGES[language].upper()}}} (.*)", INSTALLER)
        assert text is not None
        assert _("Quit") in text[1]
    finally:
        use_language(ENGLISH)


def test_the_uninstaller_removes_what_pyinstaller_makes() -> None:
    made = {"_internal", FOLDER, "crampguard.exe"}
    assert made <= set(re.findall(r'(?:RMDir /r|Delete) "\$INSTDIR\\(.+)"', INSTALLER))
    assert r'!define PROGRAM "$INSTDIR\crampguardw.exe"' in INSTALLER


def test_the_installer_waits_for_a_program_that_runs(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "platform", "win32")
    assert rf"$LOCALAPPDATA\{APP}\{places_in(tmp_path).socket.name}" in INSTALLER


def test_the_version_of_the_installer_is_that_of_the_program() -> None:
    assert not re.search(r"\d\.\d", INSTALLER)


def test_windows_finds_our_drawing_in_each_size(tmp_path: Path, qapp: object) -> None:
    windows.paint_icon_of_all_sizes(tmp_path / "icon.ico")
    reader = QImageReader(str(tmp_path / "icon.ico"))
    sizes = []
    for number in range(reader.imageCount()):
        reader.jumpToImage(number)
        sizes.append(reader.read().width())
    assert sizes == list(WINDOW_SIZES)
