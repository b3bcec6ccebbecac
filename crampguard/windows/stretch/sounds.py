"""The sounds of the guided stretch: one faces a wall then, and does not see the screen."""

from crampguard.engine import Engine
from crampguard.i18n import _
from crampguard.routine.stretching import Moment, Phase, Step
from crampguard.windows.shared.app_actions import SoundPlayer
from crampguard.windows.shared.buttons import Button

_SETTING = "stretch.sounds"


class StretchSounds:
    """A tone when a hold begins, a lower one when it ends, three at the end of all.

    button: turns them off and on.
    """

    def __init__(self, engine: Engine, player: SoundPlayer) -> None:
        self._engine, self._player = engine, player
        self._heard: Step | None = None  # the step whose beginning was last heard
        self.button = Button("", self._toggle, "quiet", "sound")
        self._name_button()

    def follow(self, moment: Moment | None) -> None:
        """Where the guide is; None while it stands still."""
        self._name_button()
        if moment is not None and moment.step is not self._heard:
            self._heard = moment.step
            self._play("hold" if moment.step.phase is Phase.HOLD else "change")

    def end(self) -> None:
        self._heard = None
        self._play("end")

    def stop(self) -> None:
        self._heard = None
        self._player.stop()

    @property
    def _on(self) -> bool:
        return self._engine.settings.stretch_sounds

    def _play(self, name: str) -> None:
        if self._on:
            self._player.play(name)

    def _toggle(self) -> None:
        self._player.stop()
        self._engine.choose({_SETTING: not self._on})
        self._name_button()

    def _name_button(self) -> None:
        """Where nothing can play, it says so; a player that fails is only known once it was tried."""
        why_not = self._player.why_not
        self.button.setText(
            _("No sounds here") if why_not else _("Turn sounds off") if self._on else _("Turn sounds on")
        )
        self.button.setToolTip(why_not)
        self.button.setAccessibleDescription(why_not)
        self.button.setEnabled(not why_not)
        self.button.show_icon("silent" if why_not or not self._on else "sound")
