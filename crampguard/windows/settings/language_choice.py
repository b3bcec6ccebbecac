"""The choice of the language: that of this computer, or one that is there, each under its own name."""

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QLocale
from PySide6.QtWidgets import QMenu, QWidget

from crampguard.i18n import ENGLISH, _
from crampguard.routine.text import capitalized
from crampguard.routine.writing import translation_note
from crampguard.store.language import LANGUAGE_AUTO, languages
from crampguard.windows.shared.buttons import Button
from crampguard.windows.shared.labels import heading
from crampguard.windows.shared.layout import column, row
from crampguard.windows.shared.note import Note


class LanguageChoice(QWidget):
    """choose: is called with a value of `language` in settings.toml."""

    def __init__(self, choose: Callable[[str], object]) -> None:
        super().__init__()
        self._button = Button("", lambda: None, icon="chev_d")
        menu = QMenu(self)
        for language in (LANGUAGE_AUTO, *languages()):
            menu.addAction(_name(language), partial(choose, language))
        self._button.setMenu(menu)
        line = row(None, self._button)
        line.addStretch(1)
        column(self, heading(_("Language")), line, Note("hint", translation_note()))

    def follow(self, language: str) -> None:
        self._button.setText(_name(language))
        self._button.setAccessibleName(_("Language: {language}").format(language=_name(language)))


def _name(language: str) -> str:
    if language == LANGUAGE_AUTO:
        return _("As this computer")
    if language == ENGLISH:
        return "English"
    locale = QLocale(language)
    name = locale.nativeLanguageName().removesuffix(f" de {locale.nativeTerritoryName()}")  # of Spain, to Qt
    return capitalized(name)
