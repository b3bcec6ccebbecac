"""The one notification, against a server that refuses wrong types, on a real session bus."""

import html
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from functools import partial
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from crampguard.desktop.bus import QtBus
from crampguard.desktop.notification_server import ADDRESS, Picture
from crampguard.desktop.notifications import NotificationPresenter
from crampguard.routine.checklist import State
from crampguard.routine.notice import Notice
from crampguard.routine.text import shown
from crampguard.routine.tonight import Tonight
from crampguard.store.settings import LONGEST_NUDGE, LONGEST_TITLE, NUDGE_LINES
from tests.answers import by
from tests.desktop.activation import activation_token
from tests.desktop.rig.bus import Bus
from tests.desktop.rig.requirements import needs_bus
from tests.desktop.rig.strict_server import NAME, PATH, StrictServer
from tests.hostile import HOSTILE, own_habit
from tests.moved_clock import Evening, at, evening

pytestmark = needs_bus


@dataclass
class Screen:
    """An evening whose notification goes to the session bus, as in the running program."""

    qtbot: QtBot
    evening: Evening
    opened: int = 0
    tokens: list[str] = field(default_factory=list)  # that Qt would find when the list is opened
    mornings: list[date] = field(default_factory=list)
    without_server: list[Notice] = field(default_factory=list)
    taken_down: int = 0
    settles: bool = True  # a server that hangs would not let it

    def __post_init__(self) -> None:
        self.bus = QtBus()
        self.notifications = NotificationPresenter(
            self.bus,
            self.evening.engine.notifications,
            picture=lambda _tonight: Picture(2, bytes(16)),
            open_list=self._open,
            open_guide=lambda: None,
            open_morning=self.mornings.append,
            stand_ins=(self,),
        )
        self.evening.engine.listen(self.notifications.follow)
        if self.settles:
            self.settle()
        self.evening.start()

    def _open(self) -> None:
        self.opened += 1
        self.tokens.append(activation_token())

    def pop_up(self, tonight: Tonight) -> bool:
        assert tonight.notice is not None
        self.without_server.append(tonight.notice)
        return True

    def take_down(self) -> None:
        self.taken_down += 1

    def settle(self) -> None:
        """Waits until every call that was sent has had its reply, and what followed from it too."""
        for _round in range(3):
            replies: list[object] = []
            self.bus.call(ADDRESS, "GetServerInformation", "", (), replies.append)
            self.qtbot.waitUntil(partial(bool, replies))

    def move_to(self, wall: str) -> None:
        self.evening.move_to(at(wall))
        self.settle()

    def state(self, habit: str) -> State:
        return next(i.state for i in self.evening.engine.tonight.items if i.habit.id == habit)

    def close(self) -> None:
        self.notifications._wait.stop()  # or the thread of a server may collect it as it runs
        self.bus.close()
        self.evening.diary.close()


@pytest.fixture
def screen(qtbot: QtBot, server: StrictServer, tmp_path: Path) -> Iterator[Screen]:
    screen = Screen(qtbot, evening(tmp_path, at("2026-11-22 12:00")))
    yield screen
    screen.close()


def test_a_nudge_is_shown_with_the_buttons_of_the_contract(screen: Screen, server: StrictServer) -> None:
    screen.move_to("2026-11-22 21:30")
    shown = server.only()
    assert (shown.app_name, shown.summary) == ("CrampGuard", "Cool bedroom")
    assert server.notified[0].replaces_id == 0
    assert shown.keys == ["done", "snooze", "skip", "default"]
    assert shown.hints["desktop-entry"] == "crampguard"
    assert shown.hints["category"] == "reminder"
    assert shown.hints["image-data"][:2] == (2, 2)
    assert shown.timeout == 0


def test_what_the_server_can_do_is_known_before_the_first_nudge(screen: Screen, server: StrictServer) -> None:
    server.capabilities = []
    screen.move_to("2026-11-22 21:30")
    assert server.only().keys == ["done", "snooze", "skip", "default"]


