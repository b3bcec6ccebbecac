"""Three small pages: nudges, about you, and start."""

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from crampguard.i18n import _
from crampguard.routine.tonight import Tonight
from crampguard.windows.settings.page import ColumnPage
from crampguard.windows.settings.saved_fields import AboutMeField, MinutesField
from crampguard.windows.settings.session import SettingsSession
from crampguard.windows.shared import theme
from crampguard.windows.shared.app_actions import StartAtLogin
from crampguard.windows.shared.buttons import Button
from crampguard.windows.shared.check import Check
from crampguard.windows.shared.labels import label
from crampguard.windows.shared.note import Note
from crampguard.windows.shared.statin import StatinQuestion


class NudgesPage(ColumnPage):
    def __init__(self, session: SettingsSession, to_habits: Callable[[], object]) -> None:
        super().__init__(_("Nudges"), _("A nudge pops up once. You can have it come again a little later."))
        self._session = session
        self._snooze = MinutesField(
            _("It comes again after"),
            "nudges.snooze",
            session,
            lambda minutes: session.choose({"nudges.snooze": minutes}),
        )
        self._snooze.setMaximumWidth(theme.px(340))
        self._explanation = label(factor=theme.SMALL, role="text2")
        self.column.addWidget(self._snooze)
        self.column.addWidget(self._explanation)
        self.column.addSpacing(theme.px(theme.SPACE_L))
        self._discreet = _add_check(
            self,
            _("Keep notifications discreet"),
            _(
                "They say only that something is due, without a word about cramps or your habits: for a "
                "shared screen, or one that is locked. The icon in the tray then names no habit either."
            ),
            lambda on: session.choose({"nudges.discreet": on}),
        )
        self._sound = _add_check(
            self,
            _("A soft sound with each notification"),
            _("Two quiet notes, where the desktop plays the sounds of notifications."),
            lambda on: session.choose({"nudges.sound": on}),
        )
        self._sound_late = _add_check(
            self,
            _("Also in the last hour before bed"),
            _("Without this, nothing makes a sound while you wind down."),
            lambda on: session.choose({"nudges.sound_late": on}),
        )
        self.column.addWidget(label(_("Whether a habit pops up, and when, is chosen with each habit.")))
        self.column.addWidget(
            Button(_("To the habits"), to_habits, "link", "list"), 0, Qt.AlignmentFlag.AlignLeft
        )
        self.column.addStretch(1)

    def follow(self, tonight: Tonight) -> None:
        del tonight
        minutes = self._session.settings.snooze
        self._snooze.follow(minutes)
        said = _(
            "The button on a nudge says “In {minutes} min”. "
            "It is left out where the nudge would come too late to be of use."
        )
        self._explanation.setText(said.format(minutes=minutes))
        settings = self._session.settings
        self._discreet.setChecked(settings.discreet)
        self._sound.setChecked(settings.sound)
        self._sound_late.setChecked(settings.sound_late)
        self._sound_late.setEnabled(settings.sound)


class AboutYouPage(ColumnPage):
    def __init__(self, session: SettingsSession) -> None:
        super().__init__(
            _("About you"),
            _(
                "Two answers that change what CrampGuard says, and words for the page that you can take to "
                "your doctor. They stay on this computer."
            ),
        )
        self._session = session
        self._fluid_limit = self._add(
            "fluid_limit",
            _("I was told to limit what I drink"),
            _("The nudge about drinks then tells you to keep to your limit."),
        )
        self._statin = StatinQuestion(self._answer_statin)
        self.column.addWidget(self._statin)
        self.column.addWidget(
            _indented(_("“When to see a doctor” then puts first what to do about muscle pain or dark urine."))
        )
        self.column.addSpacing(theme.px(theme.SPACE_M))
        self.column.addWidget(label(_("In your own words, or left empty:"), theme.SMALL, role="text2"))
        self._words = {
            "medicines": AboutMeField("medicines", _("Medicines and supplements, and since when"), session),
            "conditions": AboutMeField("conditions", _("Conditions your doctor needs to know of"), session),
            "cramps_began": AboutMeField("cramps_began", _("When your cramps began"), session, lines=1),
            "urge_to_move": AboutMeField(
                "urge_to_move", _("Do you feel an urge to move your legs at rest?"), session, lines=1
            ),
            "pregnant": AboutMeField("pregnant", _("Are you pregnant? Since when?"), session, lines=1),
            "alcohol": AboutMeField(
                "alcohol", _("How much alcohol do you drink in a week?"), session, lines=1
            ),
        }
        for words in self._words.values():
            self.column.addWidget(words)
        self.column.addStretch(1)

    def follow(self, tonight: Tonight) -> None:
        del tonight
        about_me = self._session.settings.about_me
        self._fluid_limit.setChecked(about_me.fluid_limit)
        self._statin.follow(about_me)
        for key, words in self._words.items():
            words.follow(getattr(about_me, key))

    def _answer_statin(self) -> None:
        self._session.choose(self._statin.changes(self._session.settings.about_me))

    def _add(self, key: str, text: str, changes: str) -> Check:
        return _add_check(self, text, changes, lambda on: self._session.choose({f"about_me.{key}": on}))


class StartPage(ColumnPage):
    """Not in settings.toml: the desktop keeps it."""

    def __init__(self, login: StartAtLogin) -> None:
        super().__init__(_("Start"), _("Nudges come only while CrampGuard runs."))
        self._login = login
        self._check = Check(_("Start when I log in"), self._choose)
        self._why_not = Note("hint")
        self._wrong = Note("wrong")
        self.column.addWidget(self._check, 0, Qt.AlignmentFlag.AlignLeft)
        for part in (_indented(_("It starts in the tray, without a window.")), self._why_not, self._wrong):
            self.column.addWidget(part)
        self.column.addStretch(1)

    def follow(self, tonight: Tonight) -> None:
        del tonight
        why_not = self._login.why_not
        self._check.setEnabled(not why_not)
        self._check.setChecked(self._login.enabled)
        self._check.setAccessibleDescription(why_not)
        self._why_not.say(_("Not here: {reason}.").format(reason=why_not) if why_not else "")

    def _choose(self, on: bool) -> None:
        try:
            (self._login.enable if on else self._login.disable)()
        except OSError as error:
            self._wrong.say(_("Not kept: {reason}").format(reason=error.strerror or error))
        else:
            self._wrong.say("")
        self._check.setChecked(self._login.enabled)


def _add_check(page: ColumnPage, text: str, changes: str, choose: Callable[[bool], object]) -> Check:
    """A tick box with a sentence on what it changes."""
    check = Check(text, choose)
    check.setAccessibleDescription(changes)
    page.column.addWidget(check, 0, Qt.AlignmentFlag.AlignLeft)
    page.column.addWidget(_indented(changes))
    page.column.addSpacing(theme.px(theme.SPACE_M))
    return check


def _indented(text: str) -> QWidget:
    """A sentence under the words of a tick box."""
    made = label(text, theme.SMALL, role="text2")
    made.setContentsMargins(theme.px(39), 0, 0, 0)
    return made
