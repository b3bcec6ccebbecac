"""Habits of the user's own: the form that adds one, and the id it gets in the file."""

import re
import unicodedata
from collections.abc import Callable, Collection

from PySide6.QtCore import Qt
from PySide6.QtGui import QFont

from crampguard.i18n import _
from crampguard.windows.shared import theme
from crampguard.windows.shared.buttons import Button
from crampguard.windows.shared.fields import LineField, TextField, mark_wrong
from crampguard.windows.shared.labels import heading, label
from crampguard.windows.shared.layout import add_parts, flow
from crampguard.windows.shared.note import Note
from crampguard.windows.shared.surface import Surface

_ID_AT_MOST, _FOR_A_NUMBER = 40, 4
_RESERVED = "morning"  # the name of the notification with the morning question


class NewHabitForm(Surface):
    """A title and a nudge; `add` gets them. All else is chosen afterwards, as with any habit."""

    def __init__(self, add: Callable[[str, str], object], leave: Callable[[], object]) -> None:
        super().__init__()
        self._add = add
        self._title = LineField(_("Title"), lambda: self._judge(""), lambda: None)
        self._title.setPlaceholderText(_("Evening walk"))
        self._title.returnPressed.connect(lambda: self._finish())
        self._wrong = Note("wrong")
        self._nudge = TextField(_("What the nudge says"), lambda: None, lambda: None)
        self._nudge.setPlaceholderText(_("Ten slow minutes outside?"))
        add_parts(
            self.column,
            label(_("A habit of your own"), theme.HEADING, QFont.Weight.DemiBold),
            label(_("Time and evenings come next."), theme.SMALL, role="text2"),
            theme.SPACE_S,
            *(heading(_("Title")), self._title, self._wrong),
            *(heading(_("What the nudge says")), self._nudge),
            theme.SPACE_S,
            flow(Button(_("Add"), self._finish, "primary"), Button(_("Cancel"), leave)),
        )
        self.column.addStretch(1)

    def begin(self) -> None:
        self._title.clear()
        self._nudge.clear()
        self._judge("")
        self._title.setFocus(Qt.FocusReason.OtherFocusReason)

    def _finish(self) -> None:
        if self._title.text().strip():
            self._add(self._title.text().strip(), self._nudge.text().strip())
        else:
            self._judge(_("A habit needs a title."))
            self._title.setFocus(Qt.FocusReason.OtherFocusReason)

    def _judge(self, wrong: str) -> None:
        mark_wrong(self._title, wrong)
        self._wrong.say(wrong)


def free_id(title: str, taken: Collection[str]) -> str:
    """An id that the file allows, as near to the title as it gets: "Evening walk" is evening_walk."""
    plain = unicodedata.normalize("NFKD", title.casefold()).encode("ascii", "ignore").decode()
    words = re.sub(r"[^a-z0-9]+", "_", plain).strip("_")
    # A script without Latin letters leaves nothing, and a figure cannot begin an id.
    stem = words if words[:1].isalpha() else f"own_{words}"
    stem = stem[: _ID_AT_MOST - _FOR_A_NUMBER].strip("_")
    if stem not in taken and stem != _RESERVED:
        return stem
    return next(id_ for n in range(2, 1000) if (id_ := f"{stem}_{n}") not in taken)
