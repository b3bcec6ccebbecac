"""The one notification, against a server that refuses wrong types, on a real session bus."""

from crampguard.routine.checklist import State
from tests.answers import by
from tests.desktop.activation import activation_token
from tests.desktop.notified import Screen
from tests.desktop.rig.strict_server import NAME, PATH, StrictServer


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


def test_a_remark_goes_by_itself_and_stands_beside_the_nudge(screen: Screen, server: StrictServer) -> None:
    failed: list[None] = []
    screen.move_to("2026-11-22 21:30")
    nudge = server.only()
    screen.notifications.remark("Still running", "Here & there", lambda: failed.append(None))
    screen.settle()
    assert list(server.open) == [nudge.id, nudge.id + 1]
    remark = server.open[nudge.id + 1]
    assert (remark.summary, remark.body, remark.actions) == ("Still running", "Here &amp; there", ())
    assert (remark.timeout, remark.hints["suppress-sound"]) == (-1, True)
    server.expire(remark.id)
    by(screen.evening.engine).done("cool_bedroom")
    screen.settle()
    assert (server.open, failed) == ({}, [])


def test_a_remark_that_the_server_does_not_take_is_made_by_other_means(
    screen: Screen, server: StrictServer
) -> None:
    failed: list[None] = []
    server.dies_of = ""
    screen.notifications.remark("Still running", "Here", lambda: failed.append(None))
    screen.qtbot.waitUntil(lambda: failed == [None])
