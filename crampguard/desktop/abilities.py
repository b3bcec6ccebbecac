"""What a notification server can do: what it announces, less what it is known not to keep."""

from collections.abc import Iterable, Sequence
from typing import Final

from msgspec import Struct

from crampguard.i18n import _

Actions = Sequence[tuple[str, str]]
"""Buttons as (key, label); "default" is the click on the body."""

_DEFAULT = "default"


class _Quirks(Struct, frozen=True):
    """draws_buttons: it shows the actions that it takes. hides_default: it draws nothing for "default".

    default_needs_label: it does nothing on a click on the body where "default" has none.
    """

    draws_buttons: bool = True
    hides_default: bool = True
    default_needs_label: bool = False


_QUIRKS: Final = {  # by the name that GetServerInformation gives
    "dunst": _Quirks(draws_buttons=False),  # they can be reached through dunstctl
    "fnott": _Quirks(draws_buttons=False),
    # Four actions, "default" among them, become a list with "OK", and OK sends the first one.
    "lxqt-notificationd": _Quirks(hides_default=False),
    "mako": _Quirks(draws_buttons=False),  # through makoctl; a click is "default"
    "SwayNotificationCenter": _Quirks(default_needs_label=True),
}


class Abilities(Struct, frozen=True):
    """takes_actions: it announces that. buttons: it draws them too. markup: it takes the body for markup.

    hides_default: it draws no button for a click on the body. default_needs_label: or takes no click.
    """

    takes_actions: bool
    buttons: bool
    hides_default: bool
    default_needs_label: bool
    markup: bool

    def accepted(self, actions: Actions) -> Actions:
        """Those of the actions that can be sent to it."""
        if not self.takes_actions:
            return ()
        if self.default_needs_label:
            actions = [(key, label or _("Open")) for key, label in actions]
        return [action for action in actions if self.hides_default or action[0] != _DEFAULT]


def abilities(server: str, capabilities: Iterable[str]) -> Abilities:
    """Of the server with that name, which announces these capabilities."""
    announced = frozenset(capabilities)
    quirks = _QUIRKS.get(server, _Quirks())
    takes_actions = "actions" in announced
    return Abilities(
        takes_actions=takes_actions,
        buttons=takes_actions and quirks.draws_buttons,
        hides_default=quirks.hides_default,
        default_needs_label=quirks.default_needs_label,
        markup="body-markup" in announced,
    )
