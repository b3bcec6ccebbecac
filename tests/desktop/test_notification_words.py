"""What a notification says and sounds like: markup, own words, discreet ones, sounds."""

import html
from pathlib import Path

import pytest

from crampguard.routine.checklist import State
from crampguard.routine.text import shown
from crampguard.store.settings import LONGEST_NUDGE, LONGEST_TITLE, NUDGE_LINES
from tests.answers import by
from tests.desktop.notified import Screen
from tests.desktop.rig.strict_server import StrictServer
from tests.hostile import HOSTILE, own_habit
from tests.moved_clock import at


def a_server(**what: object) -> pytest.MarkDecorator:
    return pytest.mark.parametrize("server", [what], indirect=True, ids=["server"])


lxqt = a_server(name="lxqt-notificationd")


@a_server(capabilities=["body"])
def test_a_server_without_actions_gets_no_buttons_and_the_words_say_where_to_tick(
    screen: Screen, server: StrictServer
) -> None:
    screen.move_to("2026-11-22 21:30")
    assert server.only().actions == ()
    assert server.only().body.startswith("Tick it in the tray menu.\n")


@pytest.mark.parametrize(
    ("server", "body"),
    [
        ({"capabilities": ["body", "body-markup", "actions"]}, "&lt;b&gt;slow&lt;/b&gt; &amp; easy"),
        ({"capabilities": ["body", "actions"]}, "<b>slow</b> & easy"),
        ({"capabilities": ["body"]}, "Tick it in the tray menu.\n<b>slow</b> & easy"),
    ],
    indirect=["server"],
)
def test_text_of_the_user_is_escaped_where_the_server_takes_markup(
    screen: Screen, server: StrictServer, body: str
) -> None:
    screen.evening.edit('[habits.walk]\ntitle = "Walk <i>"\nnudge = "<b>slow</b> & easy"\nlead = 330')
    screen.move_to("2026-11-22 17:00")
    assert server.only().body.startswith(body)
    assert server.only().summary == "Walk <i>"


def test_changes_in_quick_succession_never_make_a_second_notification(
    screen: Screen, server: StrictServer
) -> None:
    screen.evening.move_to(at("2026-11-22 21:30"))
    by(screen.evening.engine).done("cool_bedroom")
    by(screen.evening.engine).undo("cool_bedroom")
    screen.evening.move_to(at("2026-11-22 22:15"))
    by(screen.evening.engine).done("stretch")
    screen.settle()
    assert len(server.open) == 1
    assert server.only().summary == "Cool bedroom"


@pytest.mark.parametrize("text", HOSTILE.values(), ids=HOSTILE)
def test_own_words_arrive_as_text_and_cut_kindly(screen: Screen, server: StrictServer, text: str) -> None:
    screen.evening.edit(own_habit("own", text, lead=330))
    screen.move_to("2026-11-22 17:00")
    told = server.only()
    assert told.summary == shown(text, LONGEST_TITLE)
    assert "<" not in told.body
    assert html.unescape(told.body) == shown(text, LONGEST_NUDGE, NUDGE_LINES)


def test_a_discreet_notification_has_the_same_buttons_and_no_word_about_health(
    screen: Screen, server: StrictServer
) -> None:
    screen.evening.edit("[nudges]\ndiscreet = true")
    screen.move_to("2026-11-22 18:30")
    told = server.only()
    assert (told.summary, told.body) == ("CrampGuard", "Something is due. Open the list to see it.")
    assert [label for _key, label in told.actions] == ["All done", "In 15 min", "Open", ""]
    server.press(told.id, "done")
    screen.qtbot.waitUntil(lambda: screen.state("hydrate") is State.DONE)


def test_the_discreet_question_of_the_morning_is_answered_by_one_click(
    screen: Screen, server: StrictServer
) -> None:
    screen.evening.edit("[nudges]\ndiscreet = true")
    screen.move_to("2026-11-23 06:45")
    told = server.only()
    assert (told.summary, told.body) == ("CrampGuard", "How was the night?")
    assert told.actions == (("none", "It was fine"), ("cramp", "Tell more…"), ("default", ""))


def test_what_is_on_the_screen_turns_discreet_at_once_and_back(screen: Screen, server: StrictServer) -> None:
    screen.move_to("2026-11-22 21:30")
    first = server.only()
    for text, summary in (("[nudges]\ndiscreet = true", "CrampGuard"), ("", "Cool bedroom")):
        screen.evening.edit(text)
        screen.settle()
        told = server.only()
        assert (told.id, told.summary) == (first.id, summary)
        assert told.hints["suppress-sound"] is True


def test_what_is_on_the_screen_turns_to_another_language_at_once_and_back(
    screen: Screen, server: StrictServer
) -> None:
    screen.move_to("2026-11-22 21:30")
    first = server.only()
    german = '[look]\nlanguage = "de"\n'
    for text, summary, done in ((german, "Kühles Schlafzimmer", "Erledigt"), ("", "Cool bedroom", "Done")):
        screen.evening.edit(text)
        screen.settle()
        told = server.only()
        assert (told.id, told.summary, dict(told.actions)["done"]) == (first.id, summary, done)
        assert told.hints["suppress-sound"] is True


@pytest.mark.parametrize(
    ("settings", "evening", "late"),
    [
        ("", None, None),
        ("[nudges]\nsound = true", "nudge.wav", None),
        ("[nudges]\nsound = true\nsound_late = true", "nudge.wav", "nudge.wav"),
        ("[nudges]\nsound_late = true", None, None),
    ],
)
def test_a_notification_sounds_only_where_it_is_wished_and_late_only_where_that_is(
    screen: Screen, server: StrictServer, settings: str, evening: str | None, late: str | None
) -> None:
    screen.evening.edit(settings)
    for wall, sound in (("2026-11-22 18:30", evening), ("2026-11-22 21:30", late)):
        screen.move_to(wall)
        hints = server.only().hints
        file = hints.get("sound-file")
        assert (file and Path(file).name) == sound
        assert file is None or Path(file).is_file()
        assert hints.get("suppress-sound", False) is (wall.endswith("21:30") and sound is None)


@lxqt
def test_a_server_that_would_make_a_list_of_four_actions_gets_three(
    screen: Screen, server: StrictServer
) -> None:
    """LXQt draws the list with an "OK" that sends the first action, a false Done."""
    screen.move_to("2026-11-22 21:30")
    assert server.only().keys == ["done", "snooze", "default"]


@lxqt
def test_a_server_that_keeps_the_buttons_of_what_is_replaced_gets_a_new_notification(
    screen: Screen, server: StrictServer
) -> None:
    """On LXQt a heads-up that a habit joins would keep its one button, and a habit the "All done" of two."""
    screen.move_to("2026-11-22 21:30")
    first = server.only()
    screen.move_to("2026-11-22 22:15")
    assert not any(told.replaces_id for told in server.notified)
    assert server.close_calls[-1] == first.id
    assert server.only().keys == ["done", "open", "default"]
    by(screen.evening.engine).done("stretch")
    screen.settle()
    assert (server.only().summary, server.only().keys) == ("Cool bedroom", ["done", "skip", "default"])


@pytest.mark.parametrize("server", [{"name": name} for name in ("mako", "dunst", "fnott")], indirect=True)
def test_a_server_that_draws_none_of_its_buttons_gets_them_and_the_words_say_where_to_tick(
    screen: Screen, server: StrictServer
) -> None:
    screen.move_to("2026-11-22 21:30")
    assert server.only().keys == ["done", "snooze", "skip", "default"]
    assert server.only().body.startswith("Tick it in the tray menu.\n")
