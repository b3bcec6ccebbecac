"""Changes of the diary: each is one transaction with its instant, kept for later where it cannot be now."""

import logging
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import datetime

from crampguard.engine.refusals import Refused
from crampguard.store.diary import Diary
from crampguard.store.errors import NotNow, StoreError, for_log
from crampguard.store.kept import Kept

_log = logging.getLogger(__name__)


class Writer:
    """kept: what the diary could not take so far."""

    def __init__(self, diary: Diary, now: Callable[[], datetime]) -> None:
        self.kept = Kept()
        self._diary = diary
        self._now = now

    @contextmanager
    def transaction(self) -> Iterator[datetime]:
        """A transaction, and the instant of its change. What was kept comes first."""
        try:
            if not self.saving_kept:
                self.kept.save()
            with self._diary.transaction():
                yield self.moment()
        except NotNow as error:
            error.of_change = True
            raise

    @property
    def saving_kept(self) -> bool:
        return self.kept.at is not None

    def moment(self) -> datetime:
        """The instant at which the present change is or was made."""
        return self.kept.at or self._now()

    def outdated(self, at: datetime) -> bool:
        """Whether another process was asked for something else, at that instant, after a change was kept."""
        return self.kept.at is not None and at > self.kept.at

    def keep(
        self, made: datetime, change: Callable[..., object], words: tuple[object, ...], error: NotNow
    ) -> None:
        self.kept.add(made, self._again, (change, *words), error)

    def save_kept(self) -> None:
        """Tries once more to save what the diary could not take."""
        try:
            self.kept.save()
        except StoreError as error:
            _log.warning("%s", for_log(error))

    def say_once(self, what: str) -> bool:
        """Whether it has not been said yet; now it has. A diary that does not take that says nothing."""
        try:
            with self.transaction():
                return self._diary.say_once(what)
        except StoreError as error:
            _log.warning("%s", for_log(error))
            return False

    def _again(self, change: Callable[..., object], *words: object) -> None:
        """A change that was kept. One that makes no sense any more is let go."""
        try:
            change(*words)
        except NotNow:
            raise
        except (Refused, StoreError) as error:
            _log.warning("not saved: %s", for_log(error))
