"""The doctor's page on paper, read back by poppler: one page, all of it there, nothing cut or overlapping."""

import re
import shutil
import subprocess
import xml.etree.ElementTree as ElementTree
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, time, timedelta
from pathlib import Path

import pytest
from msgspec.structs import replace
from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication

from crampguard.routine.about_me import AboutMe
from crampguard.routine.checklist import Answer
from crampguard.routine.morning import LONGEST_NOTE, Leg, Morning, Muscle
from crampguard.routine.report import Report
from crampguard.store.advice import advice
from crampguard.store.errors import StoreError
from crampguard.store.language import languages, use_language
from crampguard.store.learning import begin_trial, keep_coin, set_question
from crampguard.store.report import report_of
from crampguard.windows.doctor.lettering import Size, Text
from crampguard.windows.doctor.pdf import pdf, write_pdf
from tests.answers import by
from tests.diaries import fill
from tests.moved_clock import Evening, at, evening

needs_poppler = pytest.mark.skipif(
    not all(map(shutil.which, ("pdftotext", "pdfinfo", "pdffonts"))), reason="poppler-utils is not installed"
)

TONIGHT = date(2026, 11, 22)
MARGIN = 44
CUT = "… (more in CrampGuard)"
HOSTILE = "<b>bold</b> &amp; %s {name} שלום \u202eevil\u202c 👩‍🦰 tab\tend\x00"


@dataclass(frozen=True)
class Word:
    text: str
    place: QRectF


class Printed:
    """A page as a reader gets it."""

    def __init__(self, file: Path) -> None:
        self.file = file

    def _run(self, *words: str) -> str:
        return subprocess.run(words, capture_output=True, text=True, check=True, timeout=30).stdout

    @property
    def info(self) -> str:
        return self._run("pdfinfo", str(self.file))

    @property
    def fonts(self) -> list[str]:
        return self._run("pdffonts", str(self.file)).splitlines()[2:]

    @property
    def text(self) -> str:
        """All words in the order in which they were written, lines joined."""
        return " ".join(self._run("pdftotext", "-raw", str(self.file), "-").split())

    @property
    def words(self) -> list[Word]:
        page = self._run("pdftotext", "-bbox", str(self.file), "-")
        tree = ElementTree.fromstring(page.replace("\x0c", ""))  # noqa: S314 (poppler's own)
        found = []
        for word in tree.iter("{http://www.w3.org/1999/xhtml}word"):
            left, top, right, bottom = (float(word.attrib[name]) for name in ("xMin", "yMin", "xMax", "yMax"))
            found.append(Word(word.text or "", QRectF(left, top, right - left, bottom - top)))
        return found


@pytest.fixture
def kept(tmp_path: Path, qapp: QApplication) -> Iterator[Evening]:
    """An evening with nothing in its diary yet."""
    begun = evening(tmp_path, at("2026-11-22 20:00"))
    yield begun
    begun.diary.close()


def page_of(kept: Evening, first: date | None = None, last: date = date(2026, 11, 21)) -> Report:
    kept.engine.reload()
    return report_of(kept.diary, kept.engine.settings, TONIGHT, last, first)


def printed(report: Report, folder: Path) -> Printed:
    file = folder / "page.pdf"
    write_pdf(file, report)
    return Printed(file)


