"""What Welcome shows of tonight, and what belongs to it."""

from crampguard.windows.shared.check import Check
from tests.windows.driver import spoken
from tests.windows.welcome.driver import (
    BED_WEEK,
    BED_WEEKEND,
    UP_WEEK,
    UP_WEEKEND,
    OpenWelcome,
    WelcomeDriver,
)


def test_it_leads_to_see_someone(welcome: WelcomeDriver) -> None:
    welcome.click("When to see a doctor")
    assert welcome.opened == ["advice"]


def test_the_defaults_are_there(welcome: WelcomeDriver) -> None:
    times = [welcome.field(name).text() for name in (BED_WEEK, UP_WEEK, BED_WEEKEND, UP_WEEKEND)]
    assert times == ["22:30", "06:45", "22:30", "06:45"]
    off = [title for title in welcome.moments() if not welcome.switch(title).isChecked()]
    assert off == ["Warm shower"]
    checked = {check.text(): check.isChecked() for check in welcome.visible(Check)}
    assert checked == {
        "I have been told to limit what I drink": False,
        "I take a statin": False,
        "Start when I log in": True,
    }


def test_the_time_line_is_that_of_tonight(welcome: WelcomeDriver) -> None:
    assert welcome.says("Tonight would look like this")
    moments = welcome.moments()
    assert list(moments)[:3] == ["Caffeine cut-off", "Alcohol cut-off", "Fluids through the day"]
    assert moments["Caffeine cut-off"] == "13:30, 9 h before, a heads-up, ticked later, pops up"
    assert moments["Loosen bedding"] == "22:15, 15 min before, ticked when done, in the list only"
    tonight = welcome.evening.engine.tonight
    planned = [(item.habit.title, tonight.clock(item.due)) for item in tonight.items]
    shown = [(title, words[:5]) for title, words in moments.items() if title != "Warm shower"]
    assert shown == planned


def test_at_night_tonight_is_the_night_that_began_the_day_before(open_at: OpenWelcome) -> None:
    early = "2026-11-28 05:00"  # a Saturday, so it is still Friday's night
    welcome = open_at(early, '[schedule.friday]\nbedtime = "23:30"\n[schedule.saturday]\nbedtime = "23:30"')
    assert welcome.moments()["Cool bedroom"].startswith("22:30")
    assert welcome.says("Tonight would look like this")


def test_a_habit_of_other_evenings_is_not_on_the_line(open_at: OpenWelcome) -> None:
    welcome = open_at(settings='[habits.stretch]\ndays = ["friday"]')
    assert "Bedtime leg stretch" not in welcome.moments()


def test_a_habit_that_cannot_come_so_early_comes_on_getting_up(welcome: WelcomeDriver) -> None:
    welcome.type(UP_WEEK, "14:30")
    assert welcome.moments()["Caffeine cut-off"].startswith("14:30, on getting up")


def test_a_habit_that_is_not_theirs_is_off_for_good(welcome: WelcomeDriver) -> None:
    welcome.click("Alcohol cut-off")
    assert welcome.moments()["Alcohol cut-off"]  # it stays where it would be
    welcome.click("Begin tonight")
    assert welcome.written["habits"] == {"alcohol_cutoff": {"enabled": False}}
    assert "alcohol_cutoff" not in [item.habit.id for item in welcome.evening.engine.tonight.items]


def test_what_is_switched_back_is_not_written(welcome: WelcomeDriver) -> None:
    before = welcome.file
    welcome.click("Alcohol cut-off")
    welcome.click("Alcohol cut-off")
    welcome.click("Begin tonight")
    assert welcome.file == before


def test_what_is_off_at_first_can_be_theirs(welcome: WelcomeDriver) -> None:
    welcome.click("Warm shower")
    welcome.click("Begin tonight")
    assert welcome.written["habits"] == {"warm_shower": {"enabled": True}}


def test_a_fluid_limit_is_kept(welcome: WelcomeDriver) -> None:
    welcome.click("I have been told to limit what I drink")
    welcome.click("Begin tonight")
    assert welcome.written["about_me"] == {"fluid_limit": True}
    assert welcome.evening.engine.settings.about_me.fluid_limit


def test_a_fluid_limit_is_seen_at_once_in_the_line_about_drinks(welcome: WelcomeDriver) -> None:
    limit = "Keep to your limit."
    assert not welcome.says(limit)
    welcome.click("I have been told to limit what I drink")
    assert welcome.says(limit)
    assert limit in spoken(welcome.switch("Fluids through the day"))[1]
    welcome.click("I have been told to limit what I drink")
    assert not welcome.says(limit)


def test_the_clock_of_12_hours_is_seen_at_once_and_kept(welcome: WelcomeDriver) -> None:
    welcome.type(BED_WEEK, "23:00")
    welcome.click("10:30\u00a0pm")
    assert welcome.field(BED_WEEK).text() == "11:00\u00a0pm"
    assert welcome.says("6:45\u00a0am")
    welcome.type(BED_WEEKEND, "11:30pm")
    welcome.click("Begin tonight")
    assert welcome.written["look"] == {"clock": "12"}
    assert welcome.written["schedule"]["friday"] == {"bedtime": "23:30"}


def test_the_clock_that_holds_already_is_not_written(welcome: WelcomeDriver) -> None:
    welcome.click("10:30\u00a0pm")
    welcome.click("22:30")
    welcome.click("22:30")  # once more: one of them is always chosen
    before = welcome.file
    welcome.click("Begin tonight")
    assert welcome.file == before
