"""What the guide says: which leg and muscle, how, and what to do now."""

from crampguard.i18n import _, pgettext
from crampguard.routine.stretching import TURNS, Hold, Phase, Posture, Step, StretchLeg, StretchMuscle


def hold_words(hold: Hold) -> str:
    return {
        (StretchMuscle.CALF, StretchLeg.LEFT): _("Calf, left leg"),
        (StretchMuscle.CALF, StretchLeg.RIGHT): _("Calf, right leg"),
        (StretchMuscle.HAMSTRING, StretchLeg.LEFT): _("Hamstring, left leg"),
        (StretchMuscle.HAMSTRING, StretchLeg.RIGHT): _("Hamstring, right leg"),
    }[hold.muscle, hold.leg]


def how_words(hold: Hold, posture: Posture) -> str:
    """Which turn, and how to stand or sit."""
    how = {
        (StretchMuscle.CALF, Posture.STANDING): _("back knee straight, heel down"),
        (StretchMuscle.HAMSTRING, Posture.STANDING): _("heel on a low stool, leg straight"),
        (StretchMuscle.CALF, Posture.SEATED): _("seated, towel round the foot, toes to you"),
        (StretchMuscle.HAMSTRING, Posture.SEATED): _("seated, leg straight, toes up"),
    }[hold.muscle, posture]
    return _("{turn} of {turns}, {how}").format(turn=hold.turn, turns=TURNS, how=how)


def picture_words(muscle: StretchMuscle, posture: Posture) -> str:
    return {
        (StretchMuscle.CALF, Posture.STANDING): _("Picture: calf, standing, hands on a wall"),
        (StretchMuscle.HAMSTRING, Posture.STANDING): _("Picture: hamstring, standing, one hand on a wall"),
        (StretchMuscle.CALF, Posture.SEATED): _("Picture: calf, seated, with a towel"),
        (StretchMuscle.HAMSTRING, Posture.SEATED): _("Picture: hamstring, seated"),
    }[muscle, posture]


def step_words(step: Step, posture: Posture) -> tuple[str, str]:
    """What to do in this step, in a word and in a sentence."""
    if step.phase is Phase.HOLD:
        return pgettext("a stretch", "Hold"), _("Let it pull, not hurt. Keep breathing.")
    if step.phase is Phase.CHANGE_MUSCLE:
        sentence = {
            Posture.STANDING: _("The backs of the thighs are next. Keep a hand on the wall."),
            Posture.SEATED: _("The backs of the thighs are next. Put the towel away."),
        }
        return _("Change to the hamstrings"), sentence[posture]
    sentence = {
        Posture.STANDING: _("Step in, swap. The other leg has had its rest."),
        Posture.SEATED: _("Sit up, swap. The other leg has had its rest."),
    }
    return _("Change legs"), sentence[posture]


def left_words(seconds: int) -> str:
    """What is left of the whole, such as "2 min 19 s left"."""
    minutes, rest = divmod(seconds, 60)
    if not minutes:
        return _("{seconds} s left").format(seconds=rest)
    return _("{minutes} min {seconds} s left").format(minutes=minutes, seconds=rest)