def test_a_heads_up_has_one_button(screen: Screen, server: StrictServer) -> None:
    screen.move_to("2026-11-22 13:30")
    assert server.only().keys == ["ok", "default"]


def test_done_pressed_in_the_notification_ticks_and_takes_it_down(
    screen: Screen, server: StrictServer
) -> None:
    screen.move_to("2026-11-22 21:30")
    server.press(server.only().id, "done")
    screen.qtbot.waitUntil(lambda: screen.state("cool_bedroom") is State.DONE)
    screen.settle()
    assert server.open == {}


def test_what_a_press_leaves_unanswered_does_not_come_back(screen: Screen, server: StrictServer) -> None:
    screen.move_to("2026-11-22 18:30")
    by(screen.evening.engine).done("alcohol_cutoff")
    screen.settle()
    by(screen.evening.engine).undo("alcohol_cutoff")
    screen.settle()
    notified = len(server.notified)
    server.press(server.only().id, "done")
    screen.qtbot.waitUntil(lambda: screen.state("hydrate") is State.DONE)
    screen.settle()
    assert (server.open, len(server.notified)) == ({}, notified)


def test_ok_is_no_tick_and_the_heads_up_is_not_shown_again(screen: Screen, server: StrictServer) -> None:
    screen.move_to("2026-11-22 18:30")
    assert server.only().keys == ["done", "snooze", "open", "default"]
    told = len(server.notified)
    server.press(server.only().id, "done")
    screen.qtbot.waitUntil(lambda: screen.state("hydrate") is State.DONE)
    screen.settle()
    assert screen.state("alcohol_cutoff") is State.DUE
    assert server.open == {}
    by(screen.evening.engine).undo("hydrate")
    screen.settle()
    assert len(server.notified) == told


def test_an_answer_elsewhere_takes_it_down(screen: Screen, server: StrictServer) -> None:
    screen.move_to("2026-11-22 21:30")
    id_ = server.only().id
    by(screen.evening.engine).done("cool_bedroom")
    screen.settle()
    assert (server.open, server.close_calls) == ({}, [id_])


def test_it_goes_when_it_is_no_longer_useful(screen: Screen, server: StrictServer) -> None:
    screen.move_to("2026-11-22 13:30")
    assert len(server.open) == 1
    screen.move_to("2026-11-22 15:30")
    assert server.open == {}


def test_what_joins_pops_up_in_the_same_notification(screen: Screen, server: StrictServer) -> None:
    screen.move_to("2026-11-22 21:30")
    first = server.only()
    screen.move_to("2026-11-22 22:15")
    both = server.only()
    assert both.id == both.replaces_id == first.id
    assert both.summary == "Cool bedroom, Bedtime leg stretch"


def test_it_shrinks_in_silence_when_one_of_several_is_answered(screen: Screen, server: StrictServer) -> None:
    screen.move_to("2026-11-22 22:15")
    shown = server.only()
    by(screen.evening.engine).done("stretch")
    screen.settle()
    left = server.only()
    assert (left.id, left.summary) == (shown.id, "Cool bedroom")
    assert left.hints["suppress-sound"] is True


def test_a_dismissed_notification_does_not_come_back_by_itself(screen: Screen, server: StrictServer) -> None:
    screen.move_to("2026-11-22 22:15")
    server.dismiss(server.only().id)
    screen.settle()
    count = len(server.notified)
    by(screen.evening.engine).done("cool_bedroom")
    screen.evening.engine.refresh()
    screen.settle()
    assert (len(server.notified), server.open) == (count, {})
    assert screen.state("stretch") is State.DUE


def test_the_body_and_open_show_the_list(screen: Screen, server: StrictServer) -> None:
    screen.move_to("2026-11-22 21:30")
    server.press(server.only().id, "default")
    screen.qtbot.waitUntil(lambda: screen.opened == 1)
    assert screen.state("cool_bedroom") is State.DUE


