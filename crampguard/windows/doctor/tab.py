"""The tab "For the doctor": which nights, what the user adds, the page itself, and the way to a PDF."""

from collections.abc import Callable

from PySide6.QtWidgets import QWidget

from crampguard.engine import Engine
from crampguard.i18n import _, ngettext
from crampguard.routine.report import WEEKS, Report
from crampguard.routine.tonight import Tonight
from crampguard.store.diary import Diary
from crampguard.store.report import report_of
from crampguard.windows.doctor.pdf import write_pdf
from crampguard.windows.doctor.preview import Preview
from crampguard.windows.doctor.signs import SignAnswers
from crampguard.windows.shared import theme
from crampguard.windows.shared.buttons import Button
from crampguard.windows.shared.choices import Choices, Option
from crampguard.windows.shared.labels import heading, label
from crampguard.windows.shared.layout import column
from crampguard.windows.shared.note import Note
from crampguard.windows.shared.save_dialog import save_as
from crampguard.windows.shared.tab_page import TabPage
from crampguard.windows.shared.two_columns import TwoColumns


class DoctorPage(TabPage):
    """The page follows each answer. open_about_me: where medicines and conditions are written."""

    def __init__(self, engine: Engine, diary: Diary, open_about_me: Callable[[], object]) -> None:
        super().__init__()
        self._engine, self._diary = engine, diary
        self._report: Report | None = None
        self._weeks: int | None = WEEKS
        how_far = _("How far back the page goes")
        self._span = Choices(how_far, self._choose, required=True)
        self._span.offer(_spans(), (self._weeks,))
        self._about_me = Button(_("About you"), open_about_me, "link", "person")
        self._signs = SignAnswers(engine)
        self._preview = Preview()
        self._save = Button(_("Save as PDF…"), self._ask, "primary")
        self._status = Note("hint", _("The file goes where you put it, and nowhere else."))
        self._lay_out(heading(how_far))

    def take_focus(self) -> None:
        self._span.setFocus()

    def open(self, tonight: Tonight) -> None:
        self._report = report_of(
            self._diary, self._engine.settings, tonight.night.date, tonight.about, weeks=self._weeks
        )
        self._signs.follow(self._report)
        self._preview.follow(self._report)

    def _choose(self) -> None:
        for weeks in self._span.chosen:
            self._weeks = weeks if isinstance(weeks, int) else None
        self._engine.refresh()

    def _ask(self) -> None:
        if (report := self._report) is not None:
            name = _("night-leg-cramps-{day}.pdf").format(day=report.last)
            title, kind = _("Save as PDF"), _("PDF (*.pdf)")
            save_as(self._status, title, name, kind, lambda file: write_pdf(file, report))

    def _lay_out(self, how_far: QWidget) -> None:
        intro = _("One page of what you recorded, to print or to send. You choose who reads it.")
        by_hand = _("Write it in your own words in the settings, or by hand on the page.")
        not_asked = _("Answer what you can; what you leave is “not asked” on the page.")
        left = column(
            None,
            label(intro),
            theme.SPACE_S,
            how_far,
            self._span,
            theme.SPACE_S,
            heading(_("Your medicines and conditions")),
            label(by_hand, role="text2"),
            self._about_me,
            theme.SPACE_S,
            heading(_("Warning signs")),
            label(not_asked, role="text2"),
            self._signs,
        )
        right = column(None, self._preview)
        for side in (left, right):
            side.addStretch(1)
        self.fill(TwoColumns(left, right, (2, 3)), self._status, self._save)


def _spans() -> tuple[Option, ...]:
    """So many calendar weeks; None for all of them."""
    return (
        *(Option(ngettext("{weeks} week", "{weeks} weeks", n).format(weeks=n), n) for n in (4, WEEKS)),
        Option(_("1 year"), 52),
        Option(_("All nights"), None),
    )
