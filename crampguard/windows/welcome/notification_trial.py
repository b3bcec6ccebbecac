"""Does a nudge reach you: a test notification with a button to press."""

from PySide6.QtWidgets import QWidget

from crampguard.i18n import _
from crampguard.windows.shared.app_actions import NudgeTrialResult, TryNotification
from crampguard.windows.shared.buttons import Button
from crampguard.windows.shared.layout import column
from crampguard.windows.shared.note import Note


class NotificationTrialPanel(QWidget):
    """A button that sends it, and below it the result. Results of an earlier try are ignored."""

    def __init__(self, send: TryNotification) -> None:
        super().__init__()
        self._send = send
        self._tries = 0
        self._has_button = True
        self._button = Button(_("Send one"), lambda: self._try(), icon="bell")
        self._button.setAccessibleDescription(_("A test notification, with a button to press."))
        self._status = Note("hint")
        column(self, self._button, self._status)

    def stop(self) -> None:
        """Ignores all results from now on."""
        self._tries += 1

    def _try(self) -> None:
        self._tries += 1
        this = self._tries
        self._status.say(_("Asking your desktop to show one."), "hint")
        self._button.setText(_("Send another"))
        self._send(lambda result: self._show_result(result) if this == self._tries else None)

    def _show_result(self, result: NudgeTrialResult) -> None:
        if result == "gone" and not self._has_button:
            return  # nothing could be pressed, so nothing is missing
        self._has_button = result != "no buttons"
        self._status.say(*_explanation(result))


def _explanation(result: NudgeTrialResult) -> tuple[str, str]:
    """A sentence, and how a Note shows it."""
    match result:
        case "sent":
            return _("Sent. Now press the button in it, and this line will change."), "hint"
        case "clicked":
            return _("Yes: it came, and your click came back."), "saved"
        case "no buttons":
            text = _(
                "It came, but this desktop shows no buttons in it. "
                "Tick things off in the tray menu or the window instead."
            )
            return text, "hint"
        case "gone":
            return _("It went away before you clicked. Send another, and press its button."), "hint"
        case "own":
            text = _(
                "On this computer a small window in the corner of the screen tells you. "
                "The preview shows you one."
            )
            return text, "hint"
        case "nobody":
            text = _(
                "Nothing here shows notifications, so a window in the corner tells you. To have them, switch "
                "notifications on in your desktop, or start a notification server such as dunst."
            )
            return text, "caution"
