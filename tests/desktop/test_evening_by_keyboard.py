"""An evening from its first nudge to Good night, in the real window, with nothing but a keyboard."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from tests.desktop.rig.clock import Clock, local
from tests.desktop.rig.requirements import needs_assistance
from tests.desktop.rig.waiting import wait_until
from tests.desktop.user import STRETCH, User, furnished
from tests.screen_reader import TONIGHT, WELCOME

pytestmark = needs_assistance

SUNDAY = date(2026, 11, 22)
COFFEE, ALCOHOL, DRINK = "Caffeine cut-off", "Alcohol cut-off", "Fluids through the day"
COOL, SCREENS = "Cool bedroom", "Screens off, wind down"


@pytest.fixture
def user(tmp_path: Path) -> Iterator[User]:
    """On Sunday at noon, on a small screen, done with Welcome."""
    clock = Clock(tmp_path / "clock", local(2026, 11, 22, 12))
    with furnished("1024x600x24") as desk, desk.program(tmp_path, clock) as app:
        user = User(desk, app)
        user.tab_to(WELCOME, "Begin tonight", "shift+Tab")
        user.reader.key("space")
        user.reader.find(WELCOME, "Close")
        user.close(WELCOME)
        yield user


def at(user: User, hour: int, minute: int) -> None:
    """Lets it become that minute, and asks for the list as the menu of applications does it."""
    user.app.go(local(2026, 11, 22, hour, minute, 1))
    assert user.app.run().returncode == 0
    user.reader.activated(TONIGHT)


def press(user: User, button: str) -> None:
    user.tab_to(TONIGHT, button)
    user.reader.key("space")


def test_from_the_first_nudge_to_good_night_by_keyboard_alone(user: User) -> None:
    at(user, 13, 30)
    user.is_at(TONIGHT, COFFEE)  # what popped up
    press(user, "OK")
    user.hears(COFFEE, "asks at 19:30")
    user.close(TONIGHT)

    at(user, 18, 30)
    user.tab_to(TONIGHT, DRINK, "Down")
    user.reader.key("space")
    user.hears(DRINK, "ticked")
    user.is_at(TONIGHT, ALCOHOL)  # what still waits
    press(user, "OK")
    user.hears(ALCOHOL, "asks at 20:30")
    user.reader.key("ctrl+z")
    user.hears(ALCOHOL, "now")
    press(user, "OK")

    at(user, 19, 30)
    user.tab_to(TONIGHT, COFFEE, "Up")
    user.reader.key("space")
    user.hears(COFFEE, "none since 13:30")

    at(user, 21, 30)
    user.is_at(TONIGHT, COOL)
    user.reader.key("s")
    user.hears(COOL, "again at 21:45")
    user.is_at(TONIGHT, SCREENS)
    user.reader.key("k")
    user.hears(SCREENS, "skipped")
    at(user, 21, 46)
    user.is_at(TONIGHT, COOL)
    user.reader.key("space")
    user.hears(COOL, "ticked")

    at(user, 22, 15)
    user.is_at(TONIGHT, STRETCH)
    press(user, "Guide me")
    user.close("Stretch")  # three minutes that this test does not wait for
    user.reader.activated(TONIGHT)
    user.tab_to(TONIGHT, STRETCH, "shift+Tab")
    user.reader.key("space")
    user.hears(STRETCH, "ticked")

    at(user, 22, 30)
    press(user, "Good night")
    wait_until(lambda: user.reader.is_shown(TONIGHT, "Good night. Nothing pops up until the morning."))
    assert user.answers(SUNDAY) == {
        "caffeine_cutoff": "done",
        "hydrate": "done",
        "cool_bedroom": "done",
        "wind_down": "skipped",
        "stretch": "done",
        "ease_overuse": "skipped",  # Good night
        "loose_bedding": "skipped",
        "regular_bedtime": "done",
    }
    user.close(TONIGHT)
