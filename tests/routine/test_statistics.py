"""The statistics: published examples, scipy, and exact whole numbers as judges."""

from math import comb, isclose

import pytest
from hypothesis import assume, example, given
from hypothesis import strategies as st
from scipy import stats

from crampguard.routine.statistics import fisher, holm, newcombe, wilson

# a of n, b of m
Table = tuple[int, int, int, int]


def tables(most: int) -> st.SearchStrategy[Table]:
    def side(n: int) -> st.SearchStrategy[tuple[int, int]]:
        return st.tuples(st.integers(0, n), st.just(n))

    sides = st.integers(1, most).flatmap(side)
    return st.tuples(sides, sides).map(lambda both: (*both[0], *both[1]))


# The interval


@pytest.mark.parametrize(
    ("table", "low", "high"),
    [
        # Newcombe 1998, table II, method 10
        ((56, 70, 48, 80), 0.0524, 0.3339),
        ((9, 10, 3, 10), 0.1705, 0.8090),
        ((5, 56, 0, 29), -0.0381, 0.1926),
        ((0, 10, 0, 20), -0.1611, 0.2775),
        ((0, 10, 0, 10), -0.2775, 0.2775),
        ((10, 10, 0, 10), 0.6075, 1.0),
        # the nights of one person
        ((3, 14, 7, 14), -0.556, 0.064),
        ((4, 21, 9, 15), -0.641, -0.089),
    ],
)
def test_the_interval_is_the_published_one(table: Table, low: float, high: float) -> None:
    assert newcombe(*table) == pytest.approx((low, high), abs=0.0005)


@given(tables(200))
@example((0, 1, 25, 25))
def test_the_interval_holds_the_difference_and_mirrors_when_the_sides_change_places(table: Table) -> None:
    a, n, b, m = table
    low, high = newcombe(a, n, b, m)
    assert -1 <= low <= a / n - b / m <= high <= 1
    assert newcombe(b, m, a, n) == pytest.approx((-high, -low))


@given(st.integers(1, 500).flatmap(lambda n: st.tuples(st.integers(0, n), st.just(n))))
def test_the_interval_of_one_proportion_is_that_of_scipy(side: tuple[int, int]) -> None:
    a, n = side
    judge = stats.binomtest(a, n).proportion_ci(method="wilson")
    assert wilson(a, n) == pytest.approx((judge.low, judge.high), abs=1e-12)


# Fisher


@pytest.mark.parametrize(
    ("table", "p"),
    [
        ((3, 14, 7, 14), 0.236),
        ((4, 21, 9, 15), 0.017),
        ((0, 10, 0, 10), 1.0),
        ((10, 10, 10, 10), 1.0),
        ((3, 4, 1, 4), 0.486),  # Fisher's lady tasting tea, both sides
    ],
)
def test_the_p_is_the_published_one(table: Table, p: float) -> None:
    assert round(fisher(*table), 3) == p


@given(tables(80))
def test_the_p_is_that_of_scipy(table: Table) -> None:
    a, n, b, m = table
    judge = stats.fisher_exact([[a, n - a], [b, m - b]])
    assert isclose(fisher(a, n, b, m), judge.pvalue, rel_tol=1e-9)


@given(tables(300))
def test_the_p_is_that_of_exact_whole_numbers(table: Table) -> None:
    assert isclose(fisher(*table), exact(*table), rel_tol=1e-9, abs_tol=1e-290)


def test_fifty_years_of_nights_have_an_exact_p() -> None:
    assert isclose(fisher(17, 18000, 3, 250), exact(17, 18000, 3, 250), rel_tol=1e-9)
    # worked out once in whole numbers of 18,000 bits
    assert isclose(fisher(2000, 9000, 2100, 9000), 0.07849663459261548, rel_tol=1e-9)
    assert isclose(fisher(2000, 9000, 1000, 9000), 3.208242581760046e-90, rel_tol=1e-9)


@given(tables(200))
def test_the_p_is_the_same_when_sides_or_answers_change_places(table: Table) -> None:
    a, n, b, m = table
    p = fisher(a, n, b, m)
    assert isclose(fisher(b, m, a, n), p, rel_tol=1e-9)
    assert isclose(fisher(n - a, n, m - b, m), p, rel_tol=1e-9)


def exact(a: int, n: int, b: int, m: int) -> float:
    """By the definition, in whole numbers of any length."""
    events = a + b
    ways = [comb(n, i) * comb(m, events - i) for i in range(max(0, events - m), min(n, events) + 1)]
    observed = comb(n, a) * comb(m, b)
    return sum(way for way in ways if way <= observed) / comb(n + m, events)


# Holm


@pytest.mark.parametrize(
    ("ps", "grown"),
    [
        ([], []),
        ([0.2], [0.2]),
        ([0.017, *[0.5] * 9], [0.17, *[1.0] * 9]),
        ([0.01, 0.04, 0.03, 0.005], [0.03, 0.06, 0.06, 0.02]),
        ([0.02, 0.02, 0.02], [0.06, 0.06, 0.06]),
    ],
)
def test_holm_grows_the_ps(ps: list[float], grown: list[float]) -> None:
    assert holm(ps) == pytest.approx(grown)


@given(st.lists(st.floats(1e-6, 1), max_size=12), st.floats(1e-4, 0.5))
def test_holm_rejects_step_by_step(ps: list[float], error: float) -> None:
    """By the definition: from the least p on, each is held against error / (how many are left)."""
    grown = holm(ps)
    rejecting = True
    for place, (p, by_us) in enumerate(sorted(zip(ps, grown, strict=True))):
        assume(not isclose(by_us, error, rel_tol=1e-9))
        rejecting = rejecting and p * (len(ps) - place) <= error
        assert (by_us <= error) == rejecting
