"""The question about statins, asked once: whether one is taken, and whether cramps go with it."""

from collections.abc import Callable

from PySide6.QtWidgets import QWidget

from crampguard.i18n import _
from crampguard.routine.about_me import AboutMe
from crampguard.store.advice import advice
from crampguard.windows.shared import theme
from crampguard.windows.shared.check import Check
from crampguard.windows.shared.choices import Choices, yes_no
from crampguard.windows.shared.labels import label
from crampguard.windows.shared.layout import column, set_margins
from crampguard.windows.shared.note import Note

_INDENT = 39  # measured pixels: below the text of the tick box


class StatinQuestion(QWidget):
    """answered is called when the user answers. With a yes, what to do about it stands below."""

    def __init__(self, answered: Callable[[], object]) -> None:
        super().__init__()
        self._answered = answered
        self._visit = advice().sign("statin_cramps").says
        self._check = Check(_("I take a statin"), lambda _on: self._answer())
        self._check.setAccessibleDescription(_("A medicine for cholesterol."))
        asks = _(
            "Did your cramps begin or grow worse after you started the statin, "
            "or do your muscles hurt by day?"
        )
        self._cramps = Choices(asks, self._answer)
        self._cramps.offer(yes_no(), ())
        self._note = Note("doctor")
        self._more = QWidget()
        more = column(self._more, label(asks), self._cramps, self._note, gap=theme.SPACE_XS)
        set_margins(more, theme.px(_INDENT), 0, 0, 0)
        column(self, self._check, self._more, gap=theme.SPACE_XS)
        self._show()

    def follow(self, about_me: AboutMe) -> None:
        self._check.setChecked(about_me.statin)
        chosen = {"yes": (True,), "no": (False,)}.get(about_me.statin_cramps, ())
        if self._cramps.chosen != chosen:
            self._cramps.choose(chosen)
        self._show()

    def carry_on(self, other: "StatinQuestion") -> None:
        self._check.setChecked(other._check.isChecked())
        self._cramps.choose(other._cramps.chosen)
        self._show()

    def changes(self, about_me: AboutMe) -> dict[str, bool | str | None]:
        """What differs from the settings, by key; None takes a key out of the file."""
        found: dict[str, bool | str | None] = {}
        if self._check.isChecked() != about_me.statin:
            found["about_me.statin"] = self._check.isChecked()
        cramps = "".join("yes" if chosen else "no" for chosen in self._cramps.chosen)
        if cramps != about_me.statin_cramps:
            found["about_me.statin_cramps"] = cramps or None
        return found

    def _answer(self) -> None:
        self._show()
        self._answered()

    def _show(self) -> None:
        self._more.setVisible(self._check.isChecked())
        self._note.say(self._visit if True in self._cramps.chosen else "")
