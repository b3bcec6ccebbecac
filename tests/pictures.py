"""Makes the pictures of the README: `python -m tests.pictures`, with the desktop rig installed.

Real windows on a screen of their own, over a real engine with an example evening, in both themes; the
notification is what a real server draws. Look at each one before it is committed.
"""

import os
import tempfile
from contextlib import ExitStack
from datetime import date
from pathlib import Path
from unittest.mock import patch

from msgspec.structs import replace
from PySide6.QtCore import QDeadlineTimer, QRect, QSize
from PySide6.QtGui import QFont, QImage, QPainter
from PySide6.QtWidgets import QAbstractButton, QApplication, QWidget

from crampguard.desktop.bus import QtBus
from crampguard.desktop.notifications import NotificationPresenter
from crampguard.desktop.presenting import Picture
from crampguard.desktop.sound import SystemSoundPlayer
from crampguard.store.history import records
from crampguard.store.places import Places
from crampguard.store.report import report_of
from crampguard.windows.advice.window import AdviceWindow
from crampguard.windows.doctor.page import paint_page
from crampguard.windows.doctor.sheet import HEIGHT, PAPER, WIDTH
from crampguard.windows.doctor.tab import DoctorPage
from crampguard.windows.history.nights import NightsPage
from crampguard.windows.history.window import HistoryWindow
from crampguard.windows.morning.window import MorningWindow
from crampguard.windows.settings.window import SettingsWindow
from crampguard.windows.shared import theme
from crampguard.windows.shared.app_actions import AppActions
from crampguard.windows.shared.icon import Face, paint_plate
from crampguard.windows.stretch.window import StretchWindow
from crampguard.windows.tonight.window import TonightWindow
from crampguard.windows.tray.icon import TrayIcon
from crampguard.windows.tray.menu import menu
from crampguard.windows.welcome.window import WelcomeWindow
from tests.answers import by
from tests.desktop.rig.bus import session_bus
from tests.desktop.rig.display import Screen, screen
from tests.desktop.rig.notifyd import Notifyd, notifyd
from tests.diaries import fill
from tests.moved_clock import Evening, at, evening
from tests.nowhere import NOWHERE, nothing
from tests.windows.fakes import FakeCrampKey, FakeLogin

FOLDER = Path(__file__).parent.parent / "resources" / "pictures"


def main() -> None:
    FOLDER.mkdir(exist_ok=True)
    with ExitStack() as stack:
        bus = stack.enter_context(session_bus())
        display = stack.enter_context(screen("2400x2400x24"))
        server = stack.enter_context(notifyd(bus.address, display))
        home = Path(stack.enter_context(tempfile.TemporaryDirectory()))
        os.environ |= {
            "DBUS_SESSION_BUS_ADDRESS": bus.address,
            "DISPLAY": display.name,
            "QT_QPA_PLATFORM": "xcb",
            "QT_SCALE_FACTOR": "2",
        }
        qt = QApplication([])
        qt.setFont(QFont(qt.font().family(), 11))
        theme.apply_theme(qt)
        for name, roles in (("light", theme.LIGHT), ("dark", theme.DARK)):
            with patch.object(theme, "roles", return_value=roles):
                theme.apply_theme(qt)
                picture_windows(home / name, name)
                picture_history(home / f"history-{name}", name)
        picture_page(home / "page")
        picture_notification(home / "notification", display, server)


def example(home: Path) -> Evening:
    """An evening at 21:34 with something ticked, skipped, snoozed, asked for and due."""
    home.mkdir()
    made = evening(home, at("2026-11-22 12:00"), "[habits.warm_shower]\nenabled = true\n")
    made.start()
    for wall, deed, habit in (
        ("20:40", by(made.engine).done, "caffeine_cutoff"),
        ("20:41", by(made.engine).done, "ease_overuse"),
        ("21:10", by(made.engine).skip, "warm_shower"),
        ("21:34", by(made.engine).snooze, "wind_down"),
    ):
        made.move_to(at(f"2026-11-22 {wall}"))
        deed(habit)
    return made


def picture_windows(home: Path, name: str) -> None:
    shown = example(home)
    engine = shown.engine
    tonight = TonightWindow(engine, shown.diary, NOWHERE)
    engine.listen(tonight.follow)
    tonight.resize(theme.px(460), theme.px(860))
    tonight.bring_forward()
    tonight.tick("alcohol_cutoff", by_mouse=True)
    save(tonight, f"tonight-{name}")
    tray = TrayIcon(nothing)
    tray.sections = lambda state: menu(state, engine, NOWHERE)
    tray.follow(engine.tonight)
    tray.menu.popup(tonight.pos())
    save(tray.menu, f"menu-{name}")
    tray.menu.close()
    tray.remove()
    login = FakeLogin(enabled=True)
    welcome = WelcomeWindow(
        engine, shown.clock, login, lambda _on_result: None, lambda: True, nothing, nothing, nothing
    )
    welcome.show()
    save(welcome, f"welcome-{name}")
    picture_morning(home / "morning", f"morning-{name}")
    places = Places(shown.settings, home, home / "log" / "crampguard.log", home / "socket")
    app_actions = AppActions(nothing, nothing, nothing, str, nothing, FakeCrampKey())
    settings = SettingsWindow(engine, places, login, app_actions, nothing)
    settings.bring_forward()
    save(settings, f"settings-times-{name}")
    settings.open_page(1)
    save(settings, f"settings-{name}")
    stretch = StretchWindow(engine, shown.clock, SystemSoundPlayer(), nothing)
    stretch.open()
    stretch._guide.run()
    stretch._guide._move_to(31)
    save(stretch, f"stretch-{name}")
    advice = AdviceWindow(engine)
    advice.resize(theme.px(600), theme.px(840))
    advice.open()
    save(advice, f"advice-{name}")
    for window in (tonight, welcome, settings, stretch, advice):
        window.close()


