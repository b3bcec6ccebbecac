"""The tab for the doctor: what is chosen and answered is on the page at once, and the page becomes a file."""

from datetime import date, timedelta
from pathlib import Path

import pytest
from msgspec.structs import replace
from PySide6.QtGui import QImage, QPainter
from PySide6.QtWidgets import QApplication, QFileDialog, QLineEdit, QTabBar
from pytestqt.qtbot import QtBot

from crampguard.routine.morning import Morning
from crampguard.store.advice import advice
from crampguard.store.report import report_of
from crampguard.windows.doctor.page import paint_page
from crampguard.windows.doctor.preview import Preview
from crampguard.windows.doctor.sheet import HEIGHT, PAPER, WIDTH
from crampguard.windows.shared import theme
from crampguard.windows.shared.choices import Choices
from crampguard.windows.shared.note import Note
from tests.answers import by
from tests.moved_clock import Evening
from tests.windows.conftest import Look
from tests.windows.driver import Key, spoken
from tests.windows.history.driver import DOCTOR, HistoryDriver

SEVERAL = "Cramps come several times a night."


@pytest.fixture
def doctor(shown: HistoryDriver) -> HistoryDriver:
    """The tab for the doctor."""
    shown.open_tab(DOCTOR)
    return shown


def page(doctor: HistoryDriver) -> str:
    """What a screen reader says of the page."""
    return spoken(doctor.visible(Preview)[0])[1]


def note(doctor: HistoryDriver) -> str:
    return next(note.text() for note in doctor.visible(Note))


def test_it_opens_with_the_last_weeks_and_the_keyboard_in_their_choice(doctor: HistoryDriver) -> None:
    assert "5 October to 21 November 2026: 48 nights, 41 with an answer" in page(doctor)
    assert doctor.focused() == "How far back the page goes: 14 weeks"


def test_other_nights_are_chosen(doctor: HistoryDriver) -> None:
    doctor.diary.set_morning(date(2024, 1, 1), Morning(cramp=True), doctor.evening.clock.now())
    for name, begins in (
        ("4 weeks", "26 October to 21 November 2026"),
        ("1 year", "24 November 2025 to 21 November 2026"),
        ("All nights", "1 January 2024 to 21 November 2026"),
        ("14 weeks", "17 August to 21 November 2026"),
    ):
        doctor.press(Key.Key_Space, on=f"How far back the page goes: {name}")
        assert page(doctor).startswith(begins), name


def test_choosing_the_same_again_leaves_it_chosen(doctor: HistoryDriver) -> None:
    before = page(doctor)
    doctor.press(Key.Key_Space, on="How far back the page goes: 14 weeks")
    assert page(doctor) == before
    assert doctor.visible(Choices)[0].chosen == (14,)


def test_a_sign_is_answered_and_taken_back(doctor: HistoryDriver) -> None:
    assert "Several times a night: not asked" in page(doctor)
    doctor.press(Key.Key_Space, on=f"{SEVERAL}: Yes")
    assert doctor.diary.signs() == {"several": True}
    assert "Several times a night: yes" in page(doctor)
    doctor.press(Key.Key_Right, on=f"{SEVERAL}: Yes")
    assert doctor.diary.signs() == {"several": False}
    assert "Several times a night: no" in page(doctor)
    doctor.press(Key.Key_Delete, on=f"{SEVERAL}: No")
    assert doctor.diary.signs() == {}
    assert "Several times a night: not asked" in page(doctor)


def test_what_is_said_elsewhere_shows_at_once(doctor: HistoryDriver) -> None:
    by(doctor.engine).sign("chest", True)
    by(doctor.engine).morning(Morning(cramp=True), date(2026, 11, 20))
    assert "Breathless, or chest pain: yes" in page(doctor)
    assert "42 with an answer" in page(doctor)
    said = [row.chosen for row in doctor.visible(Choices)[1:]]
    assert said == [(True,), *[()] * (len(advice().signs) - 2)]  # the statin is asked about elsewhere


def test_medicines_and_conditions_are_one_click_away(doctor: HistoryDriver) -> None:
    doctor.press(Key.Key_Space, on="About you")
    assert doctor.opened == ["about_me"]


