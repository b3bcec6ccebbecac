"""The rig's stand-ins for a notification server and for logind: they hear all, and refuse what is wrong."""

from __future__ import annotations

import sys
import time
from typing import Any

import pytest

if sys.platform != "linux":
    pytest.skip("the rig is for Linux", allow_module_level=True)

from tests.desktop.rig.bus import (
    Bus,
    BusError,
    Link,
    wait_for_name,
    wait_for_no_name,
)
from tests.desktop.rig.client import Ear, notify
from tests.desktop.rig.logind import LogindStub
from tests.desktop.rig.requirements import needs_bus
from tests.desktop.rig.strict_server import INVALID_ARGS, NAME, PATH, StrictServer


@needs_bus
class TestStrictServer:
    def test_takes_a_right_notification(self, bus: Bus, link: Link) -> None:
        with StrictServer(bus.address) as server:
            before = time.monotonic()
            number = notify(link)
            shown = server.only()
            assert server.open == {number: shown}
            assert (shown.app_name, shown.summary, shown.body) == ("Sample", "Stretch", "Three minutes?")
            assert shown.actions[0] == ("done", "Done")
            assert shown.keys == ["done", "snooze", "skip", "default"]
            assert shown.hints == {"urgency": 1, "category": "reminder", "desktop-entry": "sample"}
            assert before <= shown.at <= time.monotonic()
            assert shown.sender == link.name
            assert server.refused == []

    @pytest.mark.parametrize(
        ("signature", "changes"),
        [
            ("sisssasa{sv}i", {}),  # replaces_id as INT32: what PySide6's QtDBus sends
            ("susssasa{sv}u", {}),
            ("susssasa{ss}i", {"hints": {}}),
            ("susssasa{sv}i", {"actions": ["done"]}),
            ("susssasa{sv}i", {"hints": {"urgency": ("i", 1)}}),
            ("susssasa{sv}i", {"hints": {"urgency": ("u", 1)}}),
            ("susssasa{sv}i", {"hints": {"category": ("as", [])}}),
            ("susssasa{sv}i", {"hints": {"desktop-entry": ("o", "/x")}}),
            ("susssasa{sv}i", {"hints": {"transient": ("i", 1)}}),
            ("susssasa{sv}i", {"hints": {"resident": ("y", 1)}}),
            ("susssasa{sv}i", {"hints": {"suppress-sound": ("s", "true")}}),
            ("susssasa{sv}i", {"hints": {"image-path": ("ay", b"x")}}),
            ("susssasa{sv}i", {"hints": {"image-data": ("(iiibiiai)", (1, 1, 4, True, 8, 4, [0]))}}),
        ],
    )
    def test_refuses_a_wrong_one(self, bus: Bus, link: Link, signature: str, changes: dict[str, Any]) -> None:
        with StrictServer(bus.address) as server:
            with pytest.raises(BusError) as raised:
                notify(link, signature, **changes)
            assert raised.value.name == INVALID_ARGS
            assert server.notified == []
            assert [refused.member for refused in server.refused] == ["Notify"]

    def test_takes_a_picture(self, bus: Bus, link: Link) -> None:
        picture = ("(iiibiiay)", (1, 1, 4, True, 8, 4, b"\0\0\0\0"))
        with StrictServer(bus.address) as server:
            notify(link, hints={"image-data": picture, "x-vendor": ("i", 3)})
            assert server.only().hints["image-data"][6] == b"\0\0\0\0"

    def test_replaces_in_place(self, bus: Bus, link: Link) -> None:
        with StrictServer(bus.address) as server:
            first = notify(link)
            assert notify(link, replaces_id=first, summary="Two things") == first
            assert server.only().summary == "Two things"
            assert len(server.notified) == 2
            assert notify(link) == first + 1
            with pytest.raises(AssertionError, match="2 notifications are open"):
                server.only()

    def test_says_what_it_can(self, bus: Bus, link: Link) -> None:
        with StrictServer(bus.address, capabilities=["body"]):
            assert link.call(NAME, PATH, NAME, "GetCapabilities") == (["body"],)
            assert len(link.call(NAME, PATH, NAME, "GetServerInformation")) == 4
            with pytest.raises(BusError) as raised:
                link.call(NAME, PATH, NAME, "Inhibit")
            assert raised.value.name == "org.freedesktop.DBus.Error.UnknownMethod"

    def test_what_the_user_does_is_heard(self, bus: Bus) -> None:
        with StrictServer(bus.address) as server, Ear(bus.address) as ear:
            one, two, three, four = (notify(ear) for _ in range(4))
            server.press(one, "done")
            assert ear.hear(2) == [("ActionInvoked", "us", one, "done"), ("NotificationClosed", "uu", one, 2)]
            server.dismiss(two)
            server.expire(three)
            assert ear.hear(2) == [
                ("NotificationClosed", "uu", two, 2),
                ("NotificationClosed", "uu", three, 1),
            ]
            with pytest.raises(AssertionError, match="no button 'open'"):
                server.press(four, "open")
            with pytest.raises(AssertionError, match="is not open"):
                server.press(one, "done")
            server.press(one, "done", anyway=True)
            assert ear.hear(2) == [("ActionInvoked", "us", one, "done"), ("NotificationClosed", "uu", one, 2)]
            assert list(server.open) == [four]

    def test_is_told_to_close(self, bus: Bus) -> None:
        with StrictServer(bus.address) as server, Ear(bus.address) as ear, Link(bus.address) as link:
            number = notify(ear)
            link.call(NAME, PATH, NAME, "CloseNotification", "u", number)
            link.call(NAME, PATH, NAME, "CloseNotification", "u", 77)
            assert ear.hear(1) == [("NotificationClosed", "uu", number, 3)]
            assert server.close_calls == [number, 77]
            assert server.open == {}
            with pytest.raises(BusError):
                link.call(NAME, PATH, NAME, "CloseNotification", "i", number)
            assert len(server.refused) == 1

    def test_may_speak_only_to_the_sender(self, bus: Bus) -> None:
        with (
            StrictServer(bus.address, private=True) as server,
            Ear(bus.address) as sender,
            Ear(bus.address) as other,
        ):
            server.press(notify(sender), "done")
            assert len(sender.hear(2)) == 2
            with pytest.raises(TimeoutError):
                other.hear(1, timeout=0.1)

    def test_restarts(self, bus: Bus, link: Link) -> None:
        server = StrictServer(bus.address)
        first = server.unique_name
        assert link.wait_for(NAME) == first
        server.stop()
        server.stop()
        wait_for_no_name(bus.address, NAME)
        with StrictServer(bus.address, first_id=40) as again:
            assert wait_for_name(bus.address, NAME) == again.unique_name != first
            assert notify(link) == 40


@needs_bus
def test_logind_stub(bus: Bus) -> None:
    with LogindStub(bus.address) as logind, Ear(bus.address) as ear:
        rule = "type='signal',interface='org.freedesktop.login1.Manager'"
        ear.call(
            "org.freedesktop.DBus", "/org/freedesktop/DBus", "org.freedesktop.DBus", "AddMatch", "s", rule
        )
        logind.about_to_sleep()
        logind.awake_again()
        seen: list[bool] = []
        while len(seen) < 2:
            message = ear._connection.receive(timeout=10)
            if message.header.fields.get(3) == "PrepareForSleep":
                seen.append(message.body[0])
        assert seen == [True, False]
