"""Some years of evenings, from the same seeds in every run."""

import itertools

import pytest

from tests.simulation.lives import live

NIGHTS = 2 * 365


@pytest.mark.slow
def test_years_of_evenings_pass_as_the_rules_say() -> None:
    nights = 0
    for seed in itertools.count():
        lived = live(seed)
        assert not lived.found, lived.found
        nights += lived.nights
        if nights > NIGHTS:
            break
