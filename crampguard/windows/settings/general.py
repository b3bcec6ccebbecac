"""The page on what belongs to no evening: start at login, how times are written, a key, the preview."""

from PySide6.QtCore import Qt

from crampguard.i18n import _
from crampguard.routine.tonight import Tonight
from crampguard.windows.settings.cramp_key import CrampKeyOffer
from crampguard.windows.settings.page import ColumnPage, indented
from crampguard.windows.settings.session import SettingsSession
from crampguard.windows.shared import theme
from crampguard.windows.shared.app_actions import AppActions, StartAtLogin
from crampguard.windows.shared.check import Check
from crampguard.windows.shared.clock_choice import ClockChoice
from crampguard.windows.shared.labels import heading
from crampguard.windows.shared.layout import Rule
from crampguard.windows.shared.note import Note
from crampguard.windows.shared.preview_offer import PreviewOffer


class GeneralPage(ColumnPage):
    def __init__(self, session: SettingsSession, login: StartAtLogin, app_actions: AppActions) -> None:
        super().__init__(_("General"), _("Nudges come only while CrampGuard runs."))
        self._session, self._login = session, login
        self._start = Check(_("Start when I log in"), self._choose_start)
        self._why_not, self._wrong = Note("hint"), Note("wrong")
        self._clock = ClockChoice(lambda: self._session.choose({"look.clock": self._clock.chosen}), auto=True)
        self._dark = Check(
            _("Dark windows late in the evening"), lambda on: session.choose({"look.dark_evening": on})
        )
        self.column.addWidget(self._start, 0, Qt.AlignmentFlag.AlignLeft)
        for part in (
            indented(_("It starts in the tray, without a window.")),
            self._why_not,
            self._wrong,
            Rule(),
            heading(_("How do you read times?")),
            self._clock,
            Rule(),
            self._dark,
            indented(_("From two hours before bed until you get up. Otherwise they are as your desktop is.")),
            Rule(),
            CrampKeyOffer(app_actions.cramp_key),
            Rule(),
            PreviewOffer(app_actions.preview),
        ):
            self.column.addWidget(part)
            if isinstance(part, Rule):
                self.column.addSpacing(theme.px(theme.SPACE_XS))
        self.column.addStretch(1)

    def follow(self, tonight: Tonight) -> None:
        del tonight
        self._clock.follow(self._session.settings.clock)
        self._dark.setChecked(self._session.settings.dark_evening)
        why_not = self._login.why_not
        self._start.setEnabled(not why_not)
        self._start.setChecked(self._login.enabled)
        self._start.setAccessibleDescription(why_not)
        self._why_not.say(_("Not here: {reason}.").format(reason=why_not) if why_not else "")

    def _choose_start(self, on: bool) -> None:
        """Not in settings.toml: the desktop keeps it."""
        try:
            (self._login.enable if on else self._login.disable)()
        except OSError as error:
            self._wrong.say(_("Not saved: {reason}").format(reason=error.strerror or error))
        else:
            self._wrong.say("")
        self._start.setChecked(self._login.enabled)
