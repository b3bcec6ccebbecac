"""What a warning sign says, in the place of the answer that raised it, and the way to more words."""

from collections.abc import Callable

from crampguard.i18n import _
from crampguard.windows.shared.buttons import Button
from crampguard.windows.shared.layout import add_parts
from crampguard.windows.shared.note import Note
from crampguard.windows.shared.surface import Surface


class DoctorHint(Surface):
    """Hidden while there is nothing to say."""

    def __init__(self, open_advice: Callable[[], object]) -> None:
        super().__init__()
        self._note = Note("doctor")
        add_parts(self.column, self._note, Button(_("When to see a doctor"), open_advice, "link"))
        self.hide()

    def say(self, text: str) -> bool:
        """Whether there is something new to say."""
        new = bool(text) and text != self._note.text()
        self._note.say(text)
        self.setVisible(bool(text))
        return new
