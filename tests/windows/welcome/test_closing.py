"""The X of Welcome's title bar: what was changed is kept, and the last step says where the program is."""

from PySide6.QtGui import QCloseEvent
from PySide6.QtWidgets import QApplication

from tests.windows.fakes import FakeLogin
from tests.windows.welcome.driver import BED_WEEK, OpenWelcome, WelcomeDriver


class ByTheUser(QCloseEvent):
    """As the window system sends it; close() and the end of the program send one that is not spontaneous."""

    def spontaneous(self) -> bool:
        return True


def press_x(welcome: WelcomeDriver) -> None:
    event = ByTheUser()
    QApplication.sendEvent(welcome.window, event)
    if event.isAccepted():
        welcome.window.hide()


def test_the_x_keeps_what_was_changed_and_says_where_the_program_is(welcome: WelcomeDriver) -> None:
    welcome.type(BED_WEEK, "23:00")
    welcome.click("Alcohol cut-off")
    press_x(welcome)
    assert welcome.window.isVisible()
    assert welcome.says("CrampGuard waits here")
    assert welcome.written["schedule"]["bedtime"] == "23:00"
    assert welcome.written["habits"] == {"alcohol_cutoff": {"enabled": False}}


def test_on_the_last_step_the_x_closes(welcome: WelcomeDriver) -> None:
    press_x(welcome)
    press_x(welcome)
    assert not welcome.window.isVisible()


def test_the_x_alone_changes_nothing(welcome: WelcomeDriver) -> None:
    before = welcome.file
    press_x(welcome)
    assert (welcome.file, welcome.login.enabled) == (before, False)


def test_start_at_login_is_kept_by_the_x_only_where_the_user_chose_it(open_at: OpenWelcome) -> None:
    welcome = open_at(login=FakeLogin(enabled=True))
    welcome.click("Start when I log in")
    press_x(welcome)
    assert not welcome.login.enabled


def test_times_that_cannot_be_kept_do_not_hold_the_rest_back(welcome: WelcomeDriver) -> None:
    welcome.click("Alcohol cut-off")
    welcome.type(BED_WEEK, "05:00")
    press_x(welcome)
    assert welcome.written == {"habits": {"alcohol_cutoff": {"enabled": False}}}


def test_what_could_not_be_saved_is_said_on_the_last_step(welcome: WelcomeDriver) -> None:
    welcome.evening.settings.write_text("[schedule\n", encoding="utf-8")
    welcome.click("Alcohol cut-off")
    press_x(welcome)
    assert welcome.says("CrampGuard waits here")
    assert any(note.startswith("Not saved: ") for note in welcome.notes())


def test_the_end_of_the_program_closes_the_window_at_once(welcome: WelcomeDriver) -> None:
    welcome.window.close()
    assert not welcome.window.isVisible()
