"""What the windows ask of the program around them."""

from collections.abc import Callable
from pathlib import Path
from typing import Literal, Protocol

from msgspec import Struct
from PySide6.QtCore import SignalInstance


class AppActions(Struct, frozen=True):
    """What a window can have the program do. OSError, StoreError or Refused where it fails.

    open_path shows a file or folder in the desktop's own program; delete_all deletes every file and quits;
    export_file writes a file; import_file imports one and returns a line about the result; preview starts the
    preview of an evening; cramp_key is the key that opens "cramp now" from every program, None where there is
    none. only_own_popup: whether nudges can come in our own pop-up alone.
    """

    open_path: Callable[[Path], object]
    delete_all: Callable[[], object]
    export_file: Callable[[Path], object]
    import_file: Callable[[Path], str]
    preview: Callable[[], object]
    cramp_key: "CrampKey | None"
    only_own_popup: bool = False


class CrampKey(Protocol):
    """The desktop's own key for "cramp now"."""

    @property
    def wanted(self) -> bool:
        """Whether it was granted, and not given up since."""

    def ask(self, on_result: Callable[[str | None], object]) -> None:
        """Asks the desktop: on_result gets the name of the key, perhaps "", or None where there is none."""

    def give_up(self) -> None: ...


class QuietSignals(Protocol):
    """Whether the desktop asks that nothing pops up."""

    changed: SignalInstance

    @property
    def quiet(self) -> bool: ...


class SoundPlayer(Protocol):
    """Plays the short sounds of resources/."""

    @property
    def why_not(self) -> str:
        """Why nothing can be played here; empty where something can."""

    def play(self, name: str) -> None: ...

    def stop(self) -> None:
        """Cuts off what is playing."""


class StartAtLogin(Protocol):
    """Start at login as the desktop keeps it. enable and disable raise OSError where they fail."""

    @property
    def why_not(self) -> str:
        """Why it cannot be enabled here; empty where it can."""

    @property
    def enabled(self) -> bool: ...

    def enable(self) -> None: ...

    def disable(self) -> None: ...


NudgeTrialResult = Literal["sent", "clicked", "no buttons", "gone", "nobody", "own"]


class TryNotification(Protocol):
    """Sends a test notification with one button and reports every result as soon as it is known.

    sent: the server accepted it and shows buttons; clicked: the button or the body was clicked; no buttons:
    the server accepted it but shows none; gone: it was closed or expired; nobody: there is no server; own:
    this system has none at all.
    """

    def __call__(self, on_result: Callable[[NudgeTrialResult], None]) -> None: ...