def test_the_list_may_come_forward_with_the_token_of_the_click_and_of_no_other(
    screen: Screen, server: StrictServer
) -> None:
    for wall, token in [("13:30", "kwin-7"), ("18:30", ""), ("21:30", "kwin-8")]:
        screen.move_to(f"2026-11-22 {wall}")
        if not token:
            server.emit(PATH, NAME, "ActivationToken", "us", 4711, "another program's")
        server.press(server.only().id, "default", token=token)
        screen.settle()
        assert activation_token() == ""
    assert screen.tokens == ["kwin-7", "", "kwin-8"]


def test_a_snoozed_nudge_comes_again_at_its_time(screen: Screen, server: StrictServer) -> None:
    screen.move_to("2026-11-22 21:30:05")
    server.press(server.only().id, "snooze")
    screen.qtbot.waitUntil(lambda: screen.state("cool_bedroom") is State.SNOOZED)
    screen.settle()
    assert server.open == {}
    screen.move_to("2026-11-22 21:45:04")
    assert server.open == {}
    screen.move_to("2026-11-22 21:45:05")
    assert server.only().summary == "Cool bedroom"


def test_a_second_press_and_a_strange_one_change_nothing(screen: Screen, server: StrictServer) -> None:
    screen.move_to("2026-11-22 21:30")
    id_ = server.only().id
    server.press(id_, "skip")
    screen.qtbot.waitUntil(lambda: screen.state("cool_bedroom") is State.SKIPPED)
    by(screen.evening.engine).undo("cool_bedroom")
    server.press(id_, "done", anyway=True)
    server.press(4711, "done", anyway=True)
    server.press(id_, "constructor", anyway=True)
    screen.settle()
    assert screen.state("cool_bedroom") is State.DUE


def test_pausing_takes_it_down_and_resuming_does_not_tell_it_twice(
    screen: Screen, server: StrictServer
) -> None:
    screen.move_to("2026-11-22 21:30")
    count = len(server.notified)
    by(screen.evening.engine).pause(None)
    screen.settle()
    assert server.open == {}
    by(screen.evening.engine).resume()
    screen.evening.move_by(minutes=5)
    screen.settle()
    assert len(server.notified) == count


def test_a_restarted_program_knows_its_notification_and_tells_nothing_twice(
    qtbot: QtBot, screen: Screen, server: StrictServer, tmp_path: Path
) -> None:
    screen.move_to("2026-11-22 21:30")
    shown = server.only()
    count = len(server.notified)
    screen.close()  # as by kill -9: nothing is taken down
    again = Screen(qtbot, evening(tmp_path, at("2026-11-22 21:40")))
    again.move_to("2026-11-22 21:50")
    assert len(server.notified) == count
    server.press(shown.id, "done")
    qtbot.waitUntil(lambda: again.state("cool_bedroom") is State.DONE)
    again.close()


def test_a_button_pressed_the_next_morning_marks_its_own_night(
    qtbot: QtBot, screen: Screen, server: StrictServer, tmp_path: Path
) -> None:
    screen.move_to("2026-11-22 22:15")
    shown = server.only()
    screen.close()
    morning = Screen(qtbot, evening(tmp_path, at("2026-11-23 07:00")))
    server.press(shown.id, "done", anyway=True)
    last_night = at("2026-11-22 12:00").date()

    def marked() -> bool:
        items = morning.evening.engine.view(last_night).items
        done = [i.habit.id for i in items if i.state is State.DONE]
        return done == ["cool_bedroom", "stretch"]

    qtbot.waitUntil(marked)
    morning.close()


