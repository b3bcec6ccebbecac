"""The page on nudges: when they come again, how discreet they are, and whether they make a sound."""

from collections.abc import Callable

from crampguard.i18n import _
from crampguard.routine.tonight import Tonight
from crampguard.windows.settings.page import ColumnPage
from crampguard.windows.settings.saved_fields import MinutesField
from crampguard.windows.settings.session import SettingsSession
from crampguard.windows.shared import theme
from crampguard.windows.shared.buttons import Button
from crampguard.windows.shared.labels import label
from crampguard.windows.shared.layout import add_parts


class NudgesPage(ColumnPage):
    def __init__(
        self, session: SettingsSession, to_habits: Callable[[], object], only_own_popup: bool
    ) -> None:
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
        add_parts(self.column, self._snooze, self._explanation, theme.SPACE_L)
        self._discreet = self.add_check(
            _("Keep notifications discreet"),
            _(
                "They then say only that something is due, without a word about cramps or your habits: for a "
                "screen that others can see. The icon in the tray names no habit either."
            ),
            lambda on: session.choose({"nudges.discreet": on}),
        )
        self._own_popup = (
            None
            if only_own_popup
            else self.add_check(
                _("Show nudges in a window of CrampGuard"),
                _(
                    "It has large letters and buttons, and comes in a corner of the screen, in place of the "
                    "notifications of your desktop. The keyboard stays where it is."
                ),
                lambda on: session.choose({"nudges.own_popup": on}),
            )
        )
        self._sound = self.add_check(
            _("A soft sound with each notification"),
            _("Two quiet notes, where the desktop plays the sounds of notifications."),
            lambda on: session.choose({"nudges.sound": on}),
        )
        self._sound_late = self.add_check(
            _("Also in the last hour before bed"),
            _("Without this, nothing makes a sound while you wind down."),
            lambda on: session.choose({"nudges.sound_late": on}),
        )
        add_parts(
            self.column,
            label(_("Whether a habit pops up, and when, is chosen with each habit.")),
            Button(_("To the habits"), to_habits, "link", "list"),
        )
        self.column.addStretch(1)

    def follow(self, tonight: Tonight) -> None:
        del tonight
        settings = self._session.settings
        self._snooze.follow(settings.snooze)
        explanation = _(
            "The button on a nudge says “In {minutes} min”. "
            "It is left out where the nudge would come too late to be of use."
        )
        self._explanation.setText(explanation.format(minutes=settings.snooze))
        self._discreet.setChecked(settings.discreet)
        if self._own_popup is not None:
            self._own_popup.setChecked(settings.own_popup)
        self._sound.setChecked(settings.sound)
        self._sound_late.setChecked(settings.sound_late)
        self._sound_late.setEnabled(settings.sound)
