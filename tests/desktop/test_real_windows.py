"""The windows of the real program, used over the nights as with a screen reader and a keyboard."""

import json
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from datetime import date
from pathlib import Path

import pytest

from tests.desktop.rig.accessibility import State
from tests.desktop.rig.app import App
from tests.desktop.rig.clock import Clock, local
from tests.desktop.rig.requirements import needs_assistance
from tests.desktop.rig.waiting import wait_until
from tests.desktop.user import STRETCH, Desk, User, furnished
from tests.screen_reader import ENTRIES, TONIGHT, WELCOME

pytestmark = needs_assistance

SUNDAY, MONDAY = date(2026, 11, 22), date(2026, 11, 23)
NOON, NEXT_NOON = local(2026, 11, 22, 12), local(2026, 11, 23, 12)
MORNING, SETTINGS = "Morning", "Settings"
DRINK = "Fluids through the day"


@pytest.fixture(scope="module")
def desk() -> Iterator[Desk]:
    with furnished() as desk:
        yield desk


@pytest.fixture
def sit_down(desk: Desk, tmp_path: Path) -> Iterator[Callable[..., User]]:
    """Starts the program on Sunday at noon."""
    with ExitStack() as stack:

        def start(*, monotonic: bool = True) -> User:
            clock = Clock(tmp_path / "clock", NOON, monotonic=monotonic)
            return User(desk, stack.enter_context(desk.program(tmp_path, clock)))

        yield start


@pytest.fixture
def user(sit_down: Callable[..., User]) -> User:
    return sit_down()


def live_through_the_night(user: User) -> None:
    """Across midnight and across getting up, in steps in which every timer rings."""
    for at in (
        local(2026, 11, 22, 22, 20),
        local(2026, 11, 22, 23, 59),
        local(2026, 11, 23, 0, 30),
        local(2026, 11, 23, 6, 50),
        NEXT_NOON,
    ):
        user.app.go(at)


def sleep_like_the_machine(user: User) -> None:
    """A suspend from Sunday to Monday: no timer runs, and logind tells when it is over."""
    user.desk.logind.about_to_sleep()
    assert isinstance(user.app.clock, Clock)
    user.app.clock.set(NEXT_NOON)
    user.desk.logind.awake_again()


@pytest.mark.parametrize("closed", [True, False], ids=["closed and opened again", "left open"])
@pytest.mark.parametrize("awake", [True, False], ids=["through the night", "after a suspend"])
def test_done_in_an_open_card_answers_for_monday_on_monday(
    sit_down: Callable[..., User], closed: bool, awake: bool
) -> None:
    user = sit_down(monotonic=awake)
    user.open(TONIGHT)
    user.type(DRINK, "space", "ticked")  # it is heard when another night is shown
    user.open_card()
    if closed:
        user.close(TONIGHT)
    (live_through_the_night if awake else sleep_like_the_machine)(user)
    if closed:
        user.open(TONIGHT)
    user.hears(DRINK, "not ticked")
    user.answer("Done")
    assert user.answers(MONDAY) == {"stretch": "done"}
    assert user.answers(SUNDAY) == {"hydrate": "done"}


def test_done_half_an_hour_past_midnight_still_answers_for_sunday(user: User) -> None:
    user.open(TONIGHT)
    user.open_card()
    user.app.go(local(2026, 11, 22, 23, 59))
    user.app.go(local(2026, 11, 23, 0, 30))
    user.answer("I did it")
    assert user.answers(SUNDAY) == {"stretch": "done"}


def test_undo_goes_back_by_one_answer_and_never_into_the_night_before(user: User) -> None:
    user.open(TONIGHT)
    user.type(STRETCH, "k", "skipped")
    user.type(STRETCH, "space", "ticked")
    user.type(STRETCH, "ctrl+z", "skipped")
    user.app.go(NEXT_NOON)
    user.hears(STRETCH, "not ticked")
    user.reader.focus(TONIGHT, DRINK)
    user.reader.key("ctrl+z")
    user.type(DRINK, "space", "ticked")  # taken up after the undo
    assert user.answers(SUNDAY) == {"stretch": "skipped"}
    assert user.answers(MONDAY) == {"hydrate": "done"}


def test_the_morning_window_stays_with_its_night_while_others_begin(user: User) -> None:
    user.app.go(local(2026, 11, 23, 5, 30))
    user.open(MORNING)
    user.app.go(local(2026, 11, 23, 12))
    user.app.go(local(2026, 11, 24, 12))
    assert user.reader.is_shown(MORNING, "Sunday 22 to Monday 23 November")
    user.reader.press(MORNING, "No cramp")
    user.reader.find(MORNING, "Close")
    assert mornings(user.app) == {"2026-11-22": False}


def mornings(app: App) -> dict[str, bool]:
    """What was answered about each night."""
    file = app.folder / "mine.json"
    ended = app.run("export", str(file))
    assert ended.returncode == 0, ended.stderr
    answers = json.loads(file.read_text(encoding="utf-8"))["mornings"]
    return {answer["night"]: answer["cramp"] for answer in answers}


def test_voice_control_ticks_a_row_a_choice_and_a_switch(user: User) -> None:
    """It toggles a box, where keyboard and mouse click it."""
    user.open(TONIGHT)
    user.reader.toggle(TONIGHT, STRETCH)
    user.hears(STRETCH, "ticked")
    assert user.answers(SUNDAY) == {"stretch": "done"}
    user.reader.toggle(TONIGHT, STRETCH)
    user.hears(STRETCH, "not ticked")
    assert user.answers(SUNDAY) == {}

    user.open(SETTINGS)
    user.reader.press(SETTINGS, "Habits")
    user.reader.toggle(SETTINGS, "Bedtime leg stretch on or off")
    wait_until(lambda: not user.reader.is_shown(TONIGHT, STRETCH), 10, "the stretch leaves the list")

    user.app.go(local(2026, 11, 23, 7))
    user.open(MORNING)
    user.reader.press(MORNING, "Cramp…")
    user.reader.toggle(MORNING, "Leg: Left")
    user.reader.toggle(MORNING, "Leg: Right")
    wait_until(lambda: not user.reader.is_checked(MORNING, "Leg: Left"), 10, "one of the two is chosen")
    user.reader.press(MORNING, "Save")
    wait_until(lambda: mornings(user.app) == {"2026-11-22": True}, 10, "the answer")


def test_whatever_the_keyboard_reaches_has_a_name(user: User) -> None:
    for window in (WELCOME, TONIGHT, *ENTRIES):
        if window != WELCOME:  # it opened by itself
            user.open(window)
        reached = [one for one in user.reader.controls(window) if State.FOCUSABLE in one.states]
        assert reached
        assert [one for one in reached if not one.name.strip()] == [], window
