"""The advice that ships: that nothing of the evidence is left out, and that each word stands in its place."""

import re

import pytest

from crampguard.routine.advice import Sign, Topic, Urgency, raised
from crampguard.routine.morning import Morning
from crampguard.store.advice import advice
from crampguard.store.catalogue import catalogue

ADVICE = advice()
EMERGENCY, SAME_DAY, VISIT = Urgency
TOPICS = (*ADVICE.told_apart, *ADVICE.causes, *ADVICE.asked)

every_sign = pytest.mark.parametrize("sign", ADVICE.signs, ids=lambda sign: sign.id)
every_cause = pytest.mark.parametrize("cause", ADVICE.causes, ids=lambda cause: cause.id)
every_topic = pytest.mark.parametrize("topic", TOPICS, ids=lambda topic: topic.id)

# What the evidence lists, by urgency: the words that say it, and the id that diary and doctor's page keep.
SIGNS = [
    ("chest", EMERGENCY, ["short of breath", "chest hurts", "swollen"]),
    ("cold_leg", EMERGENCY, ["suddenly", "cold", "pale", "blue", "numb", "cannot move"]),
    ("stroke", EMERGENCY, ["one side", "suddenly weak or numb", "droops", "trouble speaking"]),
    ("back_nerves", EMERGENCY, ["back or legs", "numb around your seat", "bladder or bowel"]),
    ("long_cramp", SAME_DAY, ["longer than ten minutes"]),
    ("severe", SAME_DAY, ["severe", "does not let up"]),
    ("one_leg", SAME_DAY, ["throbs", "swollen", "warm", "red", "darker"]),
    ("rest_pain", SAME_DAY, ["all the time", "at rest"]),
    ("statin", SAME_DAY, ["tender", "weak", "dark", "before your next dose", "ask whether to take it"]),
    ("quinine", SAME_DAY, ["quinine", "bruising", "bleeding"]),
    ("toxin", SAME_DAY, ["lead", "mercury", "poison"]),
    ("wound", SAME_DAY, ["dirty wound", "tetanus"]),
    ("disturbed", VISIT, ["sleep", "days"]),
    ("several", VISIT, ["several times a night"]),
    ("weakness", VISIT, ["numb", "swollen", "weak", "thinner"]),
    ("elsewhere", VISIT, ["other parts"]),
    ("walking", VISIT, ["when you walk", "rest takes the pain away"]),
    ("new_medicine", VISIT, ["new medicine", "Do not stop or change a medicine by yourself"]),
    ("statin_cramps", VISIT, ["began or grew worse", "statin", "by day", "Do not stop or change"]),
]


def test_the_signs_are_those_of_the_evidence_the_most_urgent_first() -> None:
    assert [(sign.id, sign.urgency) for sign in ADVICE.signs] == [(id_, how) for id_, how, _words in SIGNS]


@pytest.mark.parametrize(("id_", "_how", "words"), SIGNS)
def test_a_sign_names_all_that_the_evidence_names(id_: str, _how: Urgency, words: list[str]) -> None:
    for word in words:
        assert word.lower() in ADVICE.sign(id_).says.lower()


@every_sign
def test_a_label_fits_beside_its_answer_on_the_page_for_the_doctor(sign: Sign) -> None:
    assert 0 < len(sign.label) <= 40
    assert not sign.label.endswith(".")


@every_sign
def test_a_sign_is_a_whole_sentence(sign: Sign) -> None:
    for text in filter(None, (sign.says, sign.morning)):
        assert text.endswith(".")
        assert text == " ".join(text.split())


def test_what_a_morning_can_raise_has_words_for_it_and_stands_in_that_order() -> None:
    everything = Morning(True, count=3, minutes=11, pain=8, awake=45, triggers=("new medicine",))
    assert raised(everything, ()) == tuple(sign.id for sign in ADVICE.signs if sign.morning)


def test_a_long_cramp_is_worth_a_call_today() -> None:
    hint = ADVICE.place_hint(Morning(True, minutes=11))
    assert hint == "A cramp lasted longer than ten minutes. Call your doctor today."