def test_a_late_start_takes_down_what_is_no_longer_useful(
    qtbot: QtBot, screen: Screen, server: StrictServer, tmp_path: Path
) -> None:
    screen.move_to("2026-11-22 22:15")
    assert len(server.open) == 1
    screen.close()
    morning = Screen(qtbot, evening(tmp_path, at("2026-11-23 07:00")))
    morning.settle()
    assert server.open == {}
    morning.close()


def test_quitting_leaves_no_dead_buttons(screen: Screen, server: StrictServer) -> None:
    screen.move_to("2026-11-22 21:30")
    screen.notifications.stop()
    screen.settle()
    assert server.open == {}


def test_a_server_that_restarts_is_not_told_twice_but_gets_what_joins(
    screen: Screen, server: StrictServer, bus: Bus
) -> None:
    screen.move_to("2026-11-22 21:30")
    server.stop()
    with StrictServer(bus.address) as second:
        screen.settle()
        screen.evening.engine.refresh()
        screen.settle()
        assert second.notified == []
        screen.move_to("2026-11-22 22:15")
        assert second.only().summary == "Cool bedroom, Bedtime leg stretch"
        assert second.only().replaces_id == 0
        assert second.refused == []


def test_an_id_of_another_server_means_nothing(screen: Screen, server: StrictServer, bus: Bus) -> None:
    screen.move_to("2026-11-22 21:30")
    id_ = server.only().id
    server.stop()
    with StrictServer(bus.address) as second:
        screen.settle()
        second.press(id_, "done", anyway=True)
        screen.settle()
    assert screen.state("cool_bedroom") is State.DUE


def test_a_server_that_comes_within_a_moment_shows_it(qtbot: QtBot, bus: Bus, tmp_path: Path) -> None:
    screen = Screen(qtbot, evening(tmp_path, at("2026-11-22 21:00")))
    screen.move_to("2026-11-22 21:30")
    assert screen.without_server == []
    with StrictServer(bus.address) as late:
        qtbot.waitUntil(lambda: len(late.open) == 1)
        assert late.only().summary == "Cool bedroom"
        screen.notifications._wait.timeout.emit()
        assert late.refused == []
    assert screen.without_server == []
    screen.close()


def test_without_a_server_the_next_means_shows_it_once_and_a_server_that_comes_late_what_joins(
    qtbot: QtBot, bus: Bus, tmp_path: Path
) -> None:
    screen = Screen(qtbot, evening(tmp_path, at("2026-11-22 21:00")))
    screen.move_to("2026-11-22 21:30")
    screen.notifications._wait.timeout.emit()
    assert [notice.title for notice in screen.without_server] == ["Cool bedroom"]
    screen.evening.engine.refresh()
    screen.settle()
    with StrictServer(bus.address) as late:
        screen.settle()
        assert (len(screen.without_server), late.notified, screen.taken_down) == (1, [], 0)
        screen.move_to("2026-11-22 22:15")
        assert late.only().summary == "Cool bedroom, Bedtime leg stretch"
        assert (len(screen.without_server), screen.taken_down) == (1, 1)
        assert late.refused == []
    screen.close()


