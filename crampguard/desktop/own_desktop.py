"""The desktops of Windows and macOS, where our own pop-up tells everything.

Their notifications bring no click back to a program that is not installed as they want it. Whether the user
wants quiet is not asked there.
"""

from collections.abc import Callable, Sequence
from typing import Literal

from PySide6.QtCore import QObject, Signal

from crampguard.desktop.presenting import StandIn
from crampguard.routine.tonight import Tonight

OnResult = Callable[[Literal["own"]], None]


class OwnDesktop:
    """BusDesktop without a bus."""

    only_own_popup = True

    def __init__(self) -> None:
        self.quiet = _NoQuiet()
        self.presenter = PopupPresenter

    def cramp_key(self, *_words: object) -> None:
        """No desktop here gives out keys."""

    def trial(self, _picture: object) -> "_NoTrial":
        return _NoTrial()

    def stop(self) -> None:
        """There is nothing to leave."""


class PopupPresenter:
    """Follows tonight's state. stand_ins: what can show the notice, the best first."""

    def __init__(self, _memory: object, *, stand_ins: Sequence[StandIn], **_of_a_server: object) -> None:
        self._stand_ins = stand_ins

    def follow(self, tonight: Tonight) -> None:
        """What pops up follows the state by itself from then on."""
        if tonight.joined and tonight.notice is not None:
            any(stand_in.pop_up(tonight) for stand_in in self._stand_ins)

    def remark(self, _title: str, _body: str, on_failure: Callable[[], None]) -> None:
        """There is no server to tell it."""
        on_failure()

    def stop(self) -> None:
        """What pops up ends with the other windows."""


class _NoTrial:
    """There is nothing to try."""

    def __call__(self, on_result: OnResult) -> None:
        on_result("own")


class _NoQuiet(QObject):
    """Never asks for quiet."""

    changed = Signal()
    quiet = False
