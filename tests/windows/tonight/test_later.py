"""Tonight offers times to which an item can be put off."""

from PySide6.QtWidgets import QPushButton

from tests.moved_clock import at
from tests.windows.tonight.driver import TonightDriver


def test_it_stands_beside_the_way_to_more_words(shown: TonightDriver) -> None:
    """Behind the answers it would stand alone on a line at the width that the window has at first."""
    shown.move_to("21:31")
    answers = [shown.place(shown.named(name)).y() for name in ("Done", "In 15 min", "Not tonight")]
    links = [shown.place(shown.named(name)).y() for name in ("Later…", "Why, and how sure")]
    assert len(set(answers)) == len(set(links)) == 1


def test_a_card_offers_full_half_hours_beside_the_usual_snooze(shown: TonightDriver) -> None:
    shown.move_to("21:31")
    later = shown.button("Later…")
    assert isinstance(later, QPushButton)
    later.menu().aboutToShow.emit()
    [ten_o_clock] = later.menu().actions()
    ten_o_clock.trigger()
    assert shown.evening.item("cool_bedroom").snoozed_until == at("2026-11-22 22:00")
    assert not later.isVisible()
