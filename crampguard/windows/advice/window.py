"""The window "When to see a doctor": what is a cramp, the warning signs, causes, first help."""

from collections.abc import Iterable, Sequence

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QFont
from PySide6.QtWidgets import QWidget

from crampguard.engine import Engine
from crampguard.i18n import _
from crampguard.routine.about_me import AboutMe
from crampguard.routine.advice import Urgency, is_own
from crampguard.routine.habits import Source
from crampguard.routine.tonight import Tonight
from crampguard.store.advice import advice
from crampguard.windows.advice.parts import BulletList, Steps, TitledCard
from crampguard.windows.advice.topics import Topics
from crampguard.windows.shared import theme
from crampguard.windows.shared.habit_info import folded_sources
from crampguard.windows.shared.labels import label
from crampguard.windows.shared.layout import column, scrolling
from crampguard.windows.shared.window import Window

CAUSES, ASKED, FIRST_HELP = "causes", "asked", "first help"  # sections that can be opened

_WIDTH, _HEIGHT, _LEAST_WIDTH = 600, 720, 400  # narrower, the address of a source is cut


class AdviceWindow(Window):
    """One page. The user's own signs come first in their card, and a fluid limit changes what is said."""

    def __init__(self, engine: Engine) -> None:
        super().__init__(_("When to see a doctor"))
        self._engine = engine
        self._advice = advice()
        self._about_me: AboutMe | None = None
        self._sections: dict[str, QWidget] = {}
        self._scroll = scrolling(QWidget())
        self._scroll.setFocusPolicy(Qt.FocusPolicy.StrongFocus)  # a page to read: the arrow keys move it
        self._scroll.setAccessibleName(self.windowTitle())
        column(self, self._scroll)
        self.at_least(_LEAST_WIDTH)
        self.fit(_WIDTH, _HEIGHT)

    def open(self, section: str = "") -> None:
        """Brings the window forward, at that section or at the beginning."""
        self.bring_forward()
        self._scroll.setFocus()
        QTimer.singleShot(0, self, lambda: self._go_to(section))

    def bring_forward(self) -> None:
        self._fill()
        super().bring_forward()

    def follow(self, tonight: Tonight) -> None:
        """The page changes with what the user says about themselves."""
        del tonight
        if self.isVisible():
            self._fill()

    def _go_to(self, section: str) -> None:
        place = self._sections.get(section)
        self._scroll.verticalScrollBar().setValue(0 if place is None else place.y() - theme.px(theme.SPACE_L))

    def _fill(self) -> None:
        about_me = self._engine.settings.about_me
        if about_me == self._about_me:
            return
        self._about_me = about_me
        told = self._advice
        told_apart = Topics(_("Is it a cramp?"), told.cramp, told.told_apart, about_me.fluid_limit)
        told_apart.column.addWidget(_sources(told.cramp_sources))
        asked = _("Short answers to what people ask first. None of them is a dose.")
        self._sections = {
            CAUSES: Topics(
                _("What could be causing them"), _about_causes(), told.causes, about_me.fluid_limit
            ),
            ASKED: Topics(_("What people ask first"), asked, told.asked, about_me.fluid_limit),
            FIRST_HELP: self._first_help(),
        }
        page = QWidget()
        edge = theme.px(theme.SPACE_XL)
        title = label(_("When to see a doctor"), theme.TITLE, QFont.Weight.DemiBold)
        intro = _(
            "CrampGuard cannot tell what is causing a cramp. With one of the signs below, see a doctor."
        )
        parts = (told_apart, *self._signs(about_me), *self._sections.values())
        layout = column(page, title, label(intro, role="text2"), *parts, gap=theme.SPACE_M)
        layout.setContentsMargins(edge, edge, edge, edge)
        layout.addStretch(1)
        self._scroll.setWidget(page)

    def _signs(self, about_me: AboutMe) -> Sequence[QWidget]:
        made = []
        for urgency, title, icon in (
            (Urgency.EMERGENCY, _("Call your emergency number now"), "care"),
            (Urgency.SAME_DAY, _("Call a doctor the same day"), "clock"),
            (Urgency.VISIT, _("Make an appointment with your doctor"), "seedoc"),
        ):
            signs = self._advice.of(urgency, about_me)
            card = TitledCard(title, icon, urgent=urgency is Urgency.EMERGENCY)
            own = [sign.says for sign in signs if is_own(sign, about_me)]
            card.column.addWidget(BulletList([sign.says for sign in signs], strong=own))
            card.column.addWidget(_sources(source for sign in signs for source in sign.sources))
            made.append(card)
        return made

    def _first_help(self) -> QWidget:
        card = TitledCard(_("A cramp now"), "moon")
        card.column.addWidget(Steps(self._advice.first_help))
        kept = _("“Cramp now” in the tray menu shows this too, and keeps the time for the morning.")
        card.column.addWidget(label(kept, theme.SMALL, role="text2"))
        card.column.addWidget(_sources(self._advice.first_help_sources))
        return card


def _about_causes() -> str:
    return _(
        "These are named as causes of night leg cramps. No program can say which of them is yours, if any. "
        "They are here so that you can ask about them."
    )


def _sources(sources: Iterable[Source]) -> QWidget:
    """Names each source once."""
    return folded_sources(_("Where this comes from"), dict.fromkeys(sources))
