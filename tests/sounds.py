"""Makes the sounds in resources/: `python -m tests.sounds`. A test holds the files to what this makes."""

import math
import struct
import wave
from io import BytesIO
from itertools import accumulate
from pathlib import Path

RESOURCES = Path(__file__).parent.parent / "resources"

_RATE = 16_000  # samples a second: enough for the highest partial, and small files
_LOUDNESS = 0.35  # of full scale; the rest is the user's volume
_RISE = 0.02  # seconds until a note is at its loudest, so that it does not click
_FALL = 0.16  # seconds in which it dies away to a third
_PARTIALS = ((1, 1.0), (2, 0.22), (3, 0.06))  # of the frequency, of the loudness: a soft bell

_LET_GO, _HOLD, _HIGH = 392.0, 523.25, 659.25  # G4, C5, E5 in hertz

# Each sound as its notes: frequency, and seconds until the next note or the end.
SOUNDS = {
    "hold": ((_HOLD, 0.5),),
    "change": ((_LET_GO, 0.5),),
    "end": ((_LET_GO, 0.2), (_HOLD, 0.2), (_HIGH, 0.5)),
    "nudge": ((_HOLD, 0.22), (_LET_GO, 0.5)),
}


def sound(notes: tuple[tuple[float, float], ...]) -> bytes:
    """A WAV file: mono, 16 bit."""
    starts = list(accumulate((seconds for _hertz, seconds in notes), initial=0.0))
    samples = [
        sum(_note(hertz, at / _RATE - start) for (hertz, _s), start in zip(notes, starts, strict=False))
        for at in range(round(starts[-1] * _RATE))
    ]
    fade = round(0.03 * _RATE)  # the last note ends in silence
    for left in range(fade):
        samples[-1 - left] *= left / fade
    file = BytesIO()
    with wave.open(file, "wb") as out:
        out.setnchannels(1)
        out.setsampwidth(2)
        out.setframerate(_RATE)
        out.writeframes(b"".join(struct.pack("<h", round(_LOUDNESS * 32767 * each)) for each in samples))
    return file.getvalue()


def _note(hertz: float, seconds: float) -> float:
    """The note that begins at 0, at that second; at most 1 in all its partials."""
    if seconds < 0:
        return 0.0
    loud = min(seconds / _RISE, 1) * math.exp(-seconds / _FALL)
    whole = sum(share for _times, share in _PARTIALS)
    return loud * sum(
        share / whole * math.sin(2 * math.pi * hertz * times * seconds) for times, share in _PARTIALS
    )


if __name__ == "__main__":
    for name, notes in SOUNDS.items():
        (RESOURCES / f"{name}.wav").write_bytes(sound(notes))
