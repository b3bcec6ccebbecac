"""The page on start at login, language, how times are written, the key for "Cramp now", and the preview."""

from PySide6.QtWidgets import QWidget

from crampguard.i18n import _
from crampguard.routine.tonight import Tonight
from crampguard.windows.settings.language_choice import LanguageChoice
from crampguard.windows.settings.page import ColumnPage
from crampguard.windows.settings.session import SettingsSession
from crampguard.windows.shared import theme
from crampguard.windows.shared.app_actions import AppActions, CrampKey, StartAtLogin
from crampguard.windows.shared.buttons import Button
from crampguard.windows.shared.check import Check, with_note
from crampguard.windows.shared.clock_choice import clock_choice
from crampguard.windows.shared.labels import heading, label
from crampguard.windows.shared.layout import Rule, add_parts, column, row
from crampguard.windows.shared.note import Note
from crampguard.windows.shared.preview_offer import PreviewOffer


class GeneralPage(ColumnPage):
    def __init__(self, session: SettingsSession, login: StartAtLogin, app_actions: AppActions) -> None:
        super().__init__(_("General"), _("Nudges come only while CrampGuard is running."))
        self._session, self._login = session, login
        self._start = Check(_("Start when I log in"), self._choose_start)
        self._why_not, self._wrong = Note("hint"), Note("wrong")
        self._clock = clock_choice(self._choose_clock, auto=True)
        self._language = LanguageChoice(lambda chosen: session.choose({"look.language": chosen}))
        self._dark = Check(
            _("Dark windows late in the evening"), lambda on: session.choose({"look.dark_evening": on})
        )
        dark_note = _("From two hours before bed until you get up. Otherwise they follow your desktop.")
        clock = row(None, self._clock)
        clock.addStretch(1)
        add_parts(
            self.column,
            with_note(self._start, _("It starts in the tray, without a window.")),
            *(self._why_not, self._wrong),
            *(Rule(), theme.SPACE_XS, self._language),
            *(Rule(), theme.SPACE_XS, heading(_("How do you read times?")), clock),
            *(Rule(), theme.SPACE_XS, with_note(self._dark, dark_note)),
            *_cramp_key_offer(app_actions.cramp_key),
            *(Rule(), theme.SPACE_XS, PreviewOffer(app_actions.preview)),
        )
        self.column.addStretch(1)

    def follow(self, tonight: Tonight) -> None:
        del tonight
        self._clock.choose([self._session.settings.clock])
        self._language.follow(self._session.settings.language)
        self._dark.setChecked(self._session.settings.dark_evening)
        why_not = self._login.why_not
        self._start.setEnabled(not why_not)
        self._start.setChecked(self._login.enabled)
        self._start.setAccessibleDescription(why_not)
        self._why_not.say(_("Not possible here: {reason}.").format(reason=why_not) if why_not else "")

    def _choose_clock(self) -> None:
        self._session.choose({"look.clock": self._clock.chosen[0]})

    def _choose_start(self, on: bool) -> None:
        """Not in settings.toml: the desktop keeps it."""
        try:
            (self._login.enable if on else self._login.disable)()
        except OSError as error:
            self._wrong.say(_("Not saved: {reason}").format(reason=error.strerror or error))
        else:
            self._wrong.say("")
        self._start.setChecked(self._login.enabled)


def _cramp_key_offer(key: CrampKey | None) -> tuple[QWidget | int, ...]:
    return () if key is None else (Rule(), theme.SPACE_XS, _CrampKeyOffer(key))


class _CrampKeyOffer(QWidget):
    """A key that opens "Cramp now": asks the desktop for one, or says how to set one by hand."""

    def __init__(self, key: CrampKey) -> None:
        super().__init__()
        self._key = key
        self._result = label()
        self._ask = Button(_("Choose a key"), self._choose)
        self._give_up = Button(_("Use no key"), self._use_none, "quiet")
        title = heading(_("A key for “Cramp now”"))
        intro = _("It opens “Cramp now” from any program, quicker than the menu in the dark.")
        column(self, title, label(intro, role="text2"), self._ask, self._give_up, self._result)
        self._show_result("")

    def _choose(self) -> None:
        self._ask.setEnabled(False)
        self._key.ask(self._show_answer)

    def _show_answer(self, key: str | None) -> None:
        self._ask.setEnabled(True)
        if key is None:
            self._show_result(
                _(
                    "Your desktop set no key. In its keyboard settings you can add a shortcut of your own "
                    "with the command “crampguard cramp”: it keeps the time of a cramp for the morning."
                )
            )
        elif key:
            self._show_result(_("{key} now opens it.").format(key=key))
        else:
            self._show_result(_("The key you chose now opens it."))

    def _use_none(self) -> None:
        self._key.give_up()
        self._show_result("")

    def _show_result(self, text: str) -> None:
        self._result.setText(text)
        self._result.setVisible(bool(text))
        self._give_up.setVisible(self._key.wanted)
