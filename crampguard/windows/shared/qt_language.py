"""Qt's own texts, and the direction of everything, in the language in use."""

from PySide6.QtCore import QLibraryInfo, QLocale, QTranslator
from PySide6.QtGui import QGuiApplication

from crampguard.i18n import language


def follow_language() -> None:
    """For every window made after it. What Qt has no translation of stays English."""
    qt = QGuiApplication.instance()
    if not isinstance(qt, QGuiApplication):
        return
    for before in qt.findChildren(QTranslator):
        qt.removeTranslator(before)
        before.deleteLater()
    translator = QTranslator(qt)
    if translator.load(f"qtbase_{language()}", QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath)):
        qt.installTranslator(translator)
    qt.setLayoutDirection(QLocale(language()).textDirection())
