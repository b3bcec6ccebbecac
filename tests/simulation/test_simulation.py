"""A few years of evenings, the same in every run."""

from hypothesis import settings
from hypothesis.stateful import run_state_machine_as_test

from tests.simulation.evenings import Evenings


def test_some_years_of_evenings_pass_as_the_rules_say() -> None:
    lives = settings(max_examples=45, stateful_step_count=40, derandomize=True, database=None, deadline=None)
    run_state_machine_as_test(Evenings, settings=lives)
    assert Evenings.nights > 2 * 365
