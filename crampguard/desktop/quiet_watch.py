"""Follows, on the Qt loop, whether something asks for quiet. Made only where our own pop-up is needed."""

from functools import partial

from jeepney import Message
from PySide6.QtCore import QObject, Signal

from crampguard.desktop.bus import QtBus
from crampguard.desktop.quiet import QUIET_SOURCES, QuietSource


class QuietWatch(QObject):
    """`changed` says that `quiet` is another."""

    changed = Signal()

    def __init__(self, session: QtBus) -> None:
        super().__init__()
        self._system = QtBus("SYSTEM")
        self._buses = {"SESSION": session, "SYSTEM": self._system}
        self._says: dict[QuietSource, bool | None] = dict.fromkeys(QUIET_SOURCES)
        for source in QUIET_SOURCES:
            bus = self._buses[source.bus]
            bus.on_signal(source.news, source.news_signature, partial(self._on_news, source))
            bus.on_owner(source.name, partial(self._on_owner, source))

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
            self._hear(source, False)

    def _on_news(self, source: QuietSource, _signal: Message) -> None:
        """Anyone can send a signal, so the source itself is asked."""
        self._ask(source)

    def _ask(self, source: QuietSource) -> None:
        def replied(reply: Message) -> None:
            self._hear(source, source.says_quiet(reply) is True)

        bus = self._buses[source.bus]
        bus.call(source.address, source.method, source.signature, source.arguments, replied)

    def _hear(self, source: QuietSource, says: bool) -> None:
        before = self.quiet
        self._says[source] = says
        if self.quiet is not before:
            self.changed.emit()