def overfull(kept: Evening) -> Report:
    """Ten years with a cramp every other night, everything said at length, and sixty habits of one's own."""
    own = "".join(
        f'[habits.own_{n}]\ntitle = "Own habit {n} with a long title that has no end at all"\n'
        for n in range(60)
    )
    kept.settings.write_text(own, encoding="utf-8")
    kept.engine.reload()
    habits = [habit.id for habit in kept.engine.settings.routine.habits]
    now, texts = (
        kept.clock.now(),
        ("x" * LONGEST_NOTE, "walking about " * 600, *(f"way {n} of it" for n in range(50))),
    )
    with kept.diary.transaction():
        for number in range(3650):
            night = TONIGHT - timedelta(days=number + 1)
            cramp = Morning(
                cramp=True,
                count=3,
                time=time(number % 24, 10),
                leg=Leg.BOTH,
                muscle=Muscle.CALF,
                minutes=12,
                pain=9,
                awake=60,
                triggers=("new medicine", f"a cause of mine, number {number}"),
                eased=texts[number % len(texts)],
            )
            kept.diary.set_morning(night, cramp if number % 2 else Morning(cramp=False), now)
            for place, habit in enumerate(habits if number < 200 else ()):
                answer = Answer.DONE if (number + place) % 3 else Answer.SKIPPED
                kept.diary.mark(night, habit, answer, now - timedelta(hours=1))
            if number < 200:
                keep_coin(kept.diary, night, number % 3 > 0, now)
        set_question(kept.diary, habits[-1], TONIGHT - timedelta(days=200), now)
        begin_trial(kept.diary, "stretch", TONIGHT - timedelta(days=200), now)
    for sign in advice().signs:
        by(kept.engine).sign(sign.id, sign.id in ("chest", "wound"))
    words = "A medicine with a long name, twice a day.\n" * 40
    return replace(
        page_of(kept, first=date(2016, 11, 24)),
        about_me=AboutMe(
            fluid_limit=True,
            statin=True,
            statin_cramps="yes",
            medicines=words,
            conditions="y" * 2_000,
            cramps_began=words,
            urge_to_move=words,
            pregnant=words,
            alcohol=words,
        ),
    )


@pytest.fixture
def typical(kept: Evening) -> Report:
    """Seven weeks, of which a few things were said about the person."""
    fill(kept)
    by(kept.engine).sign("several", True)
    by(kept.engine).sign("weakness", False)
    return replace(
        page_of(kept),
        about_me=AboutMe(medicines="Water tablet in the morning, since May", cramps_began="in spring"),
    )


def overlapping(words: list[Word]) -> list[tuple[str, str]]:
    """Words that stand on each other; boxes of poppler are as high as the font, so their middles count."""
    cores = [
        (word.text, word.place.adjusted(0.2, 0.3 * word.place.height(), -0.2, -0.3 * word.place.height()))
        for word in words
    ]
    return [
        (text, other)
        for number, (text, place) in enumerate(cores)
        for other, elsewhere in cores[number + 1 :]
        if place.intersects(elsewhere)
    ]


def assert_whole(page: Printed) -> None:
    """One page of A4, with margins, fonts and a foot, and no word on another."""
    assert_in_place(page)
    notes = next(word for word in page.words if word.text == "Notes")
    foot = next(word for word in page.words if "Made" in word.text)
    assert foot.place.top() - notes.place.bottom() > 2 * 20, "no room for notes"


def assert_in_place(page: Printed) -> None:
    assert re.search(r"Pages:\s+1\n", page.info)
    assert "(A4)" in page.info
    assert page.fonts
    assert all(line.split()[-5] == "yes" for line in page.fonts), "not embedded"
    words = page.words
    inside = QRectF(0, 0, 595.3, 841.9).adjusted(MARGIN - 1, MARGIN - 6, 1 - MARGIN, 6 - MARGIN)
    assert [word.text for word in words if not inside.contains(word.place)] == []
    assert overlapping(words) == []


@needs_poppler
def test_a_typical_page_is_whole_and_nothing_on_it_is_cut(typical: Report, tmp_path: Path) -> None:
    page = printed(typical, tmp_path)
    assert_whole(page)
    text = page.text
    for words in (
        "5 October to 21 November 2026: 48 nights, 41 with an answer. Self-reported; not a diagnosis.",
        "12 of 41; about 2 a week",
        "Usual time 03:00 to 04:00 (12 of 12)",
        "median 5, worst 7 (11 nights)",
        "“Water tablet in the morning, since May”",
        "Cramps began “in spring”",
        "Evening habits: nights done, of those with an answer",
        "diary: cramps on 3 of 7 nights",
        "Could a medicine play a part?",
        "Do I need blood tests?",
        "Would physiotherapy help?",
        "Made by CrampGuard on 22 November 2026",
    ):
        assert words in text
    assert "…" not in text


@needs_poppler
def test_an_empty_diary_makes_a_page_to_fill_in_by_hand(kept: Evening, tmp_path: Path) -> None:
    page = printed(page_of(kept), tmp_path)
    assert_whole(page)
    assert "7 nights, 0 with an answer" in page.text
    assert "None recorded in these nights." in page.text
    for sign in advice().signs:
        assert set(sign.label.split()) <= set(page.text.replace("·", " ").split())
    assert "…" not in page.text


