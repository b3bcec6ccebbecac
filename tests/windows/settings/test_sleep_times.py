"""The page on sleep times."""

import tomllib

from PySide6.QtCore import QLocale

from crampguard.windows.settings.schedule import SchedulePage
from crampguard.windows.settings.session import SettingsSession
from crampguard.windows.shared.time_field import TimeField
from tests.windows.driver import Key
from tests.windows.settings.driver import FILE, SettingsDriver


def test_the_same_times_every_day(shown: SettingsDriver) -> None:
    shown.type("To bed Wednesday", "23:15")
    shown.type("Get up Tuesday", "07:00")
    shown.click("Same times every day")
    assert shown.changes() == {"schedule.wake": "07:00"}
    assert len(set(shown.evening.engine.settings.routine.schedule.week)) == 1


def test_times_are_taken_as_people_write_them(shown: SettingsDriver) -> None:
    for typed, meant in (
        ("7:05", "07:05"),
        ("710", "07:10"),
        ("7.15 am", "07:15"),
        ("\u06f0\u06f7:\u06f2\u06f0", "07:20"),
    ):
        shown.type("Get up Wednesday", typed)
        shown.named("Get up Thursday").setFocus()
        assert shown.changes() == {"schedule.wednesday.wake": meant}


def test_with_a_clock_of_12_hours_a_time_waits_for_its_half_of_the_day(shown: SettingsDriver) -> None:
    shown.evening.edit(f'{FILE}[look]\nclock = "12"\n')
    field = shown.field("To bed Wednesday")
    assert field.text() == "10:30\u00a0pm"
    before = shown.text
    shown.type("To bed Wednesday", "11:15")
    assert shown.text == before  # not 11:15 in the morning
    shown.press(" pm")
    assert tomllib.loads(shown.text)["schedule"]["wednesday"] == {"bedtime": "23:15"}
    shown.type("To bed Monday", "09:00 am")
    shown.named("To bed Tuesday").setFocus()
    assert shown.says("Monday: bedtime 9:00\u00a0am is less than 4 hours after getting up at 6:45\u00a0am.")


def test_the_week_begins_as_in_the_calendar_of_the_user(shown: SettingsDriver) -> None:
    before = QLocale()
    QLocale.setDefault(QLocale("en_US"))
    try:
        other = SchedulePage(SettingsSession(shown.evening.engine, lambda: None, lambda: None))
    finally:
        QLocale.setDefault(before)
    names = [field.accessibleName() for field in other.findChildren(TimeField)]
    assert names[:2] == ["To bed Sunday", "Get up Monday"]


def test_a_bad_time_is_named_beside_its_field_and_the_file_stays(shown: SettingsDriver) -> None:
    shown.type("To bed Wednesday", "25:00")
    assert shown.text == FILE
    assert shown.says("“25:00” is not a time. Type it like 22:30.")
    assert shown.says("Saved, except: bedtime Wednesday stays 22:30")
    assert "25:00" in shown.named("To bed Wednesday").accessibleDescription()
    shown.type("To bed Tuesday", "23:00")
    assert shown.changes() == {"schedule.tuesday.bedtime": "23:00"}
    shown.type("To bed Wednesday", "22:30")
    assert shown.says("Saved")
    assert not shown.says("is not a time")


def test_a_time_that_is_still_being_typed_is_not_called_wrong(shown: SettingsDriver) -> None:
    shown.type("To bed Wednesday", "23:")
    assert not shown.says("is not a time")
    shown.named("To bed Thursday").setFocus()
    assert shown.says("“23:” is not a time.")


def test_a_week_that_makes_no_sense_waits_until_it_does(shown: SettingsDriver) -> None:
    shown.type("To bed Monday", "09:00")
    assert shown.says("Monday: bedtime 09:00 is less than 4 hours after getting up at 06:45.")
    assert shown.text == FILE
    shown.type("Get up Monday", "04:00")
    assert shown.changes() == {"schedule.monday.bedtime": "09:00", "schedule.monday.wake": "04:00"}
    assert not shown.says("less than 4 hours")


def test_a_night_goes_from_bed_to_getting_up_as_in_welcome(shown: SettingsDriver) -> None:
    shown.named("To bed Monday").setFocus()
    walked = []
    for _step in range(3):
        walked.append(shown.focused())
        shown.press(Key.Key_Tab)
    assert walked == ["To bed Monday", "Get up Tuesday", "To bed Tuesday"]
