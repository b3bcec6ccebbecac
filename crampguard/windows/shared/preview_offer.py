"""The way to the preview of an evening."""

from collections.abc import Callable

from PySide6.QtWidgets import QWidget

from crampguard.i18n import _
from crampguard.windows.shared.buttons import Button
from crampguard.windows.shared.labels import heading, label
from crampguard.windows.shared.layout import column
from crampguard.windows.shared.note import Note


class PreviewOffer(QWidget):
    """Starts the preview in a process of its own. preview: raises OSError where it cannot start."""

    def __init__(self, preview: Callable[[], object]) -> None:
        super().__init__()
        self._preview = preview
        self._wrong = Note("wrong")
        intro = _("Your evening in about a minute, with everything that pops up. Nothing of it is kept.")
        start = Button(_("Preview an evening"), self._start, icon="play")
        column(self, heading(_("See how it works")), label(intro, role="text2"), start, self._wrong)

    def _start(self) -> None:
        try:
            self._preview()
        except OSError as error:
            self._wrong.say(str(error))
