"""The window "When to see someone": the warning signs, what may be behind a cramp, and first help."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QFont
from PySide6.QtWidgets import QVBoxLayout, QWidget

from crampguard.engine import Engine
from crampguard.i18n import _
from crampguard.routine.advice import Urgency
from crampguard.routine.tonight import Tonight
from crampguard.store.advice import advice
from crampguard.windows.advice.causes import Causes
from crampguard.windows.advice.parts import Lines, Titled
from crampguard.windows.shared import theme
from crampguard.windows.shared.labels import label
from crampguard.windows.shared.layout import scrolling
from crampguard.windows.shared.window import Window

CAUSES, FIRST_HELP = "causes", "first help"  # sections that can be opened

_WIDTH, _HEIGHT, _LEAST_WIDTH = 600, 720, 360


class AdviceWindow(Window):
    """One page, the most urgent first; other words for someone on a statin or with a fluid limit."""

    def __init__(self, engine: Engine) -> None:
        super().__init__(_("When to see someone"))
        self._engine = engine
        self._advice = advice()
        self._said_to: tuple[bool, bool] | None = None
        self._sections: dict[str, QWidget] = {}
        self._scroll = scrolling(QWidget())
        self._scroll.setFocusPolicy(Qt.FocusPolicy.StrongFocus)  # a page to read: the arrow keys move it
        self._scroll.setAccessibleName(self.windowTitle())
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self._scroll)
        self.setMinimumWidth(min(theme.px(_LEAST_WIDTH), self.screen().availableSize().width()))
        self.fit(_WIDTH, _HEIGHT)

    def open(self, section: str = "") -> None:
        """Brings the window forward, at that section or else at its beginning."""
        self._fill()
        self.bring_forward()
        self._scroll.setFocus()
        QTimer.singleShot(0, self, lambda: self._go_to(section))

    def follow(self, tonight: Tonight) -> None:
        """The words change with what the user says about themselves."""
        del tonight
        if self.isVisible():
            self._fill()

    def _go_to(self, section: str) -> None:
        place = self._sections.get(section)
        self._scroll.verticalScrollBar().setValue(0 if place is None else place.y() - theme.px(theme.SPACE_L))

    def _fill(self) -> None:
        settings = self._engine.settings
        said_to = (settings.statin, settings.fluid_limit)
        if said_to == self._said_to:
            return
        self._said_to = said_to
        self._sections = {
            CAUSES: Causes(self._advice.causes, settings.fluid_limit),
            FIRST_HELP: self._first_help(),
        }
        page = QWidget()
        column = QVBoxLayout(page)
        edge = theme.px(theme.SPACE_XL)
        column.setContentsMargins(edge, edge, edge, edge)
        column.setSpacing(theme.px(theme.SPACE_M))
        column.addWidget(label(_("When to see someone"), theme.TITLE, QFont.Weight.DemiBold))
        intro = _("CrampGuard cannot tell what is behind a cramp. With one of these signs, let someone look.")
        column.addWidget(label(intro, role="text2"))
        for part in (*self._signs(settings.statin), *self._sections.values()):
            column.addWidget(part)
        column.addStretch(1)
        self._scroll.setWidget(page)

    def _signs(self, statin: bool) -> Sequence[QWidget]:
        made = []
        for urgency, title, icon, lit in (
            (Urgency.EMERGENCY, _("Call your emergency number now"), "care", True),
            (Urgency.SAME_DAY, _("Call a doctor the same day"), "clock", False),
            (Urgency.VISIT, _("Make an appointment with your doctor"), "seedoc", False),
        ):
            signs = self._advice.of(urgency, statin)
            card = Titled(title, icon, lit=lit)
            yours = [sign.sentence(statin) for sign in signs if statin and sign.says_statin]
            card.column.addWidget(Lines([sign.sentence(statin) for sign in signs], strong=yours))
            made.append(card)
        return made

    def _first_help(self) -> QWidget:
        card = Titled(_("A cramp now"), "moon")
        card.column.addWidget(Lines(self._advice.first_help))
        kept = _("“Cramp now” in the tray menu shows this too, and keeps the time for the morning.")
        card.column.addWidget(label(kept, theme.SMALL, role="text2"))
        return card
