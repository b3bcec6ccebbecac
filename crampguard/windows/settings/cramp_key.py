"""A key of the desktop that opens "Cramp now"."""

from PySide6.QtWidgets import QWidget

from crampguard.i18n import _
from crampguard.windows.shared.app_actions import CrampKey
from crampguard.windows.shared.buttons import Button
from crampguard.windows.shared.labels import heading, label
from crampguard.windows.shared.layout import column


class CrampKeyOffer(QWidget):
    """Asks the desktop for a key, or says how to set one by hand."""

    def __init__(self, key: CrampKey) -> None:
        super().__init__()
        self._key = key
        self._result = label()
        self._ask = Button(_("Choose a key"), self._choose)
        self._give_up = Button(_("Use no key"), self._use_none, "quiet")
        title = heading(_("A key for “Cramp now”"))
        intro = _("It opens “Cramp now” from any program, quicker than the menu in the dark.")
        column(self, title, label(intro, role="text2"), self._ask, self._give_up, self._result)
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

    def _show_result(self, text: str) -> None:
        self._result.setText(text)
        self._result.setVisible(bool(text))
        self._give_up.setVisible(self._key.wanted)
