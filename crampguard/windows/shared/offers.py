"""Offers as a row of buttons, and as a menu behind one."""

from collections.abc import Callable, Sequence
from functools import partial

from PySide6.QtWidgets import QMenu, QWidget

from crampguard.routine.actions import Action, Offer
from crampguard.windows.shared import theme
from crampguard.windows.shared.buttons import Button
from crampguard.windows.shared.layout import FlowLayout, clear


class OfferMenu(Button):
    """A button with a menu. offers: asked for each time it opens."""

    def __init__(
        self,
        text: str,
        offers: Callable[[], Sequence[Offer]],
        act: Callable[[Action], object],
        kind: str = "plain",
        icon: str = "",
    ) -> None:
        super().__init__(text, lambda: None, kind, icon)
        self._offers, self._act = offers, act
        self.setMenu(QMenu(self))
        self.menu().aboutToShow.connect(self._fill)

    def _fill(self) -> None:
        self.menu().clear()
        for offer in self._offers():
            self.menu().addAction(offer.label, partial(self._act, offer.action))


class Offers(QWidget):
    """While the labels stay, the buttons stay and only their actions change.

    A button looks its action up when it is pressed, so it never answers for a night that is no longer shown.
    """

    def __init__(
        self, act: Callable[[Action], object], kind: str = "plain", gap: int = theme.SPACE_S
    ) -> None:
        super().__init__()
        self._act, self._kind = act, kind
        self._offers: Sequence[Offer] = ()
        self._flow = FlowLayout(gap)
        self.setLayout(self._flow)

    def follow(self, offers: Sequence[Offer]) -> None:
        before, self._offers = self._offers, offers
        if [(o.label, o.primary) for o in offers] != [(o.label, o.primary) for o in before]:
            self._rebuild()
        self.setVisible(bool(offers))

    def _rebuild(self) -> None:
        clear(self._flow)
        for index, offer in enumerate(self._offers):
            kind = "primary" if offer.primary else self._kind
            button = Button(offer.label, partial(self._press, index), kind)
            self._flow.addWidget(button)
            button.show()  # a layout would do it later, and count it as nothing until then
        self.updateGeometry()

    def _press(self, index: int) -> None:
        self._act(self._offers[index].action)