def save_as(doctor: HistoryDriver, file: Path) -> None:
    doctor.press(Key.Key_Space, on="Save as PDF…")
    (dialog,) = doctor.window.findChildren(QFileDialog)
    assert dialog.selectedFiles()[0].endswith("night-leg-cramps-2026-11-21.pdf")
    dialog.findChildren(QLineEdit)[0].setText(str(file))
    dialog.accept()
    QApplication.processEvents()


def test_it_is_saved_where_the_user_says(doctor: HistoryDriver, tmp_path: Path) -> None:
    save_as(doctor, tmp_path / "for her")
    assert note(doctor) == f"Saved: {tmp_path / 'for her.pdf'}"
    assert (tmp_path / "for her.pdf").read_bytes().startswith(b"%PDF-")


def test_what_cannot_be_saved_is_said_in_place(doctor: HistoryDriver, tmp_path: Path) -> None:
    doctor.press(Key.Key_Space, on="Save as PDF…")
    (dialog,) = doctor.window.findChildren(QFileDialog)
    dialog.fileSelected.emit(str(tmp_path / "gone" / "page.pdf"))  # the folder went meanwhile
    assert note(doctor) == f"Not saved: {tmp_path / 'gone' / 'page.pdf'}: No such file or directory"
    dialog.reject()


def test_a_diary_that_cannot_be_read_is_said_and_the_page_stays(doctor: HistoryDriver) -> None:
    before = page(doctor)
    doctor.diary.database._db.execute("ALTER TABLE mornings RENAME TO lost")
    doctor.press(Key.Key_Space, on="How far back the page goes: 4 weeks")
    assert page(doctor) == before
    assert doctor.says("no such table")


def test_everything_has_a_name_and_is_reached_by_tab(doctor: HistoryDriver) -> None:
    assert doctor.unnamed() == []
    names = [spoken(widget)[0] for widget in doctor.by_tab()]
    assert names.index("How far back the page goes: 14 weeks") < names.index("About you")
    assert names.index("About you") < names.index(f"{SEVERAL}: Yes")
    assert "Save as PDF…" in names


@pytest.mark.parametrize("roles", [theme.LIGHT, theme.DARK], ids=["light", "dark"])
@pytest.mark.parametrize(("points", "width"), [(11, 880), (22, 1760), (22, 1000)])
def test_no_word_is_cut_at_any_size(
    doctor: HistoryDriver, qtbot: QtBot, look: Look, roles: theme.Roles, points: float, width: int
) -> None:
    look(roles, points)
    larger = HistoryDriver(qtbot, doctor.evening, width)
    larger.open_tab(DOCTOR)
    larger.window.resize(width, 900)
    assert larger.cut() == []
    tabs = larger.visible(QTabBar)[0]
    assert tabs.tabRect(DOCTOR).right() <= tabs.width()


def painted(evening: Evening) -> QImage:
    report = report_of(evening.diary, evening.engine.settings, date(2026, 11, 22), date(2026, 11, 21))
    image = QImage(round(WIDTH), round(HEIGHT), QImage.Format.Format_RGB32)
    image.fill(PAPER)
    with QPainter(image) as painter:
        paint_page(painter, report)
    return image


def test_the_page_is_the_same_at_any_font_size_and_in_any_theme(doctor: HistoryDriver, look: Look) -> None:
    before = painted(doctor.evening)
    look(theme.DARK, 22)
    assert painted(doctor.evening) == before


def test_the_preview_shows_the_page_in_grey_and_ink_on_white(doctor: HistoryDriver, look: Look) -> None:
    look(theme.DARK, 11)
    image = doctor.window.findChildren(Preview)[0].grab().toImage()
    assert image.pixelColor(20, 20) == PAPER
    for x in range(2, image.width() - 2, 3):  # without its frame
        for y in range(2, image.height() - 2, 3):
            colour = image.pixelColor(x, y)
            shades = colour.red(), colour.green(), colour.blue()
            assert max(shades) - min(shades) < 12


def test_all_nights_can_be_ten_years(doctor: HistoryDriver) -> None:
    now = doctor.evening.clock.now()
    with doctor.diary.transaction():
        for number in range(3650):
            answer = Morning(cramp=True, pain=number % 10)
            doctor.diary.set_morning(date(2026, 10, 4) - timedelta(number), replace(answer, count=2), now)
    doctor.press(Key.Key_Space, on="How far back the page goes: All nights")
    assert "3698 nights, 3691 with an answer" in page(doctor)
