"""The advice that ships: that nothing of the evidence is left out, and that each word stands in its place."""

import re

import pytest

from crampguard.routine.advice import Cause, Sign, Urgency, raised
from crampguard.routine.morning import Morning
from crampguard.store.advice import advice
from crampguard.store.catalogue import catalogue

ADVICE = advice()
EMERGENCY, SAME_DAY, VISIT = Urgency

every_sign = pytest.mark.parametrize("sign", ADVICE.signs, ids=lambda sign: sign.id)
every_cause = pytest.mark.parametrize("cause", ADVICE.causes, ids=lambda cause: cause.id)

# What the evidence lists, by urgency: the words that say it, and the id that diary and doctor's page keep.
SIGNS = [
    ("chest", EMERGENCY, ["short of breath", "chest hurts", "painful or swollen"]),
    ("long_cramp", SAME_DAY, ["longer than ten minutes"]),
    ("severe", SAME_DAY, ["severe", "does not let up"]),
    ("one_leg", SAME_DAY, ["throbbing", "swollen", "warm", "red", "darker"]),
    ("rest_pain", SAME_DAY, ["all the time", "at rest"]),
    ("cannot_move", SAME_DAY, ["cannot move"]),
    ("sudden_numbness", SAME_DAY, ["numbness", "suddenly"]),
    ("statin", SAME_DAY, ["muscle pain", "weakness", "dark urine", "before your next dose"]),
    ("quinine", SAME_DAY, ["quinine", "bruising", "bleeding"]),
    ("toxin", SAME_DAY, ["lead", "mercury", "toxin"]),
    ("wound", SAME_DAY, ["dirty wound"]),
    ("disturbed", VISIT, ["sleep", "days"]),
    ("several", VISIT, ["several times a night"]),
    ("weakness", VISIT, ["numbness", "swelling", "weakness", "thinner"]),
    ("elsewhere", VISIT, ["other parts"]),
    ("walking", VISIT, ["walking", "rest relieves"]),
    ("new_medicine", VISIT, ["new medicine", "Do not stop or change a medicine by yourself"]),
]


def test_the_signs_are_those_of_the_evidence_the_most_urgent_first() -> None:
    assert [(sign.id, sign.urgency) for sign in ADVICE.signs] == [(id_, how) for id_, how, _words in SIGNS]


@pytest.mark.parametrize(("id_", "_how", "words"), SIGNS)
def test_a_sign_names_all_that_the_evidence_names(id_: str, _how: Urgency, words: list[str]) -> None:
    (sign,) = [sign for sign in ADVICE.signs if sign.id == id_]
    for text in (sign.says, sign.says_statin or sign.says):
        for word in words:
            assert word.lower() in text.lower()


@every_sign
def test_a_label_fits_beside_its_answer_on_the_page_for_the_doctor(sign: Sign) -> None:
    assert 0 < len(sign.label) <= 40
    assert not sign.label.endswith(".")


@every_sign
def test_a_sign_is_a_whole_sentence(sign: Sign) -> None:
    for text in filter(None, (sign.says, sign.says_statin, sign.morning)):
        assert text.endswith(".")
        assert text == " ".join(text.split())


def test_what_a_morning_can_raise_has_words_for_it_and_stands_in_that_order() -> None:
    everything = Morning(True, count=3, minutes=11, pain=8, awake=45, triggers=("new medicine",))
    assert raised(everything, (), statin=True) == tuple(sign.id for sign in ADVICE.signs if sign.morning)


def test_a_long_cramp_is_worth_a_call_today() -> None:
    hint = ADVICE.place_hint(Morning(True, minutes=11), statin=False)
    assert hint == "A cramp longer than ten minutes is worth a call to your doctor today."


# Every line of what the source article claims as a cause.
CLAIMS = {
    "fluid": ["too little to drink", "salts", "calcium", "potassium", "sweating", "drive urine", "disputed"],
    "posture": ["stretched or twisted"],
    "evening": ["exercise", "caffeine", "alcohol", "before bed"],
    "overuse": ["overuse", "same movement", "heavy work"],
    "nerves": ["nerves", "peripheral neuropathy"],
    "conditions": ["kidney disease", "thyroid disorders", "diabetes"],
    "medicines": ["diuretics", "statins", "some antidepressants"],
    "none_found": [
        "no cause",
        "idiopathic",
        "medicine",
        "physical therapy",
        "changes of habit",
        "keep coming",
    ],
}


def test_the_causes_are_those_that_the_article_names() -> None:
    assert [cause.id for cause in ADVICE.causes] == list(CLAIMS)


@every_cause
def test_a_cause_says_all_that_the_article_claims_about_it(cause: Cause) -> None:
    for word in CLAIMS[cause.id]:
        assert word in f"{cause.title} {cause.means}".lower()


@every_cause
def test_a_cause_says_what_to_ask_whom(cause: Cause) -> None:
    assert re.match(r"Ask (your doctor|a pharmacist|your doctor or pharmacist)\b.*: “[^”]+”$", cause.ask)
    for text in filter(None, (cause.title, cause.means, cause.caution, cause.caution_fluid_limit, cause.ask)):
        assert text == " ".join(text.split())
    for source in cause.sources:
        assert re.match(r"https?://\S+$", source.url or "")


def cause(id_: str) -> Cause:
    return next(cause for cause in ADVICE.causes if cause.id == id_)


def test_medicines_keep_the_wording_of_the_evidence_and_the_statin_line_beside_it() -> None:
    medicines = cause("medicines")
    wording = (
        "Some medicines in this group are linked with cramps. Talk to your doctor or pharmacist. "
        "Do not stop or change a medicine by yourself."
    )
    assert medicines.means.startswith(wording)
    assert "doctor, pharmacist or health line now, before your next dose" in medicines.caution


def test_who_was_told_to_limit_fluids_reads_of_their_own_limit() -> None:
    fluid = cause("fluid")
    assert "keep to your own limit" in fluid.care(fluid_limit=False)
    assert fluid.care(fluid_limit=True).startswith(
        "You were told to limit what you drink, so keep to your own"
    )
    assert "keep to your own limit" in cause("conditions").care(fluid_limit=True)


def test_heavy_daily_drinkers_are_told_not_to_stop_alone() -> None:
    assert "never stop suddenly on your own" in cause("evening").caution


def test_first_help_is_three_short_steps() -> None:
    straighten, pull, hold = ADVICE.first_help
    assert "Straighten the leg" in straighten
    assert "toes up" in pull
    assert "Hold" in hold
    assert max(map(len, ADVICE.first_help)) <= 40


def test_a_text_that_is_empty_stays_empty() -> None:
    """gettext answers an empty text with the head of its file."""
    assert {sign.says_statin for sign in ADVICE.signs if sign.id != "statin"} == {""}
    assert {habit.nudge_fluid_limit for habit in catalogue() if habit.id != "hydrate"} == {""}
