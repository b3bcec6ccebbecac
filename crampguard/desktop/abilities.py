"""What a notification server can do: what it announces, less what it is known not to keep."""

from collections.abc import Iterable, Sequence
from typing import Final

from msgspec import Struct

from crampguard.i18n import pgettext

Actions = Sequence[tuple[str, str]]
"""Buttons as (key, label); "default" is the click on the body."""

_DEFAULT = "default"


class Quirks(Struct, frozen=True):
    """What a server does with actions, though it does not announce it.

    draws_buttons: it shows those that it takes. most_actions: as buttons, the click on the body counted.
    default_needs_label: a click on the body does nothing where its action has no label. keeps_buttons: a
    notification that replaces another shows the buttons of the first.
    """

    draws_buttons: bool = True
    most_actions: int = 4
    default_needs_label: bool = False
    keeps_buttons: bool = False


_QUIRKS: Final = {  # by the name that GetServerInformation gives
    "dunst": Quirks(draws_buttons=False),  # they can be reached through dunstctl
    "fnott": Quirks(draws_buttons=False),
    # Four actions, "default" among them, become a list with "OK", and OK sends the first one.
    "lxqt-notificationd": Quirks(most_actions=3, keeps_buttons=True),
    "mako": Quirks(draws_buttons=False),  # through makoctl; a click is "default"
    "SwayNotificationCenter": Quirks(default_needs_label=True),
}


class Abilities(Struct, frozen=True):
    """takes_actions: it announces that. markup: it takes the body for markup."""

    takes_actions: bool
    markup: bool
    quirks: Quirks

    @property
    def buttons(self) -> bool:
        """Whether the user sees the actions."""
        return self.takes_actions and self.quirks.draws_buttons

    def accepted(self, actions: Actions) -> Actions:
        """Those of the actions that can be sent to it."""
        if not self.takes_actions:
            return ()
        if self.quirks.default_needs_label:
            return [(key, label or pgettext("button", "Open")) for key, label in actions]
        if len(actions) <= self.quirks.most_actions:
            return actions
        body = [action for action in actions if action[0] == _DEFAULT]  # leads to what is left out
        buttons = [action for action in actions if action[0] != _DEFAULT]
        return [*buttons[: self.quirks.most_actions - len(body)], *body]

    def as_body(self, text: str) -> str:
        """The text as the body of a notification: nothing in it is taken for markup."""
        if not self.markup:
            return text
        import html

        return html.escape(text, quote=False)


def abilities(server: str, capabilities: Iterable[str]) -> Abilities:
    """Of the server with that name, which announces these capabilities."""
    announced = frozenset(capabilities)
    return Abilities("actions" in announced, "body-markup" in announced, _QUIRKS.get(server, Quirks()))
