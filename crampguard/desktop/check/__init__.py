"""`crampguard check`: what works on this machine and how to fix what does not. Reveals nothing private."""

from collections.abc import Iterator

from crampguard.desktop import entry
from crampguard.desktop.check import files, system
from crampguard.desktop.check.finding import Finding
from crampguard.i18n import _
from crampguard.store.places import Places

__all__ = ["Finding", "all_findings"]


def all_findings(places: Places) -> list[Finding]:
    return [*system.system_findings(), *files.file_findings(places), *_buses()]


def _buses() -> Iterator[Finding]:
    if not entry.XDG:
        yield Finding("notifications", True, _("a window of our own, in the corner of the screen"))
        return
    from crampguard.desktop.check import buses  # its library is installed on these systems only

    yield from buses.bus_findings()
