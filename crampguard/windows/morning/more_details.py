"""The part of the card that opens on demand: sore today, what may have set it off, what eased it, a note."""

from collections.abc import Callable

from msgspec.structs import replace
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLineEdit, QPlainTextEdit, QWidget

from crampguard.i18n import _
from crampguard.routine.morning import LONGEST_NOTE, Morning
from crampguard.windows.morning import options
from crampguard.windows.shared import theme
from crampguard.windows.shared.choices import Choices, yes_no
from crampguard.windows.shared.fold import Fold
from crampguard.windows.shared.form_row import FormRow
from crampguard.windows.shared.layout import column

_NOTE_LINES = 3


class MoreDetails(Fold):
    """Opens by itself where something in it is recorded already."""

    def __init__(self, changed: Callable[[], object], grown: Callable[[], object]) -> None:
        inside = QWidget()
        super().__init__(_("Sore today, what set it off, what eased it, a note"), lambda: inside, self._begin)
        sore, triggers, eased, note = _("Sore today"), _("Set off by"), _("Eased by"), _("Note")
        self._sore = Choices(sore, changed)
        self._triggers = Choices(triggers, changed, many=True)
        self._eased = QLineEdit(maxLength=LONGEST_NOTE)
        self._note = QPlainTextEdit(tabChangesFocus=True)
        self._note.setFixedHeight(self._note.fontMetrics().lineSpacing() * _NOTE_LINES + theme.px(24))
        self._grown = grown
        self._kept = Morning(cramp=True)
        fields = column(inside, gap=theme.SPACE_XS)
        for name, control in (
            (sore, self._sore),
            (triggers, self._triggers),
            (eased, self._eased),
            (note, self._note),
        ):
            control.setAccessibleName(name)
            fields.addWidget(FormRow(name, control))

    def load(self, morning: Morning) -> None:
        self._kept = morning
        self._sore.offer(yes_no(), [morning.sore])
        self._triggers.offer(options.triggers(morning.triggers), morning.triggers)
        self._eased.setText(morning.eased)
        self._note.setPlainText(morning.note)
        self.open(any((morning.sore is not None, morning.triggers, morning.eased, morning.note)))

    def added_to(self, morning: Morning) -> Morning:
        """The morning with what stands here; what was not touched as it was."""
        typed_eased, typed_note = self._eased.isModified(), self._note.document().isModified()
        sore, chosen, kept = self._sore.chosen, self._triggers.chosen, self._kept.triggers
        added = [str(word) for word in chosen if word not in kept]
        return replace(
            morning,
            sore=bool(sore[0]) if sore else None,
            triggers=(*(word for word in kept if word in chosen), *added),
            eased=self._eased.text().strip() if typed_eased else self._kept.eased,
            note=self._note.toPlainText().strip() if typed_note else self._kept.note,
        )

    def _begin(self) -> None:
        self._sore.setFocus(Qt.FocusReason.TabFocusReason)
        self._grown()
