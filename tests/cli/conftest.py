"""The clock of every command."""

from typing import Any

import pytest
import time_machine

from tests.cli.shared import NOW


@pytest.fixture(autouse=True)
def clock() -> Any:
    """It is Sunday, 22:20; the stretch is due."""
    with time_machine.travel(NOW, tick=False):
        yield
