"""The window for a cramp that is there now: first help in large words, and its time kept for the morning."""

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QVBoxLayout, QWidget

from crampguard.engine import Engine, Refused
from crampguard.i18n import _
from crampguard.store.advice import advice
from crampguard.store.errors import NotNow, StoreError
from crampguard.windows import theme
from crampguard.windows.advice.parts import Steps
from crampguard.windows.icon import Face, window_icon
from crampguard.windows.widgets import Button, FlowLayout, label

_WIDTH = 440


class CrampNowWindow(QWidget):
    """Dark whatever the theme is: eyes that come out of sleep bear no light window."""

    def __init__(self, engine: Engine, open_advice: Callable[[], object]) -> None:
        super().__init__()
        self._engine = engine
        self.setWindowTitle(_("Cramp now"))
        self.setWindowIcon(window_icon(Face.ASLEEP, 0))
        self.setPalette(theme.palette(theme.DARK))
        words = f"QLabel {{ color: {theme.DARK.text}; }}"
        self.setStyleSheet(words + theme.style_sheet(theme.DARK, theme.unit()))
        self._kept = label(role="text2")
        self._close = Button(_("Close"), lambda: self.close(), "primary")
        buttons = FlowLayout(theme.SPACE_L)
        buttons.addWidget(self._close)
        buttons.addWidget(Button(_("When to see a doctor"), open_advice, "link"))
        layout = QVBoxLayout(self)
        edge = theme.px(theme.SPACE_XL)
        layout.setContentsMargins(edge, edge, edge, edge)
        layout.setSpacing(theme.px(theme.SPACE_M))
        layout.addWidget(Steps(advice().first_help, large=True))
        layout.addWidget(self._kept)
        layout.addWidget(label(_when_to_call(), theme.SMALL, role="text2"))
        layout.addSpacing(theme.px(theme.SPACE_S))
        layout.addLayout(buttons)
        layout.addStretch(1)
        for key in (Qt.Key.Key_Escape, Qt.Key.Key_Return):
            QShortcut(QKeySequence(key), self).activated.connect(lambda: self.close())

    def begin(self) -> None:
        """Keeps the time of a cramp, and shows what helps."""
        self._kept.setText(self._keep())
        width = min(theme.px(_WIDTH), self.screen().availableSize().width())
        self.resize(width, self.heightForWidth(width))
        self.show()
        self.raise_()
        self.activateWindow()
        self._close.setFocus()

    def _keep(self) -> str:
        try:
            self._engine.insist(self._engine.cramp_now)
        except NotNow as error:
            return _("The time is kept here and saved as soon as it can be: {reason}").format(
                reason=error.why
            )
        except (Refused, StoreError) as error:
            return _("The time could not be kept: {reason}").format(reason=error)
        tonight = self._engine.tonight
        return _("{time} is kept for the morning.").format(time=tonight.clock(tonight.now))


def _when_to_call() -> str:
    return _(
        "Longer than ten minutes, or severe and it does not let up: call your doctor today. "
        "Short of breath, pain in your chest, or a leg that is suddenly cold, pale or numb: "
        "call your emergency number now."
    )
