"""The Morning window: the question about one night, its card, and the evening's open items.

It stays with the night it was opened for, whatever the clock does meanwhile, and is filled from the diary.
"""

from collections.abc import Sequence
from contextlib import suppress
from datetime import date
from typing import Self

from msgspec.structs import replace
from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

from crampguard.engine import Engine
from crampguard.i18n import _
from crampguard.routine.actions import Action, ActionKind
from crampguard.routine.morning import Morning
from crampguard.routine.refused import Refused
from crampguard.routine.tonight import Tonight
from crampguard.store.advice import advice
from crampguard.store.diary import Diary
from crampguard.store.errors import StoreError
from crampguard.windows.morning.answered_page import AnsweredPage
from crampguard.windows.morning.cramp_card import CrampCard
from crampguard.windows.morning.question_page import QuestionPage
from crampguard.windows.shared import theme
from crampguard.windows.shared.buttons import Button
from crampguard.windows.shared.footer import doctor_link, footer
from crampguard.windows.shared.icon import Face
from crampguard.windows.shared.layout import Rule, column, padded
from crampguard.windows.shared.navigation import Navigation
from crampguard.windows.shared.note import Note
from crampguard.windows.shared.tab_order import tab_as_read
from crampguard.windows.shared.window import Window

_WIDTH, _LEAST_WIDTH = 460, 420


class MorningWindow(Window):
    """`open` shows it. It follows answers from elsewhere while it is open."""

    def __init__(self, engine: Engine, diary: Diary, navigation: Navigation) -> None:
        super().__init__(_("Morning"), Face.SUNRISE)
        self._engine, self._diary = engine, diary
        self._advice = advice()
        self._night = date.min
        self._answered: Morning | None = None
        self._signs: Sequence[str] = ()
        self.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
        self._question = QuestionPage(self._no_cramp, self._to_card, self.close)
        advise = navigation.advice
        self._card = CrampCard(self._hint, open_advice=advise, no_cramp=self._no_cramp, grown=self._fit_soon)
        self._answered_page = AnsweredPage(engine, advise, self._correct)
        self._save = Button(_("Save"), lambda: self._answer(self._card.answer()), "primary")
        self._close = Button(_("Close"), self.close, "primary")
        self._problem = Note("not saved")
        history = Button(_("Earlier nights"), navigation.history, "quiet", "history")
        self._feet = {
            self._question: footer(history, doctor_link(advise)),
            self._card: footer(Button(_("Back"), self._back, "quiet"), doctor_link(advise), self._save),
            self._answered_page: footer(doctor_link(advise), self._close),
        }
        self._shown: QWidget = self._question
        self.fill(self._page(), padded(self._problem), Rule(), *self._feet.values())
        self.at_least(_LEAST_WIDTH)
        self.fit(_WIDTH, _WIDTH)

    def open(self, night: date | None = None, *, cramp: bool = False) -> None:
        """The question about a night, by default the last one; with `cramp` its card at once.

        StoreError where the diary cannot be read, Refused for a night that was skipped.
        """
        night = night or self._engine.slept()
        if not self.isVisible() or night != self._night:
            self._load(night)
            known = self._diary.cramps(night) if self._answered is None else ()
            of_cramp = bool(known) or (self._answered is not None and self._answered.cramp)
            cramp = cramp or of_cramp
            self._turn_to(self._card if cramp else self._question)
        elif cramp:
            self._to_card()
        self.bring_forward()

    def carry_on(self, other: Self) -> None:
        self._load(other._night)
        self._card.fill(self._engine.view(other._night), other._card.answer())
        self._show_answered(other._signs)
        mine, others = [*self._feet], [*other._feet]
        self._turn_to(mine[others.index(other._shown)])

    def follow(self, tonight: Tonight) -> None:
        """Something was answered, perhaps here."""
        del tonight
        if self.isVisible():
            # The engine has just said what is wrong with the diary; told of it again, it would never end.
            with suppress(Refused, StoreError):
                self._read_again()

    def escape(self) -> None:
        """Leads back from the card to the question."""
        self._back()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        focus = self.focusWidget()
        match event.key():
            case Qt.Key.Key_Return | Qt.Key.Key_Enter if isinstance(focus, Button):
                focus.click()
            case Qt.Key.Key_Return | Qt.Key.Key_Enter if self._shown is self._card:
                self._save.click()
            case Qt.Key.Key_Return | Qt.Key.Key_Enter if self._shown is self._answered_page:
                self.close()
            case _:
                super().keyPressEvent(event)

    def _page(self) -> QWidget:
        edge = theme.px(theme.SPACE_XL)
        page = QWidget()
        layout = column(page, *self._feet)
        layout.setContentsMargins(edge, edge, edge, theme.px(theme.SPACE_L))
        layout.addStretch(1)
        return page

    def _hint(self, morning: Morning) -> str:
        return self._advice.place_hint(morning)

    def _load(self, night: date) -> None:
        view, answered = self._engine.view(night), self._diary.morning(night)
        self._night = night
        self._answered = None if answered is None else answered.morning
        self._problem.say("")
        self._question.load(view, self._answered)
        last = night == self._engine.slept()
        self._card.load(view, self._answered, self._diary.cramps(night), last=last)

    def _read_again(self) -> None:
        answered = self._diary.morning(self._night)
        self._answered = None if answered is None else answered.morning
        view = self._engine.view(self._night)
        self._question.load(view, self._answered)
        self._answered_page.follow(view)

    def _turn_to(self, page: QWidget) -> None:
        self._shown = page
        for other, foot in self._feet.items():
            other.setVisible(other is page)
            foot.setVisible(other is page)
        # At the question nothing has the focus, so that no stray key answers it.
        first: QWidget = {self._card: self._card.first, self._answered_page: self._close}.get(page, self)
        first.setFocus(Qt.FocusReason.OtherFocusReason)
        self.scroll_to_top()
        self._fit_soon()

    def _fit_soon(self) -> None:
        QTimer.singleShot(0, self, lambda: self._fit())  # once the page is laid out

    def _fit(self) -> None:
        tab_as_read(*self._feet, *self._feet.values())
        self.fit_page()
        if (focus := self.focusWidget()) is not None and self._shown.isAncestorOf(focus):
            self.scroll_to(focus)

    def _to_card(self) -> None:
        self._turn_to(self._card)

    def _correct(self) -> None:
        self._turn_to(self._card if self._answered is not None and self._answered.cramp else self._question)

    def _back(self) -> None:
        if self._shown is self._card:
            self._turn_to(self._question)
        else:
            self.close()

    def _no_cramp(self) -> None:
        """What was written about the night stays, and of the cramp nothing."""
        none, before = Morning(cramp=False), self._answered
        self._answer(none if before is None else replace(none, sore=before.sore, note=before.note))

    def _answer(self, morning: Morning) -> None:
        outcome = self._engine.perform(Action(ActionKind.MORNING, self._night, morning=morning))
        if outcome.error is not None:
            self._problem.say(_("Not saved: {reason}").format(reason=outcome.problem))
            return
        self._problem.say("")
        self._answered = morning
        self._show_answered([sign.id for sign in outcome.warning_signs])
        self._turn_to(self._answered_page)

    def _show_answered(self, signs: Sequence[str]) -> None:
        """signs: the warning signs that the answer raised."""
        self._signs = signs
        if self._answered is not None:
            words = [self._advice.sign(sign).morning for sign in signs]
            self._answered_page.load(self._engine.view(self._night), self._answered, words)
