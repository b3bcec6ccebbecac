"""A nudge pops up once where the notification server, a real one, answers late. The tray is a StatusNotifier
host, through which Qt's own balloon would be a second notification for that server.
"""

import os
import signal
from pathlib import Path

from tests.desktop.rig.dunst import dunst
from tests.desktop.rig.requirements import needs_assistance
from tests.desktop.rig.strict_server import StrictServer
from tests.desktop.rig.waiting import stays, wait_until
from tests.desktop.test_popup_evening import furnished
from tests.screen_reader import TONIGHT

pytestmark = needs_assistance


def test_a_server_that_wakes_up_late_shows_the_one_notification_and_our_pop_up_goes(tmp_path: Path) -> None:
    with furnished(tmp_path) as desk, dunst(desk.bus, desk.screen) as server:
        wait_until(lambda: "buttons" in desk.app.run("check").stdout, 10, "the server")
        os.kill(server.child.pid, signal.SIGSTOP)
        try:
            desk.go(21, 30)
            assert desk.popup()
        finally:
            os.kill(server.child.pid, signal.SIGCONT)
        wait_until(lambda: server.displayed() == 1, 10, "the notification that was on its way")
        desk.gone()
        stays(lambda: server.displayed() == 1, 1.5, "one notification")


def test_that_the_program_goes_on_is_one_notification_of_ours(tmp_path: Path) -> None:
    """Qt's own would have its picture under an old name, which this server refuses."""
    with furnished(tmp_path) as desk, StrictServer(desk.bus) as server:
        desk.app.run()
        desk.reader.activated(TONIGHT)
        desk.reader.key("Escape")
        wait_until(lambda: not desk.reader.is_open(TONIGHT), 10, "it is closed")
        wait_until(lambda: server.notified, 10, "the remark")
        assert server.only().summary == "CrampGuard is still running in the tray"
        assert server.only().hints["desktop-entry"] == "crampguard"
        assert server.refused == []
