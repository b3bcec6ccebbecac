"""The program as the simulation runs it: real engine, diary and notifications, with a fate of its own."""

from collections.abc import Callable
from pathlib import Path
from typing import cast

from crampguard.desktop.bus import QtBus
from crampguard.desktop.notifications import NotificationPresenter
from crampguard.desktop.presenting import Picture
from crampguard.engine import Engine
from crampguard.store.settings import SettingsFile
from tests.moved_clock import HandAlarm, MovedClock
from tests.simulation.fate import Fate, MortalDiary
from tests.simulation.screen import Card, Line, Server

_PICTURE = Picture(1, bytes(4))


class Program:
    """One run of the program, as app.py joins its parts."""

    def __init__(
        self, folder: Path, clock: MovedClock, server: Server, on_known: Callable[[Card], None]
    ) -> None:
        self.fate = Fate()
        self.diary = MortalDiary(folder / "diary.sqlite3", self.fate)
        self.engine = Engine(self.diary, SettingsFile(folder / "settings.toml"), clock)
        self.line = Line(server, self.fate, on_known)
        self.notifications = NotificationPresenter(
            cast(QtBus, self.line),
            self.engine.notifications,
            picture=lambda _tonight: _PICTURE,
            open_list=lambda: None,
            open_guide=lambda: None,
            open_morning=lambda _night: None,
            stand_ins=(),
        )
        self.engine.listen(self.notifications.follow)
        self.alarm = HandAlarm(self.engine.ring)
