"""A screen that shows notifications of a real engine, over a strict server."""

from dataclasses import dataclass, field
from datetime import date
from functools import partial

from pytestqt.qtbot import QtBot

from crampguard.desktop.bus import QtBus
from crampguard.desktop.notification_server import ADDRESS
from crampguard.desktop.notifications import NotificationPresenter
from crampguard.desktop.presenting import Picture
from crampguard.routine.checklist import State
from crampguard.routine.notice import Notice
from crampguard.routine.tonight import Tonight
from tests.desktop.activation import activation_token
from tests.moved_clock import Evening, at


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

    @property
    def by_other_means(self) -> list[str]:
        """The titles that were shown without a server."""
        return [notice.title for notice in self.without_server]
