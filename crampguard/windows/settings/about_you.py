"""The page about the user: what changes the words of the program, and what the doctor needs to know."""

from crampguard.i18n import _
from crampguard.routine.tonight import Tonight
from crampguard.windows.settings.page import ColumnPage, indented
from crampguard.windows.settings.saved_fields import AboutMeField
from crampguard.windows.settings.session import SettingsSession
from crampguard.windows.shared import theme
from crampguard.windows.shared.check import Check
from crampguard.windows.shared.labels import label
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
        self._fluid_limit = self._add(
            "fluid_limit",
            _("I was told to limit what I drink"),
            _("The nudge about drinks then tells you to keep to your limit."),
        )
        self._statin = StatinQuestion(self._answer_statin)
        self.column.addWidget(self._statin)
        self.column.addWidget(
            indented(_("“When to see a doctor” then puts first what to do about muscle pain or dark urine."))
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
        return self.add_check(text, changes, lambda on: self._session.choose({f"about_me.{key}": on}))
