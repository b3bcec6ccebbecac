"""The page on nudges: when they come again, how discreet they are, and whether they make a sound."""

from collections.abc import Callable
from functools import partial

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
        choose = partial(self._choose, "snooze")
        self._snooze = MinutesField(_("Time until it comes again"), "nudges.snooze", session, choose)
        self._snooze.setMaximumWidth(theme.px(340))
        self._explanation = label(factor=theme.SMALL, role="text2")
        add_parts(self.column, self._snooze, self._explanation, theme.SPACE_L)
        self._checks = {
            key: self.add_check(text, note, partial(self._choose, key))
            for key, text, note in _checks()
            if not (only_own_popup and key == "own_popup")
        }
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
        for key, check in self._checks.items():
            check.setChecked(getattr(settings, key))
        self._checks["sound_late"].setEnabled(settings.sound)

    def _choose(self, key: str, value: int | bool) -> str:
        return self._session.choose({f"nudges.{key}": value})


def _checks() -> tuple[tuple[str, str, str], ...]:
    """The tick boxes: their key in the settings, their text, and what it means."""
    return (
        (
            "discreet",
            _("Keep notifications discreet"),
            _(
                "They then say only that something is due, without a word about cramps or your habits: for a "
                "screen that others can see. The icon in the tray names no habit either."
            ),
        ),
        (
            "own_popup",
            _("Show nudges in a window of CrampGuard"),
            _(
                "It has large letters and buttons, and comes in a corner of the screen, in place of the "
                "notifications of your desktop. The keyboard stays where it is."
            ),
        ),
        (
            "sound",
            _("A soft sound with each notification"),
            _("Two quiet notes, where the desktop plays the sounds of notifications."),
        ),
        (
            "sound_late",
            _("Also in the last hour before bed"),
            _("Without this, nothing makes a sound while you wind down."),
        ),
    )
