"""Start at login on macOS: a launch agent of the user."""

import plistlib
from pathlib import Path
from typing import Any
from xml.parsers.expat import ExpatError

from crampguard.desktop import files
from crampguard.desktop.installation import APP_ID, program
from crampguard.i18n import _


class LaunchAgent:
    """A file that launchd reads at each login."""

    def __init__(self) -> None:
        self._path = Path.home() / "Library" / "LaunchAgents" / f"{APP_ID}.plist"

    @property
    def why_not(self) -> str:
        if files.can_be_written(self._path.parent):
            return ""
        return _("your folder LaunchAgents cannot be written; make it your own")

    @property
    def enabled(self) -> bool:
        return bool(self._agent)

    @property
    def stale(self) -> bool:
        command = self._agent.get("ProgramArguments")
        return not command or not Path(command[0]).exists()

    def enable(self) -> None:
        agent = {"Label": APP_ID, "ProgramArguments": program(), "RunAtLoad": True}
        files.write_if_changed(self._path, plistlib.dumps(agent))

    def disable(self) -> None:
        self._path.unlink(missing_ok=True)

    @property
    def _agent(self) -> dict[str, Any]:
        """Empty where there is none, or it makes no sense."""
        try:
            agent = plistlib.loads(self._path.read_bytes())
        except (OSError, ValueError, ExpatError):
            return {}
        return agent if isinstance(agent, dict) else {}
