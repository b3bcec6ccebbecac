"""The page "Your cramps": how often, when, where and how bad, in plain counts of the last year."""

from collections.abc import Sequence

from PySide6.QtCore import QBuffer, QIODevice
from PySide6.QtGui import QFont, QImage, QImageWriter
from PySide6.QtWidgets import QWidget

from crampguard.engine import Engine
from crampguard.i18n import _
from crampguard.routine.clock import ClockStyle
from crampguard.routine.cramps import CrampCounts, count_cramps, grid_start
from crampguard.routine.cramps_words import BarChart, bar_charts, how_often, year_words
from crampguard.routine.tonight import Tonight
from crampguard.store.diary import Diary
from crampguard.store.history import records, totals
from crampguard.store.places import write_for_user
from crampguard.windows.history.legend import year_legend
from crampguard.windows.history.year import paint_year, year_chart
from crampguard.windows.shared import theme
from crampguard.windows.shared.buttons import Button
from crampguard.windows.shared.chart import Chart
from crampguard.windows.shared.charts import paint_bars
from crampguard.windows.shared.labels import heading, label
from crampguard.windows.shared.layout import FlowLayout, column
from crampguard.windows.shared.note import Note
from crampguard.windows.shared.save_dialog import save_as
from crampguard.windows.shared.tab_order import tab_as_read
from crampguard.windows.shared.tab_page import TabPage
from crampguard.windows.shared.week import first_weekday

_SCALE = 2  # of the saved picture
_CHART_WIDTH, _CHART_HEIGHT = 400, 150  # measured pixels


class CrampsPage(TabPage):
    """Reads the last year of the diary, and nothing else of it."""

    def __init__(self, engine: Engine, diary: Diary) -> None:
        super().__init__()
        self._engine, self._diary = engine, diary
        self._shown: tuple[CrampCounts, ClockStyle] | None = None
        self._summary = label()
        self._year = year_chart()
        self._charts: list[_BarChartView] = []
        self._flow = FlowLayout(theme.SPACE_XL)
        self._pictures = QWidget()
        self._save = Button(_("Save as a picture…"), self._ask, "primary")
        self._status = Note("hint", _("The file goes where you put it, and nowhere else."))
        self._lay_out()

    def take_focus(self) -> None:
        (self._save if self._pictures.isHidden() else self._year).setFocus()

    def open(self, tonight: Tonight) -> None:
        today, weekday = tonight.night.date, first_weekday()
        found = records(self._diary, grid_start(today, weekday), today)
        began = totals(self._diary).began or today
        counts = count_cramps(found, began, today, weekday, tonight.zone)
        if (counts, tonight.clock_style) != self._shown:
            self._shown = counts, tonight.clock_style
            self._show(counts, today.year, tonight.clock_style)

    def _show(self, counts: CrampCounts, this_year: int, style: ClockStyle) -> None:
        answered = bool(counts.answered)
        self._summary.setText(how_often(counts, this_year) if answered else _nothing_yet())
        self._pictures.setVisible(answered)
        self._save.setEnabled(answered)
        self._year.draw(paint_year, counts, year_words(counts, this_year))
        charts = bar_charts(counts, style)
        if not self._charts:
            self._add_views([chart.title for chart in charts])
        for view, chart in zip(self._charts, charts, strict=True):
            view.follow(chart)

    def _add_views(self, titles: Sequence[str]) -> None:
        self._charts = [_BarChartView(title) for title in titles]
        for view in self._charts:
            self._flow.addWidget(view)
        tab_as_read(self.inside, self._save)

    def _ask(self) -> None:
        name = _("my-cramps-{day}.png").format(day=self._engine.tonight.about)
        title, kind = _("Save as a picture"), _("Picture (*.png)")
        save_as(self._status, title, name, kind, lambda file: write_for_user(file, self._picture()))

    def _picture(self) -> bytes:
        """The whole page as a PNG, also what is scrolled out of sight, painted anew at twice its size."""
        image = QImage(self.inside.size() * _SCALE, QImage.Format.Format_RGB32)
        image.setDevicePixelRatio(_SCALE)
        image.fill(theme.colour("window"))
        self.inside.render(image)
        buffer = QBuffer()
        buffer.open(QIODevice.OpenModeFlag.WriteOnly)
        QImageWriter(buffer, b"png").write(image)
        return bytes(buffer.data().data())

    def _lay_out(self) -> None:
        year = heading(_("A year at a glance"))
        column(self._pictures, year, self._year, year_legend(), theme.SPACE_S, self._flow)
        title = label(_("Your cramps"), theme.HEADING, QFont.Weight.DemiBold)
        inside = QWidget()
        column(inside, title, self._summary, self._pictures, gap=theme.SPACE_M).addStretch(1)
        self.fill(inside, self._status, self._save)


class _BarChartView(QWidget):
    """One chart with its title and its note. Hidden while nothing is recorded for it."""

    def __init__(self, title: str) -> None:
        super().__init__()
        width = theme.px(_CHART_WIDTH)
        self.setFixedWidth(width)
        self._note = label(factor=theme.SMALL, role="text2")
        self._chart = Chart(title, width, theme.px(_CHART_HEIGHT))
        column(self, heading(title), self._note, self._chart, gap=theme.SPACE_XS).addStretch(1)

    def follow(self, chart: BarChart) -> None:
        self._note.setText(chart.note)
        self._note.setVisible(bool(chart.note))
        self._chart.draw(paint_bars, chart.bars, chart.words)
        self.setHidden(chart.empty)


def _nothing_yet() -> str:
    return _(
        "No morning is answered yet. From the first answer on this page counts your cramps: how often, at "
        "what time, in which leg and muscle, how bad, and how much sleep they took."
    )
