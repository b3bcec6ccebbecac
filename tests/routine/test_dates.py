"""Dates in words, where months and calendars end."""

from datetime import date
from zoneinfo import ZoneInfo

import pytest

from crampguard.routine.dates import date_words, night_words

BERLIN, APIA = ZoneInfo("Europe/Berlin"), ZoneInfo("Pacific/Apia")


def test_a_date_has_its_weekday() -> None:
    assert date_words(date(2026, 11, 22)) == "Sunday 22 November"


@pytest.mark.parametrize(
    ("night", "zone", "words"),
    [
        (date(2026, 11, 21), BERLIN, "Saturday 21 to Sunday 22 November"),
        (date(2026, 11, 30), BERLIN, "Monday 30 November to Tuesday 1 December"),
        (date(2026, 12, 31), BERLIN, "Thursday 31 December to Friday 1 January"),
        (date(2011, 12, 29), APIA, "Thursday 29 to Saturday 31 December"),
    ],
)
def test_a_night_lies_between_two_dates_that_exist(night: date, zone: ZoneInfo, words: str) -> None:
    assert night_words(night, zone) == words