def test_where_none_can_show_it_a_server_that_comes_late_does(
    qtbot: QtBot, bus: Bus, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(Screen, "pop_up", lambda _screen, _tonight: False)
    screen = Screen(qtbot, evening(tmp_path, at("2026-11-22 21:00")))
    screen.move_to("2026-11-22 21:30")
    screen.notifications._wait.timeout.emit()
    with StrictServer(bus.address) as late:
        qtbot.waitUntil(lambda: len(late.open) == 1)
    screen.close()


def test_who_prefers_our_own_pop_up_gets_it_and_the_notification_goes(
    screen: Screen, server: StrictServer
) -> None:
    screen.move_to("2026-11-22 21:30")
    screen.evening.edit("[nudges]\nown_popup = true\n")
    screen.settle()
    assert (server.only().summary, screen.without_server) == ("Cool bedroom", [])
    told = len(server.notified)
    screen.move_to("2026-11-22 22:15")
    assert [notice.title for notice in screen.without_server] == ["Cool bedroom, Bedtime leg stretch"]
    assert (server.open, len(server.notified)) == ({}, told)


def test_a_server_without_actions_gets_no_buttons_and_the_words_say_where_to_tick(
    qtbot: QtBot, bus: Bus, tmp_path: Path
) -> None:
    with StrictServer(bus.address, capabilities=["body"]) as server:
        screen = Screen(qtbot, evening(tmp_path, at("2026-11-22 21:00")))
        screen.move_to("2026-11-22 21:30")
        assert server.only().actions == ()
        assert server.only().body.endswith("Tick it in the tray menu.")
        screen.close()


def test_a_server_that_would_make_a_list_of_four_actions_gets_three(
    qtbot: QtBot, bus: Bus, tmp_path: Path
) -> None:
    """LXQt draws the list with an "OK" that sends the first action, a false Done."""
    with StrictServer(bus.address, name="lxqt-notificationd") as server:
        screen = Screen(qtbot, evening(tmp_path, at("2026-11-22 21:00")))
        screen.move_to("2026-11-22 21:30")
        assert server.only().keys == ["done", "snooze", "skip"]
        screen.close()


@pytest.mark.parametrize("name", ["mako", "dunst", "fnott"])
def test_a_server_that_draws_none_of_its_buttons_gets_them_and_the_words_say_where_to_tick(
    qtbot: QtBot, bus: Bus, tmp_path: Path, name: str
) -> None:
    with StrictServer(bus.address, name=name) as server:
        screen = Screen(qtbot, evening(tmp_path, at("2026-11-22 21:00")))
        screen.move_to("2026-11-22 21:30")
        assert server.only().keys == ["done", "snooze", "skip", "default"]
        assert server.only().body.endswith("Tick it in the tray menu.")
        screen.close()


@pytest.mark.parametrize(
    ("capabilities", "body"),
    [
        (["body", "body-markup", "actions"], "&lt;b&gt;slow&lt;/b&gt; &amp; easy"),
        (["body"], "<b>slow</b> & easy"),
    ],
)
def test_text_of_the_user_is_escaped_where_the_server_takes_markup(
    qtbot: QtBot, bus: Bus, tmp_path: Path, capabilities: list[str], body: str
) -> None:
    own = '[habits.walk]\ntitle = "Walk <i>"\nnudge = "<b>slow</b> & easy"\nlead = 90'
    with StrictServer(bus.address, capabilities=capabilities) as server:
        screen = Screen(qtbot, evening(tmp_path, at("2026-11-22 20:45"), own))
        screen.move_to("2026-11-22 21:00")
        assert server.only().body.startswith(body)
        assert server.only().summary == "Walk <i>"
        screen.close()


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


# Words of the user's own


@pytest.mark.parametrize("text", HOSTILE.values(), ids=HOSTILE)
def test_own_words_arrive_as_text_and_cut_kindly(screen: Screen, server: StrictServer, text: str) -> None:
    screen.evening.edit(own_habit("own", text, lead=330))
    screen.move_to("2026-11-22 17:00")
    told = server.only()
    assert told.summary == shown(text, LONGEST_TITLE)
    assert "<" not in told.body
    assert html.unescape(told.body) == shown(text, LONGEST_NUDGE, NUDGE_LINES)


def test_a_server_without_markup_gets_no_escapes(qtbot: QtBot, bus: Bus, tmp_path: Path) -> None:
    with StrictServer(bus.address, capabilities=["body", "actions"]) as server:
        screen = Screen(
            qtbot, evening(tmp_path, at("2026-11-22 12:00"), own_habit("own", "a < b & c", lead=330))
        )
        screen.move_to("2026-11-22 17:00")
        assert server.only().body == "a < b & c"
        screen.close()


# Discreet


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


# Sounds


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
