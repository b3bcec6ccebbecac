"""The sounds of the guided stretch, for someone who faces a wall and does not see the screen."""

from crampguard.engine import Engine
from crampguard.i18n import _
from crampguard.routine.stretching import Moment, Phase, Step
from crampguard.windows.shared.app_actions import SoundPlayer
from crampguard.windows.shared.buttons import Button


class StretchSounds:
    """A tone when a hold begins, a lower one when it ends, three at the end. A button turns them off."""

    def __init__(self, engine: Engine, player: SoundPlayer) -> None:
        self._engine, self._player = engine, player
        self._sounded: Step | None = None  # the last step whose beginning had its tone
        self.button = Button("", self._toggle, "quiet", "sound")
        self._update_button()

    def carry_on(self, other: "StretchSounds") -> None:
        """What the other one has sounded does not sound again."""
        self._sounded = other._sounded
        other.stop()

    def follow(self, moment: Moment | None) -> None:
        """moment: where the guide is; None while it is not running."""
        self._update_button()
        if moment is not None and moment.step is not self._sounded:
            self._sounded = moment.step
            self._play("hold" if moment.step.phase is Phase.HOLD else "change")

    def end(self) -> None:
        self._sounded = None
        self._play("end")

    def stop(self) -> None:
        self._sounded = None
        self._player.stop()

    @property
    def _enabled(self) -> bool:
        return self._engine.settings.stretch_sounds

    def _play(self, name: str) -> None:
        if self._enabled:
            self._player.play(name)

    def _toggle(self) -> None:
        self._player.stop()
        self._engine.choose({"stretch.sounds": not self._enabled})
        self._update_button()

    def _update_button(self) -> None:
        """Says so where nothing can play; a player that fails is known only after it was tried."""
        why_not = self._player.why_not
        self.button.setText(_("No sounds here") if why_not else _("Mute") if self._enabled else _("Unmute"))
        self.button.setToolTip(why_not)
        self.button.setAccessibleDescription(why_not)
        self.button.setEnabled(not why_not)
        self.button.show_icon("silent" if why_not or not self._enabled else "sound")
