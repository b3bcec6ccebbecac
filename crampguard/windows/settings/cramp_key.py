"""A key of the desktop that opens "Cramp now"."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QVBoxLayout, QWidget

from crampguard.i18n import _
from crampguard.windows.shared import theme
from crampguard.windows.shared.app_actions import CrampKey
from crampguard.windows.shared.buttons import Button
from crampguard.windows.shared.labels import heading, label


class CrampKeyOffer(QWidget):
    """Asks the desktop for a key, or says how to set one by hand."""

    def __init__(self, key: CrampKey) -> None:
        super().__init__()
        self._key = key
        self._result = label()
        self._ask = Button(_("Choose a key"), self._choose)
        self._give_up = Button(_("Use no key"), self._use_none, "quiet")
        says = _("It opens “Cramp now” from any program, quicker than the menu in the dark.")
        title = heading(_("A key for “Cramp now”"))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.px(theme.SPACE_S))
        for part in (title, label(says, role="text2"), self._ask, self._give_up, self._result):
            is_button = isinstance(part, Button)
            column.addWidget(part, 0, Qt.AlignmentFlag.AlignLeft if is_button else Qt.AlignmentFlag(0))
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
            self._show_result(_("{key} now opens it.").format(key=key))
        else:
            self._show_result(_("The key you chose now opens it."))

    def _use_none(self) -> None:
        self._key.give_up()
        self._show_result("")

    def _show_result(self, words: str) -> None:
        self._result.setText(words)
        self._result.setVisible(bool(words))
        self._give_up.setVisible(self._key.wanted)
