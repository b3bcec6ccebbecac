"""A small tray program with notifications, only to try the rig itself on something that is not CrampGuard.

Run as a script. Prints one line for each thing that happens to it, so that a test can wait for the line.
"""

from __future__ import annotations

import signal
import sys
import time
from typing import Any

from jeepney import DBusAddress, MatchRule, new_method_call  # type: ignore[import-untyped, unused-ignore]
from jeepney.bus_messages import message_bus  # type: ignore[import-untyped, unused-ignore]
from jeepney.io.blocking import open_dbus_connection  # type: ignore[import-untyped, unused-ignore]
from PySide6.QtCore import QSocketNotifier, Qt, QTimer
from PySide6.QtGui import QColor, QIcon, QPixmap
from PySide6.QtWidgets import QApplication, QMenu, QSystemTrayIcon

NOTIFICATIONS = DBusAddress(
    "/org/freedesktop/Notifications",
    bus_name="org.freedesktop.Notifications",
    interface="org.freedesktop.Notifications",
)


def say(*words: object) -> None:
    sys.stdout.write(" ".join(str(word) for word in words) + "\n")
    sys.stdout.flush()


class Notifier:
    """Sends one notification and prints what comes back."""

    def __init__(self) -> None:
        self.connection = open_dbus_connection()
        rule = MatchRule(type="signal", interface=NOTIFICATIONS.interface, path=NOTIFICATIONS.object_path)
        self.connection.send_and_get_reply(message_bus.AddMatch(rule))
        self.notifier = QSocketNotifier(self.connection.sock.fileno(), QSocketNotifier.Type.Read)
        self.notifier.activated.connect(self.read)

    def notify(self) -> None:
        body: tuple[Any, ...] = (
            "Sample",
            0,
            "",
            "Stretch",
            "Three minutes?",
            ["done", "Done", "snooze", "In 15 min", "skip", "Not tonight", "default", ""],
            {"urgency": ("y", 1), "desktop-entry": ("s", "sample"), "category": ("s", "reminder")},
            0,
        )
        message = new_method_call(NOTIFICATIONS, "Notify", "susssasa{sv}i", body)
        say("notified", self.connection.send_and_get_reply(message).body[0])

    def read(self) -> None:
        while True:
            try:
                message = self.connection.receive(timeout=0)
            except TimeoutError:
                return
            names = message.header.fields
            say("signal", names.get(3), *message.body)


def main(words: list[str]) -> int:
    signal.signal(signal.SIGTERM, signal.SIG_DFL)
    if words[:1] == ["now"]:
        say(f"{time.time():.3f}")
        return 0
    app = QApplication([])
    app.setQuitOnLastWindowClosed(False)
    pixmap = QPixmap(22, 22)
    pixmap.fill(QColor("#336699"))
    menu = QMenu()
    menu.addAction("&Done").triggered.connect(lambda: say("chosen done"))
    ticked = menu.addAction("Drink && rest")
    ticked.setCheckable(True)
    ticked.toggled.connect(lambda on: say("ticked", on))
    menu.addSeparator()
    menu.addAction("Later").setEnabled(False)
    pause = menu.addMenu("Pause")
    pause.addAction("1 hour").triggered.connect(lambda: say("chosen 1 hour"))
    menu.addAction("Quit").triggered.connect(app.quit)
    icon = QSystemTrayIcon(QIcon(pixmap))
    icon.setToolTip("Sample")
    icon.setContextMenu(menu)
    icon.activated.connect(lambda reason: say("activated", reason.name))
    icon.show()
    notifier = Notifier() if {"notify", "listen"} & set(words) else None
    if notifier is not None and "notify" in words:
        notifier.notify()
    say("started", f"{time.time():.3f}")

    timer = QTimer()
    timer.setTimerType(Qt.TimerType.PreciseTimer)
    timer.setSingleShot(True)
    due = time.time()
    step = 0.0

    def arm() -> None:
        nonlocal due
        due += step
        timer.start(max(0, round((due - time.time()) * 1000)))

    def rang() -> None:
        say("rang", f"{due:.3f}", f"{time.time() - due:.3f}")
        arm()

    timer.timeout.connect(rang)
    for word in words:
        if word.startswith("every="):
            step = float(word.removeprefix("every="))
            arm()
    return int(app.exec())


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
