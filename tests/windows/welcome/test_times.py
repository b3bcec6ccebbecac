"""The sleep times in Welcome."""

import pytest

from tests.windows.driver import Key, spoken
from tests.windows.welcome.driver import (
    BED_WEEK,
    BED_WEEKEND,
    UP_WEEK,
    UP_WEEKEND,
    OpenWelcome,
    WelcomeDriver,
)


def test_the_time_line_follows_each_key(welcome: WelcomeDriver) -> None:
    welcome.type(BED_WEEK, "23:3")
    assert welcome.moments()["Cool bedroom"].startswith("21:30")
    welcome.press("0", on=BED_WEEK)
    assert welcome.moments()["Cool bedroom"].startswith("22:30")
    assert welcome.says("23:30")  # the bedtime at its end


def test_the_weekend_keeps_to_the_week_until_it_has_its_own_times(welcome: WelcomeDriver) -> None:
    welcome.type(BED_WEEK, "23:00")
    assert welcome.field(BED_WEEKEND).text() == "23:00"
    welcome.type(BED_WEEKEND, "23:30")
    welcome.type(BED_WEEK, "22:00")
    assert welcome.field(BED_WEEKEND).text() == "23:30"


def test_while_the_weekend_is_typed_friday_is_shown(welcome: WelcomeDriver) -> None:
    welcome.type(BED_WEEKEND, "23:30")
    assert welcome.says("Friday: the evening would look like this")
    assert welcome.moments()["Cool bedroom"].startswith("22:30")
    welcome.leave()
    assert welcome.says("Tonight would look like this")
    assert welcome.moments()["Cool bedroom"].startswith("21:30")


def test_the_weekend_is_two_bedtimes_and_the_mornings_after(welcome: WelcomeDriver) -> None:
    welcome.type(BED_WEEKEND, "23:30")
    welcome.type(UP_WEEKEND, "08:00")
    welcome.click("Begin tonight")
    assert welcome.written["schedule"] == {
        "bedtime": "22:30",
        "wake": "06:45",
        "friday": {"bedtime": "23:30"},
        "saturday": {"bedtime": "23:30", "wake": "08:00"},
        "sunday": {"wake": "08:00"},
    }


def test_the_same_times_all_week_are_written_once(open_at: OpenWelcome) -> None:
    welcome = open_at(settings='[schedule.friday]\nbedtime = "23:30"\n[schedule.saturday]\nbedtime = "23:30"')
    welcome.type(BED_WEEKEND, "22:30")
    welcome.click("Begin tonight")
    assert welcome.written["schedule"] == {"bedtime": "22:30"}


def test_what_is_no_time_is_said_at_once(welcome: WelcomeDriver) -> None:
    welcome.type(BED_WEEK, "25:00")
    wrong = "“25:00” is not a time. Type it like 22:30."
    assert wrong in welcome.notes()
    assert spoken(welcome.field(BED_WEEK)) == (BED_WEEK, wrong)
    assert not welcome.button("Begin tonight").isEnabled()
    assert spoken(welcome.button("Begin tonight"))[1] == wrong
    assert welcome.moments()["Cool bedroom"].startswith("21:30")
    welcome.type(BED_WEEK, "22:30")
    assert welcome.notes() == []
    assert welcome.button("Begin tonight").isEnabled()


@pytest.mark.parametrize("start", ["23:", "23:1"])
def test_a_time_that_is_being_typed_is_not_called_wrong(welcome: WelcomeDriver, start: str) -> None:
    welcome.type(BED_WEEK, "23:10")
    for _key in range(5 - len(start)):
        welcome.press(Key.Key_Backspace, on=BED_WEEK)
    assert welcome.field(BED_WEEK).text() == start
    assert welcome.notes() == ["A time is not complete yet."]
    assert not welcome.button("Begin tonight").isEnabled()
    welcome.leave()
    said = f"“{start}” is not a time. Type it like 22:30."
    assert welcome.notes() == [said, said]


@pytest.mark.parametrize(
    ("loose", "meant"),
    [("7:30", "07:30"), ("730", "07:30"), ("0730", "07:30"), ("7", "07:00"), ("7 am", "07:00")],
)
def test_a_loosely_written_time_is_put_right(welcome: WelcomeDriver, loose: str, meant: str) -> None:
    welcome.type(UP_WEEK, loose)
    welcome.leave()
    assert welcome.field(UP_WEEK).text() == meant
    assert welcome.notes() == []


@pytest.mark.parametrize("start", ["", "2", "23"])
def test_before_it_is_left_a_short_form_may_still_go_on(welcome: WelcomeDriver, start: str) -> None:
    welcome.type(BED_WEEK, "23:10")
    for _key in range(5 - len(start)):
        welcome.press(Key.Key_Backspace, on=BED_WEEK)
    assert welcome.notes() == ([] if start else ["A time is not complete yet."])
    assert welcome.moments()["Cool bedroom"].startswith("22:10")


def test_a_short_form_counts_when_begin_is_pressed(welcome: WelcomeDriver) -> None:
    welcome.type(BED_WEEK, "2310")
    welcome.click("Begin tonight")
    assert welcome.written["schedule"]["bedtime"] == "23:10"


def test_what_makes_no_sense_together_is_said_when_begin_is_pressed(welcome: WelcomeDriver) -> None:
    before = welcome.file
    welcome.type(BED_WEEKEND, "5")
    welcome.click("Begin tonight")
    assert any("less than 3 hours before" in note for note in welcome.notes())
    assert welcome.file == before


def test_an_empty_field_is_a_missing_time(welcome: WelcomeDriver) -> None:
    welcome.type(BED_WEEK, "2")
    welcome.press(Key.Key_Backspace, on=BED_WEEK)
    welcome.leave()
    assert welcome.notes()[0] == "A time is missing, such as 22:30."


def test_times_too_close_together_are_refused(welcome: WelcomeDriver) -> None:
    welcome.type(BED_WEEKEND, "05:00")
    wrong = "Friday: bedtime 05:00 is less than 3 hours before getting up at 06:45."
    assert welcome.notes() == [wrong, wrong]
    assert not welcome.button("Begin tonight").isEnabled()


def test_each_day_on_its_own(welcome: WelcomeDriver) -> None:
    welcome.type(BED_WEEKEND, "23:30")
    welcome.click("Each day on its own")
    beds = [welcome.field(f"To bed {day}").text() for day in ("Monday", "Friday", "Saturday", "Sunday")]
    assert beds == ["22:30", "23:30", "23:30", "22:30"]
    welcome.type("To bed Wednesday", "21:30")
    welcome.type("Get up Thursday", "05:30")
    welcome.click("Begin tonight")
    schedule = welcome.written["schedule"]
    assert schedule["wednesday"] == {"bedtime": "21:30"}
    assert schedule["thursday"] == {"wake": "05:30"}


def test_the_days_fold_again(welcome: WelcomeDriver) -> None:
    welcome.click("Each day on its own")
    welcome.type("To bed Friday", "25:00")
    assert not welcome.button("Begin tonight").isEnabled()
    welcome.click("Only week and weekend")
    assert welcome.button("Begin tonight").isEnabled()
    assert welcome.field(BED_WEEKEND).text() == "22:30"


def test_days_that_differ_are_shown_one_by_one(open_at: OpenWelcome) -> None:
    welcome = open_at(settings='[schedule.wednesday]\nbedtime = "21:30"')
    assert welcome.field("To bed Wednesday").text() == "21:30"
