"""Short sounds on Windows, which plays them by itself."""

import contextlib
import sys
import winsound

from crampguard.shipped import resource

assert sys.platform == "win32"  # noqa: S101 (elsewhere mypy skips the rest)


class WindowsSoundPlayer:
    """Plays one sound at a time; a new one cuts off the one before."""

    why_not = ""

    def play(self, name: str) -> None:
        how = winsound.SND_FILENAME | winsound.SND_ASYNC | winsound.SND_NODEFAULT
        with contextlib.suppress(RuntimeError):  # nothing here plays sounds
            winsound.PlaySound(resource(f"{name}.wav"), how)

    def stop(self) -> None:
        """Cuts off what is playing."""
        winsound.PlaySound(None, 0)
