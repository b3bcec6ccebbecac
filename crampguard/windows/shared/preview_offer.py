"""The way to the preview of an evening."""

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QVBoxLayout, QWidget

from crampguard.i18n import _
from crampguard.windows.shared import theme
from crampguard.windows.shared.buttons import Button
from crampguard.windows.shared.labels import heading, label
from crampguard.windows.shared.note import Note


class PreviewOffer(QWidget):
    """Starts the preview, which opens beside the program. preview: raises OSError where it cannot start."""

    def __init__(self, preview: Callable[[], object]) -> None:
        super().__init__()
        self._preview = preview
        self._wrong = Note("wrong")
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.px(theme.SPACE_S))
        column.addWidget(heading(_("See how it works")))
        says = _("Your evening in about a minute, with all that pops up. Nothing of it is kept.")
        column.addWidget(label(says, role="text2"))
        start = Button(_("Preview an evening"), self._start, icon="play")
        column.addWidget(start, 0, Qt.AlignmentFlag.AlignLeft)
        column.addWidget(self._wrong)

    def _start(self) -> None:
        try:
            self._preview()
        except OSError as error:
            self._wrong.say(str(error))