# Every line of what the source article claims as a cause.
CLAIMS = {
    "fluid": [
        "too little to drink",
        "salts",
        "calcium",
        "potassium",
        "sweating",
        "water tablets (diuretics)",
    ],
    "posture": ["stretched or twisted"],
    "evening": ["exercise", "caffeine", "alcohol", "before bed"],
    "overuse": ["overuse", "same movement", "heavy work"],
    "nerves": ["nerves", "peripheral neuropathy"],
    "conditions": ["kidney", "thyroid disorders", "diabetes"],
    "medicines": ["diuretics", "statins", "some antidepressants", "inhalers"],
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
def test_a_cause_says_all_that_the_article_claims_about_it(cause: Topic) -> None:
    for word in CLAIMS[cause.id]:
        assert word in f"{cause.title} {cause.says}".lower()


@every_cause
def test_a_cause_says_what_to_ask_whom(cause: Topic) -> None:
    assert re.match(r"Ask (your doctor|a pharmacist|your doctor or pharmacist)\b.*: “[^”]+”$", cause.ask)


@every_topic
def test_a_topic_has_no_stray_space(topic: Topic) -> None:
    for text in (topic.title, topic.says, topic.caution, topic.caution_fluid_limit, topic.ask):
        assert text == " ".join(text.split())


def topic(id_: str) -> Topic:
    return next(topic for topic in TOPICS if topic.id == id_)


def test_medicines_keep_the_wording_of_the_evidence_and_the_statin_line_beside_it() -> None:
    medicines = topic("medicines")
    wording = (
        "Some medicines in this group are linked with cramps. Talk to your doctor or pharmacist. "
        "Do not stop or change a medicine by yourself."
    )
    assert medicines.says.startswith(wording)
    assert "doctor, pharmacist or a medical advice line now, before your next dose" in medicines.caution


def test_the_links_with_medicines_are_those_of_the_study() -> None:
    """Garrison 2012, adjusted sequence ratios: 2.42, 2.12, 1.48, 1.20 (0.07), 1.16."""
    says = topic("medicines").says
    for link in (
        "(beta-agonists): 2.4 times",
        "2.1 times for those that spare potassium",
        "1.5 times for the thiazide kind",
        "loop ones, 1.2 times, which may be chance",
        "Statins: 1.2 times, a weak link",
    ):
        assert link in says


@pytest.mark.parametrize(
    ("id_", "words"),
    [
        ("restless_legs", ["urge to move", "no hard muscle"]),
        ("arteries", ["when you walk", "stand still", "hangs down"]),
        ("nerves_not_cramp", ["burn, tingle or are numb"]),
        ("clot", ["one leg is swollen and warm", "same day"]),
        ("spine", ["stand", "bending forward helps"]),
        ("pregnancy", ["second half", "midwife or doctor before you take anything", "dialysis", "liver"]),
    ],
)
def test_what_is_no_cramp_is_told_apart(id_: str, words: list[str]) -> None:
    assert topic(id_) in ADVICE.told_apart
    for word in words:
        assert word in f"{topic(id_).title} {topic(id_).says}".lower()


@pytest.mark.parametrize("word", ["suddenly", "hard", "seconds", "minutes", "Stretching", "sore"])
def test_what_a_cramp_is_is_said_too(word: str) -> None:
    assert word in ADVICE.cramp


def test_who_was_told_to_limit_fluids_reads_of_their_own_limit() -> None:
    fluid = topic("fluid")
    assert "Keep to your own limit." in fluid.care(fluid_limit=False)
    assert fluid.care(fluid_limit=True).startswith("You were told to limit what you drink. Keep to your own")
    assert "keep to your own limit" in topic("conditions").care(fluid_limit=True)


def test_heavy_daily_drinkers_are_told_not_to_stop_alone() -> None:
    assert "Never stop suddenly on your own" in topic("evening").caution


def test_first_help_begins_with_sitting_up_and_holding_on_and_knows_each_muscle() -> None:
    steps = ADVICE.first_help
    assert steps[0].says == "Sit up. Hold on to something before you stand."
    assert {step.title: step.says for step in steps if step.title} == {
        "Calf": "Straighten your knee. Pull your toes up.",
        "Foot": "Pull your toes up.",
        "Front of the thigh": "Bend your knee. Bring your heel to your seat.",
        "Back of the thigh": "Straighten your knee.",
    }


def test_a_text_that_is_empty_stays_empty() -> None:
    """gettext answers an empty text with the head of its file."""
    assert {step.title for step in ADVICE.first_help if step.says.startswith(("Sit", "Hold"))} == {""}
    assert {topic.ask for topic in ADVICE.asked} == {""}
    assert {habit.nudge_fluid_limit for habit in catalogue() if habit.id != "hydrate"} == {""}
