"""The page about the user: what changes what the program says, and notes for the doctor."""

from crampguard.i18n import _
from crampguard.routine.tonight import Tonight
from crampguard.windows.settings.page import ColumnPage
from crampguard.windows.settings.saved_fields import AboutMeField
from crampguard.windows.settings.session import SettingsSession
from crampguard.windows.shared import theme
from crampguard.windows.shared.check import indented
from crampguard.windows.shared.labels import label
from crampguard.windows.shared.layout import add_parts
from crampguard.windows.shared.statin import StatinQuestion


class AboutYouPage(ColumnPage):
    def __init__(self, session: SettingsSession) -> None:
        super().__init__(
            _("About you"),
            _(
                "Two answers that change what CrampGuard says, and notes for the page that you can take to "
                "your doctor. They stay on this computer."
            ),
        )
        self._session = session
        self._fluid_limit = self.add_check(
            _("I have been told to limit what I drink"),
            _("The nudge about drinks then tells you to keep to your limit."),
            lambda on: session.choose({"about_me.fluid_limit": on}),
        )
        self._statin = StatinQuestion(lambda: session.choose(self._statin.changes(session.settings.about_me)))
        notes = (
            ("medicines", _("Medicines and supplements, and since when"), 3),
            ("conditions", _("Conditions your doctor needs to know of"), 3),
            ("cramps_began", _("When your cramps began"), 1),
            ("urge_to_move", _("Do you feel an urge to move your legs at rest?"), 1),
            ("pregnant", _("Are you pregnant? Since when?"), 1),
            ("alcohol", _("How much alcohol do you drink in a week?"), 1),
        )
        self._notes = [AboutMeField(key, name, session, lines) for key, name, lines in notes]
        add_parts(
            self.column,
            self._statin,
            indented(
                _("“When to see a doctor” then begins with what to do about muscle pain or dark urine.")
            ),
            theme.SPACE_M,
            label(_("In your own words, or left empty:"), theme.SMALL, role="text2"),
            *self._notes,
        )
        self.column.addStretch(1)

    def follow(self, tonight: Tonight) -> None:
        del tonight
        about_me = self._session.settings.about_me
        self._fluid_limit.setChecked(about_me.fluid_limit)
        self._statin.follow(about_me)
        for note in self._notes:
            note.follow(about_me)