@needs_poppler
def test_ten_years_of_everything_stay_on_one_page(kept: Evening, tmp_path: Path) -> None:
    report = overfull(kept)
    page = printed(report, tmp_path)
    assert_whole(page)
    assert page.text.count(CUT) == 8
    for words in ("Cramp nights, the last 14 weeks", "Tested: Own habit 59", "Own trial, by coin"):
        assert words in page.text
    assert re.search(r"… and \d+ habits more", page.text)
    assert page.file.stat().st_size < 200_000


@needs_poppler
@pytest.mark.parametrize(  # poppler says that the vowel marks of Arabic stand elsewhere
    "language", [name for name in languages() if name not in ("en", "ar")]
)
def test_so_they_do_in_every_translation(
    kept: Evening, tmp_path: Path, language: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("LC_ALL", f"{language}.UTF-8")
    page = printed(overfull(kept), tmp_path)
    monkeypatch.undo()
    use_language("auto")
    assert_in_place(page)
    assert "Own trial, by coin" not in page.text


@needs_poppler
def test_whatever_the_user_wrote_is_text(kept: Evening, tmp_path: Path) -> None:
    kept.diary.set_morning(
        date(2026, 11, 21), Morning(True, eased=HOSTILE, triggers=("<i>x</i>",)), kept.clock.now()
    )
    report = replace(
        page_of(kept), about_me=AboutMe(medicines=HOSTILE, conditions="one\ntwo\u2028three", alcohol=HOSTILE)
    )
    page = printed(report, tmp_path)
    assert_whole(page)
    for words in ("<b>bold</b> &amp; %s {name}", "tab end", "“one / two / three”", "<i>x</i> 1"):
        assert words in page.text
    assert "evil" in page.text  # not turned round by what is before it


def test_what_is_too_long_to_be_looked_at_is_cut_and_the_cut_is_said(qapp: QApplication) -> None:
    """Thousands of accents on one letter have no width."""
    text = Text("a" + "\u0301" * 3_000 + " and the end", Size.BODY, 200, lines=3)
    assert text._layout.text().endswith(CUT)


@needs_poppler
def test_the_file_says_what_it_is_and_nobody_s_name(typical: Report, tmp_path: Path) -> None:
    info = printed(typical, tmp_path).info
    assert re.search(r"Title:\s+Night leg cramps, 5 October to 21 November 2026\n", info)
    assert re.search(r"Author:\s*\n", info) or "Author" not in info
    assert re.search(r"Creator:\s+CrampGuard\n", info)


@needs_poppler
def test_it_reads_from_the_right_where_the_script_does(
    typical: Report, tmp_path: Path, qapp: QApplication
) -> None:
    QGuiApplication.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
    try:
        page = printed(typical, tmp_path)
    finally:
        QGuiApplication.setLayoutDirection(Qt.LayoutDirection.LeftToRight)
    assert_whole(page)
    night, name = (next(word for word in page.words if word.text == text) for text in ("Night", "Name"))
    assert name.place.right() < night.place.left()


def test_one_page_even_without_poppler(typical: Report) -> None:
    made = pdf(typical)
    assert made.startswith(b"%PDF-")
    assert len(re.findall(rb"/Type\s*/Page\b(?!s)", made)) == 1


# The file


def test_it_is_for_its_user_alone_and_takes_the_place_of_the_one_before(
    typical: Report, tmp_path: Path
) -> None:
    file = tmp_path / "page.pdf"
    file.write_text("before", encoding="utf-8")
    write_pdf(file, typical)
    assert file.read_bytes().startswith(b"%PDF-")
    assert file.stat().st_mode & 0o777 == 0o600
    assert [path.name for path in tmp_path.glob("*page*")] == ["page.pdf"]


@pytest.mark.parametrize("place", ["nowhere/page.pdf", "folder.pdf"])
def test_where_it_cannot_be_written_one_line_says_so(typical: Report, tmp_path: Path, place: str) -> None:
    (tmp_path / "folder.pdf").mkdir()
    with pytest.raises(StoreError) as refused:
        write_pdf(tmp_path / place, typical)
    assert str(refused.value).startswith(f"{tmp_path / place}: ")
    assert "\n" not in str(refused.value)
    assert not (tmp_path / "nowhere").exists()
