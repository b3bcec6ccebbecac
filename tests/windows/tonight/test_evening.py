"""What Tonight says of the evening: the header, strips, the morning question, Good night."""

from datetime import date

from crampguard.routine.morning import Morning
from tests.answers import by
from tests.moved_clock import at
from tests.windows.driver import spoken
from tests.windows.tonight.driver import TonightDriver


def test_a_change_from_anywhere_is_seen_at_once(shown: TonightDriver) -> None:
    by(shown.engine).done("stretch")
    assert spoken(shown.row("Bedtime leg stretch"))[0].endswith("ticked")
    shown.evening.edit('[schedule]\nbedtime = "23:30"\n[habits.stretch]\nenabled = false\n')
    assert shown.says("23:30")
    assert len(shown.rows()) == 9


def test_the_countdown_shows_minutes(shown: TonightDriver) -> None:
    shown.move_to("19:10")
    shown.engine.refresh()
    assert shown.says("in 3 h 20 min")
    shown.move_to("21:34")
    shown.engine.refresh()
    assert shown.says("in 56 minutes")


def test_it_wakes_for_the_countdown_only_while_it_is_seen(shown: TonightDriver) -> None:
    assert shown.window._minute.isActive()
    shown.window.hide()
    assert not shown.window._minute.isActive()


def test_before_the_first_nudge_the_header_says_when_it_comes(shown: TonightDriver) -> None:
    assert shown.says("first nudge 13:30")


def test_a_pause_is_said_and_ended_here(shown: TonightDriver) -> None:
    by(shown.engine).pause_tonight()
    assert shown.says("Paused until you get up, 06:45. Nothing will pop up; ticks still count.")
    shown.click("Resume")
    assert not shown.engine.tonight.paused


def test_the_morning_question_stands_above_the_list_while_it_waits(shown: TonightDriver) -> None:
    assert not shown.says("How was the night?")
    shown.evening.move_to(at("2026-11-23 07:00"))
    assert shown.says("How was the night?", "Sunday 22 to Monday 23 November")
    shown.click("Cramp…")
    assert shown.opened == ["cramp 2026-11-22"]
    assert shown.diary.morning(date(2026, 11, 22)) is None
    shown.click("No cramp")
    answered = shown.diary.morning(date(2026, 11, 22))
    assert answered is not None
    assert answered.morning == Morning(cramp=False)
    assert not shown.says("How was the night?")


def test_eight_hours_after_getting_up_the_question_leaves_the_list(shown: TonightDriver) -> None:
    shown.evening.move_to(at("2026-11-23 14:45"))
    assert not shown.says("How was the night?")


def test_when_all_is_ticked_it_says_so(shown: TonightDriver) -> None:
    for item in shown.engine.tonight.items[1:]:
        by(shown.engine).done(item.habit.id)
    assert not shown.says("That is everything for tonight.")
    by(shown.engine).skip(shown.engine.tonight.items[0].habit.id)
    assert shown.says("That is everything for tonight. Sleep well.")


def test_an_evening_without_habits_offers_to_choose_some(shown: TonightDriver) -> None:
    ids = [item.habit.id for item in shown.engine.tonight.items]
    shown.evening.edit("\n".join(f"[habits.{id_}]\nenabled = false" for id_ in ids))
    assert shown.says("No nudges for tonight.")
    shown.click("Choose habits")
    assert shown.opened == ["settings"]


def test_the_foot_leads_to_settings_and_to_see_someone(shown: TonightDriver) -> None:
    shown.click("Settings")
    shown.click("When to see a doctor")
    shown.click("History")
    assert shown.opened == ["settings", "advice", "history"]


def test_a_problem_and_a_note_are_said_in_the_window(shown: TonightDriver) -> None:
    shown.window.explain("This desktop shows no tray icons.")
    assert shown.says("This desktop shows no tray icons.")
    shown.click("OK")
    assert not shown.says("This desktop shows no tray icons.")
    shown.evening.edit('[schedule]\nbedtime = "25:00"')
    assert shown.says("25:00")


def test_that_the_diary_was_mended_is_said_until_it_was_read(shown: TonightDriver) -> None:
    with shown.diary.transaction():
        shown.diary.database._db.execute(
            "INSERT INTO mendings (at, backup) VALUES ('2026-11-22T08:00+00:00', '2026-11-21')"
        )
    for _look in range(2):
        shown.engine.refresh()
        assert shown.says("The backup of 2026-11-21 is in its place")
    shown.click("OK")
    assert not shown.says("The backup of 2026-11-21 is in its place")
    assert shown.engine.tonight.news == ""


def test_good_night_says_what_it_does_and_closes_the_evening(shown: TonightDriver) -> None:
    shown.move_to("20:29")
    assert "Good night" not in shown.primaries()
    shown.move_to("22:31")
    assert shown.says("Good night counts them as not done.")
    shown.click("Good night")
    assert shown.engine.tonight.closed
    assert shown.says("Good night. Nothing pops up until the morning.")
    shown.click("Undo  Ctrl+Z")
    assert not shown.engine.tonight.closed
