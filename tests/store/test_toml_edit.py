"""Single values change; comments, order and everything else stay as the user wrote them."""

import tomllib
from importlib import resources
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crampguard.store.toml_edit import edited

SHIPPED = (resources.files("crampguard.resources") / "settings.toml").read_text(encoding="utf-8")

BY_HAND = """\
# mine
[schedule]   # the usual
bedtime = '22:30'  # single quotes
  wake="06:45"
# the weekend

  [schedule.saturday]
  bedtime = "23:30"
  # later, I think

[habits]
stretch = { enabled = true, lead = 20 }  # in one line
walk.title = "Walk # no comment"   # dotted
walk.lead = 150

# apart from the others
[nudges]
snooze = 5

[habits.hydrate]
days = [   # two evenings
    "monday",
    "friday",  # and this
]
nudge = '''
Drink # a little
[habits.not_a_header]
'''

# nothing below"""

DOTTED = """\
schedule.bedtime = "22:30"  # all at the top
habits.stretch.lead = 20
schedule.sunday.wake = "08:00"
nudges = { snooze = 5 }
about_me.statin = true  # since 2020
# the end
"""

INLINE = 'habits = { stretch = { lead = 20 }, walk = { title = "Walk", lead = 3 } }  # one\n'

TEXTS = {"shipped": SHIPPED, "by hand": BY_HAND, "dotted": DOTTED, "inline": INLINE, "empty": ""}
TEXTS["crlf"] = BY_HAND.replace("\n", "\r\n")


def flat(table: dict[str, Any], start: str = "") -> dict[str, object]:
    """Values by dotted key, which is all that a reading depends on."""
    found: dict[str, object] = {}
    for name, value in table.items():
        found |= flat(value, f"{start}{name}.") if isinstance(value, dict) else {f"{start}{name}": value}
    return found


def comment_lines(text: str) -> list[str]:
    return [line.strip() for line in text.split("\n") if line.strip().startswith("#")]


# In any order on any file

TABLES = [
    *("schedule", "schedule.saturday", "schedule.sunday", "nudges", "about_me"),
    *("habits.stretch", "habits.hydrate", "habits.walk", "habits.tea"),
]
KEYS = [
    f"{table}.{key}" for table in TABLES for key in ("bedtime", "wake", "lead", "title", "days", "snooze")
]
VALUES: st.SearchStrategy[object] = st.one_of(
    st.none(), st.booleans(), st.integers(0, 1440), st.text(), st.lists(st.sampled_from(["monday", "friday"]))
)
CHANGES = st.one_of(
    st.dictionaries(st.sampled_from(KEYS), VALUES, max_size=3),
    st.dictionaries(st.sampled_from([*TABLES, "habits"]), st.none(), max_size=2),
)


@pytest.mark.parametrize("name", TEXTS)
@given(steps=st.lists(CHANGES, max_size=8))
def test_any_changes_read_back_and_keep_every_comment_line(name: str, steps: list[dict[str, object]]) -> None:
    text = TEXTS[name]
    comments = comment_lines(text)
    expected = flat(tomllib.loads(text))
    for changes in steps:
        text = edited(text, changes)
        for key, value in changes.items():
            expected = {old: kept for old, kept in expected.items() if not f"{old}.".startswith(f"{key}.")}
            if value is not None:
                expected[key] = value
        assert flat(tomllib.loads(text)) == expected
        assert comment_lines(text) == comments
        assert edited(text, changes) == text
        assert "\r" not in text.replace("\r\n", "") if name == "crlf" else "\r" not in text


# One change, in detail


def test_a_value_changes_in_its_place_and_its_comment_keeps_its_column() -> None:
    text = edited(SHIPPED, {"nudges.snooze": 5, "about_me.statin": True})
    assert "snooze = 5                       # minutes, 1 to 120\n" in text
    assert "statin = true                    # true: you take a statin\n" in text
    assert edited(text, {"nudges.snooze": 15, "about_me.statin": False}) == SHIPPED


def test_the_same_value_again_changes_nothing_however_it_is_written() -> None:
    same = {
        "schedule.bedtime": "22:30",
        "habits.stretch.lead": 20,
        "habits.hydrate.days": ["monday", "friday"],
    }
    assert edited(BY_HAND, same) == BY_HAND


def test_one_is_not_true() -> None:
    assert edited("[nudges]\nsnooze = true\n", {"nudges.snooze": 1}) == "[nudges]\nsnooze = 1\n"


