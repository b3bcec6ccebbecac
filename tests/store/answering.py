"""What people may have answered on two devices: few nights and few instants, so that answers collide."""

from datetime import UTC, date, datetime, timedelta
from typing import Any

from hypothesis import strategies as st
from msgspec.structs import replace

from crampguard.routine.checklist import Answer
from crampguard.routine.morning import Leg, Muscle
from crampguard.store.transfer.answers import Answers
from crampguard.store.transfer.entries import (
    KINDS,
    BedtimeEntry,
    CoinEntry,
    CrampEntry,
    Entry,
    KnownEntry,
    MarkEntry,
    MorningEntry,
    QuestionEntry,
    SignEntry,
    TrialEntry,
)
from crampguard.store.transfer.merge import newer_part

NIGHT = date(2026, 11, 22)
NOW = datetime(2026, 11, 25, 21, 15, 7, 123456, tzinfo=UTC)

FIRST = NIGHT - timedelta(days=1)

_nights = st.sampled_from((NIGHT, FIRST))
_habits = st.sampled_from(("stretch", "hydrate", "evening_walk"))
_walls = st.sampled_from(("00:00", "00:30", "23:59"))
_instants = st.sampled_from((NOW, NOW - timedelta(microseconds=1), datetime(1971, 1, 1, tzinfo=UTC)))
_texts = st.text(max_size=8)
_no_cramps = st.builds(
    MorningEntry, _nights, st.just(False), _instants, sore=st.none() | st.booleans(), note=_texts
)
_cramps = st.builds(
    MorningEntry,
    _nights,
    st.just(True),
    _instants,
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
_few_mornings = st.builds(
    MorningEntry, _nights, st.just(False), _instants, sore=st.none() | st.just(True)
) | (st.builds(MorningEntry, _nights, st.just(True), _instants, pain=st.none() | st.just(3)))


def _by_key(entries: st.SearchStrategy[Any], most: int = 4) -> st.SearchStrategy[dict[Any, Any]]:
    return st.lists(entries, max_size=most).map(lambda found: {entry.key: entry for entry in found})


def _sound(cramp: CrampEntry) -> CrampEntry:
    return cramp if cramp.over_at is None else replace(cramp, over_at=max(cramp.at, cramp.over_at))


def _answers(mornings: st.SearchStrategy[MorningEntry]) -> st.SearchStrategy[Answers]:
    return st.builds(
        Answers,
        _by_key(st.builds(MarkEntry, _nights, _habits, st.sampled_from(Answer), _instants)),
        _by_key(mornings),
        _by_key(st.builds(BedtimeEntry, _nights, st.none() | _walls, _instants)),
        _by_key(
            st.builds(SignEntry, st.sampled_from(("chest", "statin")), st.none() | st.booleans(), _instants)
        ),
        _by_key(st.builds(CrampEntry, _nights, _instants, st.none() | _instants).map(_sound), 2),
        known=_by_key(st.builds(KnownEntry, _nights, _instants)),
        questions=_by_key(st.builds(QuestionEntry, _habits, _nights, _instants)),
        trials=_by_key(
            st.builds(TrialEntry, _habits, st.just(FIRST), st.none() | _nights, at=_instants)
        ).filter(bool),
        coins=_by_key(st.builds(CoinEntry, _nights, _instants, st.booleans())),
    )


colliding_answers = _answers(_few_mornings)
any_answers = _answers(_no_cramps | _cramps)


def answers(*entries: Entry) -> Answers:
    """These entries and no others."""
    found: dict[str, Any] = {
        name: {entry.key: entry for entry in entries if type(entry) is kind} for name, kind in KINDS.items()
    }
    return Answers(**found)


def merged(known: Answers, brought: Answers) -> Answers:
    """What a device knows after an import."""
    known = as_kept(known)
    fresh = newer_part(known, brought)
    both: dict[str, Any] = {name: {**known.of(name), **fresh.of(name)} for name in KINDS}
    return Answers(**both)


def as_kept(said: Answers) -> Answers:
    """As a diary keeps it: from a morning, or a cramp now, on the night is known."""
    instants = [
        (entry.night, entry.at)
        for part in (said.known, said.mornings, said.cramps)
        for entry in part.values()
    ]
    known = {
        night: KnownEntry(night, min(at for other, at in instants if other == night))
        for night, _at in instants
    }
    return replace(said, known=known)
