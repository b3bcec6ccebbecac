"""What people may have answered on two devices: few nights and few instants, so that answers collide."""

from datetime import UTC, date, datetime, time, timedelta

from hypothesis import strategies as st
from msgspec.structs import replace

from crampguard.routine.checklist import Answer, Mark
from crampguard.routine.morning import Leg, Morning, Muscle
from crampguard.store.diary import Answered
from crampguard.store.transfer.answers import Answers, Bedtime, ChosenQuestion, Coin, KeptTrial, SignAnswer
from crampguard.store.transfer.merge import newer_part

NIGHT = date(2026, 11, 22)
NOW = datetime(2026, 11, 25, 21, 15, 7, 123456, tzinfo=UTC)

FIRST = NIGHT - timedelta(days=1)

_nights = st.sampled_from((NIGHT, FIRST))
_habits = st.sampled_from(("stretch", "hydrate", "evening_walk"))
_walls = st.sampled_from((time(0, 0), time(0, 30), time(23, 59)))
_instants = st.sampled_from((NOW, NOW - timedelta(microseconds=1), datetime(1971, 1, 1, tzinfo=UTC)))
_texts = st.text(max_size=8)
_no_cramps = st.builds(Morning, cramp=st.just(False), sore=st.none() | st.booleans(), note=_texts)
_cramps = st.builds(
    Morning,
    cramp=st.just(True),
    count=st.none() | st.integers(1, 99),
    time=st.none() | _walls,
    leg=st.none() | st.sampled_from(Leg),
    muscle=st.none() | st.sampled_from(Muscle),
    minutes=st.none() | st.integers(0, 1440),
    pain=st.none() | st.integers(0, 10),
    awake=st.none() | st.integers(0, 1440),
    sore=st.none() | st.booleans(),
    triggers=st.lists(_texts, max_size=2).map(tuple),
    eased=_texts,
    note=_texts,
)

_few_mornings = st.sampled_from(
    (Morning(cramp=False), Morning(cramp=False, sore=True), Morning(cramp=True), Morning(cramp=True, pain=3))
)


_Cramps = dict[tuple[date, datetime], datetime | None]


def _over_later(cramps: _Cramps) -> _Cramps:
    return {(night, at): over and max(at, over) for (night, at), over in cramps.items()}


def _answers(mornings: st.SearchStrategy[Morning]) -> st.SearchStrategy[Answers]:
    marks = st.builds(Mark, st.sampled_from(Answer), _instants)
    signs = st.builds(SignAnswer, st.none() | st.booleans(), _instants)
    return st.builds(
        Answers,
        st.dictionaries(st.tuples(_nights, _habits), marks, max_size=4),
        st.dictionaries(_nights, st.builds(Answered, mornings, _instants), max_size=2),
        st.dictionaries(_nights, st.builds(Bedtime, st.none() | _walls, _instants), max_size=2),
        st.dictionaries(st.sampled_from(("chest", "statin")), signs),
        st.dictionaries(st.tuples(_nights, _instants), st.none() | _instants, max_size=2).map(_over_later),
        st.dictionaries(_nights, st.builds(ChosenQuestion, _habits, _instants)),
        st.fixed_dictionaries({FIRST: st.builds(KeptTrial, _habits, st.none() | _nights, _instants)}),
        known=st.dictionaries(_nights, _instants),
        coins=st.dictionaries(_nights, st.builds(Coin, st.booleans(), _instants)),
    )


colliding_answers = _answers(_few_mornings)
any_answers = _answers(_no_cramps | _cramps)


def merged(known: Answers, brought: Answers) -> Answers:
    """What a device knows after an import."""
    known = as_kept(known)
    fresh = newer_part(known, brought)
    return Answers(
        {**known.marks, **fresh.marks},
        {**known.mornings, **fresh.mornings},
        {**known.bedtimes, **fresh.bedtimes},
        {**known.signs, **fresh.signs},
        {**known.cramps, **fresh.cramps},
        {**known.questions, **fresh.questions},
        {**known.trials, **fresh.trials},
        known={**known.known, **fresh.known},
        coins={**known.coins, **fresh.coins},
    )


def as_kept(said: Answers) -> Answers:
    """As a diary keeps it: from a morning, or a cramp now, on the night is known."""
    instants = [
        *said.known.items(),
        *((night, answered.at) for night, answered in said.mornings.items()),
        *said.cramps,
    ]
    known = {night: min(at for other, at in instants if other == night) for night, _at in instants}
    return replace(said, known=known)