def test_what_is_not_there_can_be_taken_out_without_any_change() -> None:
    gone = {
        "habits.none": None,
        "schedule.wake.deeper": None,
        "about_me.statin": None,
        "habits.walk.nudge": None,
    }
    assert edited(BY_HAND, gone) == BY_HAND


def test_a_new_key_comes_below_the_keys_of_its_table_and_above_the_comments_that_follow() -> None:
    text = edited('[schedule]\nbedtime = "22:30"\n\n# about habits\n# lead = 3\n', {"schedule.wake": "06:00"})
    assert text == '[schedule]\nbedtime = "22:30"\nwake = "06:00"\n\n# about habits\n# lead = 3\n'


def test_a_key_joins_a_table_that_only_dotted_keys_have_made() -> None:
    text = edited('schedule.sunday.wake = "08:00"\n', {"schedule.wake": "06:00"})
    assert text == 'schedule.sunday.wake = "08:00"\nschedule.wake = "06:00"\n'


def test_a_new_table_comes_below_its_relatives() -> None:
    text = edited(SHIPPED, {"schedule.saturday.wake": "08:00"})
    assert 'wake = "06:45"\n\n[schedule.saturday]\nwake = "08:00"\n\n# A night that differs' in text
    text = edited("[habits.a]\nlead = 3\n# notify = true\n\n[nudges]\nsnooze = 5\n", {"habits.b.lead": 4})
    assert text == "[habits.a]\nlead = 3\n# notify = true\n\n[habits.b]\nlead = 4\n\n[nudges]\nsnooze = 5\n"


def test_a_comment_that_leads_up_to_a_table_stays_with_it() -> None:
    text = edited("[habits.a]\nlead = 3\n# less often\n[nudges]\nsnooze = 5\n", {"habits.b.lead": 4})
    assert text == "[habits.a]\nlead = 3\n\n[habits.b]\nlead = 4\n\n# less often\n[nudges]\nsnooze = 5\n"


def test_a_first_table_of_its_kind_comes_at_the_end() -> None:
    assert edited(SHIPPED, {"habits.walk.title": "Walk"}) == f'{SHIPPED}\n[habits.walk]\ntitle = "Walk"\n'
    assert edited("", {"nudges.snooze": 5}) == "[nudges]\nsnooze = 5\n"
    assert edited("# mine", {"nudges.snooze": 5}) == "# mine\n\n[nudges]\nsnooze = 5\n"


@pytest.mark.parametrize("table", ["habits.walk", "schedule.friday", "schedule.sunday"])
def test_a_table_that_is_added_and_taken_out_again_leaves_no_trace(table: str) -> None:
    assert edited(edited(SHIPPED, {f"{table}.wake": "08:00"}), {table: None}) == SHIPPED


def test_a_table_goes_with_its_last_key_and_leaves_its_comments() -> None:
    text = edited(BY_HAND, {"schedule.saturday.bedtime": None, "nudges.snooze": None})
    assert "saturday" not in text
    assert "nudges" not in text
    assert "# later, I think" in text
    assert "# apart from the others" in text


def test_an_empty_table_that_the_user_left_stays() -> None:
    assert edited("[nudges]\n[habits.a]\nlead = 3\n", {"habits.a.lead": None}) == "[nudges]\n"


def test_an_inline_table_keeps_its_other_keys() -> None:
    text = edited(INLINE, {"habits.stretch.lead": None, "habits.walk.lead": 4})
    assert text == 'habits = { walk = { title = "Walk", lead = 4 } }                           # one\n'


@pytest.mark.parametrize(
    "line", ["x = nan", "x = 1979-05-27T07:32:00Z", "[[more]]\nx = 1\n[[more]]\nx = 2", '"a b" = 1']
)
def test_values_of_a_kind_that_settings_do_not_have_are_left_as_they_are(line: str) -> None:
    text = f"{line}\n[nudges]\nsnooze = 5\n"
    assert edited(text, {"nudges.snooze": 6}) == f"{line}\n[nudges]\nsnooze = 6\n"


@pytest.mark.parametrize(
    "text", ["habits = 3\n", "habits.stretch = true\n", "[[habits.stretch]]\nlead = 3\n"]
)
def test_nothing_is_written_into_what_is_no_table(text: str) -> None:
    with pytest.raises(ValueError, match="is not a table"):
        edited(text, {"habits.stretch.lead": 4})
