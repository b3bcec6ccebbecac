"""Follows, on the Qt loop, whether something asks for quiet. Made only where our own pop-up is needed."""

from functools import partial

from jeepney import Message
from PySide6.QtCore import QObject, QProcess, Signal

from crampguard.desktop.bus import QtBus
from crampguard.desktop.quiet import (
    GNOME,
    GNOME_NEWS,
    GNOME_NEWS_SIGNATURE,
    GNOME_READ,
    QUIET_SOURCES,
    QuietSource,
    gnome_says_quiet,
)


class QuietWatch(QObject):
    """Emits `changed` when `quiet` changes."""

    changed = Signal()

    def __init__(self, session: QtBus) -> None:
        super().__init__()
        self._system = QtBus("SYSTEM")
        self._buses = {"SESSION": session, "SYSTEM": self._system}
        self._says: dict[QuietSource | str, bool | None] = dict.fromkeys([*QUIET_SOURCES, GNOME])
        for source in QUIET_SOURCES:
            bus = self._buses[source.bus]
            # Anyone can send a signal, so it only makes us ask the source itself.
            bus.on_signal(source.news, source.news_signature, partial(self._ask, source))
            bus.on_owner(source.name, partial(self._on_owner, source))
        self._gnome = False  # whether its shell is there
        session.on_signal(GNOME_NEWS, GNOME_NEWS_SIGNATURE, self._on_gnome_news)
        session.on_owner(GNOME, self._on_gnome)

    @property
    def quiet(self) -> bool:
        """Whether nothing should pop up now. So it is until every source has answered, or failed to."""
        return any(says is not False for says in self._says.values())

    def stop(self) -> None:
        self._system.close()

    def _on_owner(self, source: QuietSource, owner: str) -> None:
        if owner:
            self._ask(source)
        else:
            self._note(source, False)

    def _ask(self, source: QuietSource, _news: Message | None = None) -> None:
        def replied(reply: Message) -> None:
            self._note(source, source.says_quiet(reply) is True)

        bus = self._buses[source.bus]
        bus.call(source.address, source.method, source.signature, source.arguments, replied)

    def _note(self, source: QuietSource | str, says: bool) -> None:
        before = self.quiet
        self._says[source] = says
        if self.quiet is not before:
            self.changed.emit()

    # GNOME

    def _on_gnome(self, owner: str) -> None:
        self._gnome = bool(owner)
        if owner:
            self._ask_gnome()
        else:
            self._note(GNOME, False)

    def _on_gnome_news(self, _signal: Message) -> None:
        if self._gnome:
            self._ask_gnome()

    def _ask_gnome(self) -> None:
        process = QProcess(self)

        def ended() -> None:
            self._note(GNOME, gnome_says_quiet(bytes(process.readAllStandardOutput().data())))
            process.deleteLater()

        process.finished.connect(ended)
        process.errorOccurred.connect(lambda _error: self._note(GNOME, False))
        program, *arguments = GNOME_READ
        process.start(program, arguments)
