"""The tab for the doctor: what is chosen and answered is on the page at once, and the page becomes a file."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QImage, QPainter
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QFileDialog, QLabel, QLineEdit, QTabBar, QWidget
from pytestqt.qtbot import QtBot

from crampguard.routine.morning import Morning
from crampguard.store.advice import advice
from crampguard.store.report import report_of
from crampguard.windows.doctor.page import paint_page
from crampguard.windows.doctor.preview import Preview
from crampguard.windows.doctor.sheet import HEIGHT, PAPER, WIDTH
from crampguard.windows.doctor.tab import DoctorPage
from crampguard.windows.history.window import HistoryWindow
from crampguard.windows.shared import theme
from crampguard.windows.shared.choices import Choices
from crampguard.windows.shared.note import Note
from tests.answers import by
from tests.diaries import fill
from tests.moved_clock import Evening, at, evening
from tests.nowhere import NOWHERE
from tests.windows.accessibility import by_tab, spoken, unnamed
from tests.windows.conftest import Look

# Offscreen has neither window managers nor size hints, and Qt says so.
pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")

Key = Qt.Key
TAB = 3
SEVERAL = "Cramps come several times a night."


class Shown:
    """The tab as a user sees and handles it."""

    def __init__(self, qtbot: QtBot, evening: Evening) -> None:
        self.evening, self.engine, self.diary = evening, evening.engine, evening.diary
        self.about_me_opened = 0
        self.window = HistoryWindow(
            self.engine,
            self.diary,
            NOWHERE,
            lambda: DoctorPage(self.engine, self.diary, self._open_about_me),
        )
        qtbot.addWidget(self.window)
        self.engine.listen(self.window.follow)
        evening.start()
        self.window.findChildren(QTabBar)[0].setCurrentIndex(TAB)
        self.window.bring_forward()
        QApplication.processEvents()

    def _open_about_me(self) -> None:
        self.about_me_opened += 1

    @property
    def page(self) -> str:
        """What a screen reader says of the page."""
        return spoken(self.window.findChildren(Preview)[0])[1]

    @property
    def said(self) -> str:
        (tab,) = self.window.findChildren(DoctorPage)
        return next(note.text() for note in tab.findChildren(Note) if note.isVisibleTo(self.window))

    def press(self, name: str, key: Key = Key.Key_Space) -> None:
        """Gives the keyboard to that control, and presses the key."""
        controls = self.window.findChildren(QWidget)
        found = next(one for one in controls if name in (one.accessibleName(), one.property("text")))
        found.setFocus()
        QTest.keyClick(found, key)
        QApplication.processEvents()


@pytest.fixture
def shown(qtbot: QtBot, tmp_path: Path, look: Look) -> Iterator[Shown]:
    """Seven weeks, seen on the evening of 22 November."""
    begun = evening(tmp_path, at("2026-11-22 20:00"))
    fill(begun)
    yield Shown(qtbot, begun)
    begun.diary.close()


def test_it_opens_with_the_last_weeks_and_the_keyboard_in_their_choice(shown: Shown) -> None:
    assert "5 October to 21 November 2026: 48 nights, 41 with an answer" in shown.page
    focus = shown.window.focusWidget()
    assert focus is not None
    assert spoken(focus)[0] == "Nights: 14 weeks"


def test_other_nights_are_chosen(shown: Shown) -> None:
    shown.diary.set_morning(date(2024, 1, 1), Morning(cramp=True), shown.evening.clock.now())
    for name, begins in (
        ("4 weeks", "26 October to 21 November 2026"),
        ("Year", "24 November 2025 to 21 November 2026"),
        ("All", "1 January 2024 to 21 November 2026"),
        ("14 weeks", "17 August to 21 November 2026"),
    ):
        shown.press(f"Nights: {name}")
        assert shown.page.startswith(begins), name


def test_choosing_the_same_again_leaves_it_chosen(shown: Shown) -> None:
    before = shown.page
    shown.press("Nights: 14 weeks")
    assert shown.page == before
    assert shown.window.findChildren(Choices)[0].chosen == (14,)


def test_a_sign_is_answered_and_taken_back(shown: Shown) -> None:
    assert "Several times a night: not asked" in shown.page
    shown.press(f"{SEVERAL}: Yes")
    assert shown.diary.signs() == {"several": True}
    assert "Several times a night: yes" in shown.page
    shown.press(f"{SEVERAL}: Yes", Key.Key_Right)
    assert shown.diary.signs() == {"several": False}
    assert "Several times a night: no" in shown.page
    shown.press(f"{SEVERAL}: No", Key.Key_Delete)
    assert shown.diary.signs() == {}
    assert "Several times a night: not asked" in shown.page


def test_what_is_said_elsewhere_shows_at_once(shown: Shown) -> None:
    by(shown.engine).sign("chest", True)
    by(shown.engine).morning(Morning(cramp=True), date(2026, 11, 20))
    assert "Breathless, or chest pain: yes" in shown.page
    assert "42 with an answer" in shown.page
    said = [row.chosen for row in shown.window.findChildren(Choices)[1:]]
    assert said == [(True,), *[()] * (len(advice().signs) - 2)]  # the statin is asked about elsewhere


def test_medicines_and_conditions_are_one_click_away(shown: Shown) -> None:
    shown.press("About you")
    assert shown.about_me_opened == 1


def save_as(shown: Shown, file: Path) -> None:
    shown.press("Save as PDF…")
    (dialog,) = shown.window.findChildren(QFileDialog)
    assert dialog.selectedFiles()[0].endswith("night-leg-cramps-2026-11-21.pdf")
    dialog.findChildren(QLineEdit)[0].setText(str(file))
    dialog.accept()
    QApplication.processEvents()


def test_it_is_saved_where_the_user_says(shown: Shown, tmp_path: Path) -> None:
    save_as(shown, tmp_path / "for her")
    assert shown.said == f"Saved: {tmp_path / 'for her.pdf'}"
    assert (tmp_path / "for her.pdf").read_bytes().startswith(b"%PDF-")


def test_what_cannot_be_saved_is_said_in_place(shown: Shown, tmp_path: Path) -> None:
    shown.press("Save as PDF…")
    (dialog,) = shown.window.findChildren(QFileDialog)
    dialog.fileSelected.emit(str(tmp_path / "gone" / "page.pdf"))  # the folder went meanwhile
    assert shown.said == f"Not saved: {tmp_path / 'gone' / 'page.pdf'}: No such file or directory"
    dialog.reject()


def test_a_diary_that_cannot_be_read_is_said_and_the_page_stays(shown: Shown) -> None:
    before = shown.page
    shown.diary.database._db.execute("ALTER TABLE mornings RENAME TO lost")
    shown.press("Nights: 4 weeks")
    assert shown.page == before
    assert any("no such table" in words.text() for words in shown.window.findChildren(QLabel))


def test_everything_has_a_name_and_is_reached_by_tab(shown: Shown) -> None:
    assert unnamed(shown.window) == []
    names = [spoken(widget)[0] for widget in by_tab(shown.window)]
    assert names.index("Nights: 14 weeks") < names.index("About you")
    assert names.index("About you") < names.index(f"{SEVERAL}: Yes")
    assert "Save as PDF…" in names


@pytest.mark.parametrize("roles", [theme.LIGHT, theme.DARK], ids=["light", "dark"])
@pytest.mark.parametrize(("points", "width"), [(11, 880), (22, 1760), (22, 1000)])
def test_no_word_is_cut_at_any_size(
    shown: Shown, qtbot: QtBot, look: Look, roles: theme.Roles, points: float, width: int
) -> None:
    look(roles, points)
    larger = Shown(qtbot, shown.evening)
    larger.window.resize(width, 900)
    QApplication.processEvents()
    for text in larger.window.findChildren(QLabel):
        if text.isVisibleTo(larger.window) and text.text():
            assert text.heightForWidth(text.width()) <= text.height() + 2, text.text()
    tabs = larger.window.findChildren(QTabBar)[0]
    assert tabs.tabRect(TAB).right() <= tabs.width()


def painted(evening: Evening) -> QImage:
    report = report_of(evening.diary, evening.engine.settings, date(2026, 11, 22), date(2026, 11, 21))
    image = QImage(round(WIDTH), round(HEIGHT), QImage.Format.Format_RGB32)
    image.fill(PAPER)
    with QPainter(image) as painter:
        paint_page(painter, report)
    return image


def test_the_page_is_the_same_whatever_font_size_and_theme_the_desktop_has(shown: Shown, look: Look) -> None:
    before = painted(shown.evening)
    look(theme.DARK, 22)
    assert painted(shown.evening) == before


def test_the_preview_shows_the_page_in_grey_and_ink_on_white(shown: Shown, look: Look) -> None:
    look(theme.DARK, 11)
    image = shown.window.findChildren(Preview)[0].grab().toImage()
    assert image.pixelColor(20, 20) == PAPER
    for x in range(2, image.width() - 2, 3):  # without its frame
        for y in range(2, image.height() - 2, 3):
            colour = image.pixelColor(x, y)
            shades = colour.red(), colour.green(), colour.blue()
            assert max(shades) - min(shades) < 12


def test_all_nights_can_be_ten_years(shown: Shown) -> None:
    now = shown.evening.clock.now()
    with shown.diary.transaction():
        for number in range(3650):
            answer = Morning(cramp=True, pain=number % 10)
            shown.diary.set_morning(date(2026, 10, 4) - timedelta(number), replace(answer, count=2), now)
    shown.press("Nights: All")
    assert "3698 nights, 3691 with an answer" in shown.page
