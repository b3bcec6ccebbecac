"""Does a nudge reach you: a test notification whose button proves itself."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QVBoxLayout, QWidget

from crampguard.i18n import _
from crampguard.windows.shared import theme
from crampguard.windows.shared.app_actions import TrialResult, TryNotification
from crampguard.windows.shared.buttons import Button
from crampguard.windows.shared.note import Note


class NudgeTrial(QWidget):
    """A button, and in words what came of it. What an earlier try still says is passed over."""

    def __init__(self, send: TryNotification) -> None:
        super().__init__()
        self._send = send
        self._tries = 0
        self._has_button = True
        self._button = Button(_("Send one"), lambda: self._try(), icon="bell")
        self._button.setAccessibleDescription(_("A test notification, with a button to press."))
        self._status = Note("hint")
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(theme.px(theme.SPACE_S))
        layout.addWidget(self._button, 0, Qt.AlignmentFlag.AlignLeft)
        layout.addWidget(self._status)

    def stop(self) -> None:
        """Nothing is told after this."""
        self._tries += 1

    def _try(self) -> None:
        self._tries += 1
        this = self._tries
        self._status.say(_("Asking your desktop to show one."), "hint")
        self._button.setText(_("Send another"))
        self._send(lambda result: self._show_result(result) if this == self._tries else None)

    def _show_result(self, result: TrialResult) -> None:
        if result == "gone" and not self._has_button:
            return  # nothing could be pressed, so nothing is missing
        self._has_button = result != "no buttons"
        look, words = _words(result)
        self._status.say(words, look)


def _words(result: TrialResult) -> tuple[str, str]:
    match result:
        case "sent":
            return "hint", _("Sent. Now press the button in it; this line waits for your click.")
        case "clicked":
            return "saved", _("Yes: it came, and your click came back.")
        case "no buttons":
            return "hint", _(
                "It came, but this desktop shows no buttons in it. "
                "Tick in the tray menu or the window instead."
            )
        case "gone":
            return "hint", _("It went before a click came back. Send another, and press its button.")
        case "nobody":
            return "caution", _(
                "Nothing here shows notifications, so a window in the corner tells you. To have them, switch "
                "notifications on in your desktop, or start a notification server such as dunst."
            )