def picture_morning(home: Path, name: str) -> None:
    """The card of a cramp whose time was kept in the night, half filled in."""
    home.mkdir()
    shown = evening(home, at("2026-11-21 12:00"))
    shown.start()
    shown.move_to(at("2026-11-22 03:10"))
    by(shown.engine).cramp_now()
    shown.move_to(at("2026-11-22 07:00"))
    window = MorningWindow(shown.engine, shown.diary, NOWHERE)
    window.open()
    turn()
    for choice in ("Leg: Left", "Where: Calf", "Lasted, minutes: 1 to 5"):
        buttons = window.findChildren(QAbstractButton)
        next(button for button in buttons if button.accessibleName() == choice).click()
    save(window, name)
    window.close()


def picture_history(home: Path, name: str) -> None:
    home.mkdir()
    shown = evening(home, at("2026-11-22 20:00"))
    fill(shown)
    shown.start()
    history = HistoryWindow(
        shown.engine,
        shown.diary,
        NOWHERE,
        lambda: DoctorPage(shown.engine, shown.diary, NOWHERE.about_me),
    )
    history.resize(theme.px(880), theme.px(680))
    history.bring_forward()
    history.findChildren(NightsPage)[0].go(date(2026, 11, 14))
    save(history, f"history-{name}")
    history.close()


def picture_page(home: Path) -> None:
    """The page for the doctor, of a diary with answers to everything that is on it."""
    home.mkdir()
    shown = evening(home, at("2026-11-22 20:00"))
    fill(shown)
    about_me = {
        "medicines": "Water tablet in the morning since May, a statin at night since 2019.",
        "cramps_began": "in summer",
        "urge_to_move": "no",
    }
    shown.engine.choose({f"about_me.{key}": words for key, words in about_me.items()})
    for sign in ("disturbed", "several", "one_leg", "rest_pain", "weakness", "walking"):
        by(shown.engine).sign(sign, sign in ("disturbed", "several"))
    cramps = [record for record in records(shown.diary) if record.morning and record.morning.cramp]
    for number, record in enumerate(cramps):
        assert record.morning is not None
        said = ("Standing on it", ("heavy legs",)) if number % 3 else ("Pulling the toes up", ("hot day",))
        by(shown.engine).morning(replace(record.morning, eased=said[0], triggers=said[1]), record.night)
    report = report_of(shown.diary, shown.engine.settings, date(2026, 11, 22), date(2026, 11, 21))
    image = QImage(QSize(round(WIDTH * 2), round(HEIGHT * 2)), QImage.Format.Format_RGB32)
    image.fill(PAPER)
    with QPainter(image) as painter:
        painter.scale(2, 2)
        paint_page(painter, report)
    image.save(str(FOLDER / "doctor-page.png"))
    shown.diary.close()


def picture_notification(home: Path, display: Screen, server: Notifyd) -> None:
    shown = example(home)
    bus = QtBus()
    image = paint_plate(64, Face.DUE, 0.3).convertToFormat(QImage.Format.Format_RGBA8888)
    picture = Picture(64, bytes(image.constBits()))
    notifications = NotificationPresenter(
        bus,
        shown.engine.notifications,
        picture=lambda _tonight: picture,
        open_list=nothing,
        open_guide=lambda: None,
        open_morning=nothing,
        stand_ins=(),
    )
    shown.engine.listen(notifications.follow)
    turn()
    by(shown.engine).undo("cool_bedroom")
    by(shown.engine).snooze("cool_bedroom", 5)
    shown.move_by(minutes=5)
    turn()
    window = server.wait_for_window()
    whole = home / "screen.png"
    display.save_png(whole)
    where = QRect(window.x, window.y, window.width, window.height)
    QImage(str(whole)).copy(where).save(str(FOLDER / "notification.png"))
    bus.close()


def save(window: QWidget, name: str) -> None:
    turn()
    window.grab().save(str(FOLDER / f"{name}.png"))


def turn() -> None:
    """Lets everything that is under way be painted and answered."""
    deadline = QDeadlineTimer(400)
    while not deadline.hasExpired():
        QApplication.processEvents()


if __name__ == "__main__":
    main()
