"""What stands beside the settings: the preview of an evening, and a key for "Cramp now"."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QVBoxLayout, QWidget

from crampguard.i18n import _
from crampguard.windows.shared import theme
from crampguard.windows.shared.app_actions import AppActions, CrampKey
from crampguard.windows.shared.buttons import Button
from crampguard.windows.shared.labels import heading, label
from crampguard.windows.shared.note import Note


class PreviewOffer(QWidget):
    """Starts the preview, which opens beside the program."""

    def __init__(self, app_actions: AppActions) -> None:
        super().__init__()
        self._app_actions = app_actions
        self._wrong = Note("wrong")
        says = _("Your evening in about a minute, with all that pops up. Nothing of it is kept.")
        start = Button(_("Preview an evening"), self._start, icon="play")
        _lay_out(self, heading(_("See how it works")), label(says, role="text2"), start, self._wrong)

    def _start(self) -> None:
        try:
            self._app_actions.preview()
        except OSError as error:
            self._wrong.say(str(error))


class CrampKeyOffer(QWidget):
    """Asks the desktop for a key, or says how to set one by hand."""

    def __init__(self, key: CrampKey) -> None:
        super().__init__()
        self._key = key
        self._result = label()
        self._ask = Button(_("Choose a key"), self._choose)
        self._give_up = Button(_("Use no key"), self._use_none, "quiet")
        says = _("A key that opens “Cramp now” from every program: quicker than the menu, in the dark.")
        title = heading(_("A key for “Cramp now”"))
        _lay_out(self, title, label(says, role="text2"), self._ask, self._give_up, self._result)
        self._show_result("")

    def _choose(self) -> None:
        self._ask.setEnabled(False)
        self._key.ask(self._show_answer)

    def _show_answer(self, key: str | None) -> None:
        self._ask.setEnabled(True)
        if key is None:
            self._show_result(
                _(
                    "This desktop gave no key. In its keyboard settings you can add a shortcut of your own "
                    "with the command “crampguard cramp”: it keeps the time of a cramp for the morning."
                )
            )
        elif key:
            self._show_result(_("{key} opens it now.").format(key=key))
        else:
            self._show_result(_("The key that you chose opens it now."))

    def _use_none(self) -> None:
        self._key.give_up()
        self._show_result("")

    def _show_result(self, words: str) -> None:
        self._result.setText(words)
        self._result.setVisible(bool(words))
        self._give_up.setVisible(self._key.wanted)


def _lay_out(offer: QWidget, *parts: QWidget) -> None:
    column = QVBoxLayout(offer)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(theme.px(theme.SPACE_S))
    for part in parts:
        alignment = Qt.AlignmentFlag.AlignLeft if isinstance(part, Button) else Qt.AlignmentFlag(0)
        column.addWidget(part, 0, alignment)
