"""The sounds in resources/ are what the script makes, soft and small."""

import wave
from importlib import resources
from io import BytesIO
from itertools import pairwise

import pytest

from tests.sounds import SOUNDS, sound

shipped = pytest.mark.parametrize("name", SOUNDS)


@shipped
def test_each_sound_is_shipped_as_the_script_makes_it_and_is_small(name: str) -> None:
    file = (resources.files("crampguard.resources") / f"{name}.wav").read_bytes()
    assert file == sound(SOUNDS[name])
    assert len(file) < 30_000


@shipped
def test_no_sound_clicks_or_is_louder_than_half_of_full_scale(name: str) -> None:
    with wave.open(BytesIO(sound(SOUNDS[name]))) as file:
        frames = memoryview(file.readframes(file.getnframes())).cast("h").tolist()
    assert frames[0] == frames[-1] == 0
    assert 3000 < max(map(abs, frames)) < 16_384
    assert max(abs(one - other) for one, other in pairwise(frames)) < 5000
